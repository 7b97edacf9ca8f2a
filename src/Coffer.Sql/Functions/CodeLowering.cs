using System.Globalization;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Sql.Functions;

/// <summary>The lowerings that need more than a template: they look at types or at constant arguments.</summary>
static class CodeLowering
{
    public static string Print(string name, LoweredCall call) =>
        name switch
        {
            "ArrayJoin" => ArrayJoin(call),
            "DateTrunc" => DateTrunc(call),
            "DateAdd" => DateAdd(call),
            "DateDiff" => DateDiff(call),
            "Format" => Format(call),
            "JsonPath" => JsonPath(call),
            "Regexp" => Regexp(call),
            "RegexpLike" => RegexpLike(call),
            "Greatest" => Extreme(call, "greatest"),
            "Least" => Extreme(call, "least"),
            "ConcatArrays" => ConcatArrays(call),
            "Substr" => Substr(call),
            "Zip" => Zip(call),
            "MapConcat" => MapConcat(call),
            "Checksum" => Checksum(call),
            "AverageDecimal" => AverageDecimal(call),
            "ArraySort" => ArraySort(call),
            "ConcatText" => ConcatText(call),
            "ArrayExtreme" => ArrayExtreme(call),
            "Extreme" => ExtremeAggregate(call),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown code lowering"),
        };

    // Every element as Trino's text; NULL elements are skipped or replaced.
    static string ArrayJoin(LoweredCall call)
    {
        var x = call.Context.NextName();
        var element = call.Type(0).Element;
        var text = call.Cast(element, SqlType.VarChar, x);
        if (call.Arguments.Count > 2)
        {
            text = $"coalesce({text}, {call.Sql(2)})";
        }
        var all = call.Context.NextName();
        var guard =
            call.Arguments.Count > 2
                ? $"CASE WHEN {call.Sql(1)} IS NULL OR {call.Sql(2)} IS NULL THEN NULL ELSE "
                : "CASE WHEN {0} IS NULL THEN NULL ELSE ".Replace("{0}", call.Sql(1), StringComparison.Ordinal);
        return $"{guard}list_transform([{call.Sql(0)}], lambda {all}: CASE WHEN {all} IS NULL THEN NULL ELSE coalesce(array_to_string(list_transform({all}, lambda {x}: {text}), {call.Sql(1)}), '') END)[1] END";
    }

    static string? Unit(LoweredCall call) => call.Literal(0)?.ToLowerInvariant();

    static string UnitError(LoweredCall call, string unit, string kind) =>
        $"CAST(trino_fail({SqlText.Quote($"INVALID_FUNCTION_ARGUMENT: '{unit}' is not a valid {kind} field")} || coalesce('', CAST({call.Sql(call.Arguments.Count - 1)} AS VARCHAR))) AS {DuckTypes.Of(call.Found.ReturnType)})";

    static string KindName(SqlType type) =>
        type.Kind switch
        {
            SqlTypeKind.Date => "DATE",
            SqlTypeKind.Time or SqlTypeKind.TimeWithTimeZone => "Time",
            _ => "Timestamp",
        };

    static string DateTrunc(LoweredCall call)
    {
        var unit = Unit(call);
        var x = call.Sql(1);
        var type = call.Type(1);
        var date = unit is "day" or "week" or "month" or "quarter" or "year";
        var time = unit is "millisecond" or "second" or "minute" or "hour";
        switch (type.Kind)
        {
            case SqlTypeKind.Date when date:
                return $"CAST(date_trunc('{unit}', {x}) AS DATE)";
            case SqlTypeKind.Timestamp when date || time:
                return $"CAST(date_trunc('{unit}', {x}) AS TIMESTAMP)";
            case SqlTypeKind.Time when time:
                return $"CAST(date_trunc('{unit}', DATE '1970-01-01' + {x}) AS TIME)";
            case SqlTypeKind.TimestampWithTimeZone:
                return $"trino_zoned(trino_trunc_zoned({call.Sql(0)}, ({x}).i, ({x}).z), ({x}).z)";
            case SqlTypeKind.TimeWithTimeZone:
                return $"trino_zoned_time(trino_trunc_time({call.Sql(0)}, ({x}).t), ({x}).o)";
            case SqlTypeKind.Date:
                return $"trino_trunc_date({call.Sql(0)}, {x})";
            case SqlTypeKind.Time:
                return $"trino_trunc_time({call.Sql(0)}, {x})";
            default:
                return $"trino_trunc_timestamp({call.Sql(0)}, {x})";
        }
    }

