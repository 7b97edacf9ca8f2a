using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

sealed partial class ExpressionBinder
{
    // The window comes before the function, as in Trino: an unknown column in it is reported rather than an unknown function.
    BoundOver BindOver(FunctionCall call, string name)
    {
        var window = Flatten(call.Over!);
        var needsOrder = name is "lag" or "lead";
        if (needsOrder && window.OrderBy.Count == 0)
            throw SqlErrorException.At(window, "MISSING_ORDER_BY", $"{name} function requires an ORDER BY window clause");
        if (needsOrder && window.Frame is not null)
            throw SqlErrorException.At(window.Frame, "INVALID_WINDOW_FRAME", $"Cannot specify window frame for {name} function");
        if (window.Frame?.Pattern is not null)
            throw SqlErrorException.NotSupported(window.Frame, "Row pattern recognition in window frames is not supported");
        var inside = window.PartitionBy.Concat(window.OrderBy.Select(s => s.Key)).Concat(FrameValues(window.Frame));
        if (inside.SelectMany(Aggregations.In).FirstOrDefault(e => e is FunctionCall { Over: not null }) is { } nested)
            throw SqlErrorException.At(
                nested,
                "NESTED_WINDOW",
                "Cannot nest window functions or row pattern measures inside window specification"
            );
        if (call.Arguments.SelectMany(Aggregations.In).FirstOrDefault(e => e is FunctionCall { Over: not null }) is { } argument)
            throw SqlErrorException.At(
                argument,
                "NESTED_WINDOW",
                "Cannot nest window functions or row pattern measures inside window function arguments"
            );

        return new BoundOver(window, [.. window.PartitionBy.Select(BindPartition)], BindSorts(window.OrderBy));
    }

    BoundWindow BindWindow(FunctionCall call, BoundOver over, FunctionResolution.Found found, IReadOnlyList<BoundExpression> arguments)
    {
        if (found.Function.Name is "lag" or "lead" && arguments is [_, BoundLiteral { Value: < 0L }, ..])
            throw SqlErrorException.Nowhere("INVALID_FUNCTION_ARGUMENT", "Offset must be at least 0");
        var bound = new BoundWindow(
            found,
            arguments,
            call.NullTreatment == NullTreatment.Ignore,
            over.Partition,
            over.Order,
            null,
            null,
            null
        );
        return over.Window.Frame is { } frame ? BindFrame(bound, frame, over.Window) : bound;
    }

    BoundExpression BindPartition(Expression expression)
    {
        var key = Bind(expression);
        return key.Type.IsComparable
            ? key
            : throw SqlErrorException.TypeMismatch(
                expression,
                $"{key.Type} is not comparable, and therefore cannot be used in window function PARTITION BY"
            );
    }

    static IEnumerable<Expression> FrameValues(WindowFrame? frame) => new[] { frame?.Start.Value, frame?.End?.Value }.OfType<Expression>();

    // A window may build on a named one: partition comes from there, order and frame from whichever has them.
    WindowSpecification Flatten(Window window)
    {
        switch (window)
        {
            case WindowReference reference:
                return Named(reference.Name);
            case WindowSpecification { Base: { } name } specification:
                var source = Named(name);
                if (specification.PartitionBy.Count > 0)
                {
                    throw SqlErrorException.At(
                        specification.PartitionBy[0],
                        "INVALID_PARTITION_BY",
                        "WINDOW specification with named WINDOW reference cannot specify PARTITION BY"
                    );
                }
                if (source.OrderBy.Count > 0 && specification.OrderBy.Count > 0)
                {
                    throw SqlErrorException.At(
                        specification.OrderBy[0],
                        "INVALID_ORDER_BY",
                        "Cannot specify ORDER BY if referenced named WINDOW specifies ORDER BY"
                    );
                }
                if (source.Frame is not null)
                    throw SqlErrorException.At(
                        name,
                        "INVALID_WINDOW_REFERENCE",
                        "Cannot reference named WINDOW containing frame specification"
                    );
                return specification with
                {
                    Base = null,
                    PartitionBy = source.PartitionBy,
                    OrderBy = specification.OrderBy.Count > 0 ? specification.OrderBy : source.OrderBy,
                };
            default:
                return (WindowSpecification)window;
        }
    }

    WindowSpecification Named(Identifier name) =>
        NamedWindows.TryGetValue(name.Lower, out var window)
            ? Flatten(window) is WindowSpecification flat
                ? flat
                : window
            : throw SqlErrorException.At(name, "INVALID_WINDOW_REFERENCE", $"Cannot resolve WINDOW name {name.Value}");

