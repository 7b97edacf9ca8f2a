using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>CREATE, DROP, ALTER, COMMENT.</summary>
sealed partial class Parser
{
    Statement ParseCreate()
    {
        var start = Advance().Position;
        var replace = Accept(Keyword.OR);
        if (replace)
        {
            Expect(Keyword.REPLACE);
        }
        if (Accept(Keyword.TABLE))
        {
            return ParseCreateTable(start, replace);
        }
        if (Accept(Keyword.VIEW))
        {
            return ParseCreateView(start, replace);
        }
        if (Accept(Keyword.MATERIALIZED))
        {
            Expect(Keyword.VIEW);
            return ParseCreateMaterializedView(start, replace);
        }
        if (AtOrRecord(Keyword.FUNCTION))
        {
            return new CreateFunction(start, replace, ParseFunctionSpecification());
        }
        if (replace)
        {
            throw Unexpected();
        }
        if (Accept(Keyword.SCHEMA))
        {
            var ifNotExists = AcceptIfNotExists();
            var name = ParseQualifiedName();
            var owner = Accept(Keyword.AUTHORIZATION) ? ParsePrincipal() : null;
            return new CreateSchema(start, name, ifNotExists, owner, ParseWithProperties());
        }
        if (Accept(Keyword.CATALOG))
        {
            return ParseCreateCatalog(start);
        }
        Expect(Keyword.ROLE);
        return ParseCreateRole(start);
    }

    Statement ParseCreateTable(SourcePosition start, bool replace)
    {
        var ifNotExists = AcceptIfNotExists();
        if (replace && ifNotExists)
        {
            Defer(start, "'OR REPLACE' and 'IF NOT EXISTS' clauses can not be used together");
        }
        var mode = ModeOf(replace, ifNotExists);
        var name = ParseQualifiedName();
        SyntaxList<Identifier>? aliases = null;
        if (AtOrRecord(TokenKind.LeftParen))
        {
            if (!AtColumnAliasesOnly())
            {
                return FinishCreateTable(start, name, mode);
            }
            aliases = ParseColumnAliases();
        }
        var comment = TryComment();
        var properties = ParseWithProperties();
        Expect(Keyword.AS);
        var query = ParseParenthesizedRootQuery();
        var withData = true;
        if (Accept(Keyword.WITH))
        {
            withData = !Accept(Keyword.NO);
            Expect(Keyword.DATA);
        }
        return new CreateTableAs(start, name, mode, aliases, query, comment, properties, withData);
    }

    static SaveMode ModeOf(bool replace, bool ifNotExists) =>
        replace ? SaveMode.Replace
        : ifNotExists ? SaveMode.IfNotExists
        : SaveMode.Fail;

    CreateTable FinishCreateTable(SourcePosition start, QualifiedName name, SaveMode mode)
    {
        var elements = Parenthesized(ParseTableElement);
        var comment = TryComment();
        return new CreateTable(start, name, mode, elements, comment, ParseWithProperties());
    }

    /// <summary><c>(a, b)</c>: names without types.</summary>
    bool AtColumnAliasesOnly() => AtIdentifier(1) && Peek(2).Kind is TokenKind.Comma or TokenKind.RightParen;

    /// <summary>The query of CREATE TABLE AS may stand in parentheses, and WITH DATA may follow.</summary>
    Query ParseParenthesizedRootQuery()
    {
        if (AtOrRecord(TokenKind.LeftParen) && Peek(1).Is(Keyword.WITH))
        {
            Advance();
            var inner = ParseRootQuery();
            Expect(TokenKind.RightParen);
            return inner;
        }
        if (!At(TokenKind.LeftParen))
        {
            return ParseRootQuery();
        }
        Open(covering: true);
        var query = ParseRootQuery();
        Close();
        return query;
    }

    StringLiteral? TryComment() => Accept(Keyword.COMMENT) ? ParseString() : null;

    TableElement ParseTableElement()
    {
        var start = Here;
        if (Accept(Keyword.LIKE))
        {
            var table = ParseQualifiedName();
            bool? including = null;
            if (Accept(Keyword.INCLUDING))
            {
                including = true;
            }
            else if (Accept(Keyword.EXCLUDING))
            {
                including = false;
            }
            if (including is not null)
            {
                Expect(Keyword.PROPERTIES);
            }
            return new LikeClause(start, table, including);
        }
        return ParseColumnDefinition();
    }

