using System.Collections.Frozen;

namespace Coffer.Sql.Lexing;

/// <summary>What one dialect means by a word: the keyword table and the words that cannot be names without quotes.</summary>
sealed class DialectSyntax
{
    readonly FrozenDictionary<string, Keyword>.AlternateLookup<ReadOnlySpan<char>> _keywords;
    readonly bool[] _reserved;

    DialectSyntax(IEnumerable<Keyword> keywords, IEnumerable<Keyword> reserved)
    {
        _keywords = keywords
            .ToFrozenDictionary(keyword => keyword.ToString(), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _reserved = new bool[Enum.GetValues<Keyword>().Length];
        foreach (var keyword in reserved)
        {
            _reserved[(int)keyword] = true;
        }
    }

    /// <summary>Trino, release 435. (trinodb/trino core/trino-parser SqlBase.g4: tokens that are not in rule nonReserved.)</summary>
    public static DialectSyntax Trino { get; } =
        new(
            Enum.GetValues<Keyword>().Where(keyword => keyword != Keyword.None),
            [
                Keyword.ALTER,
                Keyword.AND,
                Keyword.AS,
                Keyword.BETWEEN,
                Keyword.BY,
                Keyword.CASE,
                Keyword.CAST,
                Keyword.CONSTRAINT,
                Keyword.CREATE,
                Keyword.CROSS,
                Keyword.CUBE,
                Keyword.CURRENT_CATALOG,
                Keyword.CURRENT_DATE,
                Keyword.CURRENT_PATH,
                Keyword.CURRENT_ROLE,
                Keyword.CURRENT_SCHEMA,
                Keyword.CURRENT_TIME,
                Keyword.CURRENT_TIMESTAMP,
                Keyword.CURRENT_USER,
                Keyword.DEALLOCATE,
                Keyword.DELETE,
                Keyword.DESCRIBE,
                Keyword.DISTINCT,
                Keyword.DROP,
                Keyword.ELSE,
                Keyword.END,
                Keyword.ESCAPE,
                Keyword.EXCEPT,
                Keyword.EXECUTE,
                Keyword.EXISTS,
                Keyword.EXTRACT,
                Keyword.FALSE,
                Keyword.FOR,
                Keyword.FROM,
                Keyword.FULL,
                Keyword.GROUP,
                Keyword.GROUPING,
                Keyword.HAVING,
                Keyword.IN,
                Keyword.INNER,
                Keyword.INSERT,
                Keyword.INTERSECT,
                Keyword.INTO,
                Keyword.IS,
                Keyword.JOIN,
                Keyword.JSON_ARRAY,
                Keyword.JSON_EXISTS,
                Keyword.JSON_OBJECT,
                Keyword.JSON_QUERY,
                Keyword.JSON_TABLE,
                Keyword.JSON_VALUE,
                Keyword.LEFT,
                Keyword.LIKE,
                Keyword.LISTAGG,
                Keyword.LOCALTIME,
                Keyword.LOCALTIMESTAMP,
                Keyword.NATURAL,
                Keyword.NORMALIZE,
                Keyword.NOT,
                Keyword.NULL,
                Keyword.ON,
                Keyword.OR,
                Keyword.ORDER,
                Keyword.OUTER,
                Keyword.PREPARE,
                Keyword.RECURSIVE,
                Keyword.RIGHT,
                Keyword.ROLLUP,
                Keyword.SELECT,
                Keyword.SKIP,
                Keyword.TABLE,
                Keyword.THEN,
                Keyword.TRIM,
                Keyword.TRUE,
                Keyword.UESCAPE,
                Keyword.UNION,
                Keyword.UNNEST,
                Keyword.USING,
                Keyword.VALUES,
                Keyword.WHEN,
                Keyword.WHERE,
                Keyword.WITH,
            ]
        );

    /// <summary>The syntax of a dialect; null for one that is known by name only.</summary>
    public static DialectSyntax? For(SqlDialect dialect) =>
        dialect switch
        {
            SqlDialect.Trino => Trino,
            SqlDialect.Hive => null,
        };

    public Keyword KeywordOf(ReadOnlySpan<char> word) => _keywords.TryGetValue(word, out var keyword) ? keyword : Keyword.None;

    /// <summary>Whether a word must be quoted to be a name.</summary>
    public bool IsReserved(Keyword keyword) => _reserved[(int)keyword];
}
