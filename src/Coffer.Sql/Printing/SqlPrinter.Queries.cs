using Coffer.Sql.Syntax;

namespace Coffer.Sql.Printing;

public sealed partial class SqlPrinter
{
    void Write(Query query)
    {
        if (query.Functions.Count > 0)
        {
            Text("WITH ");
            List(query.Functions, Write);
            Text(" ");
        }
        if (query.With is { } with)
        {
            Text(with.Recursive ? "WITH RECURSIVE " : "WITH ");
            List(
                with.Queries,
                item =>
                {
                    Write(item.Name);
                    if (item.Columns.Count > 0)
                    {
                        Text(" ");
                        Names(item.Columns);
                    }
                    Text(" AS ");
                    Parenthesized(() => Write(item.Query));
                }
            );
            Text(" ");
        }
        Write(query.Body);
        WriteTail(query.OrderBy, query.Offset, query.Limit);
    }

    void WriteTail(OrderBy? orderBy, Offset? offset, RowLimit? limit)
    {
        if (orderBy is not null)
        {
            Text(" ");
            WriteOrderBy(orderBy.Items);
        }
        if (offset is not null)
        {
            Text(" OFFSET ");
            Write(offset.Count, Precedence.Primary);
            Text(" ROWS");
        }
        switch (limit)
        {
            case Limit { Count: null }:
                Text(" LIMIT ALL");
                break;
            case Limit { Count: { } count }:
                Text(" LIMIT ");
                Write(count, Precedence.Primary);
                break;
            case FetchFirst fetch:
                Text(" FETCH FIRST ");
                if (fetch.Count is { } rows)
                {
                    Write(rows, Precedence.Primary);
                    Text(" ");
                }
                Text(fetch.WithTies ? "ROWS WITH TIES" : "ROWS ONLY");
                break;
        }
    }

    void Write(QueryBody body)
    {
        switch (body)
        {
            case QuerySpecification select:
                Write(select);
                break;
            case SetOperation operation:
                WriteOperand(operation.Left, operation.Operator, right: false);
                Text($" {Words(operation.Operator)}{(operation.All ? " ALL" : "")} ");
                WriteOperand(operation.Right, operation.Operator, right: true);
                break;
            case Syntax.Values values:
                Text("VALUES ");
                Expressions(values.Rows);
                break;
            case TableQuery table:
                Text("TABLE ");
                Write(table.Name);
                break;
            case NestedQuery nested:
                Parenthesized(() => Write(nested.Query));
                break;
        }
    }

    void WriteOperand(QueryBody body, SetOperator parent, bool right)
    {
        var loose = body is SetOperation { Operator: not SetOperator.Intersect };
        if (body is SetOperation && (right ? loose || parent == SetOperator.Intersect : loose && parent == SetOperator.Intersect))
        {
            Parenthesized(() => Write(body));
        }
        else
        {
            Write(body);
        }
    }

    void Write(QuerySpecification select)
    {
        Text(select.Distinct ? "SELECT DISTINCT " : "SELECT ");
        List(select.Select, Write);
        if (select.From is { } from)
        {
            Text(" FROM ");
            Write(from);
        }
        WriteWhere(select.Where);
        if (select.GroupBy is { } groupBy)
        {
            Text(groupBy.Distinct ? " GROUP BY DISTINCT " : " GROUP BY ");
            List(groupBy.Elements, Write);
        }
        if (select.Having is { } having)
        {
            Text(" HAVING ");
            Write(having, Precedence.Lambda);
        }
        if (select.Windows.Count > 0)
        {
            Text(" WINDOW ");
            List(
                select.Windows,
                window =>
                {
                    Write(window.Name);
                    Text(" AS ");
                    Write(window.Specification);
                }
            );
        }
        WriteTail(select.OrderBy, select.Offset, select.Limit);
    }

    void WriteWhere(Expression? where)
    {
        if (where is not null)
        {
            Text(" WHERE ");
            Write(where, Precedence.Lambda);
        }
    }

    void Write(SelectItem item)
    {
        switch (item)
        {
            case SingleColumn column:
                Write(column.Value, Precedence.Lambda);
                if (column.Alias is { } alias)
                {
                    Text(" AS ");
                    Write(alias);
                }
                break;
            case AllColumns all:
                if (all.Target is { } target)
                {
                    Write(target, Precedence.Primary);
                    Text(".");
                }
                Text("*");
                if (all.Aliases.Count > 0)
                {
                    Text(" AS ");
                    Names(all.Aliases);
                }
                break;
        }
    }

