using System.Globalization;
using Coffer.Sql.Types;

namespace Coffer.Sql.Functions;

/// <summary>
/// Every cast of Trino 423 as DuckDB text. Where DuckDB's own cast gives the same values it is used; the other ones are C# functions named
/// <c>trino_cast_from_to</c>. Failing casts raise Trino's message, TRY_CAST gives NULL. Matrix and texts: golden/trino typing-cast.
/// </summary>
public static class CastCatalog
{
    static readonly Dictionary<SqlTypeKind, SqlTypeKind[]> Scalars = new()
    {
        [SqlTypeKind.Boolean] = [.. Numbers, SqlTypeKind.VarChar, SqlTypeKind.Json],
        [SqlTypeKind.TinyInt] = [SqlTypeKind.Boolean, .. Numbers, SqlTypeKind.VarChar, SqlTypeKind.Json],
        [SqlTypeKind.SmallInt] = [SqlTypeKind.Boolean, .. Numbers, SqlTypeKind.VarChar, SqlTypeKind.Json],
        [SqlTypeKind.Integer] = [SqlTypeKind.Boolean, .. Numbers, SqlTypeKind.VarChar, SqlTypeKind.Json],
        [SqlTypeKind.BigInt] = [SqlTypeKind.Boolean, .. Numbers, SqlTypeKind.VarChar, SqlTypeKind.Json],
        [SqlTypeKind.Real] = [SqlTypeKind.Boolean, .. Numbers, SqlTypeKind.VarChar, SqlTypeKind.Json],
        [SqlTypeKind.Double] = [SqlTypeKind.Boolean, .. Numbers, SqlTypeKind.VarChar, SqlTypeKind.Json],
        [SqlTypeKind.Decimal] = [SqlTypeKind.Boolean, .. Numbers, SqlTypeKind.VarChar, SqlTypeKind.Json],
        [SqlTypeKind.VarChar] =
        [
            SqlTypeKind.Boolean,
            .. Numbers,
            SqlTypeKind.VarChar,
            SqlTypeKind.Char,
            SqlTypeKind.VarBinary,
            SqlTypeKind.Json,
            SqlTypeKind.Date,
            SqlTypeKind.Time,
            SqlTypeKind.TimeWithTimeZone,
            SqlTypeKind.Timestamp,
            SqlTypeKind.TimestampWithTimeZone,
            SqlTypeKind.Uuid,
            SqlTypeKind.IpAddress,
        ],
        [SqlTypeKind.Char] = [SqlTypeKind.VarChar, SqlTypeKind.Char, SqlTypeKind.VarBinary],
        [SqlTypeKind.VarBinary] = [SqlTypeKind.Uuid, SqlTypeKind.IpAddress],
        [SqlTypeKind.Json] = [SqlTypeKind.Boolean, .. Numbers, SqlTypeKind.VarChar],
        [SqlTypeKind.Date] = [SqlTypeKind.Timestamp, SqlTypeKind.TimestampWithTimeZone, SqlTypeKind.VarChar, SqlTypeKind.Json],
        [SqlTypeKind.Time] =
        [
            SqlTypeKind.Time,
            SqlTypeKind.TimeWithTimeZone,
            SqlTypeKind.Timestamp,
            SqlTypeKind.TimestampWithTimeZone,
            SqlTypeKind.VarChar,
        ],
        [SqlTypeKind.TimeWithTimeZone] =
        [
            SqlTypeKind.Time,
            SqlTypeKind.TimeWithTimeZone,
            SqlTypeKind.Timestamp,
            SqlTypeKind.TimestampWithTimeZone,
            SqlTypeKind.VarChar,
        ],
        [SqlTypeKind.Timestamp] =
        [
            SqlTypeKind.Date,
            SqlTypeKind.Time,
            SqlTypeKind.TimeWithTimeZone,
            SqlTypeKind.Timestamp,
            SqlTypeKind.TimestampWithTimeZone,
            SqlTypeKind.VarChar,
            SqlTypeKind.Json,
        ],
        [SqlTypeKind.TimestampWithTimeZone] =
        [
            SqlTypeKind.Date,
            SqlTypeKind.Time,
            SqlTypeKind.TimeWithTimeZone,
            SqlTypeKind.Timestamp,
            SqlTypeKind.TimestampWithTimeZone,
            SqlTypeKind.VarChar,
        ],
        [SqlTypeKind.IntervalDayToSecond] = [SqlTypeKind.VarChar],
        [SqlTypeKind.IntervalYearToMonth] = [SqlTypeKind.VarChar],
        [SqlTypeKind.Uuid] = [SqlTypeKind.VarChar, SqlTypeKind.VarBinary],
        [SqlTypeKind.IpAddress] = [SqlTypeKind.VarChar, SqlTypeKind.VarBinary],
    };

