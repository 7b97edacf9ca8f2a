using Coffer.Sql.Syntax;

namespace Coffer.Sql.Printing;

public sealed partial class SqlPrinter
{
    void Write(Statement statement)
    {
        switch (statement)
        {
            case QueryStatement query:
                Write(query.Query);
                break;
            case Insert insert:
                Text("INSERT INTO ");
                Write(insert.Target.Name);
                if (insert.Columns is { } columns)
                {
                    Text(" ");
                    Names(columns);
                }
                Text(" ");
                Write(insert.Query);
                break;
            case Delete delete:
                Text("DELETE FROM ");
                Write(delete.Target.Name);
                WriteWhere(delete.Where);
                break;
            case Update update:
                Text("UPDATE ");
                Write(update.Target.Name);
                Text(" SET ");
                List(update.Assignments, Write);
                WriteWhere(update.Where);
                break;
            case Merge merge:
                Write(merge);
                break;
            case TruncateTable truncate:
                Named("TRUNCATE TABLE", truncate.Table);
                break;
            case Analyze analyze:
                Named("ANALYZE", analyze.Table);
                WithProperties(analyze.Properties);
                break;
            case Call call:
                Named("CALL", call.Procedure);
                Parenthesized(() => List(call.Arguments, Write));
                break;
            case Explain explain:
                Text("EXPLAIN ");
                if (explain.Options.Count > 0)
                {
                    Parenthesized(() => List(explain.Options, Write));
                    Text(" ");
                }
                Write(explain.Statement);
                break;
            case ExplainAnalyze analyzed:
                Text(analyzed.Verbose ? "EXPLAIN ANALYZE VERBOSE " : "EXPLAIN ANALYZE ");
                Write(analyzed.Statement);
                break;
            default:
                if (!TryWriteDefinition(statement) && !TryWriteSession(statement) && !TryWriteShow(statement) && !TryWriteAccess(statement))
                {
                    throw new ArgumentException($"{statement.GetType().Name} cannot be printed.", nameof(statement));
                }
                break;
        }
    }

    void Named(string words, QualifiedName name)
    {
        Text($"{words} ");
        Write(name);
    }

    void Write(Assignment assignment)
    {
        Write(assignment.Column);
        Text(" = ");
        Write(assignment.Value, Precedence.Lambda);
    }

    void Write(Merge merge)
    {
        Named("MERGE INTO", merge.Target.Name);
        if (merge.Alias is { } alias)
        {
            Text(" AS ");
            Write(alias);
        }
        Text(" USING ");
        Write(merge.Source);
        Text(" ON ");
        Write(merge.Condition, Precedence.Lambda);
        foreach (var item in merge.Cases)
        {
            Text(item is MergeInsert ? " WHEN NOT MATCHED" : " WHEN MATCHED");
            if (item.Condition is { } condition)
            {
                Text(" AND ");
                Write(condition, Precedence.Lambda);
            }
            Text(" THEN ");
            switch (item)
            {
                case MergeUpdate update:
                    Text("UPDATE SET ");
                    List(update.Assignments, Write);
                    break;
                case MergeDelete:
                    Text("DELETE");
                    break;
                case MergeInsert insert:
                    Text("INSERT ");
                    if (insert.Columns.Count > 0)
                    {
                        Names(insert.Columns);
                        Text(" ");
                    }
                    Text("VALUES ");
                    Parenthesized(() => Expressions(insert.Values));
                    break;
            }
        }
    }

    void Write(CallArgument argument)
    {
        if (argument.Name is { } name)
        {
            Write(name);
            Text(" => ");
        }
        Write(argument.Value, Precedence.Lambda);
    }

    void Write(Property property)
    {
        Write(property.Name);
        Text(" = ");
        if (property.Value is { } value)
        {
            Write(value, Precedence.Lambda);
        }
        else
        {
            Text("DEFAULT");
        }
    }

    void WithProperties(SyntaxList<Property> properties)
    {
        if (properties.Count > 0)
        {
            Text(" WITH ");
            Parenthesized(() => List(properties, Write));
        }
    }

    void Write(ExplainOption option)
    {
        switch (option)
        {
            case ExplainFormatOption format:
                Text($"FORMAT {Words(format.Format)}");
                break;
            case ExplainTypeOption type:
                Text($"TYPE {Words(type.Type)}");
                break;
        }
    }

    // Definitions

    static string If(bool written, string words) => written ? $" {words}" : "";

    static string Create(SaveMode mode, string what) =>
        $"CREATE {(mode == SaveMode.Replace ? "OR REPLACE " : "")}{what}{If(mode == SaveMode.IfNotExists, "IF NOT EXISTS")}";

