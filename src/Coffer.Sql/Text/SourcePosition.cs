namespace Coffer.Sql.Text;

/// <summary>A place in a source text.</summary>
/// <param name="Offset">UTF-16 index from the start of the whole text.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1, counted in code points (a tab and a surrogate pair are one column each).</param>
public readonly record struct SourcePosition(int Offset, int Line, int Column)
{
    /// <summary>The first position of any text.</summary>
    public static SourcePosition Start => new(0, 1, 1);

    public override string ToString() => $"{Line}:{Column}";
}