    static SqlTypeKind[] Numbers =>
        [
            SqlTypeKind.TinyInt,
            SqlTypeKind.SmallInt,
            SqlTypeKind.Integer,
            SqlTypeKind.BigInt,
            SqlTypeKind.Real,
            SqlTypeKind.Double,
            SqlTypeKind.Decimal,
        ];

    /// <summary>Whether Trino has a cast from one type to the other.</summary>
    public static bool IsCastable(SqlType from, SqlType to)
    {
        if (from == to || from.IsUnknown)
        {
            return true;
        }
        if (to.Kind == SqlTypeKind.Json)
        {
            return ToJson(from);
        }
        if (from.Kind == SqlTypeKind.Json)
        {
            return FromJson(to);
        }
        if (from.Kind == to.Kind && from.Kind is SqlTypeKind.Array or SqlTypeKind.Map or SqlTypeKind.Row)
        {
            return from.Fields.Count == to.Fields.Count && from.Fields.Zip(to.Fields).All(p => IsCastable(p.First.Type, p.Second.Type));
        }
        return Scalars.TryGetValue(from.Kind, out var targets) && targets.Contains(to.Kind);
    }

    /// <summary>
    /// The cast as DuckDB text, or null when Trino has no such cast. <paramref name="isTry"/>: NULL instead of an error.
    /// </summary>
    public static string? Lower(SqlType from, SqlType to, string sql, bool isTry, EmitContext context)
    {
        if (!IsCastable(from, to))
        {
            return null;
        }
        if (from == to || (Coercions.IsTypeOnly(from, to) && DuckTypes.Of(from) == DuckTypes.Of(to)))
        {
            return sql;
        }
        if (from.IsUnknown)
        {
            return $"CAST({sql} AS {DuckTypes.Of(to)})";
        }
        if (
            from.Kind is SqlTypeKind.Array or SqlTypeKind.Map or SqlTypeKind.Row
            || (from.Kind == SqlTypeKind.Json && to.Kind is SqlTypeKind.Array or SqlTypeKind.Map or SqlTypeKind.Row)
        )
        {
            var text = Structured(from, to, sql, context);
            return isTry ? $"TRY({text})" : text;
        }
        return Scalar(from, to, sql, isTry, context);
    }

    static bool ToJson(SqlType from) =>
        from.Kind switch
        {
            SqlTypeKind.Array => ToJson(from.Element),
            SqlTypeKind.Map => from.Key.Kind
                is SqlTypeKind.Boolean
                    or SqlTypeKind.TinyInt
                    or SqlTypeKind.SmallInt
                    or SqlTypeKind.Integer
                    or SqlTypeKind.BigInt
                    or SqlTypeKind.Real
                    or SqlTypeKind.Double
                    or SqlTypeKind.Decimal
                    or SqlTypeKind.VarChar
                    or SqlTypeKind.Unknown
                && ToJson(from.Value),
            SqlTypeKind.Row => from.Fields.All(f => ToJson(f.Type)),
            SqlTypeKind.Json or SqlTypeKind.Unknown => true,
            _ => Scalars.TryGetValue(from.Kind, out var targets) && targets.Contains(SqlTypeKind.Json),
        };

