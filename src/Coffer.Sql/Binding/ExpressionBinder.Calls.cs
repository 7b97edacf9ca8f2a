using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Sql.Binding;

sealed partial class ExpressionBinder
{
    BoundExpression BindCall(FunctionCall call)
    {
        if (call.Name.Parts.Count > 1 && !call.Name.ToString().StartsWith("system.builtin.", StringComparison.Ordinal))
            throw SqlErrorException.At(call, "FUNCTION_NOT_FOUND", $"Function '{call.Name}' not registered");
        if (call.ProcessingMode is not null || call.StarOf is not null)
            throw SqlErrorException.NotSupported(call, "Row pattern recognition is not supported");
        var name = call.Name.Last.Lower;
        if (SpecialCall(call, name) is { } special)
            return special;
        var aggregate = FunctionCatalog.IsAggregate(name);
        var window = FunctionCatalog.IsWindow(name);
        var over = call.Over is null ? null : BindOver(call, name);
        if (call.Over is null && window)
            throw SqlErrorException.At(call, "MISSING_OVER", $"Window function system.builtin.{name} requires an OVER clause");
        var (found, arguments) = ResolveCall(call, name, call.Star ? [] : call.Arguments);
        CheckClauses(call, name, aggregate, window);
        if (call.Over is not null)
            return BindWindow(call, over!, found, arguments);
        if (!aggregate)
            return (BoundExpression?)TdFolding.Fold(name, found.ReturnType, arguments) ?? new BoundCall(found, arguments);
        var bound = new BoundAggregate(
            found,
            arguments,
            call.Distinct,
            BindSorts(call.OrderBy),
            call.Filter is null ? null : BindFilter(call.Filter)
        );
        CheckAggregate(call, name, bound);
        return bound;
    }

    BoundExpression BindFilter(Expression filter) =>
        BindAs(filter, SqlType.Boolean, actual => $"Filter expression must evaluate to a boolean (actual: {actual})");

    void CheckClauses(FunctionCall call, string name, bool aggregate, bool window)
    {
        // Trino checks windows for the whole SELECT and reports them at its start.
        if (!aggregate && !window && call.Over is not null)
            throw SqlErrorException.At(Place, "FUNCTION_NOT_WINDOW", $"Not a window function: {name}");
        if (!aggregate)
        {
            if (call.Distinct)
                throw SqlErrorException.At(call, "FUNCTION_NOT_AGGREGATE", "DISTINCT is not supported for non-aggregation functions");
            if (call.OrderBy.Count > 0)
                throw SqlErrorException.At(call, "FUNCTION_NOT_AGGREGATE", "ORDER BY is only valid for aggregation functions");
            if (call.Filter is not null)
                throw SqlErrorException.At(call, "FUNCTION_NOT_AGGREGATE", "Filter is only valid for aggregation functions");
        }
        if (call.Over is not null && call.Filter is not null)
            throw SqlErrorException.NotSupported(Place, "FILTER is not yet supported for window functions");
        if (call.NullTreatment is not null && name is not ("lead" or "lag" or "first_value" or "last_value" or "nth_value"))
        {
            throw SqlErrorException.At(
                call,
                "NULL_TREATMENT_NOT_ALLOWED",
                $"Cannot specify null treatment clause for {name} {(window ? "function" : aggregate ? "aggregate function" : "function")}"
            );
        }
        if (call.Distinct && call.Over is not null)
            throw SqlErrorException.NotSupported(
                Place,
                $"DISTINCT in window function parameters not yet supported: {ExpressionText.Of(call)}"
            );
        if (call.OrderBy.Count > 0 && call.Over is not null)
            throw SqlErrorException.NotSupported(call, "Window function with ORDER BY is not supported");
    }

    static void CheckAggregate(FunctionCall call, string name, BoundAggregate bound)
    {
        if (call.Distinct && bound.Arguments.FirstOrDefault(a => !a.Type.IsComparable) is { } argument)
            throw SqlErrorException.TypeMismatch(call, $"DISTINCT can only be applied to comparable types (actual: {argument.Type})");
        var nested = call.Arguments.Where(IsAggregation).Select(ExpressionText.Of).ToList();
        if (nested.Count > 0 || bound.Arguments.Any(ContainsAggregate))
        {
            throw SqlErrorException.At(
                call,
                "NESTED_AGGREGATION",
                $"Cannot nest aggregations inside aggregation '{name}': [{string.Join(", ", nested)}]"
            );
        }
        if (bound.Arguments.Any(ContainsWindow))
        {
            throw SqlErrorException.At(
                call,
                "NESTED_WINDOW",
                $"Cannot nest window functions or row pattern measures inside aggregation '{name}': [{string.Join(", ", call.Arguments.Select(ExpressionText.Of))}]"
            );
        }
        if (bound.Distinct && bound.OrderBy.Count > 0)
        {
            var arguments = bound.Arguments.Select(Emit.DuckPrinter.Fingerprint).ToHashSet(StringComparer.Ordinal);
            if (bound.OrderBy.Any(s => !arguments.Contains(Emit.DuckPrinter.Fingerprint(s.Key))))
                throw SqlErrorException.At(
                    call,
                    "EXPRESSION_NOT_IN_DISTINCT",
                    "For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments"
                );
        }
    }