    void Write(GroupingElement element)
    {
        switch (element)
        {
            case SimpleGroupBy simple:
                WriteGroupingSet(simple.Columns);
                break;
            case GroupingSets sets:
                Text(Words(sets.Kind));
                Text(" ");
                Parenthesized(() => List(sets.Sets, WriteGroupingSet));
                break;
        }
    }

    void WriteGroupingSet(SyntaxList<Expression> columns)
    {
        if (columns.Count == 1)
        {
            Write(columns[0], Precedence.Lambda);
        }
        else
        {
            Parenthesized(() => Expressions(columns));
        }
    }

    void WriteOrderBy(SyntaxList<SortItem> items)
    {
        Text("ORDER BY ");
        List(items, Write);
    }

    void Write(SortItem item)
    {
        Write(item.Key, Precedence.Lambda);
        Text(item.Descending ? " DESC" : "");
        Text(item.Nulls is { } nulls ? $" NULLS {Words(nulls)}" : "");
    }

    // Relations

    void Write(Relation relation)
    {
        switch (relation)
        {
            case TableReference table:
                Write(table.Name);
                if (table.Period is { } period)
                {
                    Text(period.Version ? " FOR VERSION AS OF " : " FOR TIMESTAMP AS OF ");
                    Write(period.Value, Precedence.Sum);
                }
                break;
            case AliasedRelation aliased:
                WriteSource(aliased.Source, aliased.Source is MatchRecognize);
                Text(" AS ");
                Write(aliased.Alias);
                if (aliased.Columns.Count > 0)
                {
                    Text(" ");
                    Names(aliased.Columns);
                }
                break;
            case SubqueryRelation subquery:
                Parenthesized(() => Write(subquery.Query));
                break;
            case Lateral lateral:
                Text("LATERAL ");
                Parenthesized(() => Write(lateral.Query));
                break;
            case Unnest unnest:
                Form("UNNEST", unnest.Expressions);
                Text(unnest.WithOrdinality ? " WITH ORDINALITY" : "");
                break;
            case Join join:
                Write(join);
                break;
            case SampledRelation sampled:
                WriteSource(sampled.Source, sampled.Source is AliasedRelation or MatchRecognize);
                Text($" TABLESAMPLE {Words(sampled.Method)} (");
                Write(sampled.Percentage, Precedence.Lambda);
                Text(")");
                break;
            case MatchRecognize match:
                Write(match);
                break;
            case TableFunctionCall call:
                Text("TABLE(");
                Write(call);
                Text(")");
                break;
            case JsonTable table:
                Write(table);
                break;
        }
    }

    void WriteSource(Relation source, bool bare)
    {
        if (bare || source is not (Join or AliasedRelation or SampledRelation or MatchRecognize))
        {
            Write(source);
        }
        else
        {
            Parenthesized(() => Write(source));
        }
    }

    void Write(Join join)
    {
        Write(join.Left);
        if (join.Kind == JoinKind.Implicit)
        {
            Text(", ");
            Write(join.Right);
            return;
        }
        Text(join.Criteria is NaturalJoin ? " NATURAL" : "");
        Text($" {Words(join.Kind)} JOIN ");
        if (join.Right is Join)
        {
            Parenthesized(() => Write(join.Right));
        }
        else
        {
            Write(join.Right);
        }
        switch (join.Criteria)
        {
            case JoinOn on:
                Text(" ON ");
                Write(on.Condition, Precedence.Lambda);
                break;
            case JoinUsing columns:
                Text(" USING ");
                Names(columns.Columns);
                break;
        }
    }

    void Write(TableFunctionCall call)
    {
        Write(call.Name);
        Text("(");
        List(
            call.Arguments,
            argument =>
            {
                if (argument.Name is { } name)
                {
                    Write(name);
                    Text(" => ");
                }
                Write(argument.Value);
            }
        );
        if (call.CoPartitioning.Count > 0)
        {
            Text(" COPARTITION ");
            List(call.CoPartitioning, tables => Parenthesized(() => List(tables, Write)));
        }
        Text(")");
    }

    void Write(TableFunctionValue value)
    {
        switch (value)
        {
            case ScalarArgument scalar:
                Write(scalar.Value, Precedence.Lambda);
                break;
            case DescriptorArgument { Fields: null }:
                Text("CAST(NULL AS DESCRIPTOR)");
                break;
            case DescriptorArgument { Fields: { } fields }:
                Text("DESCRIPTOR");
                Parenthesized(() =>
                    List(
                        fields,
                        field =>
                        {
                            Write(field.Name);
                            if (field.Type is { } type)
                            {
                                Text(" ");
                                Write(type);
                            }
                        }
                    )
                );
                break;
            case TableArgument table:
                Write(table);
                break;
        }
    }

