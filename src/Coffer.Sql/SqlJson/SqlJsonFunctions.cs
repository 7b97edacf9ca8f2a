using System.Text;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Sql.SqlJson;

/// <summary>
/// JSON_EXISTS, JSON_VALUE, JSON_QUERY, JSON_OBJECT and JSON_ARRAY on texts. (trinodb/trino core/trino-main operator/scalar/json; names and
/// messages of errors as recorded in golden/trino-queries/json.jsonl)
/// </summary>
public static class SqlJsonFunctions
{
    const string ScalarError = "JSON_VALUE_RESULT_ERROR";
    const string ScalarPrefix = "cannot extract SQL scalar from JSON: ";
    const string OutputError = "JSON_OUTPUT_CONVERSION_ERROR";
    const string OutputPrefix = "conversion from JSON failed: ";
    const string NoItems = "JSON path found no items";
    const string ManyItems = "JSON path found multiple items";

    /// <summary>Whether the path leads anywhere; the value is <c>true</c> or <c>false</c>.</summary>
    public static JsonValueResult Exists(ReadOnlySpan<byte> input, SqlJsonPath path, ReadOnlySpan<byte> parameters) =>
        TryFollow(input, path, parameters, out var items) is { } error ? error
        : items.Count > 0 ? JsonValueResult.Of("true")
        : JsonValueResult.Of("false");

    /// <summary>The scalar that the path leads to, as a text that can be cast to the returned type.</summary>
    public static JsonValueResult Value(ReadOnlySpan<byte> input, SqlJsonPath path, ReadOnlySpan<byte> parameters, SqlType returning)
    {
        if (TryFollow(input, path, parameters, out var items) is { } error)
        {
            return error;
        }
        switch (items.Count)
        {
            case 0:
                return JsonValueResult.Empty(ScalarError, ScalarPrefix + NoItems);
            case > 1:
                return JsonValueResult.Error(ScalarError, ScalarPrefix + ManyItems);
        }
        var item = items[0];
        if (item.Kind == JsonItemKind.Null)
        {
            return JsonValueResult.Of(null);
        }
        if (!item.IsScalar || item.Kind == JsonItemKind.BigInteger)
        {
            return JsonValueResult.Error(ScalarError, ScalarPrefix + "JSON path found an item that cannot be converted to an SQL value");
        }
        return JsonScalarCast.TryText(item, returning, out var text)
            ? JsonValueResult.Of(text)
            : JsonValueResult.Error(
                ScalarError,
                $"{ScalarPrefix}Cannot cast value of type {JsonScalarCast.TypeOf(item)} to declared return type of function JSON_VALUE: {returning}"
            );
    }

    /// <summary>The JSON text of what the path leads to.</summary>
    public static JsonValueResult Query(
        ReadOnlySpan<byte> input,
        SqlJsonPath path,
        ReadOnlySpan<byte> parameters,
        JsonWrapper wrapper,
        bool omitQuotes
    )
    {
        if (TryFollow(input, path, parameters, out var items) is { } error)
        {
            return error;
        }
        if (items.Count == 0)
        {
            return JsonValueResult.Empty(OutputError, OutputPrefix + NoItems);
        }
        var single = items.Count == 1 ? items[0] : null;
        var wrap = wrapper switch
        {
            JsonWrapper.Without => false,
            JsonWrapper.Unconditional => true,
            JsonWrapper.Conditional => single is not { Kind: JsonItemKind.Array or JsonItemKind.Object },
        };
        if (wrap)
        {
            single = JsonItem.Array(items);
        }
        if (single is null)
        {
            return JsonValueResult.Error(OutputError, OutputPrefix + ManyItems);
        }
        return JsonValueResult.Of(omitQuotes && single.Kind == JsonItemKind.String ? single.Text : single.ToString());
    }

    /// <summary>Evaluates the path; a result is the error that stopped it.</summary>
    static JsonValueResult? TryFollow(
        ReadOnlySpan<byte> input,
        SqlJsonPath path,
        ReadOnlySpan<byte> parameters,
        out IReadOnlyList<JsonItem> items
    )
    {
        items = [];
        if (!JsonItemText.TryRead(input, out var context) || !JsonItemText.TryRead(parameters, out var values))
        {
            return JsonValueResult.Error("JSON_INPUT_CONVERSION_ERROR", "conversion to JSON failed: ");
        }
        try
        {
            items = path.Evaluate(context, values);
            return null;
        }
        catch (PathEvaluationException e)
        {
            return JsonValueResult.Error("PATH_EVALUATION_ERROR", $"path evaluation failed: {e.Message}");
        }
    }

    /// <summary>A JSON object of names and JSON texts; a null text is JSON null or left out.</summary>
    /// <exception cref="TrinoException">A name twice where names must be unique; a text that is not JSON.</exception>
    public static string Object(IReadOnlyList<string> names, IReadOnlyList<string?> values, bool nullOnNull, bool uniqueKeys)
    {
        var members = new List<KeyValuePair<string, JsonItem>>();
        for (var i = 0; i < names.Count; i++)
        {
            if (values[i] is not null || nullOnNull)
            {
                if (uniqueKeys && members.Exists(member => member.Key == names[i]))
                {
                    throw TrinoException.InvalidArgument("duplicate key passed to JSON_OBJECT function");
                }
                members.Add(new(names[i], Read(values[i])));
            }
        }
        return JsonItem.Object(members).ToString();
    }

    /// <summary>A JSON array of JSON texts; a null text is JSON null or left out.</summary>
    /// <exception cref="TrinoException">A text that is not JSON.</exception>
    public static string Array(IReadOnlyList<string?> values, bool nullOnNull) =>
        JsonItem.Array([.. values.Where(value => value is not null || nullOnNull).Select(Read)]).ToString();

    static JsonItem Read(string? text)
    {
        if (text is null)
        {
            return JsonItem.Null;
        }
        return JsonItemText.TryRead(Encoding.UTF8.GetBytes(text), out var item)
            ? item
            : throw new TrinoException("JSON_INPUT_CONVERSION_ERROR", "conversion to JSON failed: ");
    }
}
