using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Parsing;

/// <summary>Which statement it is, and the statements that read and write rows.</summary>
sealed partial class Parser
{
    Statement ParseStatement()
    {
        Enter();
        var statement = ReadStatement();
        Leave();
        return statement;
    }

    Statement ReadStatement()
    {
        var start = Here;
        switch (Current.Keyword)
        {
            case Keyword.SELECT:
            case Keyword.WITH:
            case Keyword.VALUES:
            case Keyword.TABLE:
                return new QueryStatement(start, ParseRootQuery());
            case Keyword.INSERT:
                return ParseInsert();
            case Keyword.DELETE:
                return ParseDelete();
            case Keyword.UPDATE:
                return ParseUpdate();
            case Keyword.MERGE:
                return ParseMerge();
            case Keyword.TRUNCATE:
                Advance();
                Expect(Keyword.TABLE);
                return new TruncateTable(start, ParseQualifiedName());
            case Keyword.CREATE:
                return ParseCreate();
            case Keyword.DROP:
                return ParseDrop();
            case Keyword.ALTER:
                return ParseAlter();
            case Keyword.COMMENT:
                return ParseComment();
            case Keyword.REFRESH:
                Advance();
                Expect(Keyword.MATERIALIZED, Keyword.VIEW);
                return new RefreshMaterializedView(start, ParseQualifiedName());
            case Keyword.ANALYZE:
                Advance();
                return new Analyze(start, ParseQualifiedName(), ParseWithProperties());
            case Keyword.CALL:
                Advance();
                var procedure = ParseQualifiedName();
                return new Call(start, procedure, ParseCallArguments());
            case Keyword.SHOW:
                return ParseShow();
            case Keyword.DESC:
                Advance();
                return new ShowColumns(start, ParseQualifiedName(), null);
            case Keyword.DESCRIBE:
                return ParseDescribe();
            case Keyword.EXPLAIN:
                return ParseExplain();
            case Keyword.USE:
                return ParseUse();
            case Keyword.SET:
                return ParseSet();
            case Keyword.RESET:
                return ParseReset();
            case Keyword.PREPARE:
                Advance();
                var prepared = ParseIdentifier();
                Expect(Keyword.FROM);
                return new Prepare(start, prepared, ParseStatement());
            case Keyword.DEALLOCATE:
                Advance();
                Expect(Keyword.PREPARE);
                return new Deallocate(start, ParseIdentifier());
            case Keyword.EXECUTE:
                return ParseExecute();
            case Keyword.START:
                return ParseStartTransaction();
            case Keyword.COMMIT:
                Advance();
                Accept(Keyword.WORK);
                return new Commit(start);
            case Keyword.ROLLBACK:
                Advance();
                Accept(Keyword.WORK);
                return new Rollback(start);
            case Keyword.GRANT:
                return ParseGrant();
            case Keyword.REVOKE:
                return ParseRevoke();
            case Keyword.DENY:
                return ParseDeny();
        }
        if (At(TokenKind.LeftParen))
        {
            return new QueryStatement(start, ParseRootQuery());
        }
        foreach (var keyword in StatementWords)
        {
            Record(keyword);
        }
        Record("<query>");
        throw Unexpected();
    }

    static readonly Keyword[] StatementWords =
    [
        Keyword.ALTER,
        Keyword.ANALYZE,
        Keyword.CALL,
        Keyword.COMMENT,
        Keyword.COMMIT,
        Keyword.CREATE,
        Keyword.DEALLOCATE,
        Keyword.DELETE,
        Keyword.DENY,
        Keyword.DESC,
        Keyword.DESCRIBE,
        Keyword.DROP,
        Keyword.EXECUTE,
        Keyword.EXPLAIN,
        Keyword.GRANT,
        Keyword.INSERT,
        Keyword.MERGE,
        Keyword.PREPARE,
        Keyword.REFRESH,
        Keyword.RESET,
        Keyword.REVOKE,
        Keyword.ROLLBACK,
        Keyword.SET,
        Keyword.SHOW,
        Keyword.START,
        Keyword.TRUNCATE,
        Keyword.UPDATE,
        Keyword.USE,
        Keyword.WITH,
    ];

    TableReference ParseTarget()
    {
        var name = ParseQualifiedName();
        return new TableReference(name.Position, name, null);
    }

    Insert ParseInsert()
    {
        var start = Advance().Position;
        Expect(Keyword.INTO);
        var target = ParseTarget();
        SyntaxList<Identifier>? columns = null;
        Forget();
        Record(TokenKind.LeftParen);
        if (At(TokenKind.LeftParen) && !StartsQueryBody(_index))
        {
            columns = ParseColumnAliases();
        }
        return new Insert(start, target, columns, ParseRootQuery());
    }

    /// <summary>Whether parentheses hold a query, however deep.</summary>
    bool StartsQueryBody(int index)
    {
        while (tokens[index].Is(TokenKind.LeftParen))
        {
            index++;
        }
        return StartsQueryWord(index);
    }

    Delete ParseDelete()
    {
        var start = Advance().Position;
        Expect(Keyword.FROM);
        var target = ParseTarget();
        return new Delete(start, target, Accept(Keyword.WHERE) ? ParseExpression() : null);
    }

    Update ParseUpdate()
    {
        var start = Advance().Position;
        var target = ParseTarget();
        Expect(Keyword.SET);
        var assignments = List(ParseAssignment);
        return new Update(start, target, assignments, Accept(Keyword.WHERE) ? ParseExpression() : null);
    }

    Assignment ParseAssignment()
    {
        var column = ParseIdentifier();
        Expect(TokenKind.Equal);
        return new Assignment(column.Position, column, ParseExpression());
    }