    void Write(TableArgument argument)
    {
        var aliased = argument.Table as AliasedRelation;
        Text("TABLE(");
        switch (aliased?.Source ?? argument.Table)
        {
            case SubqueryRelation subquery:
                Write(subquery.Query);
                break;
            case var table:
                Write(table);
                break;
        }
        Text(")");
        if (aliased is not null)
        {
            Text(" AS ");
            Write(aliased.Alias);
            if (aliased.Columns.Count > 0)
            {
                Text(" ");
                Names(aliased.Columns);
            }
        }
        if (argument.PartitionBy is { } partitionBy)
        {
            Text(" PARTITION BY ");
            WriteGroupingSet(partitionBy);
        }
        Text(
            argument.PruneWhenEmpty switch
            {
                true => " PRUNE WHEN EMPTY",
                false => " KEEP WHEN EMPTY",
                null => "",
            }
        );
        if (argument.OrderBy is { } orderBy)
        {
            Text(" ORDER BY ");
            Parenthesized(() => List(orderBy.Items, Write));
        }
    }

    // JSON_TABLE

    void Write(JsonTable table)
    {
        Text("JSON_TABLE(");
        Write(table.Path);
        Text(" COLUMNS ");
        Parenthesized(() => List(table.Columns, Write));
        if (table.Plan is JsonDefaultPlan standard)
        {
            Text($" PLAN DEFAULT ({(standard.Inner ? "INNER" : "OUTER")}, {(standard.Cross ? "CROSS" : "UNION")})");
        }
        else if (table.Plan is { } plan)
        {
            Text(" PLAN ");
            Parenthesized(() => Write(plan));
        }
        Text(
            table.ErrorOnError switch
            {
                true => " ERROR ON ERROR",
                false => " EMPTY ON ERROR",
                null => "",
            }
        );
        Text(")");
    }

    void Write(JsonTablePlan plan)
    {
        switch (plan)
        {
            case JsonPlanLeaf leaf:
                Write(leaf.Name);
                break;
            case JsonPlanJoin join:
                List(
                    join.Parts,
                    part =>
                    {
                        if (part is JsonPlanJoin)
                        {
                            Parenthesized(() => Write(part));
                        }
                        else
                        {
                            Write(part);
                        }
                    },
                    $" {Words(join.Operator)} "
                );
                break;
        }
    }

    void Write(JsonTableColumn column)
    {
        switch (column)
        {
            case JsonOrdinalityColumn ordinality:
                Write(ordinality.Name);
                Text(" FOR ORDINALITY");
                break;
            case JsonValueColumn value:
                Write(value.Name);
                Text(" ");
                Write(value.Type);
                WritePath(value.Path);
                WriteBehaviors(value.OnEmpty, value.EmptyDefault, value.OnError, value.ErrorDefault);
                break;
            case JsonQueryColumn query:
                Write(query.Name);
                Text(" ");
                Write(query.Type);
                WriteFormat(query.Format);
                WritePath(query.Path);
                WriteQueryOptions(query.Wrapper, query.Quotes, query.OnEmpty, query.OnError);
                break;
            case JsonNestedColumns nested:
                Text("NESTED PATH ");
                Write(nested.Path);
                if (nested.PathName is { } name)
                {
                    Text(" AS ");
                    Write(name);
                }
                Text(" COLUMNS ");
                Parenthesized(() => List(nested.Columns, Write));
                break;
        }
    }

    void WritePath(StringLiteral? path)
    {
        if (path is not null)
        {
            Text(" PATH ");
            Write(path);
        }
    }

    // MATCH_RECOGNIZE

    void Write(MatchRecognize match)
    {
        WriteSource(match.Source, match.Source is AliasedRelation);
        Text(" MATCH_RECOGNIZE (");
        if (match.PartitionBy.Count > 0)
        {
            Text("PARTITION BY ");
            Expressions(match.PartitionBy);
            Text(" ");
        }
        if (match.OrderBy is { } orderBy)
        {
            WriteOrderBy(orderBy.Items);
            Text(" ");
        }
        if (match.Measures.Count > 0)
        {
            WriteMeasures(match.Measures);
            Text(" ");
        }
        Text(
            match.Rows switch
            {
                RowsPerMatch.One => "ONE ROW PER MATCH",
                RowsPerMatch.All => "ALL ROWS PER MATCH",
                RowsPerMatch.AllShowEmpty => "ALL ROWS PER MATCH SHOW EMPTY MATCHES",
                RowsPerMatch.AllOmitEmpty => "ALL ROWS PER MATCH OMIT EMPTY MATCHES",
                RowsPerMatch.AllWithUnmatched => "ALL ROWS PER MATCH WITH UNMATCHED ROWS",
                null => "",
            }
        );
        WritePatternClauses(match.AfterMatch, match.SearchMode, match.Pattern, match.Subsets, match.Definitions);
        Text(")");
    }

