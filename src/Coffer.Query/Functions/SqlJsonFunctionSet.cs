using System.Text;
using Coffer.DuckDb;
using Coffer.Sql.SqlJson;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>The SQL/JSON functions; the rules are in Coffer.Sql.SqlJson. A path and a type arrive as texts that the front end has checked.</summary>
static class SqlJsonFunctionSet
{
    [ThreadStatic]
    static (byte[] Text, SqlJsonPath Path)? _lastPath;

    [ThreadStatic]
    static (byte[] Text, SqlType Type)? _lastType;

    public static void Register(FunctionRegistry f)
    {
        // input, path, parameters (a JSON object), on error: TRUE FALSE UNKNOWN ERROR
        f.TryValue<byte>(
            "trino_sqljson_exists",
            [Varchar, Varchar, Varchar, Varchar],
            LogicalType.Boolean,
            (Vector[] a, int r, out byte value) =>
            {
                var result = SqlJsonFunctions.Exists(a[0].Utf8(r), Path(a[1].Utf8(r)), a[2].Utf8(r));
                var answer = result.Outcome == JsonOutcome.Error ? OnError(result, a[3].String(r)) : result.Text;
                value = (byte)(answer == "true" ? 1 : 0);
                return answer is not null;
            }
        );
        // input, path, parameters, returned type, on empty: NULL ERROR, on error: NULL ERROR
        f.Text(
            "trino_sqljson_value",
            [Varchar, Varchar, Varchar, Varchar, Varchar, Varchar],
            (a, r, to) => Write(Value(a, r), a[4].String(r), a[5].String(r), to)
        );
        // input, path, parameters, returned type: 0 a value (or NULL), 1 empty, 2 an error: for DEFAULT … ON EMPTY and ON ERROR
        f.Value("trino_sqljson_outcome", [Varchar, Varchar, Varchar, Varchar], LogicalType.Integer, (a, r) => (int)Value(a, r).Outcome);
        // input, path, parameters, wrapper: WITHOUT CONDITIONAL UNCONDITIONAL, quotes: KEEP OMIT, on empty and on error: NULL ERROR EMPTY ARRAY EMPTY OBJECT
        f.Text(
            "trino_sqljson_query",
            [Varchar, Varchar, Varchar, Varchar, Varchar, Varchar, Varchar],
            (a, r, to) =>
            {
                var wrapper = a[3].String(r) switch
                {
                    "CONDITIONAL" => JsonWrapper.Conditional,
                    "UNCONDITIONAL" => JsonWrapper.Unconditional,
                    _ => JsonWrapper.Without,
                };
                var omit = a[4].Utf8(r).SequenceEqual("OMIT"u8);
                var result = SqlJsonFunctions.Query(a[0].Utf8(r), Path(a[1].Utf8(r)), a[2].Utf8(r), wrapper, omit);
                return Write(result, a[5].String(r), a[6].String(r), to);
            }
        );
        // names, JSON texts, null on null, unique keys
        f.Text(
            "trino_sqljson_object",
            [List(Varchar), List(Varchar), LogicalType.Boolean, LogicalType.Boolean],
            (a, r, to) =>
            {
                var names = Strings(a[0], r);
                if (names.Contains(null))
                {
                    throw TrinoException.InvalidArgument("null value passed for JSON object key to JSON_OBJECT function");
                }
                to.Append(SqlJsonFunctions.Object(names!, Strings(a[1], r), a[2].Boolean(r), a[3].Boolean(r)));
                return true;
            }
        );
        // JSON texts, null on null
        f.Text(
            "trino_sqljson_array",
            [List(Varchar), LogicalType.Boolean],
            (a, r, to) =>
            {
                to.Append(SqlJsonFunctions.Array(Strings(a[0], r), a[1].Boolean(r)));
                return true;
            }
        );
    }

    static JsonValueResult Value(Vector[] a, int r) =>
        SqlJsonFunctions.Value(a[0].Utf8(r), Path(a[1].Utf8(r)), a[2].Utf8(r), TypeOf(a[3].Utf8(r)));

    static List<string?> Strings(Vector list, int row)
    {
        var range = list.Range(row);
        var elements = list.Elements;
        var result = new List<string?>();
        for (var i = 0; i < range.Count; i++)
        {
            var at = range.Start + i;
            result.Add(elements.IsNull(at) ? null : elements.String(at));
        }
        return result;
    }

    static bool Write(JsonValueResult result, string onEmpty, string onError, Utf8Text to)
    {
        var text = result.Outcome switch
        {
            JsonOutcome.Value => result.Text,
            JsonOutcome.Empty => OnError(result, onEmpty),
            JsonOutcome.Error => OnError(result, onError),
        };
        if (text is null)
        {
            return false;
        }
        to.Append(text);
        return true;
    }

    static string? OnError(JsonValueResult result, string behavior) =>
        behavior switch
        {
            "ERROR" => throw new TrinoException(result.ErrorName, result.Message),
            "TRUE" => "true",
            "FALSE" => "false",
            "EMPTY ARRAY" => "[]",
            "EMPTY OBJECT" => "{}",
            _ => null,
        };

    static SqlJsonPath Path(ReadOnlySpan<byte> text)
    {
        if (_lastPath is { } last && text.SequenceEqual(last.Text))
        {
            return last.Path;
        }
        var path = SqlJsonPath.Parse(Encoding.UTF8.GetString(text));
        _lastPath = (text.ToArray(), path);
        return path;
    }

    static SqlType TypeOf(ReadOnlySpan<byte> text)
    {
        if (_lastType is { } last && text.SequenceEqual(last.Text))
        {
            return last.Type;
        }
        var type = SqlType.Parse(Encoding.UTF8.GetString(text));
        _lastType = (text.ToArray(), type);
        return type;
    }
}
