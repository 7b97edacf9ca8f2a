using System.Globalization;
using System.Text;

namespace Coffer.Sql.Parsing;

/// <summary>The escapes of <c>U&amp;'…'</c>. (trinodb/trino core/trino-parser AstBuilder.decodeUnicodeLiteral: rules and messages.)</summary>
static class UnicodeText
{
    /// <summary>Undoes <c>\XXXX</c>, <c>\+XXXXXX</c> and <c>\\</c>.</summary>
    /// <exception cref="FormatException">The text or the escape character is malformed.</exception>
    public static string Decode(string text, string escape)
    {
        if (escape.Length == 0)
        {
            throw new FormatException("Empty Unicode escape character");
        }
        if (escape.Length > 1 || escape[0] is < '!' or > '~' or '+' or '"' or '\'' || char.IsAsciiHexDigit(escape[0]))
        {
            throw new FormatException($"Invalid Unicode escape character: {escape}");
        }
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != escape[0])
            {
                result.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == escape[0])
            {
                result.Append(text[++i]);
            }
            else
            {
                var (start, length) = i + 1 < text.Length && text[i + 1] == '+' ? (i + 2, 6) : (i + 1, 4);
                result.Append(CodePoint(text, start, length));
                i = start + length - 1;
            }
        }
        return result.ToString();
    }

    static string CodePoint(string text, int start, int length)
    {
        var digits = 0;
        while (digits < length && start + digits < text.Length)
        {
            if (!char.IsAsciiHexDigit(text[start + digits]))
            {
                throw new FormatException($"Invalid hexadecimal digit: {text[start + digits]}");
            }
            digits++;
        }
        if (digits < length)
        {
            throw new FormatException("Incomplete escape sequence: " + text[start..]);
        }
        var hex = text.Substring(start, length);
        var value = int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (value is >= 0xD800 and <= 0xDFFF)
        {
            throw new FormatException($"Invalid escaped character: {hex}. Escaped character is a surrogate. Use '\\+123456' instead.");
        }
        return value <= 0x10FFFF ? char.ConvertFromUtf32(value) : throw new FormatException($"Invalid escaped character: {hex}");
    }
}