    static bool FromJson(SqlType to) =>
        to.Kind switch
        {
            SqlTypeKind.Array => FromJson(to.Element),
            SqlTypeKind.Map => to.Key.Kind
                is SqlTypeKind.Boolean
                    or SqlTypeKind.TinyInt
                    or SqlTypeKind.SmallInt
                    or SqlTypeKind.Integer
                    or SqlTypeKind.BigInt
                    or SqlTypeKind.Real
                    or SqlTypeKind.Double
                    or SqlTypeKind.Decimal
                    or SqlTypeKind.VarChar
                && FromJson(to.Value),
            SqlTypeKind.Row => to.Fields.All(f => FromJson(f.Type)),
            SqlTypeKind.Json => true,
            _ => Scalars[SqlTypeKind.Json].Contains(to.Kind),
        };

    static string Structured(SqlType from, SqlType to, string sql, EmitContext context)
    {
        if (to.Kind == SqlTypeKind.Json)
        {
            return StructuredToJson(from, sql, context);
        }
        if (from.Kind == SqlTypeKind.Json)
        {
            return StructuredFromJson(to, sql, context);
        }
        var name = context.NextName();
        switch (from.Kind)
        {
            case SqlTypeKind.Array:
                return $"list_transform({sql}, lambda {name}: {Lower(from.Element, to.Element, name, false, context)})";
            case SqlTypeKind.Map:
                var key = Lower(from.Key, to.Key, $"{name}.key", false, context);
                var value = Lower(from.Value, to.Value, $"{name}.value", false, context);
                return $"CAST(map_from_entries(list_transform(map_entries({sql}), lambda {name}: struct_pack(k := {key}, v := {value}))) AS {DuckTypes.Of(to)})";
            default:
                var fields = from
                    .Fields.Zip(to.Fields)
                    .Select(
                        (p, i) =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"f{i + 1} := {Lower(p.First.Type, p.Second.Type, $"{name}.f{i + 1}", false, context)}"
                            )
                    );
                return $"list_transform([{sql}], lambda {name}: CASE WHEN {name} IS NULL THEN NULL ELSE struct_pack({string.Join(", ", fields)}) END)[1]";
        }
    }

    static string StructuredToJson(SqlType from, string sql, EmitContext context)
    {
        var name = context.NextName();
        switch (from.Kind)
        {
            case SqlTypeKind.Array:
                return $"list_transform([{sql}], lambda {name}: CASE WHEN {name} IS NULL THEN NULL ELSE '[' || coalesce(array_to_string({JsonTexts(from.Element, name, context)}, ','), '') || ']' END)[1]";
            case SqlTypeKind.Map:
                var entry = context.NextName();
                var key = from.Key.Kind switch
                {
                    SqlTypeKind.VarChar or SqlTypeKind.Unknown => $"{entry}.key",
                    SqlTypeKind.Double => $"trino_java_double({entry}.key)",
                    SqlTypeKind.Real => $"trino_java_real({entry}.key)",
                    _ => Lower(from.Key, SqlType.VarChar, $"{entry}.key", false, context),
                };
                var value = $"coalesce({Lower(from.Value, SqlType.Json, $"{entry}.value", false, context)}, 'null')";
                return $"list_transform([{sql}], lambda {name}: CASE WHEN {name} IS NULL THEN NULL ELSE '{{' || coalesce(array_to_string(list_transform(list_sort(list_transform(map_entries({name}), lambda {entry}: struct_pack(k := {key}, v := {value}))), lambda {entry}: trino_cast_varchar_json({entry}.k) || ':' || {entry}.v), ','), '') || '}}' END)[1]";
            default:
                var fields = from.Fields.Select(
                    (f, i) =>
                    {
                        var position = i + 1;
                        var text = Lower(
                            f.Type,
                            SqlType.Json,
                            string.Create(CultureInfo.InvariantCulture, $"{name}.f{position}"),
                            false,
                            context
                        );
                        return $"{SqlText.Quote(JsonName(f.Name ?? ""))} || coalesce({text}, 'null')";
                    }
                );
                return $"list_transform([{sql}], lambda {name}: CASE WHEN {name} IS NULL THEN NULL ELSE '{{' || {string.Join(" || ',' || ", fields)} || '}}' END)[1]";
        }
    }

    static string JsonTexts(SqlType element, string list, EmitContext context)
    {
        var name = context.NextName();
        return $"list_transform({list}, lambda {name}: coalesce({Lower(element, SqlType.Json, name, false, context)}, 'null'))";
    }

    static string JsonName(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\":";

    static string StructuredFromJson(SqlType to, string sql, EmitContext context)
    {
        var name = context.NextName();
        var target = SqlText.Quote(to.Name);
        string FromText(SqlType type, string text) =>
            type.Kind == SqlTypeKind.Json ? $"coalesce({text}, 'null')" : Lower(SqlType.Json, type, text, false, context)!;
        switch (to.Kind)
        {
            case SqlTypeKind.Array:
                return $"list_transform(trino_json_elements({sql}, {target}), lambda {name}: {FromText(to.Element, name)})";
            case SqlTypeKind.Map:
                var key = to.Key.Kind == SqlTypeKind.VarChar ? $"{name}.k" : Lower(SqlType.VarChar, to.Key, $"{name}.k", false, context);
                return $"CAST(map_from_entries(list_transform(trino_json_entries({sql}, {target}), lambda {name}: struct_pack(k := {key}, v := {FromText(to.Value, $"{name}.v")}))) AS {DuckTypes.Of(to)})";
            default:
                var names = string.Join(", ", to.Fields.Select(f => SqlText.Quote(f.Name ?? "")));
                var fields = to.Fields.Select(
                    (f, i) =>
                    {
                        var element = string.Create(CultureInfo.InvariantCulture, $"{name}[{i + 1}]");
                        return string.Create(CultureInfo.InvariantCulture, $"f{i + 1} := {FromText(f.Type, element)}");
                    }
                );
                return $"list_transform([trino_json_fields({sql}, {target}, [{names}])], lambda {name}: CASE WHEN {name} IS NULL THEN NULL ELSE struct_pack({string.Join(", ", fields)}) END)[1]";
        }
    }

    static string Scalar(SqlType from, SqlType to, string sql, bool isTry, EmitContext context)
    {
        var function = isTry ? "trino_try_cast_" : "trino_cast_";
        var type = DuckTypes.Of(to);
        var source = BaseName(from);
        switch (to.Kind)
        {
            case SqlTypeKind.Boolean:
                return from.Kind is SqlTypeKind.VarChar or SqlTypeKind.Json
                    ? $"{function}{source}_boolean({sql})"
                    : $"CAST({sql} AS BOOLEAN)";
            case SqlTypeKind.TinyInt or SqlTypeKind.SmallInt or SqlTypeKind.Integer or SqlTypeKind.BigInt:
                if (from.Kind == SqlTypeKind.Boolean || (from.IsInteger && from.Kind < to.Kind))
                {
                    return $"CAST({sql} AS {type})";
                }
                if (from.Kind == SqlTypeKind.Decimal)
                {
                    return Narrow(
                        sql,
                        type,
                        isTry,
                        $"'INVALID_CAST_ARGUMENT: Cannot cast ''' || CAST({sql} AS VARCHAR) || ''' to {to.Name.ToUpperInvariant()}'"
                    );
                }
                return $"{function}{(from.IsInteger ? "bigint" : source)}_{to.Name}({sql})";
            case SqlTypeKind.Real or SqlTypeKind.Double:
                if (
                    from.Kind is SqlTypeKind.VarChar or SqlTypeKind.Json
                    || (from.Kind == SqlTypeKind.Double && to.Kind == SqlTypeKind.Real)
                )
                {
                    return $"{function}{source}_{to.Name}({sql})";
                }
                return $"CAST({sql} AS {type})";
            case SqlTypeKind.Decimal:
                return ToDecimal(from, to, sql, isTry);
            case SqlTypeKind.VarChar:
                return ToVarChar(from, to, sql, isTry, context);
            case SqlTypeKind.Char:
                return $"rtrim(left({sql}, {to.Length}), ' ')";
            case SqlTypeKind.VarBinary:
                return from.Kind switch
                {
                    SqlTypeKind.Char => $"encode(rpad({sql}, {from.Length}, ' '))",
                    SqlTypeKind.VarChar => $"encode({sql})",
                    _ => $"{function}{source}_varbinary({sql})",
                };
            case SqlTypeKind.Json:
                return from.Kind switch
                {
                    SqlTypeKind.Decimal => DecimalText(from, sql),
                    SqlTypeKind.Boolean or SqlTypeKind.TinyInt or SqlTypeKind.SmallInt or SqlTypeKind.Integer or SqlTypeKind.BigInt =>
                        $"CAST({sql} AS VARCHAR)",
                    SqlTypeKind.Double or SqlTypeKind.Real or SqlTypeKind.VarChar => $"trino_cast_{source}_json({sql})",
                    _ => $"('\"' || {ToVarChar(from, SqlType.VarChar, sql, isTry, context)} || '\"')",
                };
            case SqlTypeKind.Date:
                return from.Kind switch
                {
                    SqlTypeKind.VarChar => $"{function}varchar_date({sql})",
                    SqlTypeKind.TimestampWithTimeZone => $"CAST({Local(sql)} AS DATE)",
                    _ => $"CAST({sql} AS DATE)",
                };
            case SqlTypeKind.Time:
                return from.Kind switch
                {
                    SqlTypeKind.VarChar => string.Create(CultureInfo.InvariantCulture, $"{function}varchar_time({sql}, {to.Precision})"),
                    SqlTypeKind.TimestampWithTimeZone => RoundTime(from, to, $"CAST({Local(sql)} AS TIME)"),
                    SqlTypeKind.TimeWithTimeZone => RoundTime(from, to, $"({sql}).t"),
                    _ => RoundTime(from, to, $"CAST({sql} AS TIME)"),
                };
            case SqlTypeKind.Timestamp:
                return from.Kind switch
                {
                    SqlTypeKind.VarChar => string.Create(
                        CultureInfo.InvariantCulture,
                        $"{function}varchar_timestamp({sql}, {to.Precision})"
                    ),
                    SqlTypeKind.TimestampWithTimeZone => Round(from, to, Local(sql)),
                    SqlTypeKind.Date => $"CAST({sql} AS TIMESTAMP)",
                    SqlTypeKind.Time => Round(from, to, $"(DATE '1970-01-01' + {sql})"),
                    SqlTypeKind.TimeWithTimeZone => Round(from, to, $"(DATE '1970-01-01' + ({sql}).t)"),
                    _ => Round(from, to, sql),
                };
            case SqlTypeKind.TimestampWithTimeZone:
                if (from.Kind == SqlTypeKind.VarChar)
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{function}varchar_zoned({sql}, {to.Precision}, {SqlText.Quote(context.TimeZone)})"
                    );
                }
                if (from.Kind == SqlTypeKind.TimestampWithTimeZone)
                {
                    return from.Precision <= to.Precision ? sql : $"trino_zoned({Round(from, to, $"({sql}).i")}, ({sql}).z)";
                }
                var local = Scalar(from, SqlType.Timestamp(to.Precision), sql, isTry, context);
                var zone = SqlText.Quote(context.TimeZone);
                return context.TimeZone == "UTC" ? $"trino_zoned({local}, 'UTC')" : $"trino_zoned(trino_instant({local}, {zone}), {zone})";
            case SqlTypeKind.TimeWithTimeZone:
                return from.Kind switch
                {
                    SqlTypeKind.VarChar => string.Create(
                        CultureInfo.InvariantCulture,
                        $"{function}varchar_zoned_time({sql}, {to.Precision}, {SqlText.Quote(context.TimeZone)})"
                    ),
                    SqlTypeKind.TimeWithTimeZone => $"trino_zoned_time({RoundTime(from, to, $"({sql}).t")}, ({sql}).o)",
                    SqlTypeKind.TimestampWithTimeZone =>
                        $"trino_zoned_time({RoundTime(from, to, $"CAST({Local(sql)} AS TIME)")}, trino_zone_minutes(({sql}).i, ({sql}).z))",
                    _ =>
                        $"trino_zoned_time({Scalar(from, SqlType.Time(to.Precision), sql, isTry, context)}, trino_zone_minutes(CAST(now() AS TIMESTAMP), {SqlText.Quote(context.TimeZone)}))",
                };
            default:
                return $"{function}{source}_{to.Name}({sql})";
        }
    }

    static string ToDecimal(SqlType from, SqlType to, string sql, bool isTry)
    {
        var type = DuckTypes.Of(to);
        switch (from.Kind)
        {
            case SqlTypeKind.VarChar or SqlTypeKind.Double or SqlTypeKind.Real or SqlTypeKind.Json:
                var function = isTry ? "trino_try_cast_" : "trino_cast_";
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"CAST({function}{BaseName(from)}_decimal({sql}, {to.Precision}, {to.Scale}) AS {type})"
                );
            case SqlTypeKind.Boolean:
                return Narrow($"CAST({sql} AS INTEGER)", type, isTry, $"'INVALID_CAST_ARGUMENT: Cannot cast BOOLEAN to DECIMAL'");
            default:
                var source = from.Kind == SqlTypeKind.Decimal ? from : Coercions.DecimalOf(from);
                if (source.Precision - source.Scale <= to.Precision - to.Scale && source.Scale <= to.Scale)
                {
                    return $"CAST({sql} AS {type})";
                }
                var name = from.Kind switch
                {
                    SqlTypeKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({from.Precision}, {from.Scale})"),
                    SqlTypeKind.BigInt => "DECIMAL(19, 0)",
                    _ => from.Name.ToUpperInvariant(),
                };
                var target = string.Create(CultureInfo.InvariantCulture, $"DECIMAL({to.Precision}, {to.Scale})");
                return Narrow(
                    sql,
                    type,
                    isTry,
                    $"'INVALID_CAST_ARGUMENT: Cannot cast {name} ''' || CAST({sql} AS VARCHAR) || ''' to {target}'"
                );
        }
    }

    static string ToVarChar(SqlType from, SqlType to, string sql, bool isTry, EmitContext context)
    {
        if (from.Kind is SqlTypeKind.VarChar or SqlTypeKind.Char)
        {
            var padded = from.Kind == SqlTypeKind.Char ? $"rpad({sql}, {from.Length}, ' ')" : sql;
            return to.Length is { } limit && (from.Length ?? int.MaxValue) > limit
                ? string.Create(CultureInfo.InvariantCulture, $"left({padded}, {limit})")
                : padded;
        }
        var text = from.Kind switch
        {
            SqlTypeKind.Double => $"trino_cast_double_varchar({sql})",
            SqlTypeKind.Real => $"trino_cast_real_varchar({sql})",
            SqlTypeKind.Time => string.Create(CultureInfo.InvariantCulture, $"trino_cast_time_varchar({sql}, {from.Precision})"),
            SqlTypeKind.TimeWithTimeZone => string.Create(
                CultureInfo.InvariantCulture,
                $"trino_cast_zoned_time_varchar(({sql}).t, ({sql}).o, {from.Precision})"
            ),
            SqlTypeKind.Date => $"trino_cast_date_varchar({sql})",
            SqlTypeKind.Timestamp => string.Create(CultureInfo.InvariantCulture, $"trino_cast_timestamp_varchar({sql}, {from.Precision})"),
            SqlTypeKind.TimestampWithTimeZone => string.Create(
                CultureInfo.InvariantCulture,
                $"trino_cast_zoned_varchar(({sql}).i, ({sql}).z, {from.Precision})"
            ),
            SqlTypeKind.IntervalDayToSecond => $"trino_cast_interval_day_varchar({sql})",
            SqlTypeKind.IntervalYearToMonth => $"trino_cast_interval_month_varchar({sql})",
            SqlTypeKind.Json => $"{(isTry ? "trino_try_cast_" : "trino_cast_")}json_varchar({sql})",
            SqlTypeKind.IpAddress => sql,
            SqlTypeKind.Decimal => DecimalText(from, sql),
            _ => $"CAST({sql} AS VARCHAR)",
        };
        if (to.Length is not { } length || length >= LongestText(from))
        {
            return text;
        }
        var name = context.NextName();
        var shown = from.Kind switch
        {
            SqlTypeKind.Double => $"trino_java_double({sql}) || ' (' || {name} || ')'",
            SqlTypeKind.Real => $"trino_java_real({sql}) || ' (' || {name} || ')'",
            _ => name,
        };
        var otherwise = isTry
            ? "NULL"
            : $"CAST(trino_fail('INVALID_CAST_ARGUMENT: Value ' || {shown} || ' cannot be represented as {to.Name}') AS VARCHAR)";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"list_transform([{text}], lambda {name}: CASE WHEN length({name}) <= {length} THEN {name} WHEN {name} IS NULL THEN NULL ELSE {otherwise} END)[1]"
        );
    }

    // The database leaves out the zero before the point when every digit is behind it.
    static string DecimalText(SqlType from, string sql) =>
        from.Precision > from.Scale ? $"CAST({sql} AS VARCHAR)"
        : from.Precision < SqlType.MaxDecimalPrecision
            ? string.Create(CultureInfo.InvariantCulture, $"CAST(CAST({sql} AS DECIMAL({from.Precision + 1},{from.Scale})) AS VARCHAR)")
        : $"replace(replace('^' || CAST({sql} AS VARCHAR), '^-.', '-0.'), '^.', '0.')";

    static int LongestText(SqlType from) =>
        from.Kind switch
        {
            SqlTypeKind.Boolean => 5,
            SqlTypeKind.TinyInt => 4,
            SqlTypeKind.SmallInt => 6,
            SqlTypeKind.Integer => 11,
            SqlTypeKind.BigInt => 20,
            SqlTypeKind.Decimal => from.Precision + 3,
            _ => int.MaxValue,
        };

    static string Narrow(string sql, string type, bool isTry, string message) =>
        isTry ? $"TRY_CAST({sql} AS {type})" : $"coalesce(TRY_CAST({sql} AS {type}), CAST(trino_fail({message}) AS {type}))";

    static string Local(string sql) => $"trino_local(({sql}).i, ({sql}).z)";

    static string Round(SqlType from, SqlType to, string sql) =>
        from.Precision <= to.Precision || to.Precision >= 6
            ? sql
            : string.Create(CultureInfo.InvariantCulture, $"trino_round_timestamp({sql}, {to.Precision})");

    static string RoundTime(SqlType from, SqlType to, string sql) =>
        from.Precision <= to.Precision || to.Precision >= 6
            ? sql
            : string.Create(CultureInfo.InvariantCulture, $"trino_round_time({sql}, {to.Precision})");

    static string BaseName(SqlType type) =>
        type.Kind switch
        {
            SqlTypeKind.VarChar or SqlTypeKind.Char => "varchar",
            SqlTypeKind.Decimal => "decimal",
            SqlTypeKind.TimestampWithTimeZone => "zoned",
            SqlTypeKind.TimeWithTimeZone => "zoned_time",
            SqlTypeKind.Time => "time",
            SqlTypeKind.Timestamp => "timestamp",
            _ => type.Name,
        };
}