    void WriteComment(StringLiteral? comment)
    {
        if (comment is not null)
        {
            Text(" COMMENT ");
            Write(comment);
        }
    }

    bool TryWriteDefinition(Statement statement)
    {
        switch (statement)
        {
            case CreateTableAs create:
                Named(Create(create.Mode, "TABLE"), create.Name);
                if (create.Columns is { } columns)
                {
                    Text(" ");
                    Names(columns);
                }
                WriteComment(create.Comment);
                WithProperties(create.Properties);
                Text(" AS ");
                Write(create.Query);
                Text(create.WithData ? "" : " WITH NO DATA");
                return true;
            case CreateTable create:
                Named(Create(create.Mode, "TABLE"), create.Name);
                Text(" ");
                Parenthesized(() => List(create.Elements, Write));
                WriteComment(create.Comment);
                WithProperties(create.Properties);
                return true;
            case CreateView create:
                Named(create.Replace ? "CREATE OR REPLACE VIEW" : "CREATE VIEW", create.Name);
                WriteComment(create.Comment);
                Text(create.Security is { } security ? $" SECURITY {Words(security)}" : "");
                Text(" AS ");
                Write(create.Query);
                return true;
            case CreateMaterializedView create:
                Named(Create(create.Mode, "MATERIALIZED VIEW"), create.Name);
                if (create.GracePeriod is { } grace)
                {
                    Text(" GRACE PERIOD ");
                    Write(grace);
                }
                WriteComment(create.Comment);
                WithProperties(create.Properties);
                Text(" AS ");
                Write(create.Query);
                return true;
            case CreateSchema create:
                Named($"CREATE SCHEMA{If(create.IfNotExists, "IF NOT EXISTS")}", create.Name);
                WriteOwner(create.Owner);
                WithProperties(create.Properties);
                return true;
            case CreateCatalog create:
                Text($"CREATE CATALOG{If(create.IfNotExists, "IF NOT EXISTS")} ");
                Write(create.Name);
                Text(" USING ");
                Write(create.Connector);
                WriteComment(create.Comment);
                WriteOwner(create.Owner);
                WithProperties(create.Properties);
                return true;
            case CreateFunction create:
                Text(create.Replace ? "CREATE OR REPLACE " : "CREATE ");
                Write(create.Function);
                return true;
            case RefreshMaterializedView refresh:
                Named("REFRESH MATERIALIZED VIEW", refresh.Name);
                return true;
            case DropObject drop:
                Named($"DROP {Words(drop.Kind)}{If(drop.IfExists, "IF EXISTS")}", drop.Name);
                Text(If(drop.Cascade, "CASCADE"));
                return true;
            case DropCatalog drop:
                Text($"DROP CATALOG{If(drop.IfExists, "IF EXISTS")} ");
                Write(drop.Name);
                Text(If(drop.Cascade, "CASCADE"));
                return true;
            case DropFunction drop:
                Named($"DROP FUNCTION{If(drop.IfExists, "IF EXISTS")}", drop.Name);
                Write(drop.Parameters);
                return true;
            case Comment comment:
                Named($"COMMENT ON {Words(comment.Target)}", comment.Name);
                Text(" IS ");
                Text(comment.Text is { } text ? QuoteText(text.Value) : "NULL");
                return true;
            default:
                return TryWriteAlter(statement);
        }
    }

    void WriteOwner(Principal? owner)
    {
        if (owner is not null)
        {
            Text(" AUTHORIZATION ");
            Write(owner);
        }
    }

    void Write(TableElement element)
    {
        switch (element)
        {
            case LikeClause like:
                Named("LIKE", like.Table);
                Text(
                    like.IncludeProperties switch
                    {
                        true => " INCLUDING PROPERTIES",
                        false => " EXCLUDING PROPERTIES",
                        null => "",
                    }
                );
                break;
            case ColumnDefinition column:
                Write(column.Name);
                Text(" ");
                Write(column.Type);
                Text(column.Nullable ? "" : " NOT NULL");
                WriteComment(column.Comment);
                WithProperties(column.Properties);
                break;
        }
    }

