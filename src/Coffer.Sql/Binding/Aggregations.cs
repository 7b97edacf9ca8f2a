using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding;

/// <summary>Finds the calls in an expression that a scalar clause must not contain.</summary>
static class Aggregations
{
    /// <summary>Aggregates, window functions and groupings of the expression's own query, outermost only.</summary>
    public static IEnumerable<Expression> In(Expression expression) =>
        expression switch
        {
            FunctionCall { Over: not null } or GroupingOperation or ListAgg => [expression],
            FunctionCall call when FunctionCatalog.IsAggregate(call.Name.Last.Lower) => [call],
            FunctionCall call => call.Arguments.SelectMany(In),
            ArithmeticBinary e => In(e.Left).Concat(In(e.Right)),
            ArithmeticUnary e => In(e.Value),
            Comparison e => In(e.Left).Concat(In(e.Right)),
            LogicalExpression e => e.Terms.SelectMany(In),
            NotExpression e => In(e.Value),
            Between e => In(e.Value).Concat(In(e.Min)).Concat(In(e.Max)),
            InList e => In(e.Value).Concat(e.Items.SelectMany(In)),
            InSubquery e => In(e.Value),
            QuantifiedComparison e => In(e.Value),
            Like e => In(e.Value).Concat(In(e.Pattern)),
            IsNull e => In(e.Value),
            IsNotNull e => In(e.Value),
            SearchedCase e => e.Whens.SelectMany(w => In(w.Operand).Concat(In(w.Result))).Concat(Optional(e.Default)),
            SimpleCase e => In(e.Operand).Concat(e.Whens.SelectMany(w => In(w.Operand).Concat(In(w.Result)))).Concat(Optional(e.Default)),
            IfExpression e => In(e.Condition).Concat(In(e.Then)).Concat(Optional(e.Else)),
            NullIf e => In(e.First).Concat(In(e.Second)),
            Coalesce e => e.Operands.SelectMany(In),
            TryExpression e => In(e.Value),
            Cast e => In(e.Value),
            ArrayConstructor e => e.Items.SelectMany(In),
            RowConstructor e => e.Items.SelectMany(In),
            Subscript e => In(e.Base).Concat(In(e.Index)),
            Dereference e => In(e.Base),
            Lambda e => In(e.Body),
            Trim e => In(e.Value).Concat(Optional(e.Characters)),
            Extract e => In(e.Value),
            AtTimeZone e => In(e.Value),
            JsonExists e => In(e.Path),
            JsonValue e => In(e.Path).Concat(Optional(e.EmptyDefault)).Concat(Optional(e.ErrorDefault)),
            JsonQuery e => In(e.Path),
            JsonObject e => e.Members.SelectMany(m => In(m.Key).Concat(In(m.Value))),
            JsonArray e => e.Elements.SelectMany(element => In(element.Value)),
            _ => [],
        };

    static IEnumerable<Expression> In(JsonPathInvocation path) => In(path.Input).Concat(path.Arguments.SelectMany(a => In(a.Value)));

    static IEnumerable<Expression> Optional(Expression? expression) => expression is null ? [] : In(expression);
}
