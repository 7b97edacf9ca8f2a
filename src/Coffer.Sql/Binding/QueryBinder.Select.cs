using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

sealed partial class QueryBinder
{
    BoundQuery BindSelect(QuerySpecification select, Scope? outer, bool keepOrder)
    {
        var from = select.From is null ? null : BindRelation(select.From, outer, null);
        var scope = new Scope(from?.Fields ?? [], outer);
        var expressions = new ExpressionBinder(statement, scope)
        {
            Ctes = ctes,
            Place = select,
            NamedWindows = NamedWindows(select),
        };
        var where = select.Where is null
            ? null
            : Scalar(select.Where, expressions.BindCondition(select.Where, "WHERE clause"), "WHERE clause");
        var outputs = select.Select.SelectMany(item => BindItem(item, expressions, scope)).ToList();
        var groupBy = select.GroupBy is null ? null : GroupByBinder.Bind(select.GroupBy, outputs, expressions);
        var having = select.Having is null ? null : expressions.BindCondition(select.Having, "HAVING clause");
        if (having is not null && ExpressionBinder.ContainsWindow(having))
        {
            throw SqlErrorException.At(
                select.Having!,
                "NESTED_WINDOW",
                "HAVING clause cannot contain window functions or row pattern measures"
            );
        }
        var limited = select.Limit is not null || select.Offset is not null;
        var outputFields = outputs.Select(o => new ScopeField([], o.Name, o.Value)).ToList();
        var orderScope = new ExpressionBinder(statement, new Scope(outputFields, scope))
        {
            Ctes = ctes,
            Place = select,
            NamedWindows = expressions.NamedWindows,
        };
        IReadOnlyList<BoundSort> order = select.OrderBy is null ? [] : BindOrderBy(select.OrderBy, outputFields, orderScope);

        var block = statement.Select([.. outputs.Select(o => o.Value)]) with { From = from?.Relation, Where = where };
        var aggregated =
            groupBy is not null
            || having is not null
            || outputs.Any(o => ExpressionBinder.ContainsAggregate(o.Value))
            || order.Any(s => ExpressionBinder.ContainsAggregate(s.Key));
        if (aggregated)
        {
            var aggregation = new Aggregation(
                statement,
                from?.Relation.Columns ?? [],
                groupBy ?? GroupingPlan.Global,
                groupBy is not null,
                select
            );
            block = block with
            {
                Items =
                [
                    .. block.Items.Select(
                        (item, i) => item with { Value = aggregation.Rewrite(item.Value, outputs[i].Syntax, outputs[i].Name) }
                    ),
                ],
            };
            var filter = having is null ? null : aggregation.Rewrite(having, select.Having, null);
            order = [.. order.Select((s, i) => s with { Key = aggregation.Rewrite(s.Key, OrderSyntax(select, outputs, order, i), null) })];
            block = block with { From = aggregation.Relation(from?.Relation, where), Where = filter };
        }
        var names = outputs.Select(o => new ScopeField([], o.Name, o.Value)).ToList();
        if (select.Distinct)
            return Query(Distinct(select, block, order, keepOrder || limited), names);
        if (keepOrder || limited)
            block = block with { OrderBy = order };
        return Query(Limited(block, select.Limit, select.Offset), names);
    }

    // Constant keys were dropped, so positions are found through the values that were kept.
    static Expression? OrderSyntax(QuerySpecification select, List<SelectOutput> outputs, IReadOnlyList<BoundSort> order, int index) =>
        order.Count == select.OrderBy!.Items.Count
            ? select.OrderBy.Items[index].Key is IntegerLiteral { Value: var position }
                ? outputs[(int)position - 1].Syntax
                : select.OrderBy.Items[index].Key
            : null;

    SelectRelation Distinct(QuerySpecification select, SelectRelation block, IReadOnlyList<BoundSort> order, bool keepOrder)
    {
        if (block.Items.FirstOrDefault(i => !i.Column.Type.IsComparable) is { } item)
            throw SqlErrorException.TypeMismatch(select, $"DISTINCT can only be applied to comparable types (actual: {item.Column.Type})");
        var prints = block.Items.Select(i => Emit.DuckPrinter.Fingerprint(i.Value)).ToList();
        var positions = order.Select(s => prints.IndexOf(Emit.DuckPrinter.Fingerprint(s.Key))).ToList();
        if (positions.Contains(-1))
            throw SqlErrorException.At(
                select,
                "EXPRESSION_NOT_IN_DISTINCT",
                "For SELECT DISTINCT, ORDER BY expressions must appear in select list"
            );
        var distinct = block with { Distinct = true };
        if (!keepOrder || (order.Count == 0 && select.Limit is null && select.Offset is null))
            return distinct;
        var outer = statement.Select([.. distinct.Columns.Select(c => (BoundExpression)new BoundColumn(c))]) with
        {
            From = distinct,
            OrderBy = [.. order.Select((s, i) => s with { Key = new BoundColumn(distinct.Columns[positions[i]]) })],
        };
        return Limited(outer, select.Limit, select.Offset);
    }

