using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Parsing;

/// <summary>SHOW, DESCRIBE, SET, USE, EXECUTE, transactions.</summary>
sealed partial class Parser
{
    Statement ParseShow()
    {
        var start = Advance().Position;
        if (Accept(Keyword.TABLES))
        {
            return new ShowTables(start, TryIn() ? ParseQualifiedName() : null, TryShowFilter());
        }
        if (Accept(Keyword.SCHEMAS))
        {
            return new ShowSchemas(start, TryIn() ? ParseIdentifier() : null, TryShowFilter());
        }
        if (Accept(Keyword.CATALOGS))
        {
            return new ShowCatalogs(start, TryShowFilter());
        }
        if (Accept(Keyword.COLUMNS))
        {
            if (!TryIn())
            {
                throw Unexpected();
            }
            var table = ParseQualifiedName();
            return new ShowColumns(start, table, TryShowFilter());
        }
        if (Accept(Keyword.FUNCTIONS))
        {
            return new ShowFunctions(start, TryIn() ? ParseQualifiedName() : null, TryShowFilter());
        }
        if (Accept(Keyword.SESSION))
        {
            return new ShowSession(start, TryShowFilter());
        }
        if (Accept(Keyword.CREATE))
        {
            return ParseShowCreate(start);
        }
        if (Accept(Keyword.STATS))
        {
            Expect(Keyword.FOR);
            var source = Here;
            if (!AtOrRecord(TokenKind.LeftParen))
            {
                return new ShowStats(start, ParseTarget());
            }
            return new ShowStats(start, new SubqueryRelation(source, ParseSubquery(inside: true).Query));
        }
        if (Accept(Keyword.GRANTS))
        {
            if (!Accept(Keyword.ON))
            {
                return new ShowGrants(start, false, null);
            }
            var keyword = Accept(Keyword.TABLE);
            return new ShowGrants(start, keyword, ParseQualifiedName());
        }
        if (Accept(Keyword.ROLE))
        {
            Expect(Keyword.GRANTS);
            return new ShowRoleGrants(start, TryIn() ? ParseIdentifier() : null);
        }
        var current = Accept(Keyword.CURRENT);
        Expect(Keyword.ROLES);
        return new ShowRoles(start, current, TryIn() ? ParseIdentifier() : null);
    }

    ShowCreate ParseShowCreate(Text.SourcePosition start)
    {
        ObjectKind kind;
        if (Accept(Keyword.TABLE))
        {
            kind = ObjectKind.Table;
        }
        else if (Accept(Keyword.VIEW))
        {
            kind = ObjectKind.View;
        }
        else if (Accept(Keyword.SCHEMA))
        {
            kind = ObjectKind.Schema;
        }
        else
        {
            Expect(Keyword.MATERIALIZED, Keyword.VIEW);
            kind = ObjectKind.MaterializedView;
        }
        return new ShowCreate(start, kind, ParseQualifiedName());
    }

    bool TryIn() => Accept(Keyword.FROM) || Accept(Keyword.IN);

    ShowFilter? TryShowFilter()
    {
        var start = Here;
        if (!Accept(Keyword.LIKE))
        {
            return null;
        }
        var pattern = ParseString();
        return new ShowFilter(start, pattern, Accept(Keyword.ESCAPE) ? ParseString() : null);
    }

    /// <summary>DESCRIBE t, INPUT p or OUTPUT p; INPUT and OUTPUT alone are tables.</summary>
    Statement ParseDescribe()
    {
        var start = Advance().Position;
        Record(Keyword.INPUT);
        Record(Keyword.OUTPUT);
        if (At(Keyword.INPUT) && AtIdentifier(1))
        {
            Advance();
            return new DescribeInput(start, ParseIdentifier());
        }
        if (At(Keyword.OUTPUT) && AtIdentifier(1))
        {
            Advance();
            return new DescribeOutput(start, ParseIdentifier());
        }
        return new ShowColumns(start, ParseQualifiedName(), null);
    }

