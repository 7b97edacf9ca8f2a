using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Coffer.Sql.Values;

/// <summary>
/// The path language of json_extract and its relatives: <c>$.name</c>, <c>$["any text"]</c>, <c>$[0]</c>, <c>$[name]</c>, <c>$.1</c>. No blanks,
/// wildcards or negative indexes. A step is a member name in an object and, when it is a number, an index in an array.
/// </summary>
public sealed class JsonPath
{
    JsonPath(IReadOnlyList<Step> steps) => Steps = steps;

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>One step: the member name, and the index that it also means (−1 for none).</summary>
    public readonly record struct Step(byte[] Name, int Index);

    /// <exception cref="TrinoException">INVALID_FUNCTION_ARGUMENT: Invalid JSON path.</exception>
    public static JsonPath Parse(string text) =>
        TryParse(text, out var path) ? path : throw TrinoException.InvalidArgument($"Invalid JSON path: '{text}'");

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path)
    {
        path = null;
        var steps = new List<Step>();
        if (text.Length == 0 || text[0] != '$')
        {
            return false;
        }
        var at = 1;
        while (at < text.Length)
        {
            string name;
            if (text[at] == '.')
            {
                name = Word(text, at + 1, true);
                at += 1 + name.Length;
            }
            else if (text[at] == '[' && at + 1 < text.Length && text[at + 1] == '"')
            {
                if (!Quoted(text, ref at, out name!))
                {
                    return false;
                }
                steps.Add(MakeStep(name));
                continue;
            }
            else if (text[at] == '[')
            {
                name = Word(text, at + 1, false);
                at += 1 + name.Length;
                if (at >= text.Length || text[at] != ']')
                {
                    return false;
                }
                at++;
            }
            else
            {
                return false;
            }
            if (name.Length == 0)
            {
                return false;
            }
            steps.Add(MakeStep(name));
        }
        path = new JsonPath(steps);
        return true;
    }

    static string Word(string text, int start, bool colons)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || (colons && text[end] == ':')))
        {
            end++;
        }
        return text[start..end];
    }

    // ["…"] with \\ and \" as the only escapes.
    static bool Quoted(string text, ref int at, out string? name)
    {
        var value = new StringBuilder();
        name = null;
        var i = at + 2;
        while (i < text.Length && text[i] != '"')
        {
            if (text[i] == '\\')
            {
                i++;
                if (i >= text.Length || text[i] is not ('\\' or '"'))
                {
                    return false;
                }
            }
            value.Append(text[i++]);
        }
        if (i + 1 >= text.Length || text[i + 1] != ']')
        {
            return false;
        }
        at = i + 2;
        name = value.ToString();
        return true;
    }

    static Step MakeStep(string name) =>
        new(Encoding.UTF8.GetBytes(name), int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1);
}
