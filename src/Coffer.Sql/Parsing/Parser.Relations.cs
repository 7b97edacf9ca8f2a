using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>FROM: joins, aliases, subqueries, UNNEST, table functions, JSON_TABLE.</summary>
sealed partial class Parser
{
    Relation ParseRelation()
    {
        Enter();
        var start = Here;
        var levels = 1;
        var left = ParseSampledRelation();
        while (TryJoin(left, start) is { } joined)
        {
            Enter();
            levels++;
            left = joined;
        }
        Leave(levels);
        return left;
    }

    Join? TryJoin(Relation left, SourcePosition start)
    {
        if (Accept(Keyword.CROSS))
        {
            Expect(Keyword.JOIN);
            return new Join(start, JoinKind.Cross, left, ParseSampledRelation(), null);
        }
        var position = Here;
        if (Accept(Keyword.NATURAL))
        {
            var natural = ParseJoinKind();
            return new Join(start, natural, left, ParseSampledRelation(), new NaturalJoin(position));
        }
        if (TryJoinKind() is not { } kind)
        {
            return null;
        }
        // The right side of a join with a condition may itself be a join: a JOIN b JOIN c ON … ON …
        var right = ParseRelation();
        Forget();
        position = Here;
        if (Accept(Keyword.ON))
        {
            return new Join(start, kind, left, right, new JoinOn(position, ParseExpression()));
        }
        Expect(Keyword.USING);
        return new Join(start, kind, left, right, new JoinUsing(position, Parenthesized(ParseIdentifier)));
    }

    JoinKind ParseJoinKind() => TryJoinKind() ?? throw Unexpected();

    JoinKind? TryJoinKind()
    {
        JoinKind kind;
        if (Accept(Keyword.LEFT))
        {
            kind = JoinKind.Left;
        }
        else if (Accept(Keyword.RIGHT))
        {
            kind = JoinKind.Right;
        }
        else if (Accept(Keyword.FULL))
        {
            kind = JoinKind.Full;
        }
        else if (Accept(Keyword.INNER))
        {
            Expect(Keyword.JOIN);
            return JoinKind.Inner;
        }
        else
        {
            return Accept(Keyword.JOIN) ? JoinKind.Inner : null;
        }
        Accept(Keyword.OUTER);
        Expect(Keyword.JOIN);
        return kind;
    }

    Relation ParseSampledRelation()
    {
        var start = Here;
        var relation = ParsePatternRelation();
        if (!Accept(Keyword.TABLESAMPLE))
        {
            return relation;
        }
        var method = SampleMethod.Bernoulli;
        if (!Accept(Keyword.BERNOULLI))
        {
            Expect(Keyword.SYSTEM);
            method = SampleMethod.System;
        }
        Expect(TokenKind.LeftParen);
        var percentage = ParseExpression();
        ExpectClose();
        return new SampledRelation(start, relation, method, percentage);
    }

    Relation ParsePatternRelation()
    {
        var start = Here;
        var relation = ParseAliasedRelation(start, ParseRelationPrimary());
        if (!Accept(Keyword.MATCH_RECOGNIZE))
        {
            return relation;
        }
        return ParseAliasedRelation(start, ParseMatchRecognize(start, relation));
    }

    Relation ParseAliasedRelation(SourcePosition start, Relation relation)
    {
        var alias = TryAlias();
        return alias is null ? relation : new AliasedRelation(start, relation, alias, TryColumnAliases() ?? []);
    }

    Relation ParseRelationPrimary()
    {
        var start = Here;
        Record("<identifier>");
        if (AtOrRecord(TokenKind.LeftParen))
        {
            return ParseParenthesizedRelation();
        }
        if (Accept(Keyword.UNNEST))
        {
            var expressions = Parenthesized(ParseExpression);
            return new Unnest(start, expressions, AcceptOrdinality());
        }
        Record(Keyword.LATERAL);
        if (At(Keyword.LATERAL, TokenKind.LeftParen))
        {
            Advance();
            Advance();
            var query = ParseQuery();
            ExpectClose();
            return new Lateral(start, query);
        }
        if (Accept(Keyword.TABLE))
        {
            Expect(TokenKind.LeftParen);
            var call = ParseTableFunctionCall(start);
            Expect(TokenKind.RightParen);
            return call;
        }
        if (AtOrRecord(Keyword.JSON_TABLE))
        {
            return ParseJsonTable();
        }
        var name = ParseQualifiedName();
        return new TableReference(start, name, TryPeriod());
    }

    bool AcceptOrdinality()
    {
        // Without ORDINALITY it may be the WITH of CREATE TABLE … AS … WITH DATA.
        if (!At(Keyword.WITH, Keyword.ORDINALITY))
        {
            return false;
        }
        _index += 2;
        return true;
    }

