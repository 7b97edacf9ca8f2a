using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Operators, from the loosest to the tightest: OR, AND, NOT, predicates, <c>||</c>, <c>+ -</c>, <c>* / %</c>, signs, AT TIME ZONE, postfixes.</summary>
sealed partial class Parser
{
    const string ExpressionWord = "<expression>";

    Expression ParseExpression()
    {
        Mark(ExpressionWord);
        Enter();
        var result = ParseLogical(LogicalOperator.Or);
        Leave();
        return result;
    }

    Expression ParseLogical(LogicalOperator op)
    {
        var keyword = op == LogicalOperator.Or ? Keyword.OR : Keyword.AND;
        var start = Here;
        var first = op == LogicalOperator.Or ? ParseLogical(LogicalOperator.And) : ParseNot();
        if (!Accept(keyword))
        {
            return first;
        }
        var terms = new List<Expression> { first };
        do
        {
            Mark(ExpressionWord);
            terms.Add(op == LogicalOperator.Or ? ParseLogical(LogicalOperator.And) : ParseNot());
        } while (Accept(keyword));
        return new LogicalExpression(start, op, new([.. terms]));
    }

    Expression ParseNot()
    {
        Mark(ExpressionWord);
        var start = Here;
        if (!Accept(Keyword.NOT))
        {
            return ParsePredicate();
        }
        Enter();
        var value = ParseNot();
        Leave();
        return new NotExpression(start, value);
    }

    Expression ParsePredicate()
    {
        var value = ParseValue();
        if (_index == refusedIn)
        {
            Forget();
            return value;
        }
        var start = Here;
        switch (Current.Kind)
        {
            case TokenKind.Equal:
                return ParseComparison(value, ComparisonOperator.Equal);
            case TokenKind.NotEqual:
                return ParseComparison(value, ComparisonOperator.NotEqual);
            case TokenKind.Less:
                return ParseComparison(value, ComparisonOperator.LessThan);
            case TokenKind.LessOrEqual:
                return ParseComparison(value, ComparisonOperator.LessThanOrEqual);
            case TokenKind.Greater:
                return ParseComparison(value, ComparisonOperator.GreaterThan);
            case TokenKind.GreaterOrEqual:
                return ParseComparison(value, ComparisonOperator.GreaterThanOrEqual);
        }
        switch (Current.Keyword)
        {
            case Keyword.IS:
                return ParseIs(value);
            case Keyword.NOT:
                Advance();
                return new NotExpression(start, TryRangePredicate(value, start) ?? throw Unexpected());
            case Keyword.BETWEEN:
            case Keyword.IN:
            case Keyword.LIKE:
                return TryRangePredicate(value, start)!;
        }
        Record("<predicate>");
        return value;
    }

    Expression ParseComparison(Expression left, ComparisonOperator op)
    {
        var position = Advance().Position;
        Record(Keyword.ALL);
        Record(Keyword.ANY);
        Record(Keyword.SOME);
        if (Current.Keyword is Keyword.ALL or Keyword.ANY or Keyword.SOME && Peek(1).Is(TokenKind.LeftParen) && StartsQuery(_index + 2))
        {
            var quantifier = Advance().Is(Keyword.ALL) ? Quantifier.All : Quantifier.Any;
            return new QuantifiedComparison(position, op, quantifier, left, ParseSubquery(inside: true));
        }
        return new Comparison(position, op, left, ParseValue());
    }

    Expression ParseIs(Expression value)
    {
        var start = Advance().Position;
        var not = Accept(Keyword.NOT);
        if (Accept(Keyword.NULL))
        {
            return not ? new IsNotNull(start, value) : new IsNull(start, value);
        }
        Expect(Keyword.DISTINCT, Keyword.FROM);
        var distinct = new Comparison(start, ComparisonOperator.IsDistinctFrom, value, ParseValue());
        return not ? new NotExpression(start, distinct) : distinct;
    }

    Expression? TryRangePredicate(Expression value, SourcePosition start)
    {
        if (Accept(Keyword.BETWEEN))
        {
            var min = ParseValue();
            Expect(Keyword.AND);
            return new Between(start, value, min, ParseValue());
        }
        if (AtOrRecord(Keyword.IN))
        {
            return ParseIn(value, start);
        }
        if (Accept(Keyword.LIKE))
        {
            var pattern = ParseValue();
            return new Like(start, value, pattern, Accept(Keyword.ESCAPE) ? ParseValue() : null);
        }
        return null;
    }

    Expression ParseIn(Expression value, SourcePosition start)
    {
        var plain = _index == 0 || !tokens[_index - 1].Is(Keyword.NOT);
        if (plain)
        {
            Open(covering: false);
        }
        Advance();
        var predicate = ReadIn(value, start);
        if (plain)
        {
            Close();
        }
        return predicate;
    }

