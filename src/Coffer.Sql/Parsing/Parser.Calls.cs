using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Function calls, LISTAGG, windows.</summary>
sealed partial class Parser
{
    /// <summary><c>a.b.c(</c></summary>
    bool AtCall(int offset)
    {
        while (AtIdentifier(offset))
        {
            offset++;
            if (Peek(offset).Is(TokenKind.LeftParen))
            {
                return true;
            }
            if (!Peek(offset).Is(TokenKind.Dot))
            {
                return false;
            }
            offset++;
        }
        return false;
    }

    Expression ParseCall(SourcePosition start, ProcessingMode? mode)
    {
        var name = ParseQualifiedName();
        var open = _index;
        Expect(TokenKind.LeftParen);
        var star = false;
        Identifier? starOf = null;
        var distinct = false;
        SyntaxList<Expression> arguments = [];
        SyntaxList<SortItem> orderBy = [];
        if (At(TokenKind.Star))
        {
            Advance();
            star = true;
        }
        else if (AtIdentifier() && Peek(1).Is(TokenKind.Dot) && Peek(2).Is(TokenKind.Star))
        {
            starOf = ParseIdentifier();
            Advance();
            Advance();
            star = true;
        }
        else
        {
            Record(Keyword.DISTINCT);
            Record(Keyword.ALL);
            Record(TokenKind.Star);
            Record(TokenKind.RightParen);
            Record(Keyword.ORDER);
            if (!At(TokenKind.RightParen) && !At(Keyword.ORDER))
            {
                distinct = ParseQuantifier();
                Mark(ExpressionWord);
                var items = new List<Expression> { ParseExpression() };
                if (open == _tryCastOpen)
                {
                    Record(Keyword.AS);
                }
                while (Accept(TokenKind.Comma))
                {
                    items.Add(ParseExpression());
                }
                arguments = new([.. items]);
            }
            else
            {
                Record(ExpressionWord);
            }
            if (Accept(Keyword.ORDER))
            {
                Expect(Keyword.BY);
                orderBy = List(ParseSortItem);
            }
        }
        Expect(TokenKind.RightParen);
        var filter = TryFilter();
        var nullTreatment = TryNullTreatment();
        Window? over = null;
        if (At(Keyword.OVER) && (Peek(1).Is(TokenKind.LeftParen) || AtIdentifier(1)))
        {
            Advance();
            over = ParseOver();
        }
        else if (nullTreatment is not null)
        {
            Record(Keyword.OVER);
            throw Unexpected();
        }
        var call = new FunctionCall(start, name, arguments)
        {
            Star = star,
            StarOf = starOf,
            Distinct = distinct,
            OrderBy = orderBy,
            Filter = filter,
            NullTreatment = nullTreatment,
            Over = over,
            ProcessingMode = mode,
        };
        return SpecialForm(call) ?? call;
    }

    /// <summary>DISTINCT or ALL before a select list or arguments; true for DISTINCT. ALL may also be a name.</summary>
    bool ParseQuantifier()
    {
        if (Accept(Keyword.DISTINCT))
        {
            return true;
        }
        Record(Keyword.ALL);
        if (
            At(Keyword.ALL)
            && (StartsExpression(Peek(1)) || Peek(1).Is(TokenKind.Star) || Peek(1).Keyword is Keyword.ROLLUP or Keyword.CUBE)
        )
        {
            Advance();
        }
        return false;
    }

    Expression? TryFilter()
    {
        if (!At(Keyword.FILTER, TokenKind.LeftParen))
        {
            return null;
        }
        Advance();
        Advance();
        Expect(Keyword.WHERE);
        var condition = ParseExpression();
        Expect(TokenKind.RightParen);
        return condition;
    }

    NullTreatment? TryNullTreatment()
    {
        if (At(Keyword.IGNORE, Keyword.NULLS))
        {
            _index += 2;
            return NullTreatment.Ignore;
        }
        if (At(Keyword.RESPECT, Keyword.NULLS))
        {
            _index += 2;
            return NullTreatment.Respect;
        }
        return null;
    }

    /// <summary>
    /// The functions that Trino's parser turns into forms of their own, with its checks. (trinodb/trino core/trino-parser
    /// AstBuilder.visitFunctionCall)
    /// </summary>
    Expression? SpecialForm(FunctionCall call)
    {
        if (call.Name.Parts.Count != 1)
        {
            return null;
        }
        var name = call.Name.Last.Lower;
        var count = call.Arguments.Count;
        string? wrong;
        switch (name)
        {
            case "if":
            case "nullif":
                wrong = count == 2 || (name == "if" && count == 3) ? null : $"Invalid number of arguments for '{name}' function";
                break;
            case "coalesce":
                wrong = count >= 2 ? null : "The 'coalesce' function must have at least two arguments";
                break;
            case "try":
                wrong = count == 1 ? null : "The 'try' function must have exactly one argument";
                break;
            case "format":
                wrong = count >= 2 ? null : "The 'format' function must have at least two arguments";
                break;
            default:
                return null;
        }
        wrong ??=
            call.Over is not null ? $"OVER clause not valid for '{name}' function"
            : call.Distinct ? $"DISTINCT not valid for '{name}' function"
            : call.NullTreatment is not null ? $"Null treatment clause not valid for '{name}' function"
            : call.ProcessingMode is not null ? $"Running or final semantics not valid for '{name}' function"
            : call.Filter is not null ? $"FILTER not valid for '{name}' function"
            : null;
        if (wrong is not null)
        {
            Defer(call.Position, wrong);
            return null;
        }
        var arguments = call.Arguments;
        return name switch
        {
            "if" => new IfExpression(call.Position, arguments[0], arguments[1], count == 3 ? arguments[2] : null),
            "nullif" => new NullIf(call.Position, arguments[0], arguments[1]),
            "coalesce" => new Coalesce(call.Position, arguments),
            "try" => new TryExpression(call.Position, arguments[0]),
            _ => null,
        };
    }