    QueryPeriod? TryPeriod()
    {
        var start = Here;
        if (!Accept(Keyword.FOR))
        {
            return null;
        }
        var version = Accept(Keyword.VERSION);
        if (!version)
        {
            Expect(Keyword.TIMESTAMP);
        }
        Expect(Keyword.AS, Keyword.OF);
        return new QueryPeriod(start, version, ParseValue());
    }

    /// <summary>A query or a join in parentheses.</summary>
    Relation ParseParenthesizedRelation()
    {
        var start = Expect(TokenKind.LeftParen).Position;
        var bodyStart = Here;
        Query query;
        if (StartsQueryWord(_index))
        {
            query = ParseQuery();
        }
        else
        {
            Record("<query>");
            var relation = ParseRelation();
            if (relation is SubqueryRelation { Query.With: null } subquery && subquery.Position == bodyStart && ContinuesQuery(Current))
            {
                query = ContinueQuery(bodyStart, subquery.Query);
            }
            else
            {
                ExpectClose();
                return relation;
            }
        }
        ExpectClose();
        return new SubqueryRelation(start, query);
    }

    // TABLE(function(…))

    TableFunctionCall ParseTableFunctionCall(SourcePosition start)
    {
        var name = ParseQualifiedName();
        Expect(TokenKind.LeftParen);
        SyntaxList<TableFunctionArgument> arguments = [];
        if (!At(TokenKind.RightParen) && !At(Keyword.COPARTITION))
        {
            arguments = List(ParseTableFunctionArgument);
        }
        else
        {
            Record(ExpressionWord);
            Record("<identifier>");
        }
        SyntaxList<SyntaxList<QualifiedName>> copartition = Accept(Keyword.COPARTITION)
            ? List(() => Parenthesized(ParseQualifiedName))
            : [];
        Expect(TokenKind.RightParen);
        return new TableFunctionCall(start, name, arguments, copartition);
    }

    TableFunctionArgument ParseTableFunctionArgument()
    {
        var start = Here;
        Record("<identifier>");
        var name = AtIdentifier() && Peek(1).Is(TokenKind.DoubleArrow) ? ParseIdentifier() : null;
        if (name is not null)
        {
            Expect(TokenKind.DoubleArrow);
        }
        return new TableFunctionArgument(start, name, ParseTableFunctionValue());
    }

    TableFunctionValue ParseTableFunctionValue()
    {
        var start = Here;
        if (At(Keyword.TABLE))
        {
            return ParseTableArgument();
        }
        if (At(Keyword.DESCRIPTOR, TokenKind.LeftParen))
        {
            Advance();
            return new DescriptorArgument(
                start,
                Parenthesized(() =>
                {
                    var field = ParseIdentifier();
                    var typed = !At(TokenKind.Comma) && !At(TokenKind.RightParen);
                    return new DescriptorField(field.Position, field, typed ? ParseType() : null);
                })
            );
        }
        if (At(Keyword.CAST) && Peek(2).Is(Keyword.NULL) && Peek(3).Is(Keyword.AS) && Peek(4).Is(Keyword.DESCRIPTOR))
        {
            _index += 5;
            Expect(TokenKind.RightParen);
            return new DescriptorArgument(start, null);
        }
        return new ScalarArgument(start, ParseExpression());
    }

    TableArgument ParseTableArgument()
    {
        var start = Expect(Keyword.TABLE).Position;
        Expect(TokenKind.LeftParen);
        var inner = Here;
        Relation table = AtIdentifier() ? new TableReference(inner, ParseQualifiedName(), null) : new SubqueryRelation(inner, ParseQuery());
        Expect(TokenKind.RightParen);
        if (Accept(Keyword.AS) || (AtIdentifier() && !AtTableArgumentClause()))
        {
            table = new AliasedRelation(start, table, ParseIdentifier(), TryColumnAliases() ?? []);
        }
        SyntaxList<Expression>? partitionBy = null;
        if (Accept(Keyword.PARTITION))
        {
            Expect(Keyword.BY);
            partitionBy = ParseGroupingSet();
        }
        bool? prune = null;
        if (Current.Keyword is Keyword.PRUNE or Keyword.KEEP)
        {
            prune = Advance().Is(Keyword.PRUNE);
            Expect(Keyword.WHEN, Keyword.EMPTY);
        }
        var orderStart = Here;
        OrderBy? orderBy = null;
        if (Accept(Keyword.ORDER))
        {
            Expect(Keyword.BY);
            orderBy = new OrderBy(orderStart, At(TokenKind.LeftParen) ? Parenthesized(ParseSortItem) : [ParseSortItem()]);
        }
        return new TableArgument(start, table, partitionBy, prune, orderBy);
    }

