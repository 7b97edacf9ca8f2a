using System.Globalization;
using Coffer.Sql.Types;

namespace Coffer.Sql.Emit;

/// <summary>
/// The one place of the emitter that knows how values which DuckDB cannot compare by themselves are compared: zoned timestamps are
/// <c>STRUCT(i TIMESTAMP, z VARCHAR)</c> (instant in UTC, zone), zoned times <c>STRUCT(t TIME, o INTEGER)</c> (local time, offset minutes),
/// rows are structs with fields f1, f2 …
/// </summary>
static class PhysicalForm
{
    /// <summary>The struct field that holds the row field at a position (from 0).</summary>
    public static string FieldName(int index) => string.Create(CultureInfo.InvariantCulture, $"f{index + 1}");

    /// <summary>Whether values cannot be compared, grouped and ordered by DuckDB as they are.</summary>
    public static bool NeedsKey(SqlType type) =>
        type.Kind switch
        {
            SqlTypeKind.TimestampWithTimeZone or SqlTypeKind.TimeWithTimeZone => true,
            SqlTypeKind.Array => NeedsKey(type.Element),
            SqlTypeKind.Row => type.Fields.Any(f => NeedsKey(f.Type)),
            _ => false,
        };

    /// <summary>A text whose DuckDB order and equality are those of the Trino value.</summary>
    public static string Key(SqlType type, string sql)
    {
        if (!NeedsKey(type))
            return sql;
        return type.Kind switch
        {
            SqlTypeKind.TimestampWithTimeZone => $"struct_extract({sql}, 'i')",
            SqlTypeKind.TimeWithTimeZone =>
                $"(epoch_us(CAST(struct_extract({sql}, 't') AS TIME)) - (CAST(struct_extract({sql}, 'o') AS BIGINT) * CAST(60000000 AS BIGINT)))",
            SqlTypeKind.Array => $"list_transform({sql}, lambda \"k\": {Key(type.Element, "\"k\"")})",
            _ => $"CASE WHEN ({sql} IS NULL) THEN NULL ELSE struct_pack({Fields(type, sql)}) END",
        };
    }

    static string Fields(SqlType row, string sql) =>
        string.Join(", ", row.Fields.Select((f, i) => $"\"{FieldName(i)}\" := {Key(f.Type, $"struct_extract({sql}, '{FieldName(i)}')")}"));
}
