using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>
/// What the predicates of a statement imply for the column <c>time</c> of each scan. A condition travels from a block's WHERE to the column that
/// a block below passes through unchanged, as long as leaving out rows there cannot change the others: not below a limit or a window.
/// </summary>
sealed class TimePruning
{
    const string TimeColumn = "time";

    readonly Dictionary<int, TimeRange> _scans = [];
    readonly Dictionary<string, List<IReadOnlyList<TimeRange>>> _cteUses = new(StringComparer.Ordinal);

    /// <summary>The range of unix seconds by scan number; scans without an entry are unbounded.</summary>
    public static IReadOnlyDictionary<int, TimeRange> Of(BoundRelation relation)
    {
        var pruning = new TimePruning();
        pruning.Visit(relation, []);
        return pruning._scans;
    }

    // "ranges" holds what is known of the relation's columns; columns without an entry may have any value.
    void Visit(BoundRelation relation, Dictionary<RelationColumn, TimeRange> ranges)
    {
        TimeRange RangeOf(RelationColumn column) => ranges.TryGetValue(column, out var range) ? range : TimeRange.All;
        switch (relation)
        {
            case ScanRelation scan:
                if (scan.Columns.FirstOrDefault(c => c.Name == TimeColumn) is { } time)
                    _scans[scan.Index] = _scans.TryGetValue(scan.Index, out var known) ? known.Union(RangeOf(time)) : RangeOf(time);
                break;
            case SelectRelation select:
                Visit(select, RangeOf);
                break;
            case JoinRelation join:
                VisitExpressions(join.Condition is null ? [] : [join.Condition]);
                Visit(join.Left, join.Kind is JoinKind.Inner or JoinKind.Right ? With(ranges, join.Condition) : ranges);
                Visit(join.Right, join.Kind is JoinKind.Inner or JoinKind.Left ? With(ranges, join.Condition) : ranges);
                break;
            case SetRelation set:
                Visit(set.Left, ByPosition(set.Columns, set.Left.Columns, RangeOf));
                Visit(set.Right, ByPosition(set.Columns, set.Right.Columns, RangeOf));
                break;
            case WithRelation with:
                Visit(with.Body, ranges);
                foreach (var cte in with.Ctes.Reverse())
                {
                    var known = new Dictionary<RelationColumn, TimeRange>();
                    if (_cteUses.TryGetValue(cte.Name, out var uses))
                    {
                        for (var i = 0; i < uses[0].Count; i++)
                            known[cte.Query.Columns[i]] = uses.Select(u => u[i]).Aggregate((a, b) => a.Union(b));
                    }
                    Visit(cte.Query, known);
                }
                break;
            case CteReference cte:
                if (!_cteUses.TryGetValue(cte.CteName, out var list))
                    _cteUses[cte.CteName] = list = [];
                list.Add([.. cte.Columns.Select(RangeOf)]);
                break;
            case SampleRelation sample:
                Visit(sample.Source, []);
                break;
            case ValuesRelation values:
                VisitExpressions(values.Rows.SelectMany(r => r));
                break;
            case UnnestRelation unnest:
                VisitExpressions(unnest.Lists);
                break;
        }
    }

    void Visit(SelectRelation select, Func<RelationColumn, TimeRange> rangeOf)
    {
        VisitExpressions(select.Items.Select(i => i.Value).Concat(select.OrderBy.Select(s => s.Key)));
        if (select.Where is not null)
            VisitExpressions([select.Where]);
        if (select.From is null)
            return;
        var inner = new Dictionary<RelationColumn, TimeRange>();
        if (
            select.Limit is null
            && select.Offset is null
            && !select.Items.Any(i => i.Value.SelfAndDescendants().Any(e => e is BoundWindow))
        )
        {
            for (var i = 0; i < select.Items.Count; i++)
            {
                if (select.Grouped && (i >= select.KeyCount || select.GroupingSets is not null))
                    break;
                if (Column(select.Items[i].Value) is { } column)
                    inner[column] = rangeOf(select.Items[i].Column)
                        .Intersect(inner.TryGetValue(column, out var range) ? range : TimeRange.All);
            }
        }
        Visit(select.From, With(inner, select.Where));
    }

