using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

sealed partial class QueryBinder
{
    // Trino's default of max_recursion_depth: the anchor and ten steps, then an error if there is still more.
    const int MaxRecursionDepth = 10;

    // Trino unrolls recursion at planning; so do we: one named query per step, joined by UNION ALL at the end.
    IEnumerable<(BoundCte, CteBinding)> BindRecursive(WithQuery item, Scope? outer, CteScope visible)
    {
        if (item.Columns.Count == 0)
            throw SqlErrorException.At(item.Name, "MISSING_COLUMN_ALIASES", "missing column aliases in recursive WITH query");
        if (item.Query.Body is not SetOperation { Operator: SetOperator.Union } union || item.Query.With is not null)
            throw SqlErrorException.At(item.Query, "INVALID_RECURSIVE_REFERENCE", "recursion only supported for UNION queries");
        if (item.Query.OrderBy is not null || item.Query.Limit is not null || item.Query.Offset is not null)
            throw SqlErrorException.NotSupported(item.Query, "immediate WITH clause in recursive query is not supported");

        var anchor = BindBody(union.Left, outer, keepOrder: false);
        var fields = Renamed(anchor.Fields, item.Columns);
        var bound = new List<(BoundCte Cte, CteBinding Binding)> { Step(anchor.Relation) };
        for (var depth = 0; depth <= MaxRecursionDepth; depth++)
        {
            var scope = new CteScope(visible);
            scope.Add(item.Name.Lower, bound[^1].Binding);
            var step = new QueryBinder(statement, scope).BindBody(union.Right, outer, keepOrder: false);
            if (step.Fields.Count != fields.Count)
            {
                throw SqlErrorException.TypeMismatch(
                    union,
                    $"base and step relations of recursion have different number of fields: {fields.Count}, {step.Fields.Count}"
                );
            }
            for (var i = 0; i < fields.Count; i++)
            {
                if (!Coercions.CanCoerce(step.Fields[i].Value.Type, fields[i].Value.Type))
                {
                    throw SqlErrorException.TypeMismatch(
                        union.Right,
                        $"recursion step relation output type ({step.Fields[i].Value.Type}) is not coercible to recursion base relation output type ({fields[i].Value.Type}) at column {i + 1}"
                    );
                }
            }
            var relation = Converted(step, [.. fields.Select(f => f.Value.Type)]);
            // A row of the last step is one too many.
            bound.Add(Step(depth < MaxRecursionDepth ? relation : Failing(relation, fields)));
        }
        var all = bound
            .Select(b => (BoundRelation)Read(b.Binding))
            .Aggregate(
                (left, right) =>
                {
                    var alias = statement.NewAlias();
                    var columns = left.Columns.Select((c, i) => new RelationColumn(alias, StatementBinder.ColumnName(i), c.Type)).ToList();
                    return new SetRelation(alias, columns, SetOperator.Union, true, left, right);
                }
            );
        if (!union.All)
            all = statement.Select([.. all.Columns.Select(c => (BoundExpression)new BoundColumn(c))]) with { From = all, Distinct = true };
        var whole = Step(all);
        visible.Add(item.Name.Lower, whole.Binding);
        return bound.Append(whole);

        (BoundCte Cte, CteBinding Binding) Step(BoundRelation relation)
        {
            var binding = new CteBinding(statement.NewCteName(), fields);
            return (new BoundCte(binding.PrintedName, relation, false), binding);
        }
    }

    CteReference Read(CteBinding cte)
    {
        cte.Uses++;
        var alias = statement.NewAlias();
        return new CteReference(
            cte.PrintedName,
            alias,
            [.. cte.Columns.Select((c, i) => new RelationColumn(alias, StatementBinder.ColumnName(i), c.Value.Type))]
        );
    }

    SelectRelation Failing(BoundRelation relation, IReadOnlyList<ScopeField> fields)
    {
        const string Message =
            "NOT_SUPPORTED: Recursion depth limit exceeded (10). Use ''max_recursion_depth'' session property to modify the limit.";
        return statement.Select([.. relation.Columns.Take(fields.Count).Select(c => (BoundExpression)new BoundColumn(c))]) with
        {
            From = relation,
            Where = new BoundNative(SqlType.Boolean, $"(trino_fail('{Message}') IS NULL)"),
        };
    }
}
