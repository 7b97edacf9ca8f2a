namespace Coffer.Sql.Text;

/// <summary>One statement of a source text; positions refer to the whole text.</summary>
/// <param name="Source">The whole text.</param>
/// <param name="Span">The statement without the <c>;</c> that ends it, from the end of the statement before it: leading comments belong to it.</param>
public sealed record SourceStatement(SourceText Source, TextSpan Span)
{
    /// <summary>The text of the statement as written.</summary>
    public string Text => Source.Slice(Span);

    /// <summary>Where the statement starts.</summary>
    public SourcePosition Start => Source.PositionAt(Span.Start);

    /// <summary>A text that is one statement.</summary>
    public static SourceStatement Whole(string text) => new(new SourceText(text), new TextSpan(0, text.Length));
}
