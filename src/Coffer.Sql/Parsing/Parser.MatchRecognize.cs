using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Row pattern recognition.</summary>
sealed partial class Parser
{
    MatchRecognize ParseMatchRecognize(SourcePosition start, Relation source)
    {
        Expect(TokenKind.LeftParen);
        SyntaxList<Expression> partitionBy = [];
        if (Accept(Keyword.PARTITION))
        {
            Expect(Keyword.BY);
            partitionBy = List(ParseExpression);
        }
        OrderBy? orderBy = null;
        var orderStart = Here;
        if (Accept(Keyword.ORDER))
        {
            Expect(Keyword.BY);
            orderBy = new OrderBy(orderStart, List(ParseSortItem));
        }
        SyntaxList<Measure> measures = Accept(Keyword.MEASURES) ? List(ParseMeasure) : [];
        var rows = TryRowsPerMatch();
        var afterMatch = TryAfterMatch();
        var searchMode = TrySearchMode();
        Expect(Keyword.PATTERN);
        Expect(TokenKind.LeftParen);
        var pattern = ParseRowPattern();
        Expect(TokenKind.RightParen);
        SyntaxList<PatternSubset> subsets = Accept(Keyword.SUBSET) ? List(ParseSubset) : [];
        Expect(Keyword.DEFINE);
        var definitions = List(ParseDefinition);
        Expect(TokenKind.RightParen);
        return new MatchRecognize(
            start,
            source,
            partitionBy,
            orderBy,
            measures,
            rows,
            afterMatch,
            searchMode,
            pattern,
            subsets,
            definitions
        );
    }

    Measure ParseMeasure()
    {
        var start = Here;
        var value = ParseExpression();
        Expect(Keyword.AS);
        return new Measure(start, value, ParseIdentifier());
    }

    RowsPerMatch? TryRowsPerMatch()
    {
        if (Accept(Keyword.ONE))
        {
            Expect(Keyword.ROW, Keyword.PER);
            Expect(Keyword.MATCH);
            return RowsPerMatch.One;
        }
        if (!Accept(Keyword.ALL))
        {
            return null;
        }
        Expect(Keyword.ROWS, Keyword.PER);
        Expect(Keyword.MATCH);
        if (Accept(Keyword.SHOW))
        {
            Expect(Keyword.EMPTY, Keyword.MATCHES);
            return RowsPerMatch.AllShowEmpty;
        }
        if (Accept(Keyword.OMIT))
        {
            Expect(Keyword.EMPTY, Keyword.MATCHES);
            return RowsPerMatch.AllOmitEmpty;
        }
        if (Accept(Keyword.WITH))
        {
            Expect(Keyword.UNMATCHED, Keyword.ROWS);
            return RowsPerMatch.AllWithUnmatched;
        }
        return RowsPerMatch.All;
    }

    AfterMatchSkip? TryAfterMatch()
    {
        if (!Accept(Keyword.AFTER))
        {
            return null;
        }
        Expect(Keyword.MATCH);
        var start = Expect(Keyword.SKIP).Position;
        if (Accept(Keyword.PAST))
        {
            Expect(Keyword.LAST, Keyword.ROW);
            return new AfterMatchSkip(start, AfterMatchKind.PastLastRow, null);
        }
        Expect(Keyword.TO);
        if (Accept(Keyword.NEXT, Keyword.ROW))
        {
            return new AfterMatchSkip(start, AfterMatchKind.NextRow, null);
        }
        if (At(Keyword.FIRST) && AtIdentifier(1))
        {
            Advance();
            return new AfterMatchSkip(start, AfterMatchKind.First, ParseIdentifier());
        }
        if (At(Keyword.LAST) && AtIdentifier(1))
        {
            Advance();
            return new AfterMatchSkip(start, AfterMatchKind.Last, ParseIdentifier());
        }
        Record(Keyword.FIRST);
        Record(Keyword.LAST);
        return new AfterMatchSkip(start, AfterMatchKind.Variable, ParseIdentifier());
    }