    static string DateAdd(LoweredCall call)
    {
        var (unit, n, x) = (call.Sql(0), call.Sql(1), call.Sql(2));
        return call.Type(2).Kind switch
        {
            SqlTypeKind.Date when Unit(call) is "day" => $"trino_add_days({x}, {n})",
            SqlTypeKind.Date => $"trino_add_date({unit}, {n}, {x})",
            SqlTypeKind.Timestamp => $"trino_add_timestamp({unit}, {n}, {x})",
            SqlTypeKind.Time => $"trino_add_time({unit}, {n}, {x})",
            SqlTypeKind.TimeWithTimeZone => $"trino_zoned_time(trino_add_time({unit}, {n}, ({x}).t), ({x}).o)",
            _ => $"trino_zoned(trino_add_zoned({unit}, {n}, ({x}).i, ({x}).z), ({x}).z)",
        };
    }

    static string DateDiff(LoweredCall call)
    {
        var (unit, a, b) = (call.Sql(0), call.Sql(1), call.Sql(2));
        return call.Type(1).Kind switch
        {
            SqlTypeKind.Date when Unit(call) is "day" => $"CAST({b} - {a} AS BIGINT)",
            SqlTypeKind.Date => $"trino_diff_date({unit}, {a}, {b})",
            SqlTypeKind.Timestamp => $"trino_diff_timestamp({unit}, {a}, {b})",
            SqlTypeKind.Time => $"trino_diff_time({unit}, {a}, {b})",
            SqlTypeKind.TimeWithTimeZone => $"trino_diff_time({unit}, trino_time_utc(({a}).t, ({a}).o), trino_time_utc(({b}).t, ({b}).o))",
            _ => $"trino_diff_zoned({unit}, ({a}).i, ({a}).z, ({b}).i, ({b}).z)",
        };
    }

    // format(): every argument travels as text with a letter for its family: the directives that fit depend on it.
    static string Format(LoweredCall call)
    {
        var values = new List<string>();
        var kinds = "";
        for (var i = 1; i < call.Arguments.Count; i++)
        {
            var type = call.Type(i);
            var (kind, text) = type.Kind switch
            {
                SqlTypeKind.Boolean => ('b', $"CAST({call.Sql(i)} AS VARCHAR)"),
                SqlTypeKind.TinyInt or SqlTypeKind.SmallInt or SqlTypeKind.Integer or SqlTypeKind.BigInt => (
                    'i',
                    $"CAST({call.Sql(i)} AS VARCHAR)"
                ),
                SqlTypeKind.Real => ('f', $"trino_java_real({call.Sql(i)})"),
                SqlTypeKind.Double => ('f', $"trino_java_double({call.Sql(i)})"),
                SqlTypeKind.Decimal => ('d', $"CAST({call.Sql(i)} AS VARCHAR)"),
                SqlTypeKind.Date => ('t', $"trino_cast_date_varchar({call.Sql(i)})"),
                SqlTypeKind.Timestamp => ('t', $"trino_cast_timestamp_varchar({call.Sql(i)}, 6)"),
                SqlTypeKind.TimestampWithTimeZone => ('t', $"trino_cast_zoned_varchar(({call.Sql(i)}).i, ({call.Sql(i)}).z, 6)"),
                SqlTypeKind.Time => ('t', $"trino_cast_time_varchar({call.Sql(i)}, 6)"),
                SqlTypeKind.Unknown => ('n', $"CAST({call.Sql(i)} AS VARCHAR)"),
                _ => ('s', CastCatalog.Lower(type, SqlType.VarChar, call.Sql(i), false, call.Context) ?? $"CAST({call.Sql(i)} AS VARCHAR)"),
            };
            kinds += kind;
            values.Add(text);
        }
        return $"trino_format({call.Sql(0)}, '{kinds}', [{string.Join(", ", values)}])";
    }

