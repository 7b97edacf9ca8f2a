using System.Globalization;
using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

sealed partial class QueryBinder
{
    /// <summary>Binds a relation of FROM.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="outer">The enclosing query's scope.</param>
    /// <param name="left">What stands to the left of a join; only UNNEST and LATERAL see it.</param>
    BoundFrom BindRelation(Relation relation, Scope? outer, BoundFrom? left) =>
        relation switch
        {
            TableReference table => BindTable(table),
            AliasedRelation aliased => BindAlias(aliased, outer, left),
            SubqueryRelation subquery => From(BindSubquery(subquery.Query, outer)),
            Lateral lateral => From(BindSubquery(lateral.Query, Lateral(outer, left))),
            Unnest unnest => BindUnnest(unnest, Lateral(outer, left)),
            Join join => BindJoin(join, outer, left),
            SampledRelation sampled => BindSample(sampled, outer, left),
            MatchRecognize => throw SqlErrorException.NotSupported(relation, "MATCH_RECOGNIZE is not supported"),
            JsonTable => throw SqlErrorException.NotSupported(relation, "JSON_TABLE is not supported"),
            TableFunctionCall => throw SqlErrorException.NotSupported(relation, "Table functions are not supported"),
            _ => throw SqlErrorException.NotSupported(relation, $"{relation.GetType().Name} is not supported"),
        };

    static BoundFrom From(BoundQuery query) => new(query.Relation, query.Fields);

    static Scope? Lateral(Scope? outer, BoundFrom? left) => left is null ? outer : new Scope(left.Fields, outer);

    BoundFrom BindTable(TableReference reference)
    {
        if (reference.Period is not null)
            throw SqlErrorException.Nowhere("NOT_SUPPORTED", "This connector does not support versioned tables");
        if (reference.Name.Parts.Count == 1 && ctes.Find(reference.Name.Last.Lower) is { } cte)
        {
            cte.Uses++;
            var alias = statement.NewAlias();
            var columns = cte.Columns.Select((c, i) => new RelationColumn(alias, StatementBinder.ColumnName(i), c.Value.Type)).ToList();
            var fields = cte.Columns.Select((c, i) => new ScopeField([reference.Name.Last.Lower], c.Name, new BoundColumn(columns[i])));
            return new BoundFrom(new CteReference(cte.PrintedName, alias, columns), [.. fields]);
        }
        var table = TableNames.Resolve(statement, reference.Name, reference);
        if (InformationSchema.Find(statement, table.Schema, table.Name) is { } rows)
            return Qualified(rows, [statement.Session.Catalog, table.Schema, table.Name]);
        var found = TableNames.Existing(statement, table, reference);
        var scan = statement.Scan(found);
        string[] qualifier = [statement.Session.Catalog, found.Schema, found.Name];
        return new BoundFrom(scan, [.. scan.Columns.Select(c => new ScopeField(qualifier, c.Name, new BoundColumn(c)))]);
    }

    static BoundFrom Qualified(BoundFrom source, IReadOnlyList<string> qualifier) =>
        source with
        {
            Fields = [.. source.Fields.Select(f => f with { Qualifier = qualifier })],
        };

    BoundFrom BindAlias(AliasedRelation aliased, Scope? outer, BoundFrom? left)
    {
        var source = BindRelation(aliased.Source, outer, left);
        var names = source.Fields.Select(f => f.Name).ToList();
        if (aliased.Columns.Count > 0)
        {
            if (aliased.Columns.Count != names.Count)
            {
                throw SqlErrorException.At(
                    aliased,
                    "MISMATCHED_COLUMN_ALIASES",
                    $"Column alias list has {aliased.Columns.Count} entries but '{aliased.Alias.Value}' has {names.Count} columns available"
                );
            }
            names = [.. aliased.Columns.Select(c => c.Value)];
        }
        return source with { Fields = [.. source.Fields.Select((f, i) => f with { Qualifier = [aliased.Alias.Lower], Name = names[i] })] };
    }