    PatternSearchMode? TrySearchMode()
    {
        if (Accept(Keyword.INITIAL))
        {
            return PatternSearchMode.Initial;
        }
        return Accept(Keyword.SEEK) ? PatternSearchMode.Seek : null;
    }

    PatternSubset ParseSubset()
    {
        var name = ParseIdentifier();
        Expect(TokenKind.Equal);
        return new PatternSubset(name.Position, name, Parenthesized(ParseIdentifier));
    }

    PatternDefinition ParseDefinition()
    {
        var name = ParseIdentifier();
        Expect(Keyword.AS);
        return new PatternDefinition(name.Position, name, ParseExpression());
    }

    // Patterns

    RowPattern ParseRowPattern()
    {
        Enter();
        var start = Here;
        var parts = new List<RowPattern> { ParsePatternSequence() };
        while (Accept(TokenKind.Bar))
        {
            parts.Add(ParsePatternSequence());
        }
        Leave();
        return parts.Count == 1 ? parts[0] : new PatternAlternation(start, new([.. parts]));
    }

    RowPattern ParsePatternSequence()
    {
        var start = Here;
        var parts = new List<RowPattern> { ParseQuantifiedPattern() };
        while (AtIdentifier() || Current.Kind is TokenKind.LeftParen or TokenKind.Caret or TokenKind.Dollar or TokenKind.LeftBraceHyphen)
        {
            parts.Add(ParseQuantifiedPattern());
        }
        RecordPatternPrimary();
        return parts.Count == 1 ? parts[0] : new PatternConcatenation(start, new([.. parts]));
    }

    void RecordPatternPrimary()
    {
        Record("<identifier>");
        Record(TokenKind.LeftParen);
        Record(TokenKind.Caret);
        Record(TokenKind.Dollar);
        Record(TokenKind.LeftBraceHyphen);
        Record(Keyword.PERMUTE);
    }

    RowPattern ParseQuantifiedPattern()
    {
        var start = Here;
        var primary = ParsePatternPrimary();
        long min;
        long? max;
        if (Accept(TokenKind.Star))
        {
            (min, max) = (0, null);
        }
        else if (Accept(TokenKind.Plus))
        {
            (min, max) = (1, null);
        }
        else if (Accept(TokenKind.Question))
        {
            (min, max) = (0, 1);
        }
        else if (Accept(TokenKind.LeftBrace))
        {
            (min, max) = ParseRepetition();
        }
        else
        {
            return primary;
        }
        return new QuantifiedPattern(start, primary, min, max, !Accept(TokenKind.Question));
    }

    (long Min, long? Max) ParseRepetition()
    {
        long? min = null;
        if (At(TokenKind.Integer))
        {
            min = ParseIntegerLiteral().Value;
        }
        else
        {
            Record("<integer>");
        }
        if (min is { } exact && Accept(TokenKind.RightBrace))
        {
            return (exact, exact);
        }
        Expect(TokenKind.Comma);
        long? max = null;
        if (At(TokenKind.Integer))
        {
            max = ParseIntegerLiteral().Value;
        }
        else
        {
            Record("<integer>");
        }
        Expect(TokenKind.RightBrace);
        return (min ?? 0, max);
    }

    RowPattern ParsePatternPrimary()
    {
        var start = Here;
        if (At(Keyword.PERMUTE, TokenKind.LeftParen))
        {
            Advance();
            return new PatternPermutation(start, Parenthesized(ParseRowPattern));
        }
        if (At(TokenKind.LeftParen))
        {
            Advance();
            if (Accept(TokenKind.RightParen))
            {
                return new EmptyPattern(start);
            }
            var inner = ParseRowPattern();
            Expect(TokenKind.RightParen);
            return inner;
        }
        if (At(TokenKind.Caret) || At(TokenKind.Dollar))
        {
            return new PatternAnchor(start, Advance().Is(TokenKind.Dollar));
        }
        if (At(TokenKind.LeftBraceHyphen))
        {
            Advance();
            var excluded = ParseRowPattern();
            Expect(TokenKind.RightBraceHyphen);
            return new ExcludedPattern(start, excluded);
        }
        RecordPatternPrimary();
        return new PatternVariable(start, ParseIdentifier());
    }
}
