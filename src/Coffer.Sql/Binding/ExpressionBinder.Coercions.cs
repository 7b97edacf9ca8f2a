using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

sealed partial class ExpressionBinder
{
    /// <summary>The value as another type that it converts to; constants convert here, values that keep their physical form are only renamed.</summary>
    public static BoundExpression Coerce(BoundExpression value, SqlType type)
    {
        if (value.Type == type)
            return value;
        // Nothing but NULL is of the unknown type.
        if (value.Type.IsUnknown)
        {
            var nothing = new BoundLiteral(type, null);
            return ContainsAggregate(value)
                ? new BoundNative(type, "CASE WHEN ({0} IS NULL) THEN {1} ELSE {1} END", value, nothing)
                : nothing;
        }
        // Patterns and paths are compiled from their text by the functions that take them.
        if (type.Kind == SqlTypeKind.Opaque && value.Type.IsText)
            return new BoundNative(type, "{0}", value);
        if (Coercions.IsTypeOnly(value.Type, type))
            return value is BoundCast or BoundGrouping ? new BoundNative(type, "{0}", value) : value with { Type = type };
        return value is BoundLiteral literal && ConstantFolding.Convert(literal, type) is { } folded ? folded : new BoundCast(type, value);
    }

    /// <summary>The common type of several operands, found from left to right as Trino does; the message gets the two types that do not meet.</summary>
    static SqlType Common(IReadOnlyList<BoundExpression> values, IReadOnlyList<Expression> places, Func<SqlType, SqlType, string> message)
    {
        var type = SqlType.Unknown;
        for (var i = 0; i < values.Count; i++)
        {
            type =
                Coercions.CommonSuperType(type, values[i].Type)
                ?? throw SqlErrorException.TypeMismatch(places[i], message(type, values[i].Type));
        }
        return type;
    }

    BoundExpression BindCast(Cast expression)
    {
        var type = TypeReader.Read(expression.Type, expression, "TYPE_MISMATCH");
        var value = Bind(expression.Value);
        if (value.Type.IsUnknown)
            return new BoundLiteral(type, null);
        if (value is BoundLiteral literal && ConstantFolding.Convert(literal, type) is { } folded)
            return folded;
        if (!CastCatalog.IsCastable(value.Type, type))
            throw SqlErrorException.TypeMismatch(expression, $"Cannot cast {value.Type} to {type}");
        return new BoundCast(type, value, expression.Safe);
    }
}
