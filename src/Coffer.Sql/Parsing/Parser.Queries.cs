using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>WITH, set operations, SELECT and the clauses behind them.</summary>
sealed partial class Parser
{
    /// <summary>The token of the select item that is being read: only there is <c>x.*</c> a list of columns.</summary>
    int _selectItemStart = -1;

    /// <summary>A query at the top of a statement: it may define functions.</summary>
    Query ParseRootQuery()
    {
        Record(Keyword.WITH);
        Mark("<query>");
        if (!At(Keyword.WITH, Keyword.FUNCTION))
        {
            return ParseQuery();
        }
        var start = Here;
        Advance();
        var functions = List(ParseFunctionSpecification);
        Mark("<query>");
        return ParseQuery() with { Position = start, Functions = functions };
    }

    Query ParseQuery()
    {
        Mark("<query>");
        var start = Here;
        With? with = null;
        if (Accept(Keyword.WITH))
        {
            var recursive = Accept(Keyword.RECURSIVE);
            with = new With(start, recursive, List(ParseWithQuery));
        }
        if (with is not null)
        {
            Forget();
        }
        var query = ParseQueryNoWith();
        return with is null ? query : query with { Position = start, With = with };
    }

    WithQuery ParseWithQuery()
    {
        var name = ParseIdentifier();
        var columns = TryColumnAliases() ?? [];
        Expect(Keyword.AS);
        Expect(TokenKind.LeftParen);
        var query = ParseQuery();
        ExpectClose();
        return new WithQuery(name.Position, name, columns, query);
    }

    Query ParseQueryNoWith()
    {
        Enter();
        var start = Here;
        var query = FinishQuery(start, ParseQueryBody(null));
        Leave();
        return query;
    }

    /// <summary>Reads ORDER BY, OFFSET and LIMIT, and gives them to a plain SELECT.</summary>
    Query FinishQuery(SourcePosition start, QueryBody body)
    {
        OrderBy? orderBy = null;
        var position = Here;
        if (Accept(Keyword.ORDER))
        {
            Expect(Keyword.BY);
            orderBy = new OrderBy(position, List(ParseSortItem));
        }
        var offset = TryOffset();
        var limit = TryLimit();
        return body is QuerySpecification select
            ? new Query(start, null, select with { OrderBy = orderBy, Offset = offset, Limit = limit }, null, null, null)
            : new Query(start, null, body, orderBy, offset, limit);
    }

    Offset? TryOffset()
    {
        var start = Here;
        if (!Accept(Keyword.OFFSET))
        {
            return null;
        }
        var count = ParseRowCount();
        if (!Accept(Keyword.ROW))
        {
            Accept(Keyword.ROWS);
        }
        return new Offset(start, count);
    }

    RowLimit? TryLimit()
    {
        var start = Here;
        if (Accept(Keyword.LIMIT))
        {
            return new Limit(start, Accept(Keyword.ALL) ? null : ParseRowCount());
        }
        if (!Accept(Keyword.FETCH))
        {
            return null;
        }
        if (!Accept(Keyword.FIRST))
        {
            Expect(Keyword.NEXT);
        }
        Expression? count = null;
        if (Current.Kind is TokenKind.Integer or TokenKind.Question or TokenKind.Template)
        {
            count = ParseRowCount();
        }
        else
        {
            Record("<integer>");
            Record(TokenKind.Question);
        }
        if (!Accept(Keyword.ROW))
        {
            Expect(Keyword.ROWS);
        }
        if (Accept(Keyword.ONLY))
        {
            return new FetchFirst(start, count, false);
        }
        Expect(Keyword.WITH, Keyword.TIES);
        return new FetchFirst(start, count, true);
    }

    Expression ParseRowCount()
    {
        var start = Here;
        return Accept(TokenKind.Question) ? new Parameter(start, _parameters++) : ParseIntegerLiteral();
    }

    // Set operations

    /// <summary>UNION and EXCEPT of INTERSECTs of primaries. The first primary may have been read already.</summary>
    QueryBody ParseQueryBody(QueryBody? first)
    {
        var levels = 0;
        var left = ParseIntersections(first);
        while (true)
        {
            var position = Here;
            SetOperator op;
            if (Accept(Keyword.UNION))
            {
                op = SetOperator.Union;
            }
            else if (Accept(Keyword.EXCEPT))
            {
                op = SetOperator.Except;
            }
            else
            {
                Leave(levels);
                return left;
            }
            Enter();
            levels++;
            var all = ParseSetQuantifier();
            left = new SetOperation(position, op, all, left, ParseIntersections(null));
        }
    }