    ColumnDefinition ParseColumnDefinition()
    {
        var name = ParseQualifiedName();
        var type = ParseType();
        var nullable = true;
        if (Accept(Keyword.NOT))
        {
            Expect(Keyword.NULL);
            nullable = false;
        }
        var comment = TryComment();
        var properties = ParseWithProperties();
        Forget();
        return new ColumnDefinition(name.Position, name, type, nullable, comment, properties);
    }

    CreateCatalog ParseCreateCatalog(SourcePosition start)
    {
        var ifNotExists = AcceptIfNotExists();
        var name = ParseIdentifier();
        Expect(Keyword.USING);
        var connector = ParseIdentifier();
        var comment = TryComment();
        var owner = Accept(Keyword.AUTHORIZATION) ? ParsePrincipal() : null;
        return new CreateCatalog(start, name, ifNotExists, connector, comment, owner, ParseWithProperties());
    }

    CreateView ParseCreateView(SourcePosition start, bool replace)
    {
        var name = ParseQualifiedName();
        Forget();
        var comment = TryComment();
        ViewSecurity? security = null;
        if (Accept(Keyword.SECURITY))
        {
            security = Accept(Keyword.DEFINER) ? ViewSecurity.Definer : ViewSecurity.Invoker;
            if (security == ViewSecurity.Invoker)
            {
                Expect(Keyword.INVOKER);
            }
        }
        Expect(Keyword.AS);
        return new CreateView(start, name, replace, comment, security, ParseRootQuery());
    }

    CreateMaterializedView ParseCreateMaterializedView(SourcePosition start, bool replace)
    {
        var ifNotExists = AcceptIfNotExists();
        if (replace && ifNotExists)
        {
            Defer(start, "'OR REPLACE' and 'IF NOT EXISTS' clauses can not be used together");
        }
        var name = ParseQualifiedName();
        IntervalLiteral? grace = null;
        if (Accept(Keyword.GRACE))
        {
            Expect(Keyword.PERIOD);
            grace = ParseInterval();
        }
        var comment = TryComment();
        var properties = ParseWithProperties();
        Expect(Keyword.AS);
        return new CreateMaterializedView(start, name, ModeOf(replace, ifNotExists), grace, comment, properties, ParseRootQuery());
    }

    // DROP

    Statement ParseDrop()
    {
        var start = Advance().Position;
        if (Accept(Keyword.TABLE))
        {
            return ParseDropObject(start, ObjectKind.Table);
        }
        if (Accept(Keyword.VIEW))
        {
            return ParseDropObject(start, ObjectKind.View);
        }
        if (Accept(Keyword.MATERIALIZED))
        {
            Expect(Keyword.VIEW);
            return ParseDropObject(start, ObjectKind.MaterializedView);
        }
        if (Accept(Keyword.SCHEMA))
        {
            var schema = ParseDropObject(start, ObjectKind.Schema);
            return schema with { Cascade = AcceptCascade() };
        }
        if (Accept(Keyword.CATALOG))
        {
            var catalogIfExists = AcceptIfExists();
            var catalog = ParseIdentifier();
            return new DropCatalog(start, catalog, catalogIfExists, AcceptCascade());
        }
        if (Accept(Keyword.FUNCTION))
        {
            var functionIfExists = AcceptIfExists();
            var function = ParseQualifiedName();
            return new DropFunction(start, functionIfExists, function, ParseFunctionParameters());
        }
        Expect(Keyword.ROLE);
        var ifExists = AcceptIfExists();
        var role = ParseIdentifier();
        return new DropRole(start, role, ifExists, TryInCatalog());
    }

    DropObject ParseDropObject(SourcePosition start, ObjectKind kind)
    {
        var ifExists = AcceptIfExists();
        return new DropObject(start, kind, ParseQualifiedName(), ifExists, false);
    }

    bool AcceptCascade()
    {
        if (Accept(Keyword.CASCADE))
        {
            return true;
        }
        Accept(Keyword.RESTRICT);
        return false;
    }

    // ALTER

