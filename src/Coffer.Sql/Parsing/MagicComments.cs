using System.Text.RegularExpressions;
using Coffer.Sql.Lexing;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Treasure Data's comments with a meaning: <c>-- set session name = 'value'</c> sets a session property for the job.</summary>
public static partial class MagicComments
{
    /// <summary>The session properties that the line comments of a text set, in order; names in lower case.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> SessionProperties(SourceStatement statement)
    {
        var text = statement.Text.AsSpan();
        var found = new List<KeyValuePair<string, string>>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '\'' or '"')
            {
                var close = text[(at + 1)..].IndexOf(text[at]);
                if (close < 0)
                {
                    break;
                }
                at += close + 1;
            }
            else if (Lexer.CommentLength(text, at) is > 0 and var length)
            {
                var match = SetSession().Match(text.Slice(at, length).ToString());
                if (match.Success)
                {
                    var value = match.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal);
                    found.Add(new(match.Groups["name"].Value.ToLowerInvariant(), value));
                }
                at += length - 1;
            }
        }
        return found;
    }

    [GeneratedRegex(@"^--\s*set\s+session\s+(?<name>[\w.]+)\s*=\s*'(?<value>(?:[^']|'')*)'", RegexOptions.IgnoreCase)]
    private static partial Regex SetSession();
}