    BoundWindow BindFrame(BoundWindow window, WindowFrame frame, WindowSpecification specification)
    {
        var (start, end) = (frame.Start.Kind, frame.End?.Kind ?? FrameBoundKind.CurrentRow);
        if (start == FrameBoundKind.UnboundedFollowing)
            throw SqlErrorException.At(frame, "INVALID_WINDOW_FRAME", "Window frame start cannot be UNBOUNDED FOLLOWING");
        if (end == FrameBoundKind.UnboundedPreceding)
            throw SqlErrorException.At(frame, "INVALID_WINDOW_FRAME", "Window frame end cannot be UNBOUNDED PRECEDING");
        if (start == FrameBoundKind.CurrentRow && end == FrameBoundKind.Preceding)
            throw SqlErrorException.At(frame, "INVALID_WINDOW_FRAME", "Window frame starting from CURRENT ROW cannot end with PRECEDING");
        if (start == FrameBoundKind.Following && end == FrameBoundKind.Preceding)
            throw SqlErrorException.At(frame, "INVALID_WINDOW_FRAME", "Window frame starting from FOLLOWING cannot end with PRECEDING");
        if (start == FrameBoundKind.Following && end == FrameBoundKind.CurrentRow)
            throw SqlErrorException.At(frame, "INVALID_WINDOW_FRAME", "Window frame starting from FOLLOWING cannot end with CURRENT ROW");
        var offsets = FrameValues(frame).Any();
        if (offsets && frame.Unit != FrameUnit.Rows && window.OrderBy.Count == 0)
        {
            var unit = frame.Unit == FrameUnit.Range ? "RANGE" : "GROUPS";
            throw SqlErrorException.At(
                specification,
                "MISSING_ORDER_BY",
                $"Window frame of type {unit} PRECEDING or FOLLOWING requires ORDER BY"
            );
        }
        if (offsets && frame.Unit == FrameUnit.Range && window.OrderBy.Count > 1)
        {
            throw SqlErrorException.At(
                frame,
                "INVALID_ORDER_BY",
                $"Window frame of type RANGE PRECEDING or FOLLOWING requires single sort item in ORDER BY (actual: {window.OrderBy.Count})"
            );
        }
        return window with
        {
            Unit = frame.Unit,
            Start = BindBound(frame, frame.Start, "start", window, specification),
            End = frame.End is null
                ? new BoundFrameBound(FrameBoundKind.CurrentRow, null)
                : BindBound(frame, frame.End, "end", window, specification),
        };
    }

    BoundFrameBound BindBound(WindowFrame frame, FrameBound bound, string side, BoundWindow window, WindowSpecification specification)
    {
        if (bound.Value is null)
            return new BoundFrameBound(bound.Kind, null);
        var value = Bind(bound.Value);
        if (frame.Unit == FrameUnit.Range)
            return new BoundFrameBound(
                bound.Kind,
                RangeOffset(specification.OrderBy[0].Key, bound.Value, value, window.OrderBy[0].Key.Type)
            );
        if (!value.Type.IsInteger && !(value.Type.Kind == SqlTypeKind.Decimal && value.Type.Scale == 0))
        {
            throw SqlErrorException.TypeMismatch(
                bound.Value,
                $"Window frame {(frame.Unit == FrameUnit.Rows ? "ROWS" : "GROUPS")} {side} value type must be exact numeric type with scale 0 (actual {value.Type})"
            );
        }
        return new BoundFrameBound(
            bound.Kind,
            NonNegative(value.Type.IsInteger ? Coerce(value, SqlType.BigInt) : new BoundCast(SqlType.BigInt, value))
        );
    }

    static BoundExpression NonNegative(BoundExpression offset)
    {
        if (offset is BoundLiteral { Value: >= 0L or >= 0e0 })
            return offset;
        var type = DuckTypes.Of(offset.Type);
        return new BoundNative(
            offset.Type,
            $"CASE WHEN ({{0}} >= CAST(0 AS {type})) THEN {{0}}"
                + $" ELSE CAST(trino_fail('INVALID_WINDOW_FRAME: Window frame offset value must not be negative or null') AS {type}) END",
            offset
        );
    }

    static BoundExpression RangeOffset(Expression sortKey, Expression place, BoundExpression value, SqlType key)
    {
        if (key.IsNumeric)
        {
            if (!Coercions.CanCoerce(value.Type, key) && !(value.Type.IsNumeric && Coercions.CommonSuperType(value.Type, key) is not null))
                throw Incompatible(place, value.Type, key);
            var offset = NonNegative(value);
            return key.Kind == SqlTypeKind.Decimal && !Coercions.CanCoerce(value.Type, key)
                ? new BoundCast(key, offset)
                : Coerce(offset, key);
        }
        if (key.Kind is SqlTypeKind.Date or SqlTypeKind.Timestamp or SqlTypeKind.TimestampWithTimeZone or SqlTypeKind.Time)
        {
            return value.Type.Kind switch
            {
                SqlTypeKind.IntervalDayToSecond => new BoundNative(
                    value.Type,
                    "to_microseconds(({0} * CAST(1000 AS BIGINT)))",
                    NonNegative(value)
                ),
                SqlTypeKind.IntervalYearToMonth when key.Kind != SqlTypeKind.Time => new BoundNative(
                    value.Type,
                    "to_months({0})",
                    NonNegative(value)
                ),
                _ => throw Incompatible(place, value.Type, key),
            };
        }
        if (key == value.Type && key.Kind is SqlTypeKind.IntervalDayToSecond or SqlTypeKind.IntervalYearToMonth)
            return NonNegative(value);
        throw SqlErrorException.TypeMismatch(
            sortKey,
            $"Window frame of type RANGE PRECEDING or FOLLOWING requires that sort item type be numeric, datetime or interval (actual: {key})"
        );
    }

    static SqlErrorException Incompatible(Expression place, SqlType value, SqlType key) =>
        SqlErrorException.TypeMismatch(place, $"Window frame RANGE value type ({value}) not compatible with sort item type ({key})");
}