    static bool IsAggregation(Expression expression) =>
        expression is FunctionCall f && f.Over is null && FunctionCatalog.IsAggregate(f.Name.Last.Lower);

    /// <summary>Whether the tree aggregates rows of its own scope (a window over an aggregate counts its arguments only).</summary>
    public static bool ContainsAggregate(BoundExpression expression) => Own(expression).Any(e => e is BoundAggregate or BoundGrouping);

    public static bool ContainsWindow(BoundExpression expression) => Own(expression).Any(e => e is BoundWindow);

    // The nodes that belong to this query: not those inside subqueries.
    static IEnumerable<BoundExpression> Own(BoundExpression expression) =>
        expression switch
        {
            BoundSubquery or BoundExists => [expression],
            BoundQuantified q => q.Values.SelectMany(Own).Prepend(q),
            _ => expression.Children().SelectMany(Own).Prepend(expression),
        };

    IReadOnlyList<BoundSort> BindSorts(IEnumerable<SortItem> items) =>
        [
            .. items.Select(item =>
            {
                var key = Bind(item.Key);
                if (!key.Type.IsOrderable)
                    throw SqlErrorException.TypeMismatch(
                        item.Key,
                        $"Type {key.Type} is not orderable, and therefore cannot be used in ORDER BY"
                    );
                return new BoundSort(key, item.Descending, item.Nulls == NullOrdering.First);
            }),
        ];

    // Calls that are answered by the front end itself.
    BoundExpression? SpecialCall(FunctionCall call, string name)
    {
        switch (name)
        {
            case "typeof" when call.Arguments.Count == 1 && call.Arguments[0] is not Lambda:
                var subject = Bind(call.Arguments[0]);
                var typeName = new BoundLiteral(SqlType.VarChar, subject.Type.Name);
                // The argument is not computed, but it still decides whether the query aggregates.
                return ContainsAggregate(subject) || ContainsWindow(subject)
                    ? new BoundNative(SqlType.VarChar, "CASE WHEN ({0} IS NULL) THEN {1} ELSE {1} END", subject, typeName)
                    : typeName;
            case "now" when call.Arguments.Count == 0:
                return BindCurrentTime(new CurrentTime(call.Position, CurrentTimeKind.Timestamp, null));
            case "current_timezone" when call.Arguments.Count == 0:
                return new BoundLiteral(SqlType.VarChar, statement.SessionZone.Id);
            case "td_scheduled_time" when call.Arguments.Count == 0:
                return new BoundLiteral(SqlType.BigInt, statement.Session.ScheduledTime);
            case "td_time_range":
                return BindTdTimeRange(call);
            case "td_interval":
                return BindTdInterval(call);
            case "td_interval_range" when call.Arguments.Count is 1 or 2:
                return BindTdIntervalRange(call);
            case "format" when call.Arguments.Count > 0 && Bind(call.Arguments[0]).Type is { IsText: false, IsUnknown: false } type:
                throw SqlErrorException.TypeMismatch(
                    call.Arguments[0],
                    $"Type of first argument to format() must be VARCHAR (actual: {type})"
                );
            case "grouping":
                throw SqlErrorException.NotSupported(call, "GROUPING is not supported here");
            default:
                return null;
        }
    }

    /// <summary>A call of a catalogue function with values that are already bound.</summary>
    BoundExpression Call(Node place, string name, IReadOnlyList<BoundExpression> arguments)
    {
        var resolution = FunctionCatalog.Resolve(name, [.. arguments.Select(a => new FunctionArgument.Value(a.Type))]);
        if (resolution is not FunctionResolution.Found found)
            throw Failed(place, [], (FunctionResolution.Failed)resolution);
        CheckStatus(place, found);
        return new BoundCall(found, [.. arguments.Select((a, i) => Coerce(a, found.ArgumentTypes[i]))]);
    }