    void WriteMeasures(SyntaxList<Measure> measures)
    {
        Text("MEASURES ");
        List(
            measures,
            measure =>
            {
                Write(measure.Value, Precedence.Or);
                Text(" AS ");
                Write(measure.Name);
            }
        );
    }

    void WritePatternClauses(
        AfterMatchSkip? afterMatch,
        PatternSearchMode? searchMode,
        RowPattern? pattern,
        SyntaxList<PatternSubset> subsets,
        SyntaxList<PatternDefinition> definitions
    )
    {
        if (afterMatch is not null)
        {
            Text(
                afterMatch.Kind switch
                {
                    AfterMatchKind.PastLastRow => " AFTER MATCH SKIP PAST LAST ROW",
                    AfterMatchKind.NextRow => " AFTER MATCH SKIP TO NEXT ROW",
                    AfterMatchKind.First => " AFTER MATCH SKIP TO FIRST ",
                    AfterMatchKind.Last => " AFTER MATCH SKIP TO LAST ",
                    AfterMatchKind.Variable => " AFTER MATCH SKIP TO ",
                }
            );
            if (afterMatch.Variable is { } variable)
            {
                Write(variable);
            }
        }
        Text(searchMode is { } mode ? $" {Words(mode)}" : "");
        if (pattern is not null)
        {
            Text(" PATTERN ");
            Parenthesized(() => Write(pattern, PatternLevel.Alternation));
        }
        if (subsets.Count > 0)
        {
            Text(" SUBSET ");
            List(
                subsets,
                subset =>
                {
                    Write(subset.Name);
                    Text(" = ");
                    Names(subset.Variables);
                }
            );
        }
        if (definitions.Count > 0)
        {
            Text(" DEFINE ");
            List(
                definitions,
                definition =>
                {
                    Write(definition.Name);
                    Text(" AS ");
                    Write(definition.Condition, Precedence.Lambda);
                }
            );
        }
    }

    enum PatternLevel
    {
        Alternation,
        Sequence,
        Quantified,
        Primary,
    }

    static PatternLevel LevelOf(RowPattern pattern) =>
        pattern switch
        {
            PatternAlternation => PatternLevel.Alternation,
            PatternConcatenation => PatternLevel.Sequence,
            QuantifiedPattern => PatternLevel.Quantified,
            _ => PatternLevel.Primary,
        };

    void Write(RowPattern pattern, PatternLevel needed)
    {
        if (LevelOf(pattern) < needed)
        {
            Parenthesized(() => Write(pattern, PatternLevel.Alternation));
            return;
        }
        switch (pattern)
        {
            case PatternAlternation alternation:
                List(alternation.Parts, part => Write(part, PatternLevel.Sequence), " | ");
                break;
            case PatternConcatenation concatenation:
                List(concatenation.Parts, part => Write(part, PatternLevel.Quantified), " ");
                break;
            case QuantifiedPattern quantified:
                Write(quantified.Pattern, PatternLevel.Primary);
                Text(Quantifier(quantified));
                break;
            case PatternVariable variable:
                Write(variable.Name);
                break;
            case EmptyPattern:
                Text("()");
                break;
            case PatternPermutation permutation:
                Text("PERMUTE");
                Parenthesized(() => List(permutation.Parts, part => Write(part, PatternLevel.Alternation)));
                break;
            case PatternAnchor anchor:
                Text(anchor.End ? "$" : "^");
                break;
            case ExcludedPattern excluded:
                Text("{- ");
                Write(excluded.Pattern, PatternLevel.Alternation);
                Text(" -}");
                break;
        }
    }

    static string Quantifier(QuantifiedPattern pattern)
    {
        var text = (pattern.Min, pattern.Max) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            var (min, max) when min == max => $"{{{min}}}",
            var (min, max) => $"{{{min},{max}}}",
        };
        return pattern.Greedy ? text : text + "?";
    }
}
