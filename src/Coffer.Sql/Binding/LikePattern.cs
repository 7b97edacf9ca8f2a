using System.Text;
using System.Text.RegularExpressions;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding;

/// <summary>LIKE over names of the catalogue.</summary>
static class LikePattern
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static bool Matches(ShowFilter filter, string name)
    {
        var pattern = filter.Pattern.Value;
        char? escape = filter.Escape is { } e
            ? e.Value.Length == 1
                ? e.Value[0]
                : throw SqlErrorException.At(e, "INVALID_FUNCTION_ARGUMENT", "Escape string must be a single character")
            : null;
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == escape)
            {
                if (++i == pattern.Length || (pattern[i] is not ('%' or '_') && pattern[i] != escape))
                {
                    throw SqlErrorException.At(
                        filter.Pattern,
                        "INVALID_FUNCTION_ARGUMENT",
                        "Escape character must be followed by '%', '_' or the escape character itself"
                    );
                }
                regex.Append(Regex.Escape(pattern[i].ToString()));
            }
            else
            {
                regex.Append(
                    pattern[i] switch
                    {
                        '%' => ".*",
                        '_' => ".",
                        var c => Regex.Escape(c.ToString()),
                    }
                );
            }
        }
        return Regex.IsMatch(name, regex.Append('$').ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant, Limit);
    }
}
