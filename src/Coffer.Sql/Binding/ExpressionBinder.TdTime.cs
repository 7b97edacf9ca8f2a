using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Sql.Binding;

sealed partial class ExpressionBinder
{
    /// <summary>TD_TIME_RANGE(time, start [, end [, zone]]) as plain comparisons, which the engine pushes into the files.</summary>
    BoundExpression BindTdTimeRange(FunctionCall call)
    {
        if (call.Arguments.Count is < 2 or > 4)
            throw SqlErrorException.At(
                call,
                "FUNCTION_NOT_FOUND",
                "Unexpected parameters for function td_time_range. Expected: td_time_range(time, start, end, zone)"
            );
        var time = BindUnixTime(call.Arguments[0], "td_time_range");
        var zone = call.Arguments.Count > 3 ? TdZoneArgument(call.Arguments[3]) : "UTC";
        var from = TdBound(call.Arguments[1], zone);
        var to = call.Arguments.Count > 2 ? TdBound(call.Arguments[2], zone) : null;
        return Within(time, from, to);
    }

    /// <summary>TD_INTERVAL(time, window [, zone]) as plain comparisons; "now" is the scheduled time of the job.</summary>
    BoundExpression BindTdInterval(FunctionCall call)
    {
        if (call.Arguments.Count is < 2 or > 3)
            throw SqlErrorException.At(
                call,
                "FUNCTION_NOT_FOUND",
                "Unexpected parameters for function td_interval. Expected: td_interval(time, window, zone)"
            );
        var time = BindUnixTime(call.Arguments[0], "td_interval");
        if (time is BoundLiteral)
            throw SqlErrorException.At(
                call.Arguments[0],
                "INVALID_FUNCTION_ARGUMENT",
                "The first argument of TD_INTERVAL must be the time column"
            );
        var (from, to) = TdWindow(call, call.Arguments[1], call.Arguments.Count > 2 ? call.Arguments[2] : null);
        return Within(time, new BoundLiteral(SqlType.BigInt, from), new BoundLiteral(SqlType.BigInt, to));
    }

    BoundExpression BindTdIntervalRange(FunctionCall call)
    {
        var (from, to) = TdWindow(call, call.Arguments[0], call.Arguments.Count > 1 ? call.Arguments[1] : null);
        return new BoundNative(
            SqlType.Array(SqlType.BigInt),
            "list_value({0}, {1})",
            new BoundLiteral(SqlType.BigInt, from),
            new BoundLiteral(SqlType.BigInt, to)
        );
    }

    (long From, long To) TdWindow(FunctionCall call, Expression window, Expression? zone)
    {
        if (Bind(window) is not BoundLiteral { Value: string text })
            throw SqlErrorException.At(window, "INVALID_FUNCTION_ARGUMENT", "The window must be a constant text");
        try
        {
            return TdTime.Interval(text, statement.Session.ScheduledTime, zone is null ? "UTC" : TdZoneArgument(zone));
        }
        catch (TrinoException e)
        {
            throw SqlErrorException.At(call, e.ErrorName, e.Message);
        }
    }

    BoundExpression BindUnixTime(Expression expression, string function)
    {
        var time = Bind(expression);
        return Coercions.CanCoerce(time.Type, SqlType.BigInt)
            ? Coerce(time, SqlType.BigInt)
            : throw SqlErrorException.TypeMismatch(
                expression,
                $"The first argument of {function} must be a unix time (actual: {time.Type})"
            );
    }

    string TdZoneArgument(Expression expression) =>
        Bind(expression) is BoundLiteral { Value: string zone } && TdZone.Find(zone) is not null
            ? zone
            : throw SqlErrorException.At(expression, "INVALID_FUNCTION_ARGUMENT", "The time zone must be a constant name of a time zone");

    // A bound is a unix time, a text or NULL (open); constants are folded, anything else is compared as it is.
    BoundExpression? TdBound(Expression expression, string zone)
    {
        var bound = Bind(expression);
        switch (bound)
        {
            case BoundLiteral { Value: null }:
                return null;
            case BoundLiteral { Value: string text }:
                return TdTime.TryParse(text, TdZone.Get(zone), out var unix)
                    ? new BoundLiteral(SqlType.BigInt, unix)
                    : throw SqlErrorException.At(expression, "INVALID_FUNCTION_ARGUMENT", $"'{text}' is not a time");
        }
        if (Coercions.CanCoerce(bound.Type, SqlType.BigInt))
            return Coerce(bound, SqlType.BigInt);
        if (bound.Type.Kind == SqlTypeKind.VarChar)
            return Call(expression, "td_time_parse", [bound, new BoundLiteral(SqlType.VarCharOf(zone.Length), zone)]);
        throw SqlErrorException.TypeMismatch(expression, $"A bound of td_time_range must be a unix time or a text (actual: {bound.Type})");
    }

    static BoundExpression Within(BoundExpression time, BoundExpression? from, BoundExpression? to)
    {
        var terms = new List<BoundExpression>();
        if (from is not null)
            terms.Add(Compare(ComparisonOperator.GreaterThanOrEqual, time, from));
        if (to is not null)
            terms.Add(Compare(ComparisonOperator.LessThan, time, to));
        return terms.Count switch
        {
            0 => new BoundNative(SqlType.Boolean, "({0} IS NOT NULL)", time),
            1 => terms[0],
            _ => Logical(LogicalOperator.And, terms),
        };
    }
}
