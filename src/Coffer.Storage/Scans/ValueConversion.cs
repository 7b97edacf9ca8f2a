using Coffer.Storage.Catalog;

namespace Coffer.Storage.Scans;

/// <summary>
/// How a stored value reads when its column is declared with another type. As in Treasure Data what cannot be converted is NULL; a fraction is cut off
/// when an integer is wanted; lists and maps read as JSON text when a string is wanted, and such text reads as a list or map when one is.
/// </summary>
static class ValueConversion
{
    public static string Sql(string column, string physical, ColumnType declared)
    {
        var target = declared.DuckType;
        if (physical == target)
            return column;
        return declared.Kind switch
        {
            ColumnTypeKind.Int or ColumnTypeKind.Long => ToInteger(column, physical),
            ColumnTypeKind.Float or ColumnTypeKind.Double => IsScalar(physical) ? $"TRY_CAST({column} AS DOUBLE)" : "CAST(NULL AS DOUBLE)",
            ColumnTypeKind.String => IsScalar(physical) ? $"CAST({column} AS VARCHAR)" : $"CAST(to_json({column}) AS VARCHAR)",
            ColumnTypeKind.Array or ColumnTypeKind.Map => physical switch
            {
                "VARCHAR" => $"TRY_CAST(TRY_CAST({column} AS JSON) AS {target})",
                "BOOLEAN" or "BIGINT" or "DOUBLE" => $"CAST(NULL AS {target})",
                _ => $"TRY_CAST(to_json({column}) AS {target})",
            },
        };
    }

    static string ToInteger(string column, string physical) =>
        physical switch
        {
            "BOOLEAN" => $"CAST({column} AS BIGINT)",
            "DOUBLE" => $"TRY_CAST(trunc({column}) AS BIGINT)",
            // DuckDB's own cast would take '1_000', '1e3' and round '12.7'.
            "VARCHAR" => $"CASE WHEN regexp_full_match({column}, '[+-]?[0-9]+') THEN TRY_CAST({column} AS BIGINT) END",
            _ => "CAST(NULL AS BIGINT)",
        };

    static bool IsScalar(string physical) => physical is "BOOLEAN" or "BIGINT" or "DOUBLE" or "VARCHAR";
}
