using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Catalog;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>Turns a syntax tree into a compiled statement.</summary>
sealed partial class StatementCompiler(SqlSession session, ISqlCatalog catalog)
{
    readonly StatementBinder _statement = new(session, catalog);

    public CompiledStatement Compile(Statement statement) =>
        statement switch
        {
            QueryStatement e => Compile(e.Query),
            Insert e => Compile(e),
            CreateTableAs e => Compile(e),
            CreateTable e => Compile(e),
            Delete e => Compile(e),
            DropObject { Kind: ObjectKind.Table } e => CompileDrop(e),
            RenameObject { Kind: ObjectKind.Table } e => CompileRename(e),
            ShowCatalogs e => Names("Catalog", [session.Catalog], e.Filter),
            ShowSchemas e => CompileShow(e),
            ShowTables e => CompileShow(e),
            ShowColumns e => CompileShow(e),
            ShowCreate { Kind: ObjectKind.Table } e => CompileShow(e),
            Explain e => Compile(e),
            Update e => throw Unmodifiable(e, e.Target.Name),
            Merge e => throw Unmodifiable(e, e.Target.Name),
            _ => throw SqlErrorException.NotSupported(statement, $"{Title(statement)} is not supported"),
        };

    static string Title(Statement statement) =>
        string.Concat(statement.GetType().Name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {c}" : c.ToString())).ToUpperInvariant();

    SqlErrorException Unmodifiable(Node place, QualifiedName table)
    {
        TableNames.Existing(_statement, TableNames.Resolve(_statement, table, place), place);
        return SqlErrorException.Nowhere("NOT_SUPPORTED", "This connector does not support modifying table rows");
    }

    CompiledQuery Compile(Query query)
    {
        var bound = _statement.Queries(CteScope.Empty).BindQuery(query, null, keepOrder: true);
        return _statement.Print(bound.Relation, Columns(bound.Fields));
    }

    static IReadOnlyList<SqlResultColumn> Columns(IReadOnlyList<ScopeField> fields) =>
        [.. fields.Select((f, i) => new SqlResultColumn(f.Name ?? $"_col{i}", f.Value.Type))];

    CompiledInsert Compile(Insert insert)
    {
        var name = TableNames.Resolve(_statement, insert.Target.Name, insert);
        var table = TableNames.Existing(_statement, name, insert);
        var bound = _statement.Queries(CteScope.Empty).BindQuery(insert.Query, null, keepOrder: true);
        var targets = insert.Columns is null ? AllColumns(table, bound.Fields.Count) : TargetColumns(insert.Columns, table);
        var target = string.Join(", ", targets.Select(c => c.Type.Name));
        var source = string.Join(", ", bound.Fields.Select(f => f.Value.Type.Name));
        if (
            targets.Count != bound.Fields.Count
            || !targets.Zip(bound.Fields).All(p => Assignment.IsAllowed(p.Second.Value.Type, p.First.Type))
        )
        {
            throw SqlErrorException.Nowhere(
                "TYPE_MISMATCH",
                $"Insert query has mismatched column types: Table: [{target}], Query: [{source}]"
            );
        }
        var block = _statement.Select([.. bound.Fields.Select((f, i) => Assignment.Convert(f.Value, targets[i].Type))]) with
        {
            From = bound.Relation,
        };
        var query = _statement.Print(block, [.. targets.Select(c => new SqlResultColumn(c.Name, c.Type))]);
        return new CompiledInsert(table, [.. targets.Select(c => c.Name)], query);
    }

    /// <summary>
    /// A Treasure Data table has <c>time</c> without declaring it: an INSERT of all other columns fills it with the time of the job, and digdag's insert_into
    /// writes such statements (treasure-data/digdag digdag-standards TdOperatorFactory).
    /// </summary>
    static List<SqlTableColumn> AllColumns(SqlTable table, int given) =>
        given == table.Columns.Count - 1 && table.Columns[^1].Name == "time" ? [.. table.Columns.Take(given)] : [.. table.Columns];

    static List<SqlTableColumn> TargetColumns(IReadOnlyList<Identifier> names, SqlTable table)
    {
        var targets = new List<SqlTableColumn>();
        foreach (var name in names)
        {
            var column =
                table.Columns.FirstOrDefault(c => c.Name == name.Lower)
                ?? throw SqlErrorException.Nowhere("COLUMN_NOT_FOUND", $"Insert column name does not exist in target table: {name.Lower}");
            if (targets.Contains(column))
            {
                throw SqlErrorException.Nowhere("DUPLICATE_COLUMN_NAME", $"Insert column name is specified more than once: {name.Lower}");
            }
            targets.Add(column);
        }
        return targets;
    }

    CompiledStatement Compile(CreateTableAs create)
    {
        var (schema, name) = Target(create.Name, create);
        if (create.Mode == SaveMode.Replace)
            throw SqlErrorException.NotSupported(create, "This connector does not support replacing tables");
        if (catalog.FindTable(schema, name) is not null)
        {
            if (create.Mode == SaveMode.IfNotExists)
                return new CompiledRows(
                    [new SqlResultColumn("rows", SqlType.BigInt)],
                    [
                        [0L],
                    ]
                );
            throw SqlErrorException.At(
                create,
                "TABLE_ALREADY_EXISTS",
                $"Destination table '{session.Catalog}.{schema}.{name}' already exists"
            );
        }
        CheckProperties(create.Properties);
        var bound = _statement.Queries(CteScope.Empty).BindQuery(create.Query, null, keepOrder: true);
        var fields = bound.Fields;
        if (create.Columns is { } aliases)
        {
            if (aliases.Count != fields.Count)
            {
                throw SqlErrorException.At(
                    aliases[0],
                    "MISMATCHED_COLUMN_ALIASES",
                    $"Column alias list has {aliases.Count} entries but relation has {fields.Count} columns"
                );
            }
            fields = [.. fields.Select((f, i) => f with { Name = aliases[i].Value })];
        }
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (field.Name is null)
                throw SqlErrorException.At(create, "MISSING_COLUMN_NAME", $"Column name not specified at position {i + 1}");
            if (!names.Add(field.Name))
                throw SqlErrorException.At(create, "DUPLICATE_COLUMN_NAME", $"Column name '{field.Name}' specified more than once");
            if (field.Value.Type.IsUnknown)
                throw SqlErrorException.At(create, "COLUMN_TYPE_UNKNOWN", $"Column type is unknown: {field.Name}");
        }
        var columns = fields.Select(f => new SqlResultColumn(f.Name!.ToLowerInvariant(), f.Value.Type)).ToList();
        return new CompiledCreateTableAs(
            schema,
            name,
            create.Mode == SaveMode.IfNotExists,
            create.WithData,
            _statement.Print(bound.Relation, columns)
        );
    }

