using System.Globalization;
using System.Text;
using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Emit;

sealed partial class DuckPrinter
{
    /// <summary>A relation as a whole query; its columns are named as in the tree.</summary>
    public string Query(BoundRelation relation) =>
        relation switch
        {
            SelectRelation select => Select(select),
            SetRelation set => Set(set),
            WithRelation with => With(with),
            _ =>
                $"SELECT {string.Join(", ", relation.Columns.Select(c => $"{Column(c)} AS {DuckText.Identifier(c.Name)}"))} FROM {From(relation)}",
        };

    string With(WithRelation with)
    {
        // NOT MATERIALIZED: Trino inlines named queries, so volatile values differ from use to use.
        var ctes = with.Ctes.Select(c => $"{DuckText.Identifier(c.Name)} AS {(c.Inline ? "NOT MATERIALIZED " : "")}({Query(c.Query)})");
        return $"WITH {string.Join(", ", ctes)} {Query(with.Body)}";
    }

    string Select(SelectRelation select)
    {
        var text = new StringBuilder("SELECT ");
        var values = select.Items.Select(i => Expression(i.Value)).ToList();
        if (select.Distinct)
            text.Append(Distinct(select, values));
        // Nothing asked for by name: the rows of a DELETE that stay, with whatever the scan's relation has beside the declared columns.
        if (select is { Items.Count: 0, From: ScanRelation all })
            text.Append(CultureInfo.InvariantCulture, $"{DuckText.Identifier(all.Alias)}.*");
        text.AppendJoin(", ", select.Items.Select((item, i) => $"{Item(select, i, values[i])} AS {DuckText.Identifier(item.Column.Name)}"));
        if (select.From is not null)
            text.Append(CultureInfo.InvariantCulture, $" FROM {From(select.From)}");
        if (select.Where is not null)
            text.Append(CultureInfo.InvariantCulture, $" WHERE {Expression(select.Where)}");
        if (select.Grouped)
            text.Append(Grouping(select, values));
        if (select.OrderBy.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $" ORDER BY {string.Join(", ", select.OrderBy.Select(s => Sort(s, values)))}");
        if (select.Limit is { } limit)
            text.Append(CultureInfo.InvariantCulture, $" LIMIT {limit}");
        if (select.Offset is { } offset)
            text.Append(CultureInfo.InvariantCulture, $" OFFSET {offset}");
        return text.ToString();
    }

    static string Distinct(SelectRelation select, List<string> values) =>
        select.Items.Any(i => PhysicalForm.NeedsKey(i.Column.Type))
            ? $"DISTINCT ON ({string.Join(", ", select.Items.Select((item, i) => PhysicalForm.Key(item.Column.Type, values[i])))}) "
            : "DISTINCT ";

    // A zoned key groups by its instant and shows the zone of one row.
    static string Item(SelectRelation select, int index, string value) =>
        select.Grouped && index < select.KeyCount && PhysicalForm.NeedsKey(select.Items[index].Column.Type) ? $"any_value({value})" : value;

    string Grouping(SelectRelation select, List<string> values)
    {
        string Key(int i) => PhysicalForm.Key(select.Items[i].Column.Type, values[i]);
        if (select.GroupingSets is not { } sets)
            return select.KeyCount == 0 ? "" : $" GROUP BY {string.Join(", ", Enumerable.Range(0, select.KeyCount).Select(Key))}";
        return $" GROUP BY GROUPING SETS ({string.Join(", ", sets.Select(s => $"({string.Join(", ", s.Select(Key))})"))})";
    }

    string Sort(BoundSort sort, List<string> values)
    {
        var key = Expression(sort.Key);
        var ordinal = PhysicalForm.NeedsKey(sort.Key.Type) ? -1 : values.IndexOf(key);
        return (ordinal >= 0 ? (ordinal + 1).ToString(CultureInfo.InvariantCulture) : PhysicalForm.Key(sort.Key.Type, key))
            + Direction(sort);
    }

