using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Coffer.Sql.Syntax;

/// <summary>An immutable list that compares by its elements, so that syntax nodes compare by their content.</summary>
[CollectionBuilder(typeof(SyntaxList), nameof(SyntaxList.Create))]
public sealed class SyntaxList<T>(ImmutableArray<T> items) : IReadOnlyList<T>, IEquatable<SyntaxList<T>>
{
    public int Count => items.Length;

    public T this[int index] => items[index];

    public ImmutableArray<T>.Enumerator GetEnumerator() => items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)items).GetEnumerator();

    public bool Equals(SyntaxList<T>? other) => other is not null && items.SequenceEqual(other.AsImmutable());

    public override bool Equals(object? obj) => Equals(obj as SyntaxList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
        {
            hash.Add(item);
        }
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", items)}]";

    ImmutableArray<T> AsImmutable() => items;
}