    bool TryWriteAlter(Statement statement)
    {
        switch (statement)
        {
            case RenameObject rename:
                Named($"ALTER {Words(rename.Kind)}{If(rename.IfExists, "IF EXISTS")}", rename.Name);
                Text(" RENAME TO ");
                Write(rename.NewName);
                return true;
            case SetOwner owner:
                Named($"ALTER {Words(owner.Kind)}", owner.Name);
                Text(" SET");
                WriteOwner(owner.Owner);
                return true;
            case SetProperties properties:
                Named($"ALTER {Words(properties.Kind)}", properties.Name);
                Text(" SET PROPERTIES ");
                List(properties.Properties, Write);
                return true;
            case AddColumn add:
                AlterTable(add.Table, add.IfTableExists);
                Text($" ADD COLUMN{If(add.IfColumnNotExists, "IF NOT EXISTS")} ");
                Write(add.Column);
                return true;
            case DropColumn drop:
                AlterTable(drop.Table, drop.IfTableExists);
                Named($" DROP COLUMN{If(drop.IfColumnExists, "IF EXISTS")}", drop.Column);
                return true;
            case RenameColumn rename:
                AlterTable(rename.Table, rename.IfTableExists);
                Named($" RENAME COLUMN{If(rename.IfColumnExists, "IF EXISTS")}", rename.Column);
                Text(" TO ");
                Write(rename.NewName);
                return true;
            case SetColumnType type:
                AlterTable(type.Table, type.IfTableExists);
                Named(" ALTER COLUMN", type.Column);
                Text(" SET DATA TYPE ");
                Write(type.Type);
                return true;
            case TableExecute execute:
                AlterTable(execute.Table, false);
                Text(" EXECUTE ");
                Write(execute.Procedure);
                if (execute.Arguments.Count > 0)
                {
                    Parenthesized(() => List(execute.Arguments, Write));
                }
                WriteWhere(execute.Where);
                return true;
            default:
                return false;
        }
    }

    void AlterTable(QualifiedName table, bool ifExists) => Named($"ALTER TABLE{If(ifExists, "IF EXISTS")}", table);

    // Session

    bool TryWriteSession(Statement statement)
    {
        switch (statement)
        {
            case Use use:
                Text("USE ");
                if (use.Catalog is { } catalog)
                {
                    Write(catalog);
                    Text(".");
                }
                Write(use.Schema);
                return true;
            case SetSession set:
                Named("SET SESSION", set.Name);
                Text(" = ");
                Write(set.Value, Precedence.Lambda);
                return true;
            case ResetSession reset:
                Named("RESET SESSION", reset.Name);
                return true;
            case SetSessionAuthorization authorization:
                Text("SET SESSION AUTHORIZATION ");
                Write(authorization.User, Precedence.Primary);
                return true;
            case ResetSessionAuthorization:
                Text("RESET SESSION AUTHORIZATION");
                return true;
            case SetTimeZone zone:
                Text("SET TIME ZONE ");
                if (zone.Zone is { } value)
                {
                    Write(value, Precedence.Lambda);
                }
                else
                {
                    Text("LOCAL");
                }
                return true;
            case SetPath path:
                Text("SET PATH ");
                List(path.Elements, Write);
                return true;
            case Prepare prepare:
                Text("PREPARE ");
                Write(prepare.Name);
                Text(" FROM ");
                Write(prepare.Statement);
                return true;
            case Deallocate deallocate:
                Text("DEALLOCATE PREPARE ");
                Write(deallocate.Name);
                return true;
            case Execute execute:
                Text("EXECUTE ");
                Write(execute.Name);
                WriteUsing(execute.Parameters);
                return true;
            case ExecuteImmediate execute:
                Text("EXECUTE IMMEDIATE ");
                Write(execute.Text);
                WriteUsing(execute.Parameters);
                return true;
            case DescribeInput describe:
                Text("DESCRIBE INPUT ");
                Write(describe.Name);
                return true;
            case DescribeOutput describe:
                Text("DESCRIBE OUTPUT ");
                Write(describe.Name);
                return true;
            case StartTransaction start:
                WriteStart(start);
                return true;
            case Commit:
                Text("COMMIT");
                return true;
            case Rollback:
                Text("ROLLBACK");
                return true;
            default:
                return false;
        }
    }

    void WriteUsing(SyntaxList<Expression> parameters)
    {
        if (parameters.Count > 0)
        {
            Text(" USING ");
            Expressions(parameters);
        }
    }

    void WriteStart(StartTransaction start)
    {
        Text("START TRANSACTION");
        if (start.Isolation is { } level)
        {
            Text($" ISOLATION LEVEL {Words(level)}");
        }
        if (start.ReadOnly is { } readOnly)
        {
            Text(start.Isolation is null ? " " : ", ");
            Text(readOnly ? "READ ONLY" : "READ WRITE");
        }
    }

    // SHOW

    void Show(string what, Node? of, ShowFilter? filter)
    {
        Text($"SHOW {what}");
        if (of is not null)
        {
            Text(" FROM ");
            Write(of);
        }
        if (filter is not null)
        {
            Text(" LIKE ");
            Write(filter.Pattern);
            if (filter.Escape is { } escape)
            {
                Text(" ESCAPE ");
                Write(escape);
            }
        }
    }

