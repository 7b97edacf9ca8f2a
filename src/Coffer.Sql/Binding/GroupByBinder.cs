using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Emit;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding;

/// <summary>Binds GROUP BY. Several elements multiply their grouping sets.</summary>
sealed class GroupByBinder
{
    const int MaxGroupingSets = 2048;

    readonly List<BoundExpression> _keys = [];
    readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    readonly IReadOnlyList<SelectOutput> _outputs;
    readonly ExpressionBinder _expressions;

    GroupByBinder(IReadOnlyList<SelectOutput> outputs, ExpressionBinder expressions)
    {
        _outputs = outputs;
        _expressions = expressions;
    }

    public static GroupingPlan Bind(GroupBy groupBy, IReadOnlyList<SelectOutput> outputs, ExpressionBinder expressions) =>
        new GroupByBinder(outputs, expressions).Bind(groupBy);

    GroupingPlan Bind(GroupBy groupBy)
    {
        IReadOnlyList<IReadOnlyList<int>> sets =
        [
            [],
        ];
        foreach (var element in groupBy.Elements)
        {
            var own = ElementSets(element);
            sets = [.. sets.SelectMany(s => own.Select(o => (IReadOnlyList<int>)[.. s.Union(o)]))];
            if (sets.Count > MaxGroupingSets)
                throw SqlErrorException.At(
                    groupBy,
                    "TOO_MANY_GROUPING_SETS",
                    $"GROUP BY has {sets.Count} grouping sets but can contain at most {MaxGroupingSets}"
                );
        }
        if (groupBy.Distinct)
            sets = [.. sets.DistinctBy(s => string.Join(',', s.Order()))];
        var plain = sets.Count == 1 && sets[0].Count == _keys.Count && groupBy.Elements.All(e => e is SimpleGroupBy);
        return new GroupingPlan(_keys, plain && _keys.Count > 0 ? null : sets);
    }

    IReadOnlyList<IReadOnlyList<int>> ElementSets(GroupingElement element)
    {
        switch (element)
        {
            case SimpleGroupBy simple:
                return
                [
                    [.. simple.Columns.Select(Key)],
                ];
            case GroupingSets { Kind: GroupingKind.GroupingSets } sets:
                return [.. sets.Sets.Select(ColumnKeys)];
            case GroupingSets { Kind: GroupingKind.Rollup } rollup:
                var parts = rollup.Sets.Select(ColumnKeys).ToList();
                return
                [
                    .. Enumerable
                        .Range(0, parts.Count + 1)
                        .Select(n => (IReadOnlyList<int>)[.. parts.Take(parts.Count - n).SelectMany(p => p)]),
                ];
            case GroupingSets cube:
                var items = cube.Sets.Select(ColumnKeys).ToList();
                return
                [
                    .. Enumerable
                        .Range(0, 1 << items.Count)
                        .Select(mask =>
                            (IReadOnlyList<int>)[.. items.Where((_, i) => (mask & (1 << (items.Count - 1 - i))) == 0).SelectMany(p => p)]
                        ),
                ];
            default:
                throw SqlErrorException.NotSupported(element, $"{element.GetType().Name} is not supported");
        }
    }

    int Key(Expression expression)
    {
        if (expression is IntegerLiteral { Value: var position })
        {
            if (position < 1 || position > _outputs.Count)
                throw SqlErrorException.At(expression, "INVALID_COLUMN_REFERENCE", $"GROUP BY position {position} is not in select list");
            var output = _outputs[(int)position - 1];
            return Add(expression, output.Syntax ?? expression, output.Value);
        }
        return Add(expression, expression, _expressions.Bind(expression));
    }

    IReadOnlyList<int> ColumnKeys(IReadOnlyList<Expression> columns) =>
        [
            .. columns.Select(column =>
            {
                var key = column is IntegerLiteral ? null : _expressions.Bind(column);
                if (key is null || column is not (Identifier or Dereference))
                {
                    throw SqlErrorException.At(
                        column,
                        "INVALID_COLUMN_REFERENCE",
                        $"GROUP BY expression must be a column reference: {ExpressionText.Of(column)}"
                    );
                }
                return Add(column, column, key);
            }),
        ];

    int Add(Expression place, Expression syntax, BoundExpression key)
    {
        if (ExpressionBinder.ContainsAggregate(key) || ExpressionBinder.ContainsWindow(key))
        {
            throw SqlErrorException.At(
                syntax,
                "EXPRESSION_NOT_SCALAR",
                $"GROUP BY clause cannot contain aggregations, window functions or grouping operations: [{string.Join(", ", Aggregations.In(syntax).Select(ExpressionText.Of))}]"
            );
        }
        if (!key.Type.IsComparable)
            throw SqlErrorException.TypeMismatch(place, $"{key.Type} is not comparable, and therefore cannot be used in GROUP BY");
        var print = DuckPrinter.Fingerprint(key);
        if (_positions.TryGetValue(print, out var position))
            return position;
        _positions[print] = _keys.Count;
        _keys.Add(key);
        return _keys.Count - 1;
    }
}