    ListAgg ParseListAgg()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var distinct = ParseQuantifier();
        var value = ParseExpression();
        var separator = Accept(TokenKind.Comma) ? ParseString() : null;
        var overflow = OverflowBehavior.Error;
        StringLiteral? filler = null;
        var withCount = false;
        if (Accept(Keyword.ON))
        {
            Expect(Keyword.OVERFLOW);
            if (!Accept(Keyword.ERROR))
            {
                Expect(Keyword.TRUNCATE);
                overflow = OverflowBehavior.Truncate;
                filler = AtString() ? ParseString() : null;
                Record("<string>");
                withCount = Accept(Keyword.WITH);
                if (!withCount)
                {
                    Expect(Keyword.WITHOUT);
                }
                Expect(Keyword.COUNT);
            }
        }
        Expect(TokenKind.RightParen);
        Expect(Keyword.WITHIN, Keyword.GROUP);
        Expect(TokenKind.LeftParen);
        Expect(Keyword.ORDER, Keyword.BY);
        var orderBy = List(ParseSortItem);
        Expect(TokenKind.RightParen);
        return new ListAgg(start, distinct, value, separator, overflow, filler, withCount, orderBy);
    }

    // Windows

    Window ParseOver()
    {
        if (!At(TokenKind.LeftParen))
        {
            var name = ParseIdentifier();
            return new WindowReference(name.Position, name);
        }
        return ParseWindowSpecification();
    }

    WindowSpecification ParseWindowSpecification()
    {
        Expect(TokenKind.LeftParen);
        var start = Here;
        Record("<identifier>");
        var baseName = AtWindowBase() ? ParseIdentifier() : null;
        SyntaxList<Expression> partitionBy = [];
        if (Accept(Keyword.PARTITION))
        {
            Expect(Keyword.BY);
            partitionBy = List(ParseExpression);
        }
        SyntaxList<SortItem> orderBy = [];
        if (Accept(Keyword.ORDER))
        {
            Expect(Keyword.BY);
            orderBy = List(ParseSortItem);
        }
        var frame = TryWindowFrame();
        Expect(TokenKind.RightParen);
        return new WindowSpecification(start, baseName, partitionBy, orderBy, frame);
    }

    /// <summary>A name of another window, unless the word begins a clause.</summary>
    bool AtWindowBase() =>
        AtIdentifier()
        && Current.Keyword switch
        {
            Keyword.PARTITION => !Peek(1).Is(Keyword.BY),
            Keyword.RANGE or Keyword.ROWS or Keyword.GROUPS or Keyword.MEASURES => Peek(1).Is(TokenKind.RightParen),
            _ => true,
        };

    WindowFrame? TryWindowFrame()
    {
        var start = Here;
        SyntaxList<Measure> measures = [];
        var pattern = false;
        if (Accept(Keyword.MEASURES))
        {
            measures = List(ParseMeasure);
            pattern = true;
        }
        FrameUnit unit;
        if (Accept(Keyword.RANGE))
        {
            unit = FrameUnit.Range;
        }
        else if (Accept(Keyword.ROWS))
        {
            unit = FrameUnit.Rows;
        }
        else if (Accept(Keyword.GROUPS))
        {
            unit = FrameUnit.Groups;
        }
        else
        {
            return pattern ? throw Unexpected() : null;
        }
        FrameBound from;
        FrameBound? to = null;
        if (Accept(Keyword.BETWEEN))
        {
            from = ParseFrameBound();
            Expect(Keyword.AND);
            to = ParseFrameBound();
        }
        else
        {
            from = ParseFrameBound();
        }
        return new WindowFrame(start, unit, from, to, TryFramePattern(start, measures, pattern));
    }

    FramePattern? TryFramePattern(SourcePosition start, SyntaxList<Measure> measures, bool present)
    {
        var before = _index;
        var afterMatch = TryAfterMatch();
        var searchMode = TrySearchMode();
        RowPattern? pattern = null;
        if (Accept(Keyword.PATTERN))
        {
            Expect(TokenKind.LeftParen);
            pattern = ParseRowPattern();
            Expect(TokenKind.RightParen);
        }
        SyntaxList<PatternSubset> subsets = Accept(Keyword.SUBSET) ? List(ParseSubset) : [];
        SyntaxList<PatternDefinition> definitions = Accept(Keyword.DEFINE) ? List(ParseDefinition) : [];
        return present || _index != before
            ? new FramePattern(start, measures, afterMatch, searchMode, pattern, subsets, definitions)
            : null;
    }

    FrameBound ParseFrameBound()
    {
        var start = Here;
        Record(Keyword.UNBOUNDED);
        Record(Keyword.CURRENT);
        if (At(Keyword.UNBOUNDED) && Peek(1).Keyword is Keyword.PRECEDING or Keyword.FOLLOWING)
        {
            Advance();
            var preceding = Advance().Is(Keyword.PRECEDING);
            return new FrameBound(start, preceding ? FrameBoundKind.UnboundedPreceding : FrameBoundKind.UnboundedFollowing, null);
        }
        if (At(Keyword.CURRENT, Keyword.ROW))
        {
            _index += 2;
            return new FrameBound(start, FrameBoundKind.CurrentRow, null);
        }
        var value = ParseExpression();
        if (Accept(Keyword.PRECEDING))
        {
            return new FrameBound(start, FrameBoundKind.Preceding, value);
        }
        Expect(Keyword.FOLLOWING);
        return new FrameBound(start, FrameBoundKind.Following, value);
    }
}
