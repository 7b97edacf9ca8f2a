using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>
/// Binds queries. Matched in order of checks, wording and places of errors: trinodb/trino
/// core/trino-main/src/main/java/io/trino/sql/analyzer/StatementAnalyzer.java.
/// </summary>
sealed partial class QueryBinder(StatementBinder statement, CteScope ctes)
{
    /// <summary>Binds a query whose rows are used as a value or in FROM: its ORDER BY matters only with a limit.</summary>
    public BoundQuery BindSubquery(Query query, Scope? outer) => BindQuery(query, outer, keepOrder: false);

    /// <summary>Binds a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="outer">The enclosing query's scope for correlated names.</param>
    /// <param name="keepOrder">Whether an ORDER BY without a limit has an effect: only for the result of the statement.</param>
    public BoundQuery BindQuery(Query query, Scope? outer, bool keepOrder)
    {
        if (query.Functions.Count > 0)
            throw SqlErrorException.NotSupported(query.Functions[0], "Inline functions are not supported");
        using var depth = statement.EnterQuery(query);
        if (query.With is null)
            return BindBody(query, outer, keepOrder);
        var inner = new CteScope(ctes);
        var bound = new List<(BoundCte Cte, CteBinding Binding)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in query.With.Queries)
        {
            if (!names.Add(item.Name.Lower))
                throw SqlErrorException.At(
                    item.Name,
                    "DUPLICATE_NAMED_QUERY",
                    $"WITH query name '{item.Name.Lower}' specified more than once"
                );
            var binder = new QueryBinder(statement, inner);
            if (query.With.Recursive && References.Reads(item.Query, item.Name.Lower))
            {
                bound.AddRange(binder.BindRecursive(item, outer, inner));
                continue;
            }
            var cte = binder.BindSubquery(item.Query, outer);
            var fields = Renamed(cte.Fields, item.Columns);
            var binding = new CteBinding(statement.NewCteName(), fields);
            bound.Add((new BoundCte(binding.PrintedName, cte.Relation, false), binding));
            inner.Add(item.Name.Lower, binding);
        }
        var body = new QueryBinder(statement, inner).BindBody(query, outer, keepOrder);
        var used = bound
            .Where(b => b.Binding.Uses > 0)
            .Select(b => b.Cte with { Inline = b.Binding.Uses == 1 || Volatility.IsVolatile(b.Cte.Query) })
            .ToList();
        return used.Count == 0 ? body : body with { Relation = new WithRelation(used, body.Relation) };
    }

    static IReadOnlyList<ScopeField> Renamed(IReadOnlyList<ScopeField> fields, IReadOnlyList<Identifier> names)
    {
        if (names.Count == 0)
            return fields;
        if (names.Count != fields.Count)
        {
            throw SqlErrorException.At(
                names[0],
                "MISMATCHED_COLUMN_ALIASES",
                $"Column alias list has {names.Count} entries but relation has {fields.Count} columns"
            );
        }
        return [.. fields.Select((f, i) => f with { Name = names[i].Value })];
    }

    BoundQuery BindBody(Query query, Scope? outer, bool keepOrder)
    {
        var limited = query.Limit is not null || query.Offset is not null;
        var body = BindBody(query.Body, outer, keepOrder && query.OrderBy is null && !limited);
        if (query.OrderBy is null && !limited)
            return body;
        var scope = new Scope(body.Fields, outer);
        var block = statement.Select([.. body.Fields.Select(f => f.Value)]) with { From = body.Relation };
        if (query.OrderBy is not null && (keepOrder || limited))
            block = block with { OrderBy = BindOrderBy(query.OrderBy, body.Fields, Expressions(scope, query)) };
        return Query(Limited(block, query.Limit, query.Offset), body.Fields);
    }

    ExpressionBinder Expressions(Scope scope, Node place) => new(statement, scope) { Ctes = ctes, Place = place };

    BoundQuery BindBody(QueryBody body, Scope? outer, bool keepOrder) =>
        body switch
        {
            QuerySpecification select => BindSelect(select, outer, keepOrder),
            SetOperation set => BindSetOperation(set, outer),
            Syntax.Values values => BindValues(values, outer),
            NestedQuery nested => BindQuery(nested.Query, outer, keepOrder),
            TableQuery table => BindTableQuery(table, outer),
            _ => throw SqlErrorException.NotSupported(body, $"{body.GetType().Name} is not supported"),
        };

    BoundQuery BindTableQuery(TableQuery table, Scope? outer)
    {
        var from = BindRelation(new TableReference(table.Position, table.Name, null), outer, null);
        return Query(statement.Select([.. from.Fields.Select(f => f.Value)]) with { From = from.Relation }, from.Fields);
    }

    /// <summary>The relation with its columns under the names of given fields.</summary>
    static BoundQuery Query(BoundRelation relation, IReadOnlyList<ScopeField> names) =>
        new(relation, [.. names.Select((f, i) => new ScopeField([], f.Name, new BoundColumn(relation.Columns[i])))]);

    /// <summary>Sort keys over the output columns of a block, or what else is in scope.</summary>
    static List<BoundSort> BindOrderBy(OrderBy orderBy, IReadOnlyList<ScopeField> outputs, ExpressionBinder expressions)
    {
        var sorts = new List<BoundSort>();
        foreach (var item in orderBy.Items)
        {
            BoundExpression key;
            if (item.Key is IntegerLiteral { Value: var position })
            {
                if (position < 1 || position > outputs.Count)
                    throw SqlErrorException.At(item.Key, "INVALID_COLUMN_REFERENCE", $"ORDER BY position {position} is not in select list");
                key = outputs[(int)position - 1].Value;
            }
            else
            {
                key = expressions.Bind(item.Key);
            }
            if (!key.Type.IsOrderable)
            {
                throw SqlErrorException.TypeMismatch(
                    expressions.Place,
                    $"Type {key.Type} is not orderable, and therefore cannot be used in ORDER BY: {ExpressionText.Of(item.Key)}"
                );
            }
            // A constant orders nothing, and DuckDB would read some constants as ordinals.
            if (key is not BoundLiteral)
                sorts.Add(new BoundSort(key, item.Descending, item.Nulls == NullOrdering.First));
        }
        return sorts;
    }

    SelectRelation Limited(SelectRelation block, RowLimit? limit, Offset? offset)
    {
        var skip = offset is null ? null : Count(offset.Count, "OFFSET");
        long? take = null;
        var ties = false;
        switch (limit)
        {
            case Limit { Count: { } count }:
                take = Count(count, "LIMIT");
                break;
            case FetchFirst fetch:
                take = fetch.Count is null ? 1 : Count(fetch.Count, "FETCH FIRST");
                if (take == 0)
                {
                    throw SqlErrorException.At(
                        fetch,
                        "NUMERIC_VALUE_OUT_OF_RANGE",
                        "FETCH FIRST row count must be positive (actual value: 0)"
                    );
                }
                ties = fetch.WithTies;
                if (ties && block.OrderBy.Count == 0)
                    throw SqlErrorException.At(fetch, "MISSING_ORDER_BY", "FETCH FIRST WITH TIES clause requires ORDER BY");
                break;
        }
        if (take > int.MaxValue && block.OrderBy.Count > 0)
            throw SqlErrorException.Nowhere("NOT_SUPPORTED", "ORDER BY LIMIT > 2147483647 is not supported");
        if (!ties)
            return block with { Limit = take, Offset = skip };
        // Rows up to the last one's rank: the rank is a column of an inner block, and its order is the order of the rows.
        var inner = statement.WithItem(block with { OrderBy = [] }, Ranks.Rank(block.OrderBy, skip ?? 0), out var rank);
        if (skip > 0)
            inner = statement.WithItem(inner, Ranks.RowNumber(block.OrderBy), out _);
        var outer = statement.Select([.. inner.Columns.Take(block.Items.Count).Select(c => (BoundExpression)new BoundColumn(c))]);
        var within = Ranks.AtMost(rank, take!.Value);
        return outer with
        {
            From = inner,
            Where =
                skip > 0
                    ? ExpressionBinder.Logical(LogicalOperator.And, [Ranks.Above(new BoundColumn(inner.Columns[^1]), skip.Value), within])
                    : within,
            OrderBy = [new BoundSort(rank, false, false)],
        };
    }

    static long? Count(Expression count, string clause) =>
        count is IntegerLiteral { Value: var value } ? value : throw SqlErrorException.NotSupported(count, $"{clause} needs a number");

    BoundQuery BindSetOperation(SetOperation set, Scope? outer)
    {
        var left = BindBody(set.Left, outer, keepOrder: false);
        var right = BindBody(set.Right, outer, keepOrder: false);
        var word = set.Operator.ToString().ToUpperInvariant();
        if (left.Fields.Count != right.Fields.Count)
        {
            throw SqlErrorException.TypeMismatch(
                set,
                $"{word} query has different number of fields: {left.Fields.Count}, {right.Fields.Count}"
            );
        }
        var types = new List<SqlType>();
        for (var i = 0; i < left.Fields.Count; i++)
        {
            var (a, b) = (left.Fields[i].Value.Type, right.Fields[i].Value.Type);
            var type =
                Coercions.CommonSuperType(a, b)
                ?? throw SqlErrorException.TypeMismatch(set, $"column {i + 1} in {word} query has incompatible types: {a}, {b}");
            if (!(set.All && set.Operator == SetOperator.Union) && !type.IsComparable)
            {
                throw SqlErrorException.TypeMismatch(
                    set,
                    $"Type {type} is not comparable and therefore cannot be used in {word}{(set.Operator == SetOperator.Union ? " DISTINCT" : "")}"
                );
            }
            types.Add(type);
        }
        var alias = statement.NewAlias();
        var columns = types.Select((t, i) => new RelationColumn(alias, StatementBinder.ColumnName(i), t)).ToList();
        var relation = new SetRelation(alias, columns, set.Operator, set.All, Converted(left, types), Converted(right, types));
        return Query(relation, left.Fields);
    }

    BoundRelation Converted(BoundQuery query, IReadOnlyList<SqlType> types) =>
        query.Fields.Select(f => f.Value.Type).SequenceEqual(types)
            ? query.Relation
            : statement.Select([.. query.Fields.Select((f, i) => ExpressionBinder.Coerce(f.Value, types[i]))]) with
            {
                From = query.Relation,
            };

    BoundQuery BindValues(Syntax.Values values, Scope? outer)
    {
        var expressions = Expressions(new Scope([], outer), values);
        var rows = values.Rows.Select(row => Row(expressions.Bind(row))).ToList();
        var types = rows[0].Select(v => v.Type).ToList();
        foreach (var row in rows.Skip(1))
        {
            var mismatch =
                row.Count != types.Count
                    ? SqlErrorException.TypeMismatch(values, $"Values rows have mismatched sizes: {types.Count} vs {row.Count}")
                    : SqlErrorException.TypeMismatch(values, $"Values rows have mismatched types: {RowType(rows[0])} vs {RowType(row)}");
            for (var i = 0; i < Math.Max(types.Count, row.Count); i++)
                types[i] = row.Count == types.Count ? Coercions.CommonSuperType(types[i], row[i].Type) ?? throw mismatch : throw mismatch;
        }
        var alias = statement.NewAlias();
        var columns = types.Select((t, i) => new RelationColumn(alias, StatementBinder.ColumnName(i), t)).ToList();
        var relation = new ValuesRelation(
            alias,
            columns,
            [.. rows.Select(r => (IReadOnlyList<BoundExpression>)[.. r.Select((v, i) => ExpressionBinder.Coerce(v, types[i]))])]
        );
        return new BoundQuery(relation, [.. columns.Select(c => new ScopeField([], null, new BoundColumn(c)))]);
    }

    static SqlType RowType(IReadOnlyList<BoundExpression> row) => SqlType.Row([.. row.Select(v => new SqlField(null, v.Type))]);

    static IReadOnlyList<BoundExpression> Row(BoundExpression row) =>
        row.Type.Kind == SqlTypeKind.Row ? [.. row.Type.Fields.Select((_, i) => ExpressionBinder.FieldAt(row, i))] : [row];
}