    bool AtTableArgumentClause() => At(Keyword.PARTITION, Keyword.BY) || At(Keyword.PRUNE, Keyword.WHEN) || At(Keyword.KEEP, Keyword.WHEN);

    // JSON_TABLE

    JsonTable ParseJsonTable()
    {
        var start = Expect(Keyword.JSON_TABLE).Position;
        Expect(TokenKind.LeftParen);
        var path = ParseJsonPathInvocation(named: true);
        Expect(Keyword.COLUMNS);
        var columns = Parenthesized(ParseJsonTableColumn);
        JsonTablePlan? plan = null;
        if (Accept(Keyword.PLAN))
        {
            plan = At(Keyword.DEFAULT) ? ParseDefaultPlan() : ParseParenthesizedPlan();
        }
        bool? errorOnError = null;
        if (Current.Keyword is Keyword.ERROR or Keyword.EMPTY)
        {
            errorOnError = Advance().Is(Keyword.ERROR);
            Expect(Keyword.ON, Keyword.ERROR);
        }
        Expect(TokenKind.RightParen);
        return new JsonTable(start, path, columns, plan, errorOnError);
    }

    JsonTableColumn ParseJsonTableColumn()
    {
        Enter();
        var column = ReadJsonTableColumn();
        Leave();
        return column;
    }

    JsonTableColumn ReadJsonTableColumn()
    {
        var start = Here;
        if (At(Keyword.NESTED) && (Peek(1).Is(Keyword.PATH) || AtString(1)))
        {
            Advance();
            Accept(Keyword.PATH);
            var nestedPath = ParseString();
            var pathName = Accept(Keyword.AS) ? ParseIdentifier() : null;
            Expect(Keyword.COLUMNS);
            return new JsonNestedColumns(start, nestedPath, pathName, Parenthesized(ParseJsonTableColumn));
        }
        var name = ParseIdentifier();
        if (Accept(Keyword.FOR))
        {
            Expect(Keyword.ORDINALITY);
            return new JsonOrdinalityColumn(start, name);
        }
        var type = ParseType();
        var format = TryJsonFormat();
        var path = Accept(Keyword.PATH) ? ParseString() : null;
        if (format is { } form)
        {
            var wrapper = TryJsonWrapper();
            var quotes = TryJsonQuotes();
            var (emptyQuery, errorQuery) = ParseJsonQueryBehaviors();
            return new JsonQueryColumn(start, name, type, form, path, wrapper, quotes, emptyQuery, errorQuery);
        }
        var (onEmpty, emptyDefault, onError, errorDefault) = ParseJsonValueBehaviors();
        return new JsonValueColumn(start, name, type, path, onEmpty, emptyDefault, onError, errorDefault);
    }

    JsonDefaultPlan ParseDefaultPlan()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var (inner, cross) = (false, false);
        do
        {
            if (Accept(Keyword.INNER))
            {
                inner = true;
            }
            else if (Accept(Keyword.CROSS))
            {
                cross = true;
            }
            else if (!Accept(Keyword.OUTER))
            {
                Expect(Keyword.UNION);
            }
        } while (Accept(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        return new JsonDefaultPlan(start, inner, cross);
    }

    JsonTablePlan ParseParenthesizedPlan()
    {
        Enter();
        Expect(TokenKind.LeftParen);
        var plan = ParsePlan();
        Expect(TokenKind.RightParen);
        Leave();
        return plan;
    }

    JsonTablePlan ParsePlan()
    {
        var start = Here;
        var first = ParsePlanPart();
        JsonPlanOperator op;
        var keyword = Current.Keyword;
        switch (keyword)
        {
            case Keyword.OUTER:
                op = JsonPlanOperator.Outer;
                break;
            case Keyword.INNER:
                op = JsonPlanOperator.Inner;
                break;
            case Keyword.UNION:
                op = JsonPlanOperator.Union;
                break;
            case Keyword.CROSS:
                op = JsonPlanOperator.Cross;
                break;
            default:
                return first;
        }
        var parts = new List<JsonTablePlan> { first };
        while (Accept(keyword))
        {
            parts.Add(ParsePlanPart());
            if (op is JsonPlanOperator.Outer or JsonPlanOperator.Inner)
            {
                break;
            }
        }
        return new JsonPlanJoin(start, op, new([.. parts]));
    }

    JsonTablePlan ParsePlanPart()
    {
        if (At(TokenKind.LeftParen))
        {
            return ParseParenthesizedPlan();
        }
        var name = ParseIdentifier();
        return new JsonPlanLeaf(name.Position, name);
    }
}
