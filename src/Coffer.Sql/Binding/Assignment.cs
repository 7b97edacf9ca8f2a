using System.Globalization;
using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>What INSERT may store where: wider than implicit conversion within a family, never across families.</summary>
static class Assignment
{
    public static bool IsAllowed(SqlType from, SqlType to)
    {
        if (
            Coercions.CanCoerce(from, to)
            || (from.IsNumeric && to.IsNumeric)
            || (from.IsText && to.IsText)
            || (IsMoment(from) && IsMoment(to))
        )
            return true;
        return from.Kind == to.Kind
            && from.Kind is SqlTypeKind.Array or SqlTypeKind.Map or SqlTypeKind.Row
            && from.Fields.Count == to.Fields.Count
            && from.Fields.Zip(to.Fields).All(p => IsAllowed(p.First.Type, p.Second.Type));
    }

    static bool IsMoment(SqlType type) => type.Kind is SqlTypeKind.Date or SqlTypeKind.Timestamp or SqlTypeKind.TimestampWithTimeZone;

    public static BoundExpression Convert(BoundExpression value, SqlType type)
    {
        if (Coercions.CanCoerce(value.Type, type))
            return ExpressionBinder.Coerce(value, type);
        if (!value.Type.IsText)
            return new BoundCast(type, value);
        // Blanks may be cut off, anything else may not.
        var length = type.Length!.Value.ToString(CultureInfo.InvariantCulture);
        var failure = $"INVALID_CAST_ARGUMENT: Cannot truncate non-space characters when casting from {value.Type} to {type} on INSERT";
        return new BoundNative(
            type,
            $"CASE WHEN (length(rtrim({{0}}, ' ')) <= {length}) THEN left({{0}}, {length}) WHEN ({{0}} IS NULL) THEN CAST(NULL AS VARCHAR)"
                + $" ELSE CAST(trino_fail('{failure}') AS VARCHAR) END",
            value
        );
    }
}
