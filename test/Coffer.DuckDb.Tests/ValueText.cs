using System.Globalization;

namespace Coffer.DuckDb.Tests;

/// <summary>Any value of a vector as text, for comparison in tests.</summary>
static class ValueText
{
    public static string Of(Vector vector, int row)
    {
        if (vector.IsNull(row))
        {
            return "null";
        }

        var type = vector.Type;
        switch (type.Id)
        {
            case LogicalTypeId.Boolean:
                return vector.Boolean(row) ? "true" : "false";
            case LogicalTypeId.Float:
                return vector.Single(row).ToString(CultureInfo.InvariantCulture);
            case LogicalTypeId.Double:
                return vector.Double(row).ToString(CultureInfo.InvariantCulture);
            case LogicalTypeId.HugeInt:
                return vector.Int128(row).ToString(CultureInfo.InvariantCulture);
            case LogicalTypeId.UHugeInt:
                return ((UInt128)vector.Int128(row)).ToString(CultureInfo.InvariantCulture);
            case LogicalTypeId.UBigInt:
                return vector.UInt64(row).ToString(CultureInfo.InvariantCulture);
            case LogicalTypeId.Decimal:
                return $"{vector.DecimalUnscaled(row)}e-{type.Scale}";
            case LogicalTypeId.Varchar:
                return vector.String(row);
            case LogicalTypeId.Blob:
            case LogicalTypeId.Bit:
            case LogicalTypeId.BigNum:
                return Convert.ToHexStringLower(vector.Utf8(row));
            case LogicalTypeId.Uuid:
                return vector.Uuid(row).ToString();
            case LogicalTypeId.Interval:
                var interval = vector.Interval(row);
                return $"{interval.Months}m{interval.Days}d{interval.Micros}us";
            case LogicalTypeId.Enum:
                return type.EnumValues[(int)vector.Integer(row)];
            case LogicalTypeId.Date:
                return vector.Int32(row).ToString(CultureInfo.InvariantCulture);
            case LogicalTypeId.List:
            case LogicalTypeId.Array:
                var elements = vector.Elements;
                var range = vector.Range(row);
                return $"[{string.Join(", ", Enumerable.Range(range.Start, range.Count).Select(i => Of(elements, i)))}]";
            case LogicalTypeId.Map:
                var keys = vector.Elements.Field(0);
                var values = vector.Elements.Field(1);
                var entries = vector.Range(row);
                return $"{{{string.Join(", ", Enumerable.Range(entries.Start, entries.Count).Select(i => $"{Of(keys, i)}: {Of(values, i)}"))}}}";
            case LogicalTypeId.Struct:
                return $"({string.Join(", ", Enumerable.Range(0, type.Fields.Count).Select(i => Of(vector.Field(i), row)))})";
            case LogicalTypeId.Union:
                var tag = vector.UnionTag(row);
                return $"{type.Fields[tag].Name}={Of(vector.UnionMember(tag), row)}";
            case LogicalTypeId.SqlNull:
                return "null";
            default:
                return vector.Integer(row).ToString(CultureInfo.InvariantCulture);
        }
    }
}