    QueryBody ParseIntersections(QueryBody? first)
    {
        var levels = 0;
        var left = first ?? ParseQueryPrimary();
        while (true)
        {
            var position = Here;
            if (!Accept(Keyword.INTERSECT))
            {
                Leave(levels);
                return left;
            }
            Enter();
            levels++;
            var all = ParseSetQuantifier();
            left = new SetOperation(position, SetOperator.Intersect, all, left, ParseQueryPrimary());
        }
    }

    bool ParseSetQuantifier() => !Accept(Keyword.DISTINCT) && Accept(Keyword.ALL);

    QueryBody ParseQueryPrimary()
    {
        var start = Here;
        if (AtOrRecord(Keyword.SELECT))
        {
            return ParseQuerySpecification();
        }
        if (Accept(Keyword.TABLE))
        {
            return new TableQuery(start, ParseQualifiedName());
        }
        if (Accept(Keyword.VALUES))
        {
            return new Syntax.Values(start, List(ParseExpression));
        }
        Expect(TokenKind.LeftParen);
        var query = ParseQueryNoWith();
        ExpectClose();
        return new NestedQuery(start, query);
    }

    /// <summary>Whether the words of a query start at an index; TABLE( is a table function.</summary>
    bool StartsQueryWord(int index) =>
        tokens[index].Keyword is Keyword.SELECT or Keyword.WITH or Keyword.VALUES
        || (tokens[index].Is(Keyword.TABLE) && !tokens[Math.Min(index + 1, tokens.Count - 1)].Is(TokenKind.LeftParen));

    /// <summary>Whether a query starts at an index, perhaps behind parentheses: <c>(SELECT 1) UNION …</c>.</summary>
    bool StartsQuery(int index)
    {
        while (tokens[index].Is(TokenKind.LeftParen))
        {
            var after = tokens[Math.Min(ClosingParen(index) + 1, tokens.Count - 1)];
            if (!after.Is(TokenKind.RightParen) && !ContinuesQuery(after))
            {
                return false;
            }
            index++;
        }
        return StartsQueryWord(index);
    }

    static bool ContinuesQuery(Token token) =>
        token.Keyword
            is Keyword.UNION
                or Keyword.EXCEPT
                or Keyword.INTERSECT
                or Keyword.ORDER
                or Keyword.OFFSET
                or Keyword.LIMIT
                or Keyword.FETCH;

    /// <summary>
    /// A parenthesised query read as an expression may turn out to be the first part of a query: <c>(SELECT 1) UNION SELECT 2</c> inside
    /// parentheses. Null when it does not go on as a query.
    /// </summary>
    Query? TryContinueQuery(Expression first, SourcePosition start)
    {
        if (first is not SubqueryExpression { Query.With: null } subquery || subquery.Position != start)
        {
            return null;
        }
        return ContinuesQuery(Current) ? ContinueQuery(start, subquery.Query) : null;
    }

    Query ContinueQuery(SourcePosition start, Query first) => FinishQuery(start, ParseQueryBody(new NestedQuery(start, first)));

    /// <summary>Parentheses with a query, after EXISTS and quantifiers. Positioned at the query, or at the parenthesis.</summary>
    SubqueryExpression ParseSubquery(bool inside)
    {
        var open = Expect(TokenKind.LeftParen).Position;
        var start = inside ? Here : open;
        var query = ParseQuery();
        ExpectClose();
        return new SubqueryExpression(start, query);
    }

    // SELECT

    QuerySpecification ParseQuerySpecification()
    {
        var start = Expect(Keyword.SELECT).Position;
        var distinct = ParseQuantifier();
        var items = List(ParseSelectItem);
        Relation? from = null;
        if (Accept(Keyword.FROM))
        {
            from = ParseFrom();
        }
        var where = Accept(Keyword.WHERE) ? ParseExpression() : null;
        GroupBy? groupBy = null;
        var groupStart = Here;
        if (Accept(Keyword.GROUP))
        {
            Expect(Keyword.BY);
            groupStart = Here;
            var groupDistinct = ParseQuantifier();
            groupBy = new GroupBy(groupStart, groupDistinct, List(ParseGroupingElement));
        }
        var having = Accept(Keyword.HAVING) ? ParseExpression() : null;
        SyntaxList<WindowDefinition> windows = Accept(Keyword.WINDOW) ? List(ParseWindowDefinition) : [];
        return new QuerySpecification(start, distinct, items, from, where, groupBy, having, windows, null, null, null);
    }

    Relation ParseFrom()
    {
        var start = Here;
        var levels = 0;
        var left = ParseRelation();
        while (Accept(TokenKind.Comma))
        {
            Enter();
            levels++;
            left = new Join(start, JoinKind.Implicit, left, ParseRelation(), null);
        }
        Leave(levels);
        return left;
    }

