using System.Collections.Frozen;

namespace Coffer.Sql.Diagnostics;

/// <summary>Trino's error names with their codes (trinodb/trino core/trino-spi/src/main/java/io/trino/spi/StandardErrorCode.java).</summary>
public static class TrinoErrorCodes
{
    const int InternalErrors = 0x0001_0000;
    const int InsufficientResources = 0x0002_0000;
    const int External = 0x0100_0000;

    static readonly FrozenDictionary<string, int> Codes = new Dictionary<string, int>
    {
        ["GENERIC_USER_ERROR"] = 0,
        ["SYNTAX_ERROR"] = 1,
        ["ABANDONED_QUERY"] = 2,
        ["USER_CANCELED"] = 3,
        ["PERMISSION_DENIED"] = 4,
        ["NOT_FOUND"] = 5,
        ["FUNCTION_NOT_FOUND"] = 6,
        ["INVALID_FUNCTION_ARGUMENT"] = 7,
        ["DIVISION_BY_ZERO"] = 8,
        ["INVALID_CAST_ARGUMENT"] = 9,
        ["OPERATOR_NOT_FOUND"] = 10,
        ["INVALID_VIEW"] = 11,
        ["ALREADY_EXISTS"] = 12,
        ["NOT_SUPPORTED"] = 13,
        ["INVALID_SESSION_PROPERTY"] = 14,
        ["INVALID_WINDOW_FRAME"] = 15,
        ["CONSTRAINT_VIOLATION"] = 16,
        ["INVALID_TABLE_PROPERTY"] = 18,
        ["NUMERIC_VALUE_OUT_OF_RANGE"] = 19,
        ["NOT_IN_TRANSACTION"] = 21,
        ["SUBQUERY_MULTIPLE_ROWS"] = 28,
        ["PROCEDURE_NOT_FOUND"] = 29,
        ["AMBIGUOUS_FUNCTION_CALL"] = 32,
        ["SCHEMA_NOT_EMPTY"] = 34,
        ["QUERY_TEXT_TOO_LARGE"] = 35,
        ["UNSUPPORTED_SUBQUERY"] = 36,
        ["EXCEEDED_FUNCTION_MEMORY_LIMIT"] = 37,
        ["TYPE_NOT_FOUND"] = 43,
        ["CATALOG_NOT_FOUND"] = 44,
        ["SCHEMA_NOT_FOUND"] = 45,
        ["TABLE_NOT_FOUND"] = 46,
        ["COLUMN_NOT_FOUND"] = 47,
        ["ROLE_NOT_FOUND"] = 48,
        ["SCHEMA_ALREADY_EXISTS"] = 49,
        ["TABLE_ALREADY_EXISTS"] = 50,
        ["COLUMN_ALREADY_EXISTS"] = 51,
        ["DUPLICATE_NAMED_QUERY"] = 53,
        ["DUPLICATE_COLUMN_NAME"] = 54,
        ["MISSING_COLUMN_NAME"] = 55,
        ["MISSING_CATALOG_NAME"] = 56,
        ["MISSING_SCHEMA_NAME"] = 57,
        ["TYPE_MISMATCH"] = 58,
        ["INVALID_LITERAL"] = 59,
        ["COLUMN_TYPE_UNKNOWN"] = 60,
        ["MISMATCHED_COLUMN_ALIASES"] = 61,
        ["AMBIGUOUS_NAME"] = 62,
        ["INVALID_COLUMN_REFERENCE"] = 63,
        ["MISSING_GROUP_BY"] = 64,
        ["MISSING_ORDER_BY"] = 65,
        ["MISSING_OVER"] = 66,
        ["NESTED_AGGREGATION"] = 67,
        ["NESTED_WINDOW"] = 68,
        ["EXPRESSION_NOT_IN_DISTINCT"] = 69,
        ["TOO_MANY_GROUPING_SETS"] = 70,
        ["FUNCTION_NOT_WINDOW"] = 71,
        ["FUNCTION_NOT_AGGREGATE"] = 72,
        ["EXPRESSION_NOT_AGGREGATE"] = 73,
        ["EXPRESSION_NOT_SCALAR"] = 74,
        ["EXPRESSION_NOT_CONSTANT"] = 75,
        ["INVALID_ARGUMENTS"] = 76,
        ["TOO_MANY_ARGUMENTS"] = 77,
        ["INVALID_PARAMETER_USAGE"] = 80,
        ["NULL_TREATMENT_NOT_ALLOWED"] = 83,
        ["INVALID_RECURSIVE_REFERENCE"] = 87,
        ["MISSING_COLUMN_ALIASES"] = 88,
        ["NESTED_RECURSIVE"] = 89,
        ["INVALID_LIMIT_CLAUSE"] = 90,
        ["INVALID_ORDER_BY"] = 91,
        ["DUPLICATE_WINDOW_NAME"] = 92,
        ["INVALID_WINDOW_REFERENCE"] = 93,
        ["INVALID_PARTITION_BY"] = 94,
        ["INVALID_LABEL"] = 96,
        ["INVALID_RANGE"] = 102,
        ["STACK_OVERFLOW"] = 108,
        ["INVALID_PATH"] = 113,
        ["JSON_INPUT_CONVERSION_ERROR"] = 114,
        ["JSON_OUTPUT_CONVERSION_ERROR"] = 115,
        ["PATH_EVALUATION_ERROR"] = 116,
        ["INVALID_JSON_LITERAL"] = 117,
        ["JSON_VALUE_RESULT_ERROR"] = 118,
        ["GENERIC_INTERNAL_ERROR"] = 65536,
        ["COMPILER_ERROR"] = 65543,
        ["FUNCTION_IMPLEMENTATION_MISSING"] = 65546,
        ["GENERIC_INSUFFICIENT_RESOURCES"] = 131072,
        ["EXCEEDED_GLOBAL_MEMORY_LIMIT"] = 131073,
        ["EXCEEDED_TIME_LIMIT"] = 131075,
        ["EXCEEDED_LOCAL_MEMORY_LIMIT"] = 131079,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether this is the name of an error.</summary>
    public static bool IsKnown(string name) => Codes.ContainsKey(name);

    /// <summary>The code of a name; GENERIC_INTERNAL_ERROR's for an unknown one.</summary>
    public static int CodeOf(string name) => Codes.TryGetValue(name, out var code) ? code : InternalErrors;

    /// <summary>USER_ERROR, INTERNAL_ERROR, INSUFFICIENT_RESOURCES or EXTERNAL.</summary>
    public static string TypeOf(string name) =>
        CodeOf(name) switch
        {
            < InternalErrors => SqlDiagnostic.UserError,
            < InsufficientResources => "INTERNAL_ERROR",
            < External => "INSUFFICIENT_RESOURCES",
            _ => "EXTERNAL",
        };
}