    Expression ReadIn(Expression value, SourcePosition start)
    {
        Expect(TokenKind.LeftParen);
        var queryStart = Here;
        Mark(ExpressionWord);
        if (StartsQueryWord(_index))
        {
            var query = ParseQuery();
            Expect(TokenKind.RightParen);
            return new InSubquery(start, value, new SubqueryExpression(queryStart, query));
        }
        var first = ParseExpression();
        if (TryContinueQuery(first, queryStart) is { } continued)
        {
            Expect(TokenKind.RightParen);
            return new InSubquery(start, value, new SubqueryExpression(queryStart, continued));
        }
        var items = new List<Expression> { first };
        while (Accept(TokenKind.Comma))
        {
            items.Add(ParseExpression());
        }
        Expect(TokenKind.RightParen);
        return new InList(start, value, new([.. items]));
    }

    // Values

    Expression ParseValue(int precedence = 1)
    {
        Mark(ExpressionWord);
        Enter();
        var levels = 1;
        var left = ParseSigned();
        while (TryBinary(precedence) is { } op)
        {
            // A chain is a tree that leans to the left: each link is a level.
            Enter();
            levels++;
            var position = Advance().Position;
            var right = ParseValue(PrecedenceOf(op) + 1);
            left =
                op == TokenKind.Concat
                    ? new FunctionCall(position, new QualifiedName(position, [new Identifier(position, "concat", false)]), [left, right])
                    : new ArithmeticBinary(position, ArithmeticOf(op), left, right);
        }
        Leave(levels);
        return left;
    }

    TokenKind? TryBinary(int precedence)
    {
        var kind = Current.Kind;
        if (PrecedenceOf(kind) is > 0 and var found && found >= precedence)
        {
            return kind;
        }
        if (recording)
        {
            Record(TokenKind.Concat);
            Record(TokenKind.Plus);
            Record(TokenKind.Minus);
            Record(TokenKind.Star);
            Record(TokenKind.Slash);
            Record(TokenKind.Percent);
        }
        return null;
    }

    static int PrecedenceOf(TokenKind kind) =>
        kind switch
        {
            TokenKind.Concat => 1,
            TokenKind.Plus or TokenKind.Minus => 2,
            TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 3,
            _ => 0,
        };

    static ArithmeticOperator ArithmeticOf(TokenKind kind) =>
        kind switch
        {
            TokenKind.Plus => ArithmeticOperator.Add,
            TokenKind.Minus => ArithmeticOperator.Subtract,
            TokenKind.Star => ArithmeticOperator.Multiply,
            TokenKind.Slash => ArithmeticOperator.Divide,
            _ => ArithmeticOperator.Modulus,
        };

    Expression ParseSigned()
    {
        Mark(ExpressionWord);
        // A minus before a number is part of the number: that is how the smallest BIGINT can be written.
        var signed = Current.Is(TokenKind.Minus) && Peek(1).Kind is (TokenKind.Integer or TokenKind.Decimal or TokenKind.Double);
        if (!signed && Current.Kind is (TokenKind.Plus or TokenKind.Minus))
        {
            var sign = Advance();
            Enter();
            var value = ParseSigned();
            Leave();
            return new ArithmeticUnary(sign.Position, sign.Is(TokenKind.Minus), value);
        }
        var levels = 0;
        var result = ParsePostfix();
        while (AtTimeZone())
        {
            Enter();
            levels++;
            var position = Advance().Position;
            Expect(Keyword.TIME, Keyword.ZONE);
            var zone = AtOrRecord(Keyword.INTERVAL) ? ParseInterval() : (Expression)ParseString();
            result = new AtTimeZone(position, result, zone);
        }
        Leave(levels);
        return result;
    }

    bool AtTimeZone()
    {
        if (At(Keyword.AT, Keyword.TIME))
        {
            return true;
        }
        Record(Keyword.AT);
        return false;
    }

    /// <summary><c>x.field</c> and <c>x[index]</c></summary>
    Expression ParsePostfix()
    {
        var start = Here;
        var startIndex = _index;
        var head = startIndex == _selectItemStart;
        if (head)
        {
            Open(covering: true);
        }
        var result = ParsePrimary();
        if (head)
        {
            Close();
        }
        var levels = 0;
        while (true)
        {
            if (AtOrRecord(TokenKind.LeftBracket))
            {
                Advance();
                var index = ParseValue();
                Expect(TokenKind.RightBracket);
                result = new Subscript(start, result, index);
            }
            else if (AtOrRecord(TokenKind.Dot) && !(startIndex == _selectItemStart && Peek(1).Is(TokenKind.Star)))
            {
                Advance();
                if (startIndex == _selectItemStart)
                {
                    Record(TokenKind.Star);
                }
                result = new Dereference(start, result, ParseIdentifier());
            }
            else
            {
                Leave(levels);
                return result;
            }
            Enter();
            levels++;
        }
    }
}
