using System.Text;
using Coffer.Sql.Text;

namespace Coffer.Sql.Diagnostics;

/// <summary>Shows a diagnostic to a person.</summary>
public static class DiagnosticText
{
    /// <summary>At most so many characters of a long line are shown, around the place.</summary>
    const int Width = 120;

    /// <summary>The message, and below it the line of the text with a caret under the place.</summary>
    public static string Render(SqlDiagnostic diagnostic, SourceText source)
    {
        if (diagnostic.Position is not { } position || Excerpt(position, source) is not { } excerpt)
        {
            return diagnostic.Message;
        }
        return $"{diagnostic.Message}\n{excerpt}";
    }

    /// <summary>The line of the text and a caret under the place; null when the text has no such line.</summary>
    public static string? Excerpt(SourcePosition position, SourceText source)
    {
        if (position.Line > source.LineCount)
        {
            return null;
        }
        // Columns are code points: cut and pad by them, and keep tabs so that the caret stands where the eye is.
        var points = source.LineText(position.Line).EnumerateRunes().ToArray();
        var column = Math.Min(position.Column - 1, points.Length);
        var from = points.Length <= Width ? 0 : Math.Max(0, Math.Min(column - Width / 2, points.Length - Width));
        var to = Math.Min(points.Length, from + Width);
        var line = new StringBuilder();
        var caret = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            line.Append(points[i].ToString());
            if (i < column)
            {
                caret.Append(points[i].Value == '\t' ? '\t' : ' ');
            }
        }
        return $"{line}\n{caret}^";
    }
}