    static Dictionary<string, WindowSpecification> NamedWindows(QuerySpecification select)
    {
        var windows = new Dictionary<string, WindowSpecification>(StringComparer.Ordinal);
        foreach (var window in select.Windows)
        {
            if (!windows.TryAdd(window.Name.Lower, window.Specification))
                throw SqlErrorException.At(window, "DUPLICATE_WINDOW_NAME", $"WINDOW name '{window.Name.Value}' specified more than once");
        }
        return windows;
    }

    /// <summary>Refuses aggregates, windows and groupings where each row stands for itself.</summary>
    public static BoundExpression Scalar(Expression syntax, BoundExpression bound, string clause)
    {
        if (!ExpressionBinder.ContainsAggregate(bound) && !ExpressionBinder.ContainsWindow(bound))
            return bound;
        var found = Aggregations.In(syntax).ToList();
        throw SqlErrorException.At(
            syntax,
            "EXPRESSION_NOT_SCALAR",
            $"{clause} cannot contain aggregations, window functions or grouping operations: [{string.Join(", ", found.Select(ExpressionText.Of))}]"
        );
    }

    static IEnumerable<SelectOutput> BindItem(SelectItem item, ExpressionBinder expressions, Scope scope)
    {
        if (item is SingleColumn column)
        {
            var name = column.Alias?.Value ?? ColumnName(column.Value);
            return [new SelectOutput(name, expressions.Bind(column.Value), column.Value, null)];
        }
        var all = (AllColumns)item;
        var outputs = all.Target is null ? Star(all, scope) : RelationStar(all, expressions, scope);
        if (all.Aliases.Count == 0)
            return outputs;
        if (all.Aliases.Count != outputs.Count)
        {
            throw SqlErrorException.At(
                all,
                "MISMATCHED_COLUMN_ALIASES",
                $"Column alias list has {all.Aliases.Count} entries but relation has {outputs.Count} columns"
            );
        }
        return outputs.Select((o, i) => o with { Name = Canonical(all.Aliases[i]) });
    }

    // Here alone Trino shows the canonical form of a name without quotes.
    static string Canonical(Identifier name) => name.Quoted ? name.Value : name.Value.ToUpperInvariant();

    static string? ColumnName(Expression expression) =>
        expression switch
        {
            Identifier id => id.Value,
            Dereference d when QualifiedParts(d) is not null => d.Field.Value,
            _ => null,
        };

    static List<SelectOutput> Star(AllColumns star, Scope scope)
    {
        if (scope.Fields.Count == 0)
            throw SqlErrorException.At(star, "COLUMN_NOT_FOUND", "SELECT * not allowed from relation that has no columns");
        return [.. scope.Fields.Select(f => new SelectOutput(f.Name, f.Value, null, f.DisplayName))];
    }

    static List<SelectOutput> RelationStar(AllColumns star, ExpressionBinder expressions, Scope scope)
    {
        if (QualifiedParts(star.Target!) is { } parts)
        {
            for (var current = scope; current is not null; current = current.Outer)
            {
                var fields = current.Fields.Where(f => f.Qualifier.Count > 0 && f.AnswersPrefix(parts)).ToList();
                if (fields.Count > 0)
                    return [.. fields.Select(f => new SelectOutput(f.Name, f.Value, null, f.DisplayName))];
            }
            if (parts.Count == 1 && !scope.Fields.Any(f => f.Answers(parts)))
                throw SqlErrorException.At(star, "TABLE_NOT_FOUND", $"Unable to resolve reference {string.Join('.', parts)}");
        }
        var row = expressions.Bind(star.Target!);
        if (row.Type.Kind != SqlTypeKind.Row)
            throw SqlErrorException.TypeMismatch(star.Target!, $"expected row type, but got: {row.Type}");
        return [.. row.Type.Fields.Select((f, i) => new SelectOutput(f.Name, ExpressionBinder.FieldAt(row, i), star.Target, null))];
    }

    static List<string>? QualifiedParts(Expression expression) =>
        expression switch
        {
            Identifier id => [id.Lower],
            Dereference d when QualifiedParts(d.Base) is { } parts => [.. parts, d.Field.Lower],
            _ => null,
        };
}
