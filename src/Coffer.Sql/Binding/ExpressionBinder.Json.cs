using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.SqlJson;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>The SQL/JSON forms: the path is checked here, the rest is done by functions of the engine (Coffer.Query SqlJsonFunctionSet).</summary>
sealed partial class ExpressionBinder
{
    BoundExpression BindJsonExists(JsonExists expression)
    {
        var onError = expression.OnError ?? JsonExistsBehavior.False;
        return JsonCall(SqlType.Boolean, "exists", expression.Path, [Word(onError)]);
    }

    BoundExpression BindJsonValue(JsonValue expression)
    {
        CheckPath(expression.Path);
        var type = expression.Returning is null ? SqlType.VarChar : TypeReader.Read(expression.Returning, expression, "TYPE_MISMATCH");
        if (!CanReturn(type))
        {
            throw SqlErrorException.TypeMismatch(expression, $"Invalid return type of function JSON_VALUE: {type}");
        }
        var onEmpty = expression.OnEmpty ?? JsonValueBehavior.Null;
        var onError = expression.OnError ?? JsonValueBehavior.Null;
        var call = JsonCall(SqlType.VarChar, "value", expression.Path, [type.Name, BehaviorWord(onEmpty), BehaviorWord(onError)]);
        BoundExpression value = type == SqlType.VarChar ? call : new BoundCast(type, call);
        if (onEmpty != JsonValueBehavior.Default && onError != JsonValueBehavior.Default)
        {
            return value;
        }
        var outcome = JsonCall(SqlType.Integer, "outcome", expression.Path, [type.Name]);
        return new BoundNative(
            type,
            "(CASE {0} WHEN 1 THEN {1} WHEN 2 THEN {2} ELSE {3} END)",
            outcome,
            JsonDefault(onEmpty, expression.EmptyDefault, value, type),
            JsonDefault(onError, expression.ErrorDefault, value, type),
            value
        );
    }

    static bool CanReturn(SqlType type) =>
        type.IsNumeric
        || type.IsText
        || type.Kind
            is SqlTypeKind.Boolean
                or SqlTypeKind.Date
                or SqlTypeKind.Time
                or SqlTypeKind.TimeWithTimeZone
                or SqlTypeKind.Timestamp
                or SqlTypeKind.TimestampWithTimeZone;

    BoundExpression JsonDefault(JsonValueBehavior behavior, Expression? written, BoundExpression value, SqlType type) =>
        behavior == JsonValueBehavior.Default && written is not null
            ? BindAs(written, type, actual => $"Function JSON_VALUE default result must evaluate to {type} (actual: {actual})")
            : value;

    BoundExpression BindJsonQuery(JsonQuery expression)
    {
        CheckPath(expression.Path);
        var type = expression.Returning is null ? SqlType.VarChar : TypeReader.Read(expression.Returning.Type, expression, "TYPE_MISMATCH");
        if (!type.IsText || expression.Returning?.Format is JsonFormat.Utf8 or JsonFormat.Utf16 or JsonFormat.Utf32)
        {
            throw SqlErrorException.NotSupported(expression, $"JSON_QUERY returning {type} is not supported");
        }
        if (expression.Wrapper is JsonWrapper.Conditional or JsonWrapper.Unconditional && expression.Quotes is not null)
        {
            throw SqlErrorException.At(
                expression,
                "INVALID_FUNCTION_ARGUMENT",
                $"{(expression.Quotes == JsonQuotes.Omit ? "OMIT" : "KEEP")} QUOTES behavior specified with WITH {Word(expression.Wrapper)} ARRAY WRAPPER behavior"
            );
        }
        var call = JsonCall(
            SqlType.VarChar,
            "query",
            expression.Path,
            [
                Word(expression.Wrapper ?? JsonWrapper.Without),
                Word(expression.Quotes ?? JsonQuotes.Keep),
                QueryBehaviorWord(expression.OnEmpty),
                QueryBehaviorWord(expression.OnError),
            ]
        );
        return type == SqlType.VarChar ? call : new BoundCast(type, call);
    }

    static string Word(Enum member) => member.ToString().ToUpperInvariant();

    static string BehaviorWord(JsonValueBehavior behavior) => behavior == JsonValueBehavior.Error ? "ERROR" : "NULL";

    static string QueryBehaviorWord(JsonQueryBehavior? behavior) =>
        behavior switch
        {
            JsonQueryBehavior.Error => "ERROR",
            JsonQueryBehavior.EmptyArray => "EMPTY ARRAY",
            JsonQueryBehavior.EmptyObject => "EMPTY OBJECT",
            JsonQueryBehavior.Null or null => "NULL",
        };

    /// <summary><c>trino_sqljson_…(input, path, parameters, words…)</c></summary>
    BoundNative JsonCall(SqlType type, string function, JsonPathInvocation path, IReadOnlyList<string> words)
    {
        CheckPath(path);
        var arguments = new List<BoundExpression>
        {
            JsonInput(path),
            new BoundLiteral(SqlType.VarChar, path.Path.Value),
            JsonMembers(
                [.. path.Arguments.Select(argument => (BoundExpression)new BoundLiteral(SqlType.VarChar, PassedName(argument)))],
                [.. path.Arguments.Select(argument => JsonText(argument.Value, argument.Format, argument, "JSON path"))],
                true,
                false
            ),
        };
        arguments.AddRange(words.Select(word => new BoundLiteral(SqlType.VarChar, word)));
        var places = string.Join(", ", Enumerable.Range(0, arguments.Count).Select(i => $"{{{i}}}"));
        return new BoundNative(type, $"trino_sqljson_{function}({places})", arguments);
    }