    Merge ParseMerge()
    {
        var start = Advance().Position;
        Expect(Keyword.INTO);
        var target = ParseTarget();
        Forget();
        var alias = TryAlias();
        Expect(Keyword.USING);
        var relation = ParseRelation();
        Expect(Keyword.ON);
        var condition = ParseExpression();
        Forget();
        var cases = new List<MergeCase>();
        do
        {
            cases.Add(ParseMergeCase());
        } while (AtOrRecord(Keyword.WHEN));
        return new Merge(start, target, alias, relation, condition, new([.. cases]));
    }

    MergeCase ParseMergeCase()
    {
        var start = Expect(Keyword.WHEN).Position;
        var not = Accept(Keyword.NOT);
        Expect(Keyword.MATCHED);
        var condition = Accept(Keyword.AND) ? ParseExpression() : null;
        Expect(Keyword.THEN);
        if (not)
        {
            Expect(Keyword.INSERT);
            var columns = TryColumnAliases() ?? [];
            Expect(Keyword.VALUES);
            return new MergeInsert(start, condition, columns, Parenthesized(ParseExpression));
        }
        if (Accept(Keyword.UPDATE))
        {
            Expect(Keyword.SET);
            return new MergeUpdate(start, condition, List(ParseAssignment));
        }
        Expect(Keyword.DELETE);
        return new MergeDelete(start, condition);
    }

    // Parts of several statements

    SyntaxList<CallArgument> ParseCallArguments()
    {
        Expect(TokenKind.LeftParen);
        if (Accept(TokenKind.RightParen))
        {
            return [];
        }
        var arguments = List(() =>
        {
            var start = Here;
            Record("<identifier>");
            var name = AtIdentifier() && Peek(1).Is(TokenKind.DoubleArrow) ? ParseIdentifier() : null;
            if (name is not null)
            {
                Expect(TokenKind.DoubleArrow);
            }
            return new CallArgument(start, name, ParseExpression());
        });
        Expect(TokenKind.RightParen);
        return arguments;
    }

    SyntaxList<Property> ParseWithProperties() => Accept(Keyword.WITH) ? Parenthesized(ParseProperty) : [];

    Property ParseProperty()
    {
        var name = ParseIdentifier();
        Expect(TokenKind.Equal);
        Record(Keyword.DEFAULT);
        // DEFAULT alone; it may also be a column in an expression.
        if (At(Keyword.DEFAULT) && Peek(1).Kind is TokenKind.Comma or TokenKind.RightParen or TokenKind.End)
        {
            Advance();
            return new Property(name.Position, name, null);
        }
        return new Property(name.Position, name, ParseExpression());
    }

    bool AcceptIfExists()
    {
        Record(Keyword.IF);
        if (!At(Keyword.IF, Keyword.EXISTS))
        {
            return false;
        }
        _index += 2;
        return true;
    }

    /// <summary>IF NOT EXISTS; IF alone is a name.</summary>
    bool AcceptIfNotExists()
    {
        Record(Keyword.IF);
        if (!At(Keyword.IF, Keyword.NOT))
        {
            if (At(Keyword.IF))
            {
                RecordAt(_index + 1, $"'{Keyword.NOT}'");
            }
            return false;
        }
        _index += 2;
        Expect(Keyword.EXISTS);
        return true;
    }

    // EXPLAIN

    Statement ParseExplain()
    {
        var start = Advance().Position;
        // ANALYZE is also a statement: EXPLAIN ANALYZE t would be both, and Trino reads the first.
        if (At(Keyword.ANALYZE) && (StartsStatement(Peek(1)) || Peek(1).Is(Keyword.VERBOSE)))
        {
            Advance();
            var verbose = Accept(Keyword.VERBOSE);
            return new ExplainAnalyze(start, verbose, ParseStatement());
        }
        SyntaxList<ExplainOption> options = [];
        Record(TokenKind.LeftParen);
        if (At(TokenKind.LeftParen) && Peek(1).Keyword is Keyword.FORMAT or Keyword.TYPE)
        {
            options = Parenthesized(ParseExplainOption);
        }
        else if (At(TokenKind.LeftParen))
        {
            RecordAt(_index + 1, $"'{Keyword.FORMAT}'");
            RecordAt(_index + 1, $"'{Keyword.TYPE}'");
        }
        return new Explain(start, options, ParseStatement());
    }

    static bool StartsStatement(Token token) =>
        token.Is(TokenKind.LeftParen)
        || token.Keyword is Keyword.SELECT or Keyword.VALUES or Keyword.TABLE
        || Array.IndexOf(StatementWords, token.Keyword) >= 0;

    ExplainOption ParseExplainOption()
    {
        var start = Here;
        if (Accept(Keyword.FORMAT))
        {
            if (Accept(Keyword.TEXT))
            {
                return new ExplainFormatOption(start, ExplainFormat.Text);
            }
            if (Accept(Keyword.GRAPHVIZ))
            {
                return new ExplainFormatOption(start, ExplainFormat.Graphviz);
            }
            Expect(Keyword.JSON);
            return new ExplainFormatOption(start, ExplainFormat.Json);
        }
        Expect(Keyword.TYPE);
        if (Accept(Keyword.LOGICAL))
        {
            return new ExplainTypeOption(start, ExplainType.Logical);
        }
        if (Accept(Keyword.DISTRIBUTED))
        {
            return new ExplainTypeOption(start, ExplainType.Distributed);
        }
        if (Accept(Keyword.VALIDATE))
        {
            return new ExplainTypeOption(start, ExplainType.Validate);
        }
        Expect(Keyword.IO);
        return new ExplainTypeOption(start, ExplainType.Io);
    }
}