    WindowDefinition ParseWindowDefinition()
    {
        var name = ParseIdentifier();
        Expect(Keyword.AS);
        return new WindowDefinition(name.Position, name, ParseWindowSpecification());
    }

    SelectItem ParseSelectItem()
    {
        var start = Here;
        if (Accept(TokenKind.Star))
        {
            return new AllColumns(start, null, []);
        }
        var outer = _selectItemStart;
        _selectItemStart = _index;
        var value = ParseExpression();
        _selectItemStart = outer;
        if (At(TokenKind.Dot))
        {
            Advance();
            Expect(TokenKind.Star);
            return new AllColumns(start, value, Accept(Keyword.AS) ? ParseColumnAliases() : []);
        }
        var alias = TryAlias();
        return new SingleColumn(start, value, alias);
    }

    /// <summary><c>[AS] name</c>; without AS the word must not begin the next clause.</summary>
    Identifier? TryAlias()
    {
        if (Accept(Keyword.AS))
        {
            return ParseIdentifier();
        }
        if (!AtIdentifier() || AtClause())
        {
            Record("<identifier>");
            return null;
        }
        return ParseIdentifier();
    }

    /// <summary>Whether a word that may be a name begins a clause here, told by what follows.</summary>
    bool AtClause()
    {
        var next = Peek(1);
        return Current.Keyword switch
        {
            Keyword.LIMIT => next.Kind is TokenKind.Integer or TokenKind.Question or TokenKind.Template || next.Is(Keyword.ALL),
            Keyword.OFFSET => next.Kind is TokenKind.Integer or TokenKind.Question or TokenKind.Template,
            Keyword.FETCH => next.Keyword is Keyword.FIRST or Keyword.NEXT,
            Keyword.WINDOW => IsIdentifier(next),
            Keyword.TABLESAMPLE => next.Keyword is Keyword.BERNOULLI or Keyword.SYSTEM,
            Keyword.MATCH_RECOGNIZE => next.Is(TokenKind.LeftParen)
                && Peek(2).Keyword
                    is Keyword.PARTITION
                        or Keyword.ORDER
                        or Keyword.MEASURES
                        or Keyword.ONE
                        or Keyword.ALL
                        or Keyword.AFTER
                        or Keyword.INITIAL
                        or Keyword.SEEK
                        or Keyword.PATTERN,
            _ => false,
        };
    }

    SortItem ParseSortItem()
    {
        var start = Here;
        var key = ParseExpression();
        var descending = false;
        if (!Accept(Keyword.ASC))
        {
            descending = Accept(Keyword.DESC);
        }
        NullOrdering? nulls = null;
        if (Accept(Keyword.NULLS))
        {
            if (Accept(Keyword.FIRST))
            {
                nulls = NullOrdering.First;
            }
            else
            {
                Expect(Keyword.LAST);
                nulls = NullOrdering.Last;
            }
        }
        return new SortItem(start, key, descending, nulls);
    }

    // GROUP BY

    GroupingElement ParseGroupingElement()
    {
        var start = Here;
        if (Accept(Keyword.ROLLUP))
        {
            return new GroupingSets(start, GroupingKind.Rollup, ParseGroupingSetList(optional: true));
        }
        if (Accept(Keyword.CUBE))
        {
            return new GroupingSets(start, GroupingKind.Cube, ParseGroupingSetList(optional: true));
        }
        Record(Keyword.GROUPING);
        if (At(Keyword.GROUPING, Keyword.SETS))
        {
            _index += 2;
            return new GroupingSets(start, GroupingKind.GroupingSets, ParseGroupingSetList(optional: false));
        }
        return new SimpleGroupBy(start, ParseGroupingSet());
    }

    SyntaxList<SyntaxList<Expression>> ParseGroupingSetList(bool optional)
    {
        Expect(TokenKind.LeftParen);
        SyntaxList<SyntaxList<Expression>> sets = optional && AtOrRecord(TokenKind.RightParen) ? [] : List(ParseGroupingSet);
        Expect(TokenKind.RightParen);
        return sets;
    }

    /// <summary><c>(a, b)</c>, <c>()</c> or one expression; parentheses that only begin an expression are part of it.</summary>
    SyntaxList<Expression> ParseGroupingSet()
    {
        Record(TokenKind.LeftParen);
        if (!At(TokenKind.LeftParen) || AtLambdaParameters())
        {
            return [ParseExpression()];
        }
        if (Peek(1).Is(TokenKind.RightParen))
        {
            _index += 2;
            return [];
        }
        var open = _index;
        Open(covering: true);
        var expression = ParseExpression();
        Close();
        var whole = tokens[_index - 1].Is(TokenKind.RightParen) && ClosingParen(open) == _index - 1;
        return whole && expression is RowConstructor row && row.Position == tokens[open].Position ? row.Items : [expression];
    }
}