    static SqlErrorException Failed(Node place, IReadOnlyList<Expression> arguments, FunctionResolution.Failed failed) =>
        SqlErrorException.At(
            failed.Argument >= 0 && failed.Argument < arguments.Count ? arguments[failed.Argument] : place,
            failed.ErrorName,
            failed.Message
        );

    static void CheckStatus(Node place, FunctionResolution.Found found)
    {
        if (found.Function.Status == FunctionStatus.Refused)
            throw SqlErrorException.NotSupported(
                place,
                $"Function {found.Function.Name} is not supported{(found.Function.Note is { } note ? $": {note}" : "")}"
            );
    }

    (FunctionResolution.Found Found, IReadOnlyList<BoundExpression> Arguments) ResolveCall(
        Node place,
        string name,
        IReadOnlyList<Expression> arguments
    )
    {
        var values = new BoundExpression?[arguments.Count];
        var types = new FunctionArgument[arguments.Count];
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is Lambda lambda)
            {
                types[i] = new FunctionArgument.Lambda(lambda.Parameters.Count, parameters => BindLambda(lambda, parameters).Body.Type);
                continue;
            }
            values[i] = Bind(arguments[i]);
            types[i] = new FunctionArgument.Value(values[i]!.Type);
        }
        var resolution = FunctionCatalog.Resolve(name, types);
        if (resolution is FunctionResolution.Failed failed)
            throw Failed(place, arguments, failed);
        var found = (FunctionResolution.Found)resolution;
        CheckStatus(place, found);
        var bound = new List<BoundExpression>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var type = found.ArgumentTypes[i];
            if (arguments[i] is Lambda lambda)
            {
                var typed = BindLambda(lambda, [.. type.Fields.SkipLast(1).Select(f => f.Type)]);
                bound.Add(typed with { Body = Coerce(typed.Body, type.Fields[^1].Type) });
            }
            else
            {
                bound.Add(Coerce(values[i]!, type));
            }
        }
        return (found, bound);
    }

    BoundLambda BindLambda(Lambda lambda, IReadOnlyList<SqlType> parameterTypes)
    {
        if (lambda.Parameters.Count != parameterTypes.Count)
        {
            throw SqlErrorException.At(
                lambda,
                "INVALID_PARAMETER_USAGE",
                $"Expected a lambda that takes {parameterTypes.Count} argument(s) but got {lambda.Parameters.Count}"
            );
        }
        var depth = _lambdaParameters.Count;
        var names = new List<string>();
        foreach (var (parameter, type) in lambda.Parameters.Zip(parameterTypes))
        {
            names.Add(statement.Context.NextName());
            _lambdaParameters.Add((parameter.Lower, new BoundLambdaParameter(type, names[^1])));
        }
        try
        {
            var aggregations = Aggregations.In(lambda.Body).Select(ExpressionText.Of).ToList();
            if (aggregations.Count > 0)
            {
                throw SqlErrorException.At(
                    lambda.Body,
                    "EXPRESSION_NOT_SCALAR",
                    $"Lambda expression cannot contain aggregations, window functions or grouping operations: [{string.Join(", ", aggregations)}]"
                );
            }
            var body = Bind(lambda.Body);
            if (body.SelfAndDescendants().Any(e => e is BoundSubquery or BoundExists or BoundQuantified))
                throw SqlErrorException.NotSupported(lambda, "Lambda expression cannot contain subqueries");
            return new BoundLambda(SqlType.Function(parameterTypes, body.Type), names, body);
        }
        finally
        {
            _lambdaParameters.RemoveRange(depth, _lambdaParameters.Count - depth);
        }
    }

    BoundExpression BindTrim(Trim expression)
    {
        var name = expression.Side switch
        {
            TrimSide.Both => "trim",
            TrimSide.Leading => "ltrim",
            TrimSide.Trailing => "rtrim",
        };
        BoundExpression[] arguments = expression.Characters is null
            ? [Bind(expression.Value)]
            : [Bind(expression.Value), Bind(expression.Characters)];
        // Trino makes the call itself here and knows no place for it.
        return
            FunctionCatalog.Resolve(name, [.. arguments.Select(a => new FunctionArgument.Value(a.Type))])
                is FunctionResolution.Failed failed
            ? throw SqlErrorException.Nowhere(failed.ErrorName, failed.Message)
            : Call(expression, name, arguments);
    }

    BoundExpression BindExtract(Extract expression)
    {
        var value = Bind(expression.Value);
        var name = expression.Field switch
        {
            ExtractField.Year => "year",
            ExtractField.Quarter => "quarter",
            ExtractField.Month => "month",
            ExtractField.Week => "week",
            ExtractField.Day or ExtractField.DayOfMonth => "day",
            ExtractField.DayOfWeek or ExtractField.Dow => "day_of_week",
            ExtractField.DayOfYear or ExtractField.Doy => "day_of_year",
            ExtractField.YearOfWeek or ExtractField.Yow => "year_of_week",
            ExtractField.Hour => "hour",
            ExtractField.Minute => "minute",
            ExtractField.Second => "second",
            ExtractField.TimezoneMinute => "timezone_minute",
            ExtractField.TimezoneHour => "timezone_hour",
        };
        if (
            value.Type.IsUnknown
            || (value.Type.Kind == SqlTypeKind.Date && name is "hour" or "minute" or "second" or "timezone_hour" or "timezone_minute")
            || (value.Type.Kind == SqlTypeKind.IntervalDayToSecond && expression.Field == ExtractField.DayOfMonth)
            || FunctionCatalog.Resolve(name, [new FunctionArgument.Value(value.Type)]) is not FunctionResolution.Found
        )
        {
            var field = string.Concat(expression.Field.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : c.ToString()))
                .ToUpperInvariant();
            throw SqlErrorException.TypeMismatch(expression.Value, $"Cannot extract {field} from {value.Type}");
        }
        return Call(expression, name, [value]);
    }

    BoundExpression BindAtTimeZone(AtTimeZone expression)
    {
        var value = Bind(expression.Value);
        if (
            value.Type.Kind
            is not (SqlTypeKind.Time or SqlTypeKind.TimeWithTimeZone or SqlTypeKind.Timestamp or SqlTypeKind.TimestampWithTimeZone)
        )
        {
            throw SqlErrorException.TypeMismatch(
                expression.Value,
                $"Type of value must be a time or timestamp with or without time zone (actual {value.Type})"
            );
        }
        var zone = Bind(expression.Zone);
        if (zone is BoundLiteral { Value: string name } && !TrinoZone.TryGet(name, out _))
            throw SqlErrorException.Nowhere("INVALID_FUNCTION_ARGUMENT", $"'{name}' is not a valid time zone");
        if (value.Type.Kind == SqlTypeKind.Timestamp)
            value = Coerce(value, SqlType.TimestampWithTimeZone(value.Type.Precision));
        else if (value.Type.Kind == SqlTypeKind.Time)
            value = Coerce(value, SqlType.TimeWithTimeZone(value.Type.Precision));
        return Call(expression, "at_timezone", [value, zone]);
    }

    BoundExpression BindGrouping(GroupingOperation expression)
    {
        try
        {
            return new BoundGrouping([.. expression.Columns.Select(c => Bind(NameExpression(c)))]);
        }
        catch (SqlErrorException e)
        {
            throw SqlErrorException.Nowhere(e.Diagnostic.Name, e.Diagnostic.Text);
        }
    }

    static Expression NameExpression(QualifiedName name)
    {
        Expression expression = name.Parts[0];
        foreach (var part in name.Parts.Skip(1))
            expression = new Dereference(name.Position, expression, part);
        return expression;
    }

    BoundExpression BindListAgg(ListAgg expression)
    {
        if (expression.Overflow == OverflowBehavior.Truncate)
            throw SqlErrorException.NotSupported(expression, "LISTAGG with ON OVERFLOW TRUNCATE is not supported");
        var value = Bind(expression.Value);
        if (value.Type.Kind != SqlTypeKind.VarChar)
        {
            throw SqlErrorException.TypeMismatch(
                expression,
                $"Expected expression of varchar, but '{ExpressionText.Of(expression.Value)}' has {value.Type} type"
            );
        }
        var separator = new BoundLiteral(SqlType.VarChar, expression.Separator?.Value ?? "");
        var resolution = FunctionCatalog.Resolve(
            "listagg",
            [new FunctionArgument.Value(SqlType.VarChar), new FunctionArgument.Value(SqlType.VarChar)]
        );
        if (resolution is not FunctionResolution.Found found)
            throw Failed(expression, [], (FunctionResolution.Failed)resolution);
        CheckStatus(expression, found);
        return new BoundAggregate(
            found,
            [Coerce(value, SqlType.VarChar), separator],
            expression.Distinct,
            BindSorts(expression.OrderBy),
            null
        );
    }
}