    BoundFrom BindJoin(Join join, Scope? outer, BoundFrom? outerLeft)
    {
        var left = BindRelation(join.Left, outer, outerLeft);
        var right = BindRelation(join.Right, outer, left);
        switch (join.Criteria)
        {
            case null:
                return new BoundFrom(
                    new JoinRelation(JoinKind.Cross, left.Relation, right.Relation, null),
                    [.. left.Fields, .. right.Fields]
                );
            case NaturalJoin:
                throw SqlErrorException.NotSupported(join, "Natural join not supported");
            case JoinUsing columns:
                return BindUsing(join, columns, left, right);
            default:
                var condition = ((JoinOn)join.Criteria).Condition;
                var fields = left.Fields.Concat(right.Fields).ToList();
                var bound = Expressions(new Scope(fields, outer), join).BindCondition(condition, "JOIN ON clause");
                Scalar(condition, bound, "JOIN clause");
                if (join.Kind != JoinKind.Inner && IsUnnest(join.Right) && bound is not BoundLiteral { Value: true })
                {
                    throw SqlErrorException.NotSupported(
                        condition,
                        $"{join.Kind.ToString().ToUpperInvariant()} JOIN involving UNNEST is only supported with condition ON TRUE"
                    );
                }
                return new BoundFrom(new JoinRelation(join.Kind, left.Relation, right.Relation, bound), fields);
        }
    }

    static bool IsUnnest(Relation relation) => relation is Unnest or AliasedRelation { Source: Unnest };

    static BoundFrom BindUsing(Join join, JoinUsing columns, BoundFrom left, BoundFrom right)
    {
        var keys = new List<ScopeField>();
        var conditions = new List<BoundExpression>();
        var used = new HashSet<ScopeField>(ReferenceEqualityComparer.Instance);
        foreach (var name in columns.Columns)
        {
            var a = Side(left, name, "left");
            var b = Side(right, name, "right");
            var type =
                Coercions.CommonSuperType(a.Value.Type, b.Value.Type)
                ?? throw SqlErrorException.TypeMismatch(
                    name,
                    $"Column types {a.Value.Type} and {b.Value.Type} of column '{name.Value}' in USING do not match"
                );
            used.Add(a);
            used.Add(b);
            var (x, y) = (ExpressionBinder.Coerce(a.Value, type), ExpressionBinder.Coerce(b.Value, type));
            conditions.Add(new BoundNative(SqlType.Boolean, "({0} = {1})", new BoundKey(x), new BoundKey(y)));
            var value = join.Kind switch
            {
                JoinKind.Full => new BoundNative(type, "coalesce({0}, {1})", x, y),
                JoinKind.Right => y,
                _ => x,
            };
            keys.Add(new ScopeField([], name.Value, value));
        }
        var rest = left.Fields.Concat(right.Fields).Where(f => !used.Contains(f));
        var condition = conditions.Count == 1 ? conditions[0] : ExpressionBinder.Logical(LogicalOperator.And, conditions);
        return new BoundFrom(new JoinRelation(join.Kind, left.Relation, right.Relation, condition), [.. keys, .. rest]);
    }

    static ScopeField Side(BoundFrom from, Identifier name, string side)
    {
        var matches = from.Fields.Where(f => f.Answers([name.Lower])).Take(2).ToList();
        return matches.Count switch
        {
            0 => throw SqlErrorException.At(name, "COLUMN_NOT_FOUND", $"Column '{name.Value}' is missing from {side} side of join"),
            1 => matches[0],
            _ => throw SqlErrorException.At(name, "AMBIGUOUS_NAME", $"Column '{name.Value}' is ambiguous"),
        };
    }