    static string PassedName(JsonPathArgument argument) =>
        argument.Name.Quoted ? argument.Name.Value : argument.Name.Value.ToUpperInvariant();

    static void CheckPath(JsonPathInvocation invocation)
    {
        var literal = invocation.Path.Position;
        try
        {
            var path = SqlJsonPath.Parse(invocation.Path.Value);
            var missing = path.Variables.FirstOrDefault(name => invocation.Arguments.All(argument => PassedName(argument) != name));
            if (missing is not null)
            {
                throw SqlErrorException.At(literal, "INVALID_PATH", $"no value passed for parameter {missing}");
            }
        }
        catch (PathException e)
        {
            // Places inside the literal count from its line and column, as Trino counts them.
            var position =
                e.Column == 0
                    ? literal
                    : new SourcePosition(literal.Offset + e.Column, literal.Line + e.Line - 1, literal.Column + e.Column);
            throw SqlErrorException.At(position, e.ErrorName, e.Message);
        }
    }

    BoundExpression JsonInput(JsonPathInvocation path)
    {
        var input = Bind(path.Input);
        if (input.Type.IsUnknown)
        {
            return new BoundLiteral(SqlType.VarChar, null);
        }
        if (!input.Type.IsText || path.InputFormat is JsonFormat.Utf8 or JsonFormat.Utf16 or JsonFormat.Utf32)
        {
            throw SqlErrorException.TypeMismatch(path.Input, $"Cannot read input of type {input.Type} as JSON using formatting JSON");
        }
        return Coerce(input, SqlType.VarChar);
    }

    BoundExpression BindJsonObject(JsonObject expression)
    {
        NoReturning(expression, expression.Returning);
        var keys = expression.Members.Select(member =>
            BindAs(member.Key, SqlType.VarChar, actual => $"Invalid type of JSON object key: {actual}")
        );
        var values = expression.Members.Select(member => JsonText(member.Value, member.Format, expression, "JSON_OBJECT"));
        return JsonMembers([.. keys], [.. values], expression.NullOnNull, expression.UniqueKeys);
    }

    BoundExpression BindJsonArray(JsonArray expression)
    {
        NoReturning(expression, expression.Returning);
        BoundExpression[] elements =
        [
            .. expression.Elements.Select(element => JsonText(element.Value, element.Format, expression, "JSON_ARRAY")),
        ];
        return new BoundNative(
            SqlType.VarChar,
            $"trino_sqljson_array({TextList(0, elements.Length)}, {(expression.NullOnNull ? "true" : "false")})",
            elements
        );
    }

    static void NoReturning(Expression expression, JsonReturning? returning)
    {
        if (returning is not null && TypeReader.Read(returning.Type, expression, "TYPE_MISMATCH") != SqlType.VarChar)
        {
            throw SqlErrorException.NotSupported(expression, "JSON constructors return varchar only");
        }
    }

    static BoundNative JsonMembers(
        IReadOnlyList<BoundExpression> keys,
        IReadOnlyList<BoundExpression> values,
        bool nullOnNull,
        bool unique
    ) =>
        new(
            SqlType.VarChar,
            $"trino_sqljson_object({TextList(0, keys.Count)}, {TextList(keys.Count, values.Count)}, "
                + $"{(nullOnNull ? "true" : "false")}, {(unique ? "true" : "false")})",
            [.. keys, .. values]
        );

    static string TextList(int from, int count) =>
        $"CAST([{string.Join(", ", Enumerable.Range(from, count).Select(i => $"{{{i}}}"))}] AS VARCHAR[])";

    /// <summary>The JSON text of a value that goes into JSON.</summary>
    BoundExpression JsonText(Expression written, JsonFormat? format, Node place, string function)
    {
        var value = Bind(written);
        if (format is not null || written is JsonObject or JsonArray or JsonQuery)
        {
            return Coerce(value, SqlType.VarChar);
        }
        switch (value.Type.Kind)
        {
            case SqlTypeKind.Unknown:
                return new BoundLiteral(SqlType.VarChar, null);
            case SqlTypeKind.Json:
                return value;
            case SqlTypeKind.Date:
            case SqlTypeKind.Time:
            case SqlTypeKind.TimeWithTimeZone:
            case SqlTypeKind.Timestamp:
            case SqlTypeKind.TimestampWithTimeZone:
            case SqlTypeKind.Uuid:
                return new BoundCast(SqlType.Json, new BoundCast(SqlType.VarChar, value));
        }
        return value.Type.IsText || value.Type.IsNumeric || value.Type.Kind == SqlTypeKind.Boolean
            ? new BoundCast(SqlType.Json, value)
            : throw SqlErrorException.NotSupported(place, $"Unsupported type of value passed to {function} function: {value.Type}");
    }
}