    static Dictionary<RelationColumn, TimeRange> ByPosition(
        IReadOnlyList<RelationColumn> columns,
        IReadOnlyList<RelationColumn> inner,
        Func<RelationColumn, TimeRange> rangeOf
    ) => columns.Select((c, i) => (Inner: inner[i], Range: rangeOf(c))).ToDictionary(p => p.Inner, p => p.Range);

    void VisitExpressions(IEnumerable<BoundExpression> expressions)
    {
        foreach (var expression in expressions)
        {
            switch (expression)
            {
                case BoundSubquery subquery:
                    Visit(subquery.Query, []);
                    break;
                case BoundExists exists:
                    Visit(exists.Query, []);
                    break;
                case BoundQuantified quantified:
                    VisitExpressions(quantified.Values);
                    Visit(quantified.Query, []);
                    break;
                default:
                    VisitExpressions(expression.Children());
                    break;
            }
        }
    }

    // The known ranges narrowed by a condition that every row of the result has to meet.
    static Dictionary<RelationColumn, TimeRange> With(Dictionary<RelationColumn, TimeRange> ranges, BoundExpression? condition)
    {
        if (condition is null)
            return ranges;
        var narrowed = new Dictionary<RelationColumn, TimeRange>(ranges);
        foreach (
            var column in condition.SelfAndDescendants().OfType<BoundColumn>().Select(c => c.Column).Where(c => c.Type.IsInteger).Distinct()
        )
            narrowed[column] = Implied(condition, column).Intersect(narrowed.TryGetValue(column, out var range) ? range : TimeRange.All);
        return narrowed;
    }

    static TimeRange Implied(BoundExpression condition, RelationColumn column)
    {
        if (condition is BoundLiteral { Value: false })
            return new TimeRange(0, 0);
        if (condition is not BoundNative native)
            return TimeRange.All;
        var (template, arguments) = (native.Template, native.Arguments);
        if (template.StartsWith("({0} AND ", StringComparison.Ordinal))
            return arguments.Select(a => Implied(a, column)).Aggregate((a, b) => a.Intersect(b));
        if (template.StartsWith("({0} OR ", StringComparison.Ordinal))
            return arguments.Select(a => Implied(a, column)).Aggregate((a, b) => a.Union(b));
        if (template.StartsWith("({0} IN (", StringComparison.Ordinal) && Column(arguments[0]) == column)
        {
            var values = arguments.Skip(1).Select(Constant).ToList();
            return values.Any(v => v is null) ? TimeRange.All : new TimeRange(values.Min()!.Value, Next(values.Max()!.Value));
        }
        if (template == "({0} BETWEEN {1} AND {2})" && Column(arguments[0]) == column)
            return Compared(">=", Constant(arguments[1])).Intersect(Compared("<=", Constant(arguments[2])));
        if (
            arguments.Count != 2
            || !template.StartsWith("({0} ", StringComparison.Ordinal)
            || !template.EndsWith(" {1})", StringComparison.Ordinal)
        )
            return TimeRange.All;
        var symbol = template[5..^5];
        if (Column(arguments[0]) == column)
            return Compared(symbol, Constant(arguments[1]));
        return Column(arguments[1]) == column ? Compared(Turned(symbol), Constant(arguments[0])) : TimeRange.All;
    }

    static string Turned(string symbol) =>
        symbol switch
        {
            "<" => ">",
            "<=" => ">=",
            ">" => "<",
            ">=" => "<=",
            _ => symbol,
        };

    static TimeRange Compared(string symbol, long? constant) =>
        constant is not { } value
            ? TimeRange.All
            : symbol switch
            {
                "=" => new TimeRange(value, Next(value)),
                "<" => TimeRange.All with { To = value },
                "<=" => TimeRange.All with { To = Next(value) },
                ">" => TimeRange.All with { From = Next(value) },
                ">=" => TimeRange.All with { From = value },
                _ => TimeRange.All,
            };

    static long Next(long value) => value == long.MaxValue ? value : value + 1;

    // A column as it is, or widened to bigint.
    static RelationColumn? Column(BoundExpression expression) =>
        expression switch
        {
            BoundColumn c when c.Column.Type.IsInteger => c.Column,
            BoundKey k => Column(k.Value),
            BoundCast { Type.Kind: SqlTypeKind.BigInt, Value: var value } => Column(value),
            _ => null,
        };

    static long? Constant(BoundExpression expression) =>
        expression switch
        {
            BoundLiteral { Value: long n } => n,
            BoundKey k => Constant(k.Value),
            _ => null,
        };
}
