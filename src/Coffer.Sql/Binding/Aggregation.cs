using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Emit;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding;

/// <summary>
/// Splits a grouped SELECT into two blocks: an inner one that computes keys and aggregates as columns, and an outer one over them.
/// What the outer block may see of the inner rows is checked on the way.
/// </summary>
sealed class Aggregation
{
    readonly StatementBinder _statement;
    readonly HashSet<RelationColumn> _local;
    readonly GroupingPlan _plan;
    readonly bool _grouped;
    readonly Node _place;
    readonly string _alias;
    readonly Dictionary<string, BoundColumn> _columns = new(StringComparer.Ordinal);
    readonly List<string> _keyPrints = [];
    readonly HashSet<string> _keyRoots = new(StringComparer.Ordinal);
    readonly List<BoundItem> _items = [];

    public Aggregation(StatementBinder statement, IEnumerable<RelationColumn> local, GroupingPlan plan, bool grouped, Node place)
    {
        _statement = statement;
        _local = [.. local];
        _plan = plan;
        _grouped = grouped;
        _place = place;
        _alias = statement.NewAlias();
        foreach (var key in plan.Keys)
        {
            _keyPrints.Add(DuckPrinter.Fingerprint(key));
            _keyRoots.Add(Root(key));
            Column(key);
        }
    }

    /// <summary>The inner block over the rows of FROM and WHERE.</summary>
    public SelectRelation Relation(BoundRelation? from, BoundExpression? where)
    {
        // Without keys and aggregates the number of groups still counts.
        if (_items.Count == 0)
            Column(new BoundNative(Types.SqlType.BigInt, "count(*)"));
        return new SelectRelation(_alias, _items)
        {
            From = from,
            Where = where,
            Grouped = true,
            KeyCount = _plan.Keys.Count,
            GroupingSets = _plan.Sets,
        };
    }

    /// <summary>The expression over the inner block's columns.</summary>
    public BoundExpression Rewrite(BoundExpression expression, Expression? syntax, string? name)
    {
        try
        {
            return Rewrite(expression, withAggregates: true);
        }
        catch (UngroupedColumnException)
        {
            throw syntax is null
                ? SqlErrorException.Nowhere("EXPRESSION_NOT_AGGREGATE", $"Column '{name}' not in GROUP BY clause")
                : SqlErrorException.At(
                    syntax,
                    "EXPRESSION_NOT_AGGREGATE",
                    $"'{ExpressionText.Of(syntax)}' must be an aggregate expression or appear in GROUP BY clause"
                );
        }
    }

    BoundExpression Rewrite(BoundExpression expression, bool withAggregates)
    {
        if (_keyRoots.Contains(Root(expression)) && KeyOf(expression) is { } key)
            return key;
        switch (expression)
        {
            case BoundColumn column:
                return _local.Contains(column.Column) ? throw new UngroupedColumnException() : column;
            case BoundAggregate when withAggregates:
                return Column(expression);
            case BoundGrouping grouping when withAggregates:
                return Column(Checked(grouping));
            // Aggregates below belong to the subquery.
            case BoundSubquery subquery:
                return subquery with { Query = subquery.Query.MapExpressions(e => Rewrite(e, withAggregates: false)) };
            case BoundExists exists:
                return exists with { Query = exists.Query.MapExpressions(e => Rewrite(e, withAggregates: false)) };
            case BoundQuantified quantified:
                return quantified with
                {
                    Values = [.. quantified.Values.Select(v => Rewrite(v, withAggregates))],
                    Query = quantified.Query.MapExpressions(e => Rewrite(e, withAggregates: false)),
                };
            default:
                return expression.MapChildren(child => Rewrite(child, withAggregates));
        }
    }

    // Only what starts like a key is printed for comparison: deep expressions would be printed once per level otherwise.
    static string Root(BoundExpression expression) =>
        expression switch
        {
            BoundNative e => e.Template,
            BoundColumn e => e.Column.Name,
            BoundCall e => e.Function.Function.Name,
            _ => expression.GetType().Name,
        };

    BoundExpression? KeyOf(BoundExpression expression) =>
        _columns.TryGetValue(DuckPrinter.Fingerprint(expression), out var column) && expression is not (BoundAggregate or BoundGrouping)
            ? column with
            {
                Type = expression.Type,
            }
            : null;

    BoundGrouping Checked(BoundGrouping grouping)
    {
        if (!_grouped)
        {
            throw SqlErrorException.At(
                _place,
                "MISSING_GROUP_BY",
                "A GROUPING() operation can only be used with a corresponding GROUPING SET/CUBE/ROLLUP/GROUP BY clause"
            );
        }
        if (grouping.Keys.Any(k => !_keyPrints.Contains(DuckPrinter.Fingerprint(k))))
        {
            throw SqlErrorException.At(
                _place,
                "INVALID_COLUMN_REFERENCE",
                "The arguments to GROUPING() must be expressions referenced by the GROUP BY at this level of nesting"
            );
        }
        return grouping;
    }

    BoundColumn Column(BoundExpression value)
    {
        var print = DuckPrinter.Fingerprint(value);
        if (_columns.TryGetValue(print, out var known))
            return known;
        var column = new RelationColumn(_alias, StatementBinder.ColumnName(_items.Count), value.Type);
        _items.Add(new BoundItem(column, value));
        return _columns[print] = new BoundColumn(column);
    }

    sealed class UngroupedColumnException : Exception;
}