    Statement ParseAlter()
    {
        var start = Advance().Position;
        if (Accept(Keyword.TABLE))
        {
            return ParseAlterTable(start);
        }
        if (Accept(Keyword.VIEW))
        {
            return ParseAlterView(start);
        }
        if (Accept(Keyword.MATERIALIZED))
        {
            Expect(Keyword.VIEW);
            return ParseAlterMaterializedView(start);
        }
        Expect(Keyword.SCHEMA);
        var schema = ParseQualifiedName();
        if (Accept(Keyword.RENAME))
        {
            Expect(Keyword.TO);
            var newName = ParseIdentifier();
            return new RenameObject(start, ObjectKind.Schema, schema, new QualifiedName(newName.Position, [newName]), false);
        }
        Expect(Keyword.SET);
        return ParseSetOwner(start, ObjectKind.Schema, schema);
    }

    SetOwner ParseSetOwner(SourcePosition start, ObjectKind kind, QualifiedName name)
    {
        Expect(Keyword.AUTHORIZATION);
        return new SetOwner(start, kind, name, ParsePrincipal());
    }

    Statement ParseAlterView(SourcePosition start)
    {
        var view = ParseQualifiedName();
        if (Accept(Keyword.RENAME))
        {
            Expect(Keyword.TO);
            return new RenameObject(start, ObjectKind.View, view, ParseQualifiedName(), false);
        }
        Expect(Keyword.SET);
        return ParseSetOwner(start, ObjectKind.View, view);
    }

    Statement ParseAlterMaterializedView(SourcePosition start)
    {
        var ifExists = AcceptIfExists();
        var view = ParseQualifiedName();
        if (Accept(Keyword.RENAME))
        {
            Expect(Keyword.TO);
            return new RenameObject(start, ObjectKind.MaterializedView, view, ParseQualifiedName(), ifExists);
        }
        Expect(Keyword.SET, Keyword.PROPERTIES);
        return new SetProperties(start, ObjectKind.MaterializedView, view, List(ParseProperty));
    }

    Statement ParseAlterTable(SourcePosition start)
    {
        var ifExists = AcceptIfExists();
        var table = ParseQualifiedName();
        if (Accept(Keyword.RENAME))
        {
            if (Accept(Keyword.TO))
            {
                return new RenameObject(start, ObjectKind.Table, table, ParseQualifiedName(), ifExists);
            }
            Expect(Keyword.COLUMN);
            var renameIfExists = AcceptIfExists();
            var from = ParseQualifiedName();
            Expect(Keyword.TO);
            return new RenameColumn(start, table, ifExists, from, renameIfExists, ParseIdentifier());
        }
        if (Accept(Keyword.ADD))
        {
            if (!At(Keyword.COLUMN))
            {
                // Recorded so; Trino does not name COLUMN here.
                Record(TokenKind.Dot);
                Record(Keyword.ADD);
                throw Unexpected();
            }
            Advance();
            var ifNotExists = AcceptIfNotExists();
            return new AddColumn(start, table, ifExists, ParseColumnDefinition(), ifNotExists);
        }
        if (Accept(Keyword.DROP))
        {
            Expect(Keyword.COLUMN);
            var dropIfExists = AcceptIfExists();
            return new DropColumn(start, table, ifExists, ParseQualifiedName(), dropIfExists);
        }
        if (Accept(Keyword.ALTER))
        {
            Expect(Keyword.COLUMN);
            var column = ParseQualifiedName();
            Expect(Keyword.SET, Keyword.DATA);
            Expect(Keyword.TYPE);
            return new SetColumnType(start, table, ifExists, column, ParseType());
        }
        if (Accept(Keyword.EXECUTE))
        {
            var procedure = ParseIdentifier();
            var arguments = AtOrRecord(TokenKind.LeftParen) ? ParseCallArguments() : [];
            return new TableExecute(start, table, procedure, arguments, Accept(Keyword.WHERE) ? ParseExpression() : null);
        }
        Expect(Keyword.SET);
        if (Accept(Keyword.PROPERTIES))
        {
            return new SetProperties(start, ObjectKind.Table, table, List(ParseProperty));
        }
        return ParseSetOwner(start, ObjectKind.Table, table);
    }

    Comment ParseComment()
    {
        var start = Advance().Position;
        Expect(Keyword.ON);
        CommentTarget target;
        if (Accept(Keyword.TABLE))
        {
            target = CommentTarget.Table;
        }
        else if (Accept(Keyword.VIEW))
        {
            target = CommentTarget.View;
        }
        else
        {
            Expect(Keyword.COLUMN);
            target = CommentTarget.Column;
        }
        var name = ParseQualifiedName();
        Expect(Keyword.IS);
        return new Comment(start, target, name, Accept(Keyword.NULL) ? null : ParseString());
    }
}