    Use ParseUse()
    {
        var start = Advance().Position;
        var first = ParseIdentifier();
        return Accept(TokenKind.Dot) ? new Use(start, first, ParseIdentifier()) : new Use(start, null, first);
    }

    Statement ParseSet()
    {
        var start = Advance().Position;
        if (Accept(Keyword.SESSION))
        {
            Record(Keyword.AUTHORIZATION);
            if (At(Keyword.AUTHORIZATION) && (AtIdentifier(1) || AtString(1)))
            {
                Advance();
                return new SetSessionAuthorization(start, AtString() ? ParseString() : ParseIdentifier());
            }
            var name = ParseQualifiedName();
            Expect(TokenKind.Equal);
            return new SetSession(start, name, ParseExpression());
        }
        if (Accept(Keyword.TIME))
        {
            Expect(Keyword.ZONE);
            Record(Keyword.LOCAL);
            if (At(Keyword.LOCAL) && Peek(1).Is(TokenKind.End))
            {
                Advance();
                return new SetTimeZone(start, null);
            }
            return new SetTimeZone(start, ParseExpression());
        }
        if (Accept(Keyword.PATH))
        {
            return new SetPath(start, List(ParseQualifiedName));
        }
        Expect(Keyword.ROLE);
        return ParseSetRole(start);
    }

    Statement ParseReset()
    {
        var start = Advance().Position;
        Expect(Keyword.SESSION);
        Record(Keyword.AUTHORIZATION);
        if (At(Keyword.AUTHORIZATION) && !Peek(1).Is(TokenKind.Dot))
        {
            Advance();
            return new ResetSessionAuthorization(start);
        }
        return new ResetSession(start, ParseQualifiedName());
    }

    Statement ParseExecute()
    {
        var start = Advance().Position;
        Record(Keyword.IMMEDIATE);
        if (At(Keyword.IMMEDIATE) && AtString(1))
        {
            Advance();
            var text = ParseString();
            return new ExecuteImmediate(start, text, ParseUsing());
        }
        var name = ParseIdentifier();
        return new Execute(start, name, ParseUsing());
    }

    SyntaxList<Expression> ParseUsing() => Accept(Keyword.USING) ? List(ParseExpression) : [];

    StartTransaction ParseStartTransaction()
    {
        var start = Advance().Position;
        Expect(Keyword.TRANSACTION);
        IsolationLevel? isolation = null;
        bool? readOnly = null;
        var more = AtOrRecord(Keyword.ISOLATION) || AtOrRecord(Keyword.READ);
        while (more)
        {
            var mode = Here;
            if (Accept(Keyword.READ))
            {
                if (readOnly is not null)
                {
                    Defer(mode, "Multiple transaction read modes specified");
                }
                readOnly = Accept(Keyword.ONLY);
                if (readOnly == false)
                {
                    Expect(Keyword.WRITE);
                }
            }
            else
            {
                Expect(Keyword.ISOLATION, Keyword.LEVEL);
                if (isolation is not null)
                {
                    Defer(mode, "Multiple transaction isolation levels specified");
                }
                isolation = ParseIsolationLevel();
            }
            more = Accept(TokenKind.Comma);
        }
        return new StartTransaction(start, isolation, readOnly);
    }

    IsolationLevel ParseIsolationLevel()
    {
        if (Accept(Keyword.READ))
        {
            if (Accept(Keyword.UNCOMMITTED))
            {
                return IsolationLevel.ReadUncommitted;
            }
            Expect(Keyword.COMMITTED);
            return IsolationLevel.ReadCommitted;
        }
        if (Accept(Keyword.REPEATABLE))
        {
            Expect(Keyword.READ);
            return IsolationLevel.RepeatableRead;
        }
        Expect(Keyword.SERIALIZABLE);
        return IsolationLevel.Serializable;
    }
}