    bool TryWriteShow(Statement statement)
    {
        switch (statement)
        {
            case ShowCatalogs show:
                Show("CATALOGS", null, show.Filter);
                return true;
            case ShowSchemas show:
                Show("SCHEMAS", show.Catalog, show.Filter);
                return true;
            case ShowTables show:
                Show("TABLES", show.Schema, show.Filter);
                return true;
            case ShowColumns show:
                Show("COLUMNS", show.Table, show.Filter);
                return true;
            case ShowFunctions show:
                Show("FUNCTIONS", show.Schema, show.Filter);
                return true;
            case ShowSession show:
                Show("SESSION", null, show.Filter);
                return true;
            case ShowCreate show:
                Named($"SHOW CREATE {Words(show.Kind)}", show.Name);
                return true;
            case ShowStats show:
                Text("SHOW STATS FOR ");
                Write(show.Source);
                return true;
            case ShowGrants show:
                Text("SHOW GRANTS");
                if (show.Table is { } table)
                {
                    Named(show.TableKeyword ? " ON TABLE" : " ON", table);
                }
                return true;
            case ShowRoles show:
                Show(show.Current ? "CURRENT ROLES" : "ROLES", show.Catalog, null);
                return true;
            case ShowRoleGrants show:
                Show("ROLE GRANTS", show.Catalog, null);
                return true;
            default:
                return false;
        }
    }

    // Access

    void Write(Principal principal)
    {
        Text(principal.Kind == PrincipalKind.Unspecified ? "" : $"{Words(principal.Kind)} ");
        Write(principal.Name);
    }

    void Write(Grantor grantor)
    {
        if (grantor.Principal is { } principal)
        {
            Write(principal);
        }
        else
        {
            Text(grantor.Kind == GrantorKind.CurrentUser ? "CURRENT_USER" : "CURRENT_ROLE");
        }
    }

    void InCatalog(Identifier? catalog)
    {
        if (catalog is not null)
        {
            Text(" IN ");
            Write(catalog);
        }
    }

    void Privileges(SyntaxList<string>? privileges, GrantObject on)
    {
        Text(privileges is null ? "ALL PRIVILEGES" : string.Join(", ", privileges));
        Named(on.Kind is { } kind ? $" ON {Words(kind)}" : " ON", on.Name);
    }

    void GrantedBy(Grantor? grantor)
    {
        if (grantor is not null)
        {
            Text(" GRANTED BY ");
            Write(grantor);
        }
    }

    bool TryWriteAccess(Statement statement)
    {
        switch (statement)
        {
            case Grant grant:
                Text("GRANT ");
                Privileges(grant.Privileges, grant.On);
                Text(" TO ");
                Write(grant.Grantee);
                Text(If(grant.WithGrantOption, "WITH GRANT OPTION"));
                return true;
            case Deny deny:
                Text("DENY ");
                Privileges(deny.Privileges, deny.On);
                Text(" TO ");
                Write(deny.Grantee);
                return true;
            case Revoke revoke:
                Text(revoke.GrantOptionFor ? "REVOKE GRANT OPTION FOR " : "REVOKE ");
                Privileges(revoke.Privileges, revoke.On);
                Text(" FROM ");
                Write(revoke.Grantee);
                return true;
            case CreateRole create:
                Text("CREATE ROLE ");
                Write(create.Name);
                if (create.Admin is { } admin)
                {
                    Text(" WITH ADMIN ");
                    Write(admin);
                }
                InCatalog(create.Catalog);
                return true;
            case DropRole drop:
                Text($"DROP ROLE{If(drop.IfExists, "IF EXISTS")} ");
                Write(drop.Name);
                InCatalog(drop.Catalog);
                return true;
            case GrantRoles grant:
                Text("GRANT ");
                List(grant.Roles, Write);
                Text(" TO ");
                List(grant.Grantees, Write);
                Text(If(grant.AdminOption, "WITH ADMIN OPTION"));
                GrantedBy(grant.GrantedBy);
                InCatalog(grant.Catalog);
                return true;
            case RevokeRoles revoke:
                Text(revoke.AdminOptionFor ? "REVOKE ADMIN OPTION FOR " : "REVOKE ");
                List(revoke.Roles, Write);
                Text(" FROM ");
                List(revoke.Grantees, Write);
                GrantedBy(revoke.GrantedBy);
                InCatalog(revoke.Catalog);
                return true;
            case SetRole set:
                Text("SET ROLE ");
                if (set.Role is { } role)
                {
                    Write(role);
                }
                else
                {
                    Text(Words(set.Kind));
                }
                InCatalog(set.Catalog);
                return true;
            default:
                return false;
        }
    }
}
