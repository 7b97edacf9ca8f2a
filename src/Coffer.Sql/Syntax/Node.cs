using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

/// <summary>
/// A node of the syntax tree. Nodes compare by content and not by place: two readings of the same text at different places are equal.
/// A table keyed by node must therefore use <see cref="ReferenceEqualityComparer"/>.
/// </summary>
/// <param name="Position">
/// The place at which Trino reports errors about this node: its first token, except for operators (comparison, arithmetic, <c>||</c>,
/// set operations, AT TIME ZONE: the operator's token) and for predicates (BETWEEN, IN, LIKE, IS: the first token after the value).
/// (trinodb/trino core/trino-parser AstBuilder.java: the argument of getLocation.)
/// </param>
public abstract record Node(SourcePosition Position)
{
    public virtual bool Equals(Node? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}
