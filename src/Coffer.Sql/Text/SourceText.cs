namespace Coffer.Sql.Text;

/// <summary>A whole text as a user wrote it, with its line table.</summary>
public sealed class SourceText
{
    readonly int[] _lineStarts;

    public SourceText(string text)
    {
        Text = text;
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }
        _lineStarts = [.. starts];
    }

    public string Text { get; }

    public int Length => Text.Length;

    public int LineCount => _lineStarts.Length;

    /// <summary>Line and column of a UTF-16 index; an index past the end is the end.</summary>
    public SourcePosition PositionAt(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var found = Array.BinarySearch(_lineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return new SourcePosition(offset, line + 1, CodePoints(_lineStarts[line], offset) + 1);
    }

    /// <summary>The text of a line (from 1) without its line break.</summary>
    public string LineText(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] : Text.Length;
        return Text[start..end].TrimEnd('\n', '\r');
    }

    public string Slice(TextSpan span) => Text.Substring(span.Start, span.Length);

    int CodePoints(int start, int end)
    {
        var count = 0;
        for (var i = start; i < end; i++)
        {
            if (!(char.IsLowSurrogate(Text[i]) && i > start && char.IsHighSurrogate(Text[i - 1])))
            {
                count++;
            }
        }
        return count;
    }
}