    // Wrong constant paths are errors of the statement, not of a row.
    static string JsonPath(LoweredCall call)
    {
        if (call.Literal(1) is { } path && !Values.JsonPath.TryParse(path, out _))
        {
            throw TrinoException.InvalidArgument($"Invalid JSON path: '{path}'");
        }
        return $"trino_{call.Found.Function.Name}({call.Sql(0)}, {call.Sql(1)})";
    }

    static string Regexp(LoweredCall call) =>
        $"trino_{call.Found.Function.Name}({string.Join(", ", call.Arguments.Select((_, i) => call.Sql(i)))})";

    // RE2 and Trino's engine agree on a plain part of the grammar; the database's own function is faster there.
    static string RegexpLike(LoweredCall call) =>
        call.Literal(1) is { } pattern && PlainPattern.IsSafe(pattern)
            ? $"regexp_matches({call.Sql(0)}, {call.Sql(1)}, 'c')"
            : Regexp(call);

    // NULL as soon as one argument is NULL; NaN loses against every number.
    static string Extreme(LoweredCall call, string function)
    {
        var values = call.Arguments.Select((_, i) => call.Sql(i)).ToList();
        if (values.Count == 1)
        {
            return values[0];
        }
        var guard = string.Join(" OR ", values.Select(v => $"{v} IS NULL"));
        if (call.Found.ReturnType.IsFloating)
        {
            var numbers = values.Select(v => $"CASE WHEN isnan({v}) THEN NULL ELSE {v} END");
            return $"CASE WHEN {guard} THEN NULL ELSE coalesce({function}({string.Join(", ", numbers)}), {values[0]}) END";
        }
        return $"CASE WHEN {guard} THEN NULL ELSE {function}({string.Join(", ", values)}) END";
    }

    static string ConcatArrays(LoweredCall call)
    {
        var values = call
            .Arguments.Select(
                (_, i) => call.Type(i).Kind == SqlTypeKind.Array && call.Type(i) == call.Found.ReturnType ? call.Sql(i) : $"[{call.Sql(i)}]"
            )
            .ToList();
        var guards = call.Arguments.Select((_, i) => $"{call.Sql(i)} IS NULL");
        return values.Count == 1
            ? values[0]
            : $"CASE WHEN {string.Join(" OR ", guards)} THEN NULL ELSE {string.Join(" || ", values.Select(v => $"({v})"))} END";
    }

    static string ConcatText(LoweredCall call) => $"({string.Join(" || ", call.Arguments.Select((_, i) => Padded(call, i)))})";

    static string Padded(LoweredCall call, int index) =>
        call.Type(index).Kind == SqlTypeKind.Char && index < call.Arguments.Count - 1
            ? string.Create(CultureInfo.InvariantCulture, $"rpad({call.Sql(index)}, {call.Type(index).Length}, ' ')")
            : call.Sql(index);

    // The database agrees for a constant start from 1 and a constant length that is not negative.
    static string Substr(LoweredCall call)
    {
        static bool Constant(string sql, long minimum) =>
            long.TryParse(
                sql.Replace("CAST(", "", StringComparison.Ordinal).Replace(" AS BIGINT)", "", StringComparison.Ordinal).Trim('(', ')', ' '),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var value
            )
            && value >= minimum
            && value < int.MaxValue;
        var text =
            call.Type(0).Kind == SqlTypeKind.Char
                ? string.Create(CultureInfo.InvariantCulture, $"rpad({call.Sql(0)}, {call.Type(0).Length}, ' ')")
                : call.Sql(0);
        var native = Constant(call.Sql(1), 1) && (call.Arguments.Count == 2 || Constant(call.Sql(2), 0));
        var rest = string.Join(", ", Enumerable.Range(1, call.Arguments.Count - 1).Select(call.Sql));
        return native ? $"substring({text}, {rest})" : $"trino_substr({text}, {rest})";
    }

    static string Zip(LoweredCall call)
    {
        var n = call.Arguments.Count;
        var lists = Enumerable.Range(0, n).Select(_ => call.Context.NextName()).ToList();
        var i = call.Context.NextName();
        var length = $"greatest({string.Join(", ", lists.Select(l => $"len({l})"))})";
        var fields = string.Join(", ", lists.Select((l, k) => string.Create(CultureInfo.InvariantCulture, $"f{k + 1} := {l}[{i}]")));
        var text =
            $"CASE WHEN {string.Join(" OR ", lists.Select(l => $"{l} IS NULL"))} THEN NULL ELSE list_transform(range(1, {length} + 1), lambda {i}: struct_pack({fields})) END";
        for (var k = 0; k < n; k++)
        {
            text = text.Replace(lists[k], $"({call.Sql(k)})", StringComparison.Ordinal);
        }
        return text;
    }