    CompiledStatement Compile(CreateTable create)
    {
        var (schema, name) = Target(create.Name, create);
        if (create.Mode == SaveMode.Replace)
            throw SqlErrorException.NotSupported(create, "This connector does not support replacing tables");
        if (catalog.FindTable(schema, name) is not null)
        {
            if (create.Mode == SaveMode.IfNotExists)
                return new CompiledNothing();
            throw SqlErrorException.At(create, "TABLE_ALREADY_EXISTS", $"Table '{session.Catalog}.{schema}.{name}' already exists");
        }
        CheckProperties(create.Properties);
        var columns = new List<SqlTableColumn>();
        foreach (var element in create.Elements)
        {
            if (element is LikeClause like)
            {
                foreach (var column in TableNames.Existing(_statement, TableNames.Resolve(_statement, like.Table, like), like).Columns)
                    Add(like, column);
                continue;
            }
            var definition = (ColumnDefinition)element;
            if (definition.Name.Parts.Count > 1)
                throw SqlErrorException.NotSupported(definition, $"Column name '{definition.Name}' must not be qualified");
            Add(definition, new SqlTableColumn(definition.Name.Last.Lower, TypeReader.Read(definition.Type, definition, "TYPE_NOT_FOUND")));
        }
        return new CompiledCreateTable(schema, name, create.Mode == SaveMode.IfNotExists, columns);

        void Add(Node place, SqlTableColumn column)
        {
            if (columns.Any(c => c.Name == column.Name))
                throw SqlErrorException.At(place, "DUPLICATE_COLUMN_NAME", $"Column name '{column.Name}' specified more than once");
            columns.Add(column);
        }
    }

