using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

sealed partial class ExpressionBinder
{
    BoundExpression BindScalarSubquery(SubqueryExpression expression)
    {
        var query = statement.Queries(Ctes).BindSubquery(expression.Query, scope);
        // Several columns make a row.
        if (query.Fields.Count == 1)
            return new BoundSubquery(query.Fields[0].Value.Type, query.Relation);
        var row = BindRow([.. query.Fields.Select(f => f.Value)]);
        var type = SqlType.Row([.. query.Fields.Select(f => new SqlField(f.Name, f.Value.Type))]);
        var block = statement.Select([row with { Type = type }]) with { From = query.Relation };
        return new BoundSubquery(type, block);
    }

    BoundExpression BindInSubquery(InSubquery expression) =>
        Quantified(expression, expression.Value, expression.Subquery, "IN", ComparisonOperator.Equal);

    BoundExpression BindQuantified(QuantifiedComparison expression) =>
        Quantified(
            expression,
            expression.Value,
            expression.Subquery,
            $"{ExpressionText.Symbol(expression.Operator)} {(expression.Quantifier == Quantifier.All ? "ALL" : "ANY")}",
            expression.Operator
        );

    BoundQuantified Quantified(
        Expression place,
        Expression valueSyntax,
        SubqueryExpression subquery,
        string op,
        ComparisonOperator comparison
    )
    {
        var value = Bind(valueSyntax);
        var query = statement.Queries(Ctes).BindSubquery(subquery.Query, scope);
        var right = query.Fields.Select(f => f.Value).ToList();
        var left =
            value.Type.Kind == SqlTypeKind.Row && !(right.Count == 1 && right[0].Type.Kind == SqlTypeKind.Row)
                ? Enumerable.Range(0, value.Type.Fields.Count).Select(i => FieldAt(value, i)).ToList()
                : [value];
        var common = left.Count == right.Count ? left.Zip(right, (a, b) => Coercions.CommonSuperType(a.Type, b.Type)).ToList() : [null];
        if (common.Any(c => c is null))
        {
            var leftType = SqlType.Row([.. left.Select(v => new SqlField(null, v.Type))]);
            var rightType = SqlType.Row([.. query.Fields.Select(f => new SqlField(f.Name, f.Value.Type))]);
            throw SqlErrorException.TypeMismatch(
                place,
                $"Value expression and result of subquery must be of the same type: {leftType} vs {rightType}"
            );
        }
        if (
            common.FirstOrDefault(c =>
                comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual ? !c!.IsComparable : !c!.IsOrderable
            ) is
            { } type
        )
        {
            throw SqlErrorException.TypeMismatch(
                place,
                $"Type [{type}] must be {(comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual ? "comparable" : "orderable")} in order to be used in quantified comparison"
            );
        }
        var values = left.Select((v, i) => (BoundExpression)new BoundKey(Coerce(v, common[i]!))).ToList();
        var rows = right.Select((v, i) => Coerce(v, common[i]!)).ToList();
        var plain = rows.SequenceEqual(right) && !common.Any(c => Emit.PhysicalForm.NeedsKey(c!));
        var relation = plain
            ? query.Relation
            : statement.Select([.. rows.Select(r => (BoundExpression)new BoundKey(r))]) with
            {
                From = query.Relation,
            };
        return new BoundQuantified(values, op, relation);
    }
}