    string Set(SetRelation set)
    {
        var word = set.Operator switch
        {
            SetOperator.Union => "UNION",
            SetOperator.Intersect => "INTERSECT",
            SetOperator.Except => "EXCEPT",
        };
        // A chain of one operation is printed flat: it groups to the left by itself, and long chains would nest too deep.
        var operation = $" {word}{(set.All ? " ALL" : "")} ";
        var branches = Branches(set).Select(b => $"({Query(b)})").Reverse();
        // The names of the first branch are the names of the whole.
        var names = string.Join(", ", set.Columns.Select(c => DuckText.Identifier(c.Name)));
        return $"SELECT {names} FROM ({string.Join(operation, branches)}) AS {DuckText.Identifier(set.Alias)}({names})";
    }

    // From the last to the first.
    static IEnumerable<BoundRelation> Branches(SetRelation set)
    {
        for (; ; )
        {
            yield return set.Right;
            if (set.Left is not SetRelation left || left.Operator != set.Operator || left.All != set.All)
            {
                yield return set.Left;
                yield break;
            }
            set = left;
        }
    }

    string From(BoundRelation relation)
    {
        switch (relation)
        {
            case ScanRelation scan:
                return $"{DuckText.Identifier($"scan_{scan.Index.ToString(CultureInfo.InvariantCulture)}")} AS {DuckText.Identifier(scan.Alias)}";
            case CteReference cte:
                return $"{DuckText.Identifier(cte.CteName)} AS {Named(cte.Alias, cte.Columns)}";
            case SelectRelation select:
                return $"({Select(select)}) AS {DuckText.Identifier(select.Alias)}";
            case SetRelation set:
                return $"({Set(set)}) AS {DuckText.Identifier(set.Alias)}";
            case ValuesRelation values:
                return $"(VALUES {string.Join(", ", values.Rows.Select(r => $"({List(r)})"))}) AS {Named(values.Alias, values.Columns)}";
            case JoinRelation join:
                return Join(join);
            case UnnestRelation unnest:
                return $"({Unnest(unnest)}) AS {DuckText.Identifier(unnest.Alias)}";
            case WithRelation with:
                return $"({With(with)}) AS {DuckText.Identifier(with.Columns[0].Alias)}";
            case SampleRelation sample:
                var percent = sample.Percentage.ToString("R", CultureInfo.InvariantCulture);
                var columns = sample.Source.Columns.Zip(sample.Columns, (from, to) => $"{Column(from)} AS {DuckText.Identifier(to.Name)}");
                return $"(SELECT {string.Join(", ", columns)} FROM {From(sample.Source)} TABLESAMPLE bernoulli({percent}%)) AS {DuckText.Identifier(sample.Alias)}";
            default:
                throw new InvalidOperationException($"{relation.GetType().Name} is not a relation.");
        }
    }

    static string Named(string alias, IReadOnlyList<RelationColumn> columns) =>
        $"{DuckText.Identifier(alias)}({string.Join(", ", columns.Select(c => DuckText.Identifier(c.Name)))})";

    string Join(JoinRelation join)
    {
        var word = join.Kind switch
        {
            JoinKind.Implicit or JoinKind.Cross => "CROSS JOIN",
            JoinKind.Inner => "INNER JOIN",
            JoinKind.Left => "LEFT JOIN",
            JoinKind.Right => "RIGHT JOIN",
            JoinKind.Full => "FULL JOIN",
        };
        var right = join.Right is JoinRelation ? $"({From(join.Right)})" : From(join.Right);
        return $"{From(join.Left)} {word} {right}{(join.Condition is null ? "" : $" ON {Expression(join.Condition)}")}";
    }

    string Unnest(UnnestRelation unnest)
    {
        var lists = unnest.Lists.Select(Expression).ToList();
        var items = lists.Select((list, i) => $"unnest({list}) AS {DuckText.Identifier(unnest.Columns[i].Name)}").ToList();
        if (unnest.WithOrdinality)
        {
            var lengths = lists.Select(list => $"coalesce(len({list}), CAST(0 AS BIGINT))").ToList();
            var length = lengths.Count == 1 ? lengths[0] : $"greatest({string.Join(", ", lengths)})";
            items.Add(
                $"unnest(range(CAST(1 AS BIGINT), ({length} + CAST(1 AS BIGINT)))) AS {DuckText.Identifier(unnest.Columns[^1].Name)}"
            );
        }
        return $"SELECT {string.Join(", ", items)}";
    }
}