    // Properties of Treasure Data's tables that change nothing about their content.
    void CheckProperties(IEnumerable<Property> properties)
    {
        foreach (var property in properties)
        {
            if (property.Name.Lower is not ("bucketed_on" or "bucket_count" or "max_file_size" or "max_time_range"))
            {
                throw SqlErrorException.Nowhere(
                    "INVALID_TABLE_PROPERTY",
                    $"Catalog '{session.Catalog}' table property '{property.Name.Lower}' does not exist"
                );
            }
        }
    }

    (string Schema, string Name) Target(QualifiedName name, Node place)
    {
        var target = TableNames.Resolve(_statement, name, place);
        return catalog.SchemaExists(target.Schema)
            ? target
            : throw SqlErrorException.Nowhere("NOT_FOUND", $"Schema {target.Schema} not found");
    }

    CompiledStatement CompileDrop(DropObject drop)
    {
        var (schema, name) = TableNames.Resolve(_statement, drop.Name, drop);
        if (catalog.FindTable(schema, name) is null)
        {
            return drop.IfExists
                ? new CompiledNothing()
                : throw SqlErrorException.At(drop, "TABLE_NOT_FOUND", $"Table '{session.Catalog}.{schema}.{name}' does not exist");
        }
        return new CompiledDropTable(schema, name, drop.IfExists);
    }

    CompiledStatement CompileRename(RenameObject rename)
    {
        var (schema, name) = TableNames.Resolve(_statement, rename.Name, rename);
        var target = TableNames.Resolve(_statement, rename.NewName, rename);
        if (catalog.FindTable(schema, name) is null)
        {
            return rename.IfExists
                ? new CompiledNothing()
                : throw SqlErrorException.At(rename, "TABLE_NOT_FOUND", $"Table '{session.Catalog}.{schema}.{name}' does not exist");
        }
        if (!catalog.SchemaExists(target.Schema))
            throw SqlErrorException.At(rename, "SCHEMA_NOT_FOUND", $"Schema '{target.Schema}' does not exist");
        if (catalog.FindTable(target.Schema, target.Name) is not null)
        {
            throw SqlErrorException.At(
                rename,
                "TABLE_ALREADY_EXISTS",
                $"Target table '{session.Catalog}.{target.Schema}.{target.Name}' already exists"
            );
        }
        return new CompiledRenameTable(schema, name, target.Schema, target.Name, rename.IfExists);
    }

    CompiledDelete Compile(Delete delete)
    {
        var table = TableNames.Existing(_statement, TableNames.Resolve(_statement, delete.Target.Name, delete), delete);
        if (delete.Where is null)
            throw SqlErrorException.NotSupported(delete, "Does not support DELETE statement without WHERE condition");
        var scan = _statement.Scan(table);
        string[] qualifier = [session.Catalog, table.Schema, table.Name];
        var scope = new Scope([.. scan.Columns.Select(c => new ScopeField(qualifier, c.Name, new BoundColumn(c)))], null);
        var expressions = new ExpressionBinder(_statement, scope) { Ctes = CteScope.Empty, Place = delete };
        var where = QueryBinder.Scalar(delete.Where, expressions.BindCondition(delete.Where, "WHERE clause"), "WHERE clause");
        var kept = new SelectRelation(_statement.NewAlias(), [])
        {
            From = scan,
            Where = new BoundNative(SqlType.Boolean, "(NOT coalesce({0}, false))", where),
        };
        var deleted = _statement.Select([new BoundNative(SqlType.BigInt, "count(*)")]) with { From = scan, Where = where };
        var count = _statement.Print(deleted, [new SqlResultColumn("rows", SqlType.BigInt)]);
        return new CompiledDelete(table, _statement.Print(kept, []), count, count.Scans[0].Time);
    }

    CompiledRows Compile(Explain explain)
    {
        var compiled = Compile(explain.Statement);
        if (explain.Options.OfType<ExplainTypeOption>().Any(o => o.Type == ExplainType.Validate))
            return new CompiledRows(
                [new SqlResultColumn("Valid", SqlType.Boolean)],
                [
                    [true],
                ]
            );
        var plan = compiled switch
        {
            CompiledQuery q => q.DuckSql,
            CompiledInsert i => i.Query.DuckSql,
            CompiledCreateTableAs c => c.Query.DuckSql,
            CompiledDelete d => d.CountDeleted.DuckSql,
            _ => Title(explain.Statement),
        };
        return new CompiledRows(
            [new SqlResultColumn("Query Plan", SqlType.VarCharOf(plan.Length))],
            [
                [plan],
            ]
        );
    }
}