    BoundFrom BindUnnest(Unnest unnest, Scope? scope)
    {
        var expressions = Expressions(scope ?? Scope.Empty, unnest);
        var alias = statement.NewAlias();
        var lists = new List<BoundExpression>();
        var columns = new List<RelationColumn>();
        var fields = new List<ScopeField>();

        BoundColumn Column(BoundExpression list, SqlType type)
        {
            var column = new RelationColumn(alias, StatementBinder.ColumnName(columns.Count), type);
            lists.Add(list);
            columns.Add(column);
            return new BoundColumn(column);
        }

        foreach (var syntax in unnest.Expressions)
        {
            var value = Scalar(syntax, expressions.Bind(syntax), "UNNEST");
            switch (value.Type.Kind)
            {
                case SqlTypeKind.Array when value.Type.Element.Kind == SqlTypeKind.Row:
                    var row = Column(value, value.Type.Element);
                    fields.AddRange(row.Type.Fields.Select((f, i) => new ScopeField([], f.Name, ExpressionBinder.FieldAt(row, i))));
                    break;
                case SqlTypeKind.Array:
                    fields.Add(new ScopeField([], null, Column(value, value.Type.Element)));
                    break;
                case SqlTypeKind.Map:
                    var (keys, values) = (SqlType.Array(value.Type.Key), SqlType.Array(value.Type.Value));
                    fields.Add(new ScopeField([], null, Column(new BoundNative(keys, "map_keys({0})", value), value.Type.Key)));
                    fields.Add(new ScopeField([], null, Column(new BoundNative(values, "map_values({0})", value), value.Type.Value)));
                    break;
                default:
                    throw SqlErrorException.Nowhere("INVALID_FUNCTION_ARGUMENT", $"Cannot unnest type: {value.Type}");
            }
        }
        if (unnest.WithOrdinality)
        {
            var ordinality = new RelationColumn(alias, StatementBinder.ColumnName(columns.Count), SqlType.BigInt);
            columns.Add(ordinality);
            fields.Add(new ScopeField([], null, new BoundColumn(ordinality)));
        }
        return new BoundFrom(new UnnestRelation(alias, columns, lists, unnest.WithOrdinality), fields);
    }

    BoundFrom BindSample(SampledRelation sampled, Scope? outer, BoundFrom? left)
    {
        var source = BindRelation(sampled.Source, outer, left);
        var percentage = Expressions(Scope.Empty, sampled).Bind(sampled.Percentage) switch
        {
            BoundLiteral { Value: long n } => n,
            BoundLiteral { Value: double d } => d,
            BoundLiteral { Value: Int128 } literal => (double?)(ConstantFolding.Convert(literal, SqlType.Double)?.Value),
            _ => null,
        };
        if (percentage is not { } percent)
            throw SqlErrorException.At(sampled.Percentage, "EXPRESSION_NOT_CONSTANT", "Sample percentage must be a constant");
        if (percent is < 0 or > 100)
        {
            throw SqlErrorException.At(
                sampled.Percentage,
                "NUMERIC_VALUE_OUT_OF_RANGE",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Sample percentage must be {(percent < 0 ? "greater than or equal to 0" : "less than or equal to 100")}"
                )
            );
        }
        var alias = statement.NewAlias();
        // The source's columns are read by position below; a join has columns of several relations.
        var block = statement.Select([.. source.Relation.Columns.Select(c => (BoundExpression)new BoundColumn(c))]) with
        {
            From = source.Relation,
        };
        var columns = block.Columns.Select(c => new RelationColumn(alias, c.Name, c.Type)).ToList();
        var mapped = source.Relation.Columns.Zip(columns).ToDictionary(p => p.First, p => p.Second);
        BoundExpression Move(BoundExpression e) =>
            e is BoundColumn c && mapped.TryGetValue(c.Column, out var to) ? new BoundColumn(to) : e.MapChildren(Move);
        return new BoundFrom(
            new SampleRelation(alias, columns, block, percent),
            [.. source.Fields.Select(f => f with { Value = Move(f.Value) })]
        );
    }
}
