using System.Globalization;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Sql.Functions;

/// <summary>The lowerings that need more than a template: they look at types or at constant arguments.</summary>
static class CodeLowering
{
    const string PartitionBy = "PARTITION BY ";

    public static string Print(string name, LoweredCall call) =>
        name switch
        {
            "ApproxPercentile" => ApproxPercentile(call),
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
            "Normalize" => Normalize(call),
            "Sessionize" => Sessionize(call),
            "Split" => Split(call),
            "Replace" => Replace(call),
            "Reduce" => Reduce(call),
            "ReduceAgg" => ReduceAggregate(call),
            "Map" => Map(call),
            "MapFromEntries" => MapFromEntries(call),
            "TransformKeys" => TransformKeys(call),
            "MapAgg" => MapAggregate(call),
            "MapUnion" => MapUnion(call),
            "MultimapAgg" => MultimapAggregate(call),
            "MostFrequent" => MostFrequent(call),
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
                : $"CASE WHEN {call.Sql(1)} IS NULL THEN NULL ELSE ";
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
            SqlTypeKind.Timestamp => Rounded(call, $"trino_add_timestamp({unit}, {n}, {x})"),
            SqlTypeKind.Time => $"trino_add_time({unit}, {n}, {x})",
            SqlTypeKind.TimeWithTimeZone => $"trino_zoned_time(trino_add_time({unit}, {n}, ({x}).t), ({x}).o)",
            _ => $"trino_zoned({Rounded(call, $"trino_add_zoned({unit}, {n}, ({x}).i, ({x}).z)")}, ({x}).z)",
        };
    }

    // Milliseconds may be finer than the type.
    static string Rounded(LoweredCall call, string sql) =>
        call.Type(2).Precision < 3
            ? string.Create(CultureInfo.InvariantCulture, $"trino_round_timestamp({sql}, {call.Type(2).Precision})")
            : sql;

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
                SqlTypeKind.Json => ('s', call.Sql(i)),
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
            SqlTypeKind.Real => $"trino_hash_real({x})",
            SqlTypeKind.Decimal =>
                $"trino_hash_decimal(CAST({x} AS DECIMAL(38,{type.Scale.ToString(CultureInfo.InvariantCulture)})), {(type.Precision > 18 ? "true" : "false")})",
            SqlTypeKind.Unknown => "NULL",
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

    // The database has no comparators: an element's place is the number of elements that come before it. Quadratic, for any consistent comparator.
    static string ArraySort(LoweredCall call)
    {
        if (call.Arguments.Count == 1)
        {
            return $"list_sort({call.Sql(0)}, 'ASC', 'NULLS LAST')";
        }
        var (all, i, j, sorted) = (call.Context.NextName(), call.Context.NextName(), call.Context.NextName(), call.Context.NextName());
        var order = call.Lambda(1).Apply([$"{all}[{j}]", $"{all}[{i}]"]);
        var before = $"len(list_filter(range(1, len({all}) + 1), lambda {j}: {order} < 0 OR ({order} = 0 AND {j} < {i})))";
        var placed = $"list_transform(range(1, len({all}) + 1), lambda {i}: struct_pack(r := {before}, v := {all}[{i}]))";
        return $"list_transform([{call.Sql(0)}], lambda {all}: CASE WHEN {all} IS NULL THEN NULL ELSE list_transform(list_sort({placed}), lambda {sorted}: {sorted}.v) END)[1]";
    }

    static string Split(LoweredCall call) =>
        call.Literal(1) is { Length: > 0 } ? $"string_split({call.Sql(0)}, {call.Sql(1)})" : $"trino_split({call.Sql(0)}, {call.Sql(1)})";

    // An empty search text inserts the replacement between all characters, which the database does not do.
    static string Replace(LoweredCall call) =>
        call.Literal(1) is { Length: > 0 }
            ? $"replace({call.Sql(0)}, {call.Sql(1)}, {call.Sql(2)})"
            : $"trino_replace({call.Sql(0)}, {call.Sql(1)}, {call.Sql(2)})";

    static string Reduce(LoweredCall call)
    {
        var fold = Fold(call, call.Sql(0));
        var result = call.Context.NextName();
        return $"CASE WHEN {call.Sql(0)} IS NULL THEN NULL ELSE list_transform([{fold}], lambda {result}: {call.Lambda(3).Apply([result])})[1] END";
    }

    static string ReduceAggregate(LoweredCall call)
    {
        var list = call.Context.NextName();
        var collected = $"list({call.Sql(0)}{call.Clauses.OrderText}){call.Clauses.And($"{call.Sql(0)} IS NOT NULL").TailText}";
        return $"list_transform([{collected}], lambda {list}: CASE WHEN {list} IS NULL THEN NULL ELSE {Fold(call, list)} END)[1]";
    }

    // The database folds a list only into its own element type: elements carry state and input.
    static string Fold(LoweredCall call, string list)
    {
        var step = call.Type(2);
        var state = DuckTypes.Of(step.Fields[^1].Type);
        var element = DuckTypes.Of(step.Fields[1].Type);
        var (e, a, b) = (call.Context.NextName(), call.Context.NextName(), call.Context.NextName());
        var first = $"struct_pack(s := CAST({call.Sql(1)} AS {state}), x := CAST(NULL AS {element}))";
        var rest = $"list_transform({list}, lambda {e}: struct_pack(s := CAST(NULL AS {state}), x := CAST({e} AS {element})))";
        var next = $"struct_pack(s := CAST({call.Lambda(2).Apply([$"{a}.s", $"{b}.x"])} AS {state}), x := CAST(NULL AS {element}))";
        return $"list_reduce(list_prepend({first}, {rest}), lambda {a}, {b}: {next}).s";
    }

    static string Map(LoweredCall call)
    {
        var i = call.Context.NextName();
        var (keys, values) = (call.Sql(0), call.Sql(1));
        var entries = $"list_transform(range(1, len({keys}) + 1), lambda {i}: struct_pack(k := ({keys})[{i}], v := ({values})[{i}]))";
        return $"CASE WHEN {keys} IS NULL OR {values} IS NULL THEN NULL WHEN len({keys}) <> len({values}) THEN CAST(trino_fail('INVALID_FUNCTION_ARGUMENT: Key and value arrays must be the same length' || left(CAST(len({keys}) AS VARCHAR), 0)) AS {DuckTypes.Of(call.Found.ReturnType)}) ELSE {CheckedMap(call, entries)} END";
    }

    static string MapFromEntries(LoweredCall call)
    {
        var (e, n) = (call.Context.NextName(), call.Context.NextName());
        var entries = $"list_transform({call.Sql(0)}, lambda {e}: struct_pack(k := {e}.f1, v := {e}.f2))";
        return $"CASE WHEN len(list_filter({call.Sql(0)}, lambda {n}: {n} IS NULL)) > 0 THEN CAST(trino_fail('INVALID_FUNCTION_ARGUMENT: map entry cannot be null' || left(CAST(len({call.Sql(0)}) AS VARCHAR), 0)) AS {DuckTypes.Of(call.Found.ReturnType)}) ELSE {CheckedMap(call, entries)} END";
    }

    static string TransformKeys(LoweredCall call)
    {
        var e = call.Context.NextName();
        return CheckedMap(
            call,
            $"list_transform(map_entries({call.Sql(0)}), lambda {e}: struct_pack(k := {call.Lambda(1).Apply([$"{e}.key", $"{e}.value"])}, v := {e}.value))"
        );
    }

    // A map of entries (k, v) with Trino's errors for NULL and repeated keys.
    static string CheckedMap(LoweredCall call, string entries)
    {
        var type = call.Found.ReturnType;
        var (l, f, g, keys, i) = (
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName()
        );
        var target = DuckTypes.Of(type);
        var repeated = $"list_filter({keys}, lambda {g}, {i}: list_position({keys}, {g}) < {i})[1]";
        var shown = CastCatalog.Lower(type.Key, SqlType.VarChar, repeated, false, call.Context) ?? $"CAST({repeated} AS VARCHAR)";
        return $"list_transform([{entries}], lambda {l}: list_transform([list_transform({l}, lambda {f}: {f}.k)], lambda {keys}: CASE WHEN {l} IS NULL THEN NULL WHEN list_count({keys}) < len({keys}) THEN CAST(trino_fail('INVALID_FUNCTION_ARGUMENT: map key cannot be null' || left(CAST(len({keys}) AS VARCHAR), 0)) AS {target}) WHEN len(list_distinct({keys})) < len({keys}) THEN CAST(trino_fail('INVALID_FUNCTION_ARGUMENT: Duplicate map keys (' || {shown} || ') are not allowed') AS {target}) ELSE CAST(map_from_entries({l}) AS {target}) END)[1])[1]";
    }

    static string MapAggregate(LoweredCall call)
    {
        var entries =
            $"list(struct_pack(k := {call.Sql(0)}, v := {call.Sql(1)}){call.Clauses.OrderText}){call.Clauses.And($"{call.Sql(0)} IS NOT NULL").TailText}";
        return FirstPerKey(call, entries);
    }

    static string MapUnion(LoweredCall call)
    {
        var e = call.Context.NextName();
        var entries =
            $"flatten(list(list_transform(map_entries({call.Sql(0)}), lambda {e}: struct_pack(k := {e}.key, v := {e}.value)){call.Clauses.OrderText}){call.Clauses.And($"{call.Sql(0)} IS NOT NULL").TailText})";
        return FirstPerKey(call, entries);
    }

    // Distinct keys are the usual case and need no search.
    static string FirstPerKey(LoweredCall call, string entries)
    {
        var (l, e, f, keys, i) = (
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName()
        );
        return $"list_transform([{entries}], lambda {l}: list_transform([list_transform({l}, lambda {f}: {f}.k)], lambda {keys}: CASE WHEN {l} IS NULL THEN NULL ELSE CAST(map_from_entries(CASE WHEN len(list_distinct({keys})) = len({keys}) THEN {l} ELSE list_filter({l}, lambda {e}, {i}: list_position({keys}, {e}.k) = {i}) END) AS {DuckTypes.Of(call.Found.ReturnType)}) END)[1])[1]";
    }

    static string MultimapAggregate(LoweredCall call)
    {
        var (l, e, f, g, k, keys, i, x) = (
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName(),
            call.Context.NextName()
        );
        var entries =
            $"list(struct_pack(k := {call.Sql(0)}, v := {call.Sql(1)}){call.Clauses.OrderText}){call.Clauses.And($"{call.Sql(0)} IS NOT NULL").TailText}";
        return $"list_transform([{entries}], lambda {l}: list_transform([list_transform({l}, lambda {f}: {f}.k)], lambda {keys}: CASE WHEN {l} IS NULL THEN NULL ELSE CAST(map_from_entries(list_transform(list_filter({keys}, lambda {x}, {i}: list_position({keys}, {x}) = {i}), lambda {k}: struct_pack(k := {k}, v := list_transform(list_filter({l}, lambda {g}: {g}.k = {k}), lambda {e}: {e}.v)))) AS {DuckTypes.Of(call.Found.ReturnType)}) END)[1])[1]";
    }

    // Exact counts; the largest first, then cut.
    static string MostFrequent(LoweredCall call)
    {
        var (m, e, f) = (call.Context.NextName(), call.Context.NextName(), call.Context.NextName());
        var counted = $"histogram({call.Sql(1)}){call.Clauses.TailText}";
        var sorted =
            $"list_reverse_sort(list_transform(map_entries({m}), lambda {e}: struct_pack(c := CAST({e}.value AS BIGINT), k := {e}.key)))";
        return $"list_transform([{counted}], lambda {m}: CASE WHEN {m} IS NULL THEN NULL ELSE CAST(map_from_entries(list_transform(list_slice({sorted}, 1, {call.Sql(0)}), lambda {f}: struct_pack(k := {f}.k, v := {f}.c))) AS {DuckTypes.Of(call.Found.ReturnType)}) END)[1]";
    }

    // Trino takes the value at rank floor(p · n), the database that at ceil(p · n) − 1: they differ where p · n is whole.
    static string ApproxPercentile(LoweredCall call)
    {
        var x = call.Context.NextName();
        var p =
            call.Type(1).Kind == SqlTypeKind.Array
                ? $"list_transform({call.Sql(1)}, lambda {x}: least({x} + 1e-12, 1e0))"
                : $"least({call.Sql(1)} + 1e-12, 1e0)";
        return $"quantile_disc({call.Clauses.DistinctText}{call.Sql(0)}, {p}{call.Clauses.OrderText}){call.Clauses.TailText}";
    }

    static string Normalize(LoweredCall call) =>
        call.Literal(1)?.ToUpperInvariant() == "NFC" ? $"nfc_normalize({call.Sql(0)})" : $"trino_normalize({call.Sql(0)}, {call.Sql(1)})";

    // The start of the session and the partition's key make an identifier that is the same in every run.
    static string Sessionize(LoweredCall call)
    {
        var over = call.Clauses.Over ?? "";
        if (!over.StartsWith("ORDER BY ", StringComparison.Ordinal) && TopLevel(over, " ORDER BY ") == over.Length)
        {
            throw TrinoException.InvalidArgument("TD_SESSIONIZE_WINDOW needs OVER (PARTITION BY … ORDER BY time)");
        }
        var partition = over.StartsWith(PartitionBy, StringComparison.Ordinal)
            ? over[PartitionBy.Length..TopLevel(over, " ORDER BY ")]
            : "''";
        var start = $"trino_session_start(CAST({call.Sql(0)} AS BIGINT), CAST({call.Sql(1)} AS BIGINT)){call.Clauses.TailText}";
        return $"CAST(CAST(md5(CAST({start} AS VARCHAR) || CAST(row({partition}) AS VARCHAR)) AS UUID) AS VARCHAR)";
    }

    // Where a keyword stands outside parentheses and quotes; the end of the text when it does not.
    static int TopLevel(string text, string keyword)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'' or '"':
                    i = text.IndexOf(text[i], i + 1) is var end and >= 0 ? end : text.Length;
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ' ' when depth == 0 && string.CompareOrdinal(text, i, keyword, 0, keyword.Length) == 0:
                    return i;
            }
        }
        return text.Length;
    }
}