    static string MapConcat(LoweredCall call)
    {
        var values = call.Arguments.Select((_, i) => call.Sql(i)).ToList();
        return values.Count == 1
            ? values[0]
            : $"CASE WHEN {string.Join(" OR ", values.Select(v => $"{v} IS NULL"))} THEN NULL ELSE map_concat({string.Join(", ", values)}) END";
    }

    static string Checksum(LoweredCall call)
    {
        var type = call.Type(0);
        var x = call.Sql(0);
        var hash = type.Kind switch
        {
            SqlTypeKind.TinyInt
            or SqlTypeKind.SmallInt
            or SqlTypeKind.Integer
            or SqlTypeKind.BigInt
            or SqlTypeKind.IntervalDayToSecond
            or SqlTypeKind.IntervalYearToMonth => $"trino_hash_bigint(CAST({x} AS BIGINT))",
            SqlTypeKind.Double => $"trino_hash_double({x})",
            SqlTypeKind.Boolean => $"trino_hash_boolean({x})",
            SqlTypeKind.VarChar => $"trino_hash_bytes(encode({x}))",
            SqlTypeKind.VarBinary => $"trino_hash_bytes({x})",
            SqlTypeKind.Date => $"trino_hash_bigint(CAST({x} - DATE '1970-01-01' AS BIGINT))",
            SqlTypeKind.Timestamp => $"trino_hash_bigint(epoch_us({x}))",
            _ => throw new TrinoException("NOT_SUPPORTED", $"checksum of {type.Name} is not supported"),
        };
        return $"trino_checksum({call.Clauses.DistinctText}{hash}, {x} IS NULL{call.Clauses.OrderText}){call.Clauses.TailText}";
    }

    // Exact and rounded half up: the sum in the widest decimal, divided by the count.
    static string AverageDecimal(LoweredCall call)
    {
        var type = call.Found.ReturnType;
        var inside = $"{call.Clauses.DistinctText}{call.Sql(0)}{call.Clauses.OrderText}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"CAST(trino_decimal_average(CAST(sum({inside}){call.Clauses.TailText} AS VARCHAR), count({inside}){call.Clauses.TailText}, {type.Scale}) AS {DuckTypes.Of(type)})"
        );
    }

    static string ArrayExtreme(LoweredCall call)
    {
        var function = call.Found.Function.Name == "array_max" ? "list_max" : "list_min";
        var (all, x) = (call.Context.NextName(), call.Context.NextName());
        var value = call.Found.ReturnType.IsFloating
            ? $"coalesce({function}(list_filter({all}, lambda {x}: NOT isnan({x}))), {all}[1])"
            : $"{function}({all})";
        return $"list_transform([{call.Sql(0)}], lambda {all}: CASE WHEN len({all}) = 0 OR len({all}) > list_count({all}) THEN NULL ELSE {value} END)[1]";
    }

    // min and max skip NaN unless there is nothing else.
    static string ExtremeAggregate(LoweredCall call)
    {
        var function = call.Found.Function.Name;
        var x = call.Sql(0);
        if (!call.Found.ReturnType.IsFloating)
        {
            return $"{function}({call.Clauses.DistinctText}{x}{call.Clauses.OrderText}){call.Clauses.TailText}";
        }
        if (function == "min")
        {
            return $"min({call.Clauses.DistinctText}{x}{call.Clauses.OrderText}){call.Clauses.TailText}";
        }
        return $"coalesce(max({call.Clauses.DistinctText}{x}{call.Clauses.OrderText}){call.Clauses.And($"NOT isnan({x})").TailText}, max({x}){call.Clauses.TailText})";
    }

    // A comparator that only says which of two is smaller is ascending or descending order.
    static string ArraySort(LoweredCall call)
    {
        if (call.Arguments.Count == 1)
        {
            return $"list_sort({call.Sql(0)}, 'ASC', 'NULLS LAST')";
        }
        throw new TrinoException("NOT_SUPPORTED", "array_sort with a comparator is not supported");
    }
}
