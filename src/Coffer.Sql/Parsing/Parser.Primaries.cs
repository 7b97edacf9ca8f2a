using System.Globalization;
using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Literals, names, parentheses and the forms that begin with a word.</summary>
sealed partial class Parser
{
    Expression ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Integer:
            case TokenKind.Decimal:
            case TokenKind.Double:
                return ParseNumber("");
            case TokenKind.Minus:
                Advance();
                return ParseNumber("-") with { Position = token.Position };
            case TokenKind.String:
            case TokenKind.UnicodeString:
                return ParseString();
            case TokenKind.Binary:
                return ParseBinary();
            case TokenKind.Question:
                Advance();
                return new Parameter(token.Position, _parameters++);
            case TokenKind.LeftParen:
                return ParseParenthesis();
            case TokenKind.Word when syntax.IsReserved(token.Keyword):
                return ParseReservedForm();
            case TokenKind.Word:
                return TryWordForm() ?? ParseNamed();
            default:
                return AtIdentifier() ? ParseNamed() : throw Unexpected();
        }
    }

    Literal ParseNumber(string sign)
    {
        var token = Current;
        if (token.Is(TokenKind.Integer))
        {
            return ParseIntegerLiteral(sign);
        }
        Advance();
        var number = sign + TextOf(token).Replace("_", "", StringComparison.Ordinal);
        return token.Is(TokenKind.Decimal)
            ? new DecimalLiteral(token.Position, number)
            : new DoubleLiteral(token.Position, double.Parse(number, CultureInfo.InvariantCulture));
    }

    IntegerLiteral ParseIntegerLiteral(string sign = "")
    {
        var token = ExpectInteger();
        if (token.Kind == TokenKind.Template)
        {
            // What it will be is not known before the text is rendered.
            return new IntegerLiteral(token.Position, 0);
        }
        var number = TextOf(token);
        if (!TryReadInteger(sign, number.Replace("_", "", StringComparison.Ordinal), out var value))
        {
            // Trino's literals check themselves and do not know where they stand.
            Defer(text.Start, $"Invalid numeric literal: {sign}{number}");
        }
        return new IntegerLiteral(token.Position, value);
    }

    static bool TryReadInteger(string sign, string digits, out long value)
    {
        value = 0;
        var (radix, start) =
            digits.Length > 2
                ? char.ToLowerInvariant(digits[1]) switch
                {
                    'x' => (16, 2),
                    'o' => (8, 2),
                    'b' => (2, 2),
                    _ => (10, 0),
                }
                : (10, 0);
        Int128 magnitude = 0;
        foreach (var digit in digits.AsSpan(start))
        {
            magnitude = magnitude * radix + Convert.ToInt32(digit.ToString(), 16);
            if (magnitude > (Int128)long.MaxValue + 1)
            {
                return false;
            }
        }
        var signed = sign == "-" ? -magnitude : magnitude;
        if (signed > long.MaxValue)
        {
            return false;
        }
        value = (long)signed;
        return true;
    }

    BinaryLiteral ParseBinary()
    {
        var token = Advance();
        var hex = string.Concat(TextOf(token)[2..^1].Where(c => c is not (' ' or '\r' or '\n' or '\t'))).ToUpperInvariant();
        if (!hex.All(char.IsAsciiHexDigit))
        {
            Defer(token.Position, "Binary literal can only contain hexadecimal digits");
            return new BinaryLiteral(token.Position, "");
        }
        if (hex.Length % 2 != 0)
        {
            Defer(token.Position, "Binary literal must contain an even number of digits");
            return new BinaryLiteral(token.Position, "");
        }
        return new BinaryLiteral(token.Position, hex);
    }

    /// <summary>A parenthesis: a lambda, a query, a row or an expression.</summary>
    Expression ParseParenthesis()
    {
        var start = Here;
        if (AtLambdaParameters())
        {
            return ParseLambda();
        }
        Open(covering: true);
        Advance();
        Mark(ExpressionWord);
        var bodyStart = Here;
        if (StartsQueryWord(_index))
        {
            Close();
            var query = ParseQuery();
            ExpectClose();
            return new SubqueryExpression(start, query);
        }
        if (At(TokenKind.RightParen))
        {
            // "()" begins a lambda without parameters.
            Record(ExpressionWord);
            throw UnexpectedAfterEmptyParenthesis();
        }
        var first = ParseExpression();
        if (TryContinueQuery(first, bodyStart) is { } continued)
        {
            Expect(TokenKind.RightParen);
            Close();
            return new SubqueryExpression(start, continued);
        }
        if (!Accept(TokenKind.Comma))
        {
            ExpectClose();
            Close();
            return first;
        }
        Close();
        var items = new List<Expression> { first };
        do
        {
            items.Add(ParseExpression());
        } while (Accept(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        return new RowConstructor(start, new([.. items]));
    }

    SyntaxErrorException UnexpectedAfterEmptyParenthesis()
    {
        Advance();
        Record(TokenKind.Arrow);
        return Unexpected();
    }

    /// <summary><c>(x, y) -&gt;</c> and <c>() -&gt;</c></summary>
    bool AtLambdaParameters()
    {
        var offset = 1;
        while (AtIdentifier(offset))
        {
            offset++;
            if (!Peek(offset).Is(TokenKind.Comma))
            {
                break;
            }
            offset++;
        }
        return Peek(offset).Is(TokenKind.RightParen) && Peek(offset + 1).Is(TokenKind.Arrow);
    }

    Lambda ParseLambda()
    {
        var start = Here;
        SyntaxList<Identifier> parameters;
        if (Accept(TokenKind.LeftParen))
        {
            parameters = At(TokenKind.RightParen) ? [] : List(ParseIdentifier);
            Expect(TokenKind.RightParen);
        }
        else
        {
            parameters = [ParseIdentifier()];
        }
        Expect(TokenKind.Arrow);
        return new Lambda(start, parameters, ParseExpression());
    }

    /// <summary>A form whose first word cannot be a name.</summary>
    Expression ParseReservedForm()
    {
        var start = Here;
        switch (Current.Keyword)
        {
            case Keyword.NULL:
                Advance();
                return new NullLiteral(start);
            case Keyword.TRUE:
                Advance();
                return new BooleanLiteral(start, true);
            case Keyword.FALSE:
                Advance();
                return new BooleanLiteral(start, false);
            case Keyword.CASE:
                return ParseCase();
            case Keyword.CAST:
                return ParseCast(safe: false);
            case Keyword.EXISTS:
                Advance();
                return new Exists(start, ParseSubquery(inside: true));
            case Keyword.CURRENT_DATE:
                Advance();
                return new CurrentTime(start, CurrentTimeKind.Date, null);
            case Keyword.CURRENT_TIME:
                return ParseCurrentTime(CurrentTimeKind.Time);
            case Keyword.CURRENT_TIMESTAMP:
                return ParseCurrentTime(CurrentTimeKind.Timestamp);
            case Keyword.LOCALTIME:
                return ParseCurrentTime(CurrentTimeKind.LocalTime);
            case Keyword.LOCALTIMESTAMP:
                return ParseCurrentTime(CurrentTimeKind.LocalTimestamp);
            case Keyword.CURRENT_USER:
                Advance();
                return new CurrentName(start, CurrentNameKind.User);
            case Keyword.CURRENT_CATALOG:
                Advance();
                return new CurrentName(start, CurrentNameKind.Catalog);
            case Keyword.CURRENT_SCHEMA:
                Advance();
                return new CurrentName(start, CurrentNameKind.Schema);
            case Keyword.CURRENT_PATH:
                Advance();
                return new CurrentName(start, CurrentNameKind.Path);
            case Keyword.TRIM:
                return ParseTrim();
            case Keyword.NORMALIZE:
                return ParseNormalize();
            case Keyword.EXTRACT:
                return ParseExtract();
            case Keyword.GROUPING:
                return ParseGrouping();
            case Keyword.LISTAGG:
                return ParseListAgg();
            case Keyword.JSON_EXISTS:
                return ParseJsonExists();
            case Keyword.JSON_VALUE:
                return ParseJsonValue();
            case Keyword.JSON_QUERY:
                return ParseJsonQuery();
            case Keyword.JSON_OBJECT:
                return ParseJsonObject();
            case Keyword.JSON_ARRAY:
                return ParseJsonArray();
            default:
                throw Unexpected();
        }
    }

    /// <summary>A form whose first word may also be a name, told apart by what follows.</summary>
    Expression? TryWordForm()
    {
        var start = Here;
        switch (Current.Keyword)
        {
            case Keyword.INTERVAL when AtIntervalLiteral():
                return ParseInterval();
            case Keyword.DOUBLE when Peek(1).Is(Keyword.PRECISION) && AtString(2):
                Advance();
                Advance();
                return new TypedLiteral(start, "double", ParseString().Value);
            case Keyword.ARRAY when Peek(1).Is(TokenKind.LeftBracket):
                Open(covering: true);
                Advance();
                Advance();
                SyntaxList<Expression> items = [];
                if (!At(TokenKind.RightBracket))
                {
                    items = List(ParseExpression);
                }
                Expect(TokenKind.RightBracket);
                Close();
                return new ArrayConstructor(start, items);
            case Keyword.ROW when Peek(1).Is(TokenKind.LeftParen) && !Peek(2).Is(TokenKind.RightParen):
                Open(covering: true);
                Advance();
                var fields = Parenthesized(ParseExpression);
                Close();
                return new RowConstructor(start, fields);
            case Keyword.TRY_CAST when Peek(1).Is(TokenKind.LeftParen):
                return ParseTryCast();
            case Keyword.POSITION when Peek(1).Is(TokenKind.LeftParen) && WordInParentheses(_index + 1, Keyword.IN):
                return ParsePosition();
            case Keyword.SUBSTRING when Peek(1).Is(TokenKind.LeftParen) && WordInParentheses(_index + 1, Keyword.FROM):
                return ParseSubstring();
            case Keyword.RUNNING when AtCall(1):
                Advance();
                return ParseCall(start, ProcessingMode.Running);
            case Keyword.FINAL when AtCall(1):
                Advance();
                return ParseCall(start, ProcessingMode.Final);
            default:
                return null;
        }
    }

    /// <summary>Whether a word stands in the parentheses at an index, not inside inner ones.</summary>
    bool WordInParentheses(int open, Keyword word)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            switch (tokens[i].Kind)
            {
                case TokenKind.LeftParen:
                case TokenKind.LeftBracket:
                    depth++;
                    break;
                case TokenKind.RightParen:
                case TokenKind.RightBracket:
                    if (--depth == 0)
                    {
                        return false;
                    }
                    break;
                case TokenKind.Comma when depth == 1:
                    return false;
                case TokenKind.Word when depth == 1 && tokens[i].Is(word) && !tokens[i - 1].Is(Keyword.DISTINCT):
                    return true;
            }
        }
        return false;
    }

    /// <summary>A typed literal, a lambda, a call or a column.</summary>
    Expression ParseNamed()
    {
        if (AtCall(0))
        {
            return ParseCall(Here, null);
        }
        var next = Peek(1);
        if (next.Is(TokenKind.Arrow))
        {
            return ParseLambda();
        }
        if (AtString(1))
        {
            var interval = At(Keyword.INTERVAL);
            var type = ParseIdentifier();
            var literal = new TypedLiteral(type.Position, type.Value, ParseString().Value);
            if (interval && Covered)
            {
                RecordIntervalFields();
            }
            return literal;
        }
        if (next.Is(Keyword.OVER) && (Peek(2).Is(TokenKind.LeftParen) || AtIdentifier(2)))
        {
            var name = ParseIdentifier();
            Advance();
            return new WindowMeasure(name.Position, name, ParseOver());
        }
        var inner = Covered && _index > _open[0].Index;
        var column = ParseIdentifier();
        if (inner)
        {
            Record(TokenKind.LeftParen);
            Record(TokenKind.Arrow);
            Record(Keyword.OVER);
            Record("<string>");
        }
        return column;
    }

    // INTERVAL

    bool AtIntervalLiteral()
    {
        var offset = Peek(1).Kind is TokenKind.Plus or TokenKind.Minus ? 2 : 1;
        if (!AtString(offset))
        {
            return false;
        }
        var field = Peek(offset + 1);
        return FieldOf(field) is not null || offset == 2;
    }

    static IntervalField? FieldOf(Token token) =>
        token.Keyword switch
        {
            Keyword.YEAR => IntervalField.Year,
            Keyword.MONTH => IntervalField.Month,
            Keyword.DAY => IntervalField.Day,
            Keyword.HOUR => IntervalField.Hour,
            Keyword.MINUTE => IntervalField.Minute,
            Keyword.SECOND => IntervalField.Second,
            _ => null,
        };

    IntervalLiteral ParseInterval()
    {
        var start = Expect(Keyword.INTERVAL).Position;
        var negative = At(TokenKind.Minus);
        if (negative || At(TokenKind.Plus))
        {
            Advance();
        }
        var value = ParseString().Value;
        var from = ParseIntervalField();
        IntervalField? to = null;
        if (AtOrRecord(Keyword.TO) && FieldOf(Peek(1)) is not null)
        {
            Advance();
            to = ParseIntervalField();
        }
        return new IntervalLiteral(start, negative, value, from, to);
    }

    IntervalField ParseIntervalField()
    {
        if (FieldOf(Current) is { } field)
        {
            Advance();
            return field;
        }
        RecordIntervalFields();
        throw Unexpected();
    }

    void RecordIntervalFields()
    {
        Record(Keyword.YEAR);
        Record(Keyword.MONTH);
        Record(Keyword.DAY);
        Record(Keyword.HOUR);
        Record(Keyword.MINUTE);
        Record(Keyword.SECOND);
    }

    CurrentTime ParseCurrentTime(CurrentTimeKind kind)
    {
        var start = Advance().Position;
        if (!Accept(TokenKind.LeftParen))
        {
            return new CurrentTime(start, kind, null);
        }
        var precision = ParseSmallInteger();
        Expect(TokenKind.RightParen);
        return new CurrentTime(start, kind, precision);
    }

    // CASE and CAST

    Expression ParseCase()
    {
        var start = Expect(Keyword.CASE).Position;
        var operand = AtOrRecord(Keyword.WHEN) ? null : ParseExpression();
        var whens = new List<WhenClause>();
        do
        {
            var when = Expect(Keyword.WHEN).Position;
            var condition = ParseExpression();
            Expect(Keyword.THEN);
            whens.Add(new WhenClause(when, condition, ParseExpression()));
        } while (AtOrRecord(Keyword.WHEN));
        var otherwise = Accept(Keyword.ELSE) ? ParseExpression() : null;
        Expect(Keyword.END);
        return operand is null
            ? new SearchedCase(start, new([.. whens]), otherwise)
            : new SimpleCase(start, operand, new([.. whens]), otherwise);
    }

    Cast ParseCast(bool safe)
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var value = ParseExpression();
        Expect(Keyword.AS);
        var type = ParseType();
        Expect(TokenKind.RightParen);
        return new Cast(start, value, type, safe);
    }

    /// <summary>TRY_CAST is no reserved word: without AS it is a call.</summary>
    Expression ParseTryCast()
    {
        var start = Here;
        if (WordInParentheses(_index + 1, Keyword.AS))
        {
            return ParseCast(safe: true);
        }
        _tryCastOpen = _index + 1;
        return ParseCall(start, null);
    }

    int _tryCastOpen = -1;

    // Forms with words inside the parentheses

    Trim ParseTrim()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var side = TrimSide.Both;
        var sided = true;
        if (AtTrimSide(Keyword.LEADING))
        {
            side = TrimSide.Leading;
        }
        else if (AtTrimSide(Keyword.TRAILING))
        {
            side = TrimSide.Trailing;
        }
        else
        {
            sided = AtTrimSide(Keyword.BOTH);
        }
        if (sided)
        {
            Advance();
        }
        if (Accept(Keyword.FROM))
        {
            var plain = ParseValue();
            Expect(TokenKind.RightParen);
            return new Trim(start, side, plain, null);
        }
        var first = ParseValue();
        if (Accept(Keyword.FROM))
        {
            var value = ParseValue();
            Expect(TokenKind.RightParen);
            return new Trim(start, side, value, first);
        }
        if (sided)
        {
            throw Unexpected();
        }
        var characters = Accept(TokenKind.Comma) ? ParseValue() : null;
        Expect(TokenKind.RightParen);
        return new Trim(start, side, first, characters);
    }

    /// <summary>BOTH, LEADING and TRAILING may be column names: a side is followed by a value or FROM.</summary>
    bool AtTrimSide(Keyword side)
    {
        Record(side);
        return At(side) && (Peek(1).Is(Keyword.FROM) || StartsExpression(Peek(1)));
    }

    FunctionCall ParsePosition()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var part = ParseValue();
        Expect(Keyword.IN);
        var whole = ParseValue();
        Expect(TokenKind.RightParen);
        return Call(start, "strpos", whole, part);
    }

    FunctionCall ParseSubstring()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var value = ParseValue();
        Expect(Keyword.FROM);
        var from = ParseValue();
        var length = Accept(Keyword.FOR) ? ParseValue() : null;
        Expect(TokenKind.RightParen);
        return length is null ? Call(start, "substring", value, from) : Call(start, "substring", value, from, length);
    }

    FunctionCall ParseNormalize()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var value = ParseValue();
        var form = new StringLiteral(start, "NFC");
        if (Accept(TokenKind.Comma))
        {
            if (Current.Keyword is not (Keyword.NFC or Keyword.NFD or Keyword.NFKC or Keyword.NFKD))
            {
                Record(Keyword.NFC);
                Record(Keyword.NFD);
                Record(Keyword.NFKC);
                Record(Keyword.NFKD);
                throw Unexpected();
            }
            form = new StringLiteral(Here, Advance().Keyword.ToString());
        }
        Expect(TokenKind.RightParen);
        return Call(start, "normalize", value, form);
    }

    Expression ParseExtract()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var field = ParseIdentifier();
        Expect(Keyword.FROM);
        var value = ParseValue();
        Expect(TokenKind.RightParen);
        var name = field.Value.Replace("_", "", StringComparison.Ordinal);
        var known = Enum.GetNames<ExtractField>().FirstOrDefault(item => item.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (known is null || field.Value.Contains('_') != IsTwoWords(known))
        {
            Defer(start, $"Invalid EXTRACT field: {field.Value}");
            return value;
        }
        return new Extract(start, Enum.Parse<ExtractField>(known), value);
    }

    // The fields of more than one word are written with underscores: DAY_OF_MONTH, YEAR_OF_WEEK, TIMEZONE_HOUR.
    static bool IsTwoWords(string field) => field.Skip(1).Any(char.IsUpper);

    GroupingOperation ParseGrouping()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        Record("<identifier>");
        var columns = AtIdentifier() ? List(ParseQualifiedName) : [];
        Expect(TokenKind.RightParen);
        return new GroupingOperation(start, columns);
    }

    static FunctionCall Call(SourcePosition position, string name, params ReadOnlySpan<Expression> arguments) =>
        new(position, new QualifiedName(position, [new Identifier(position, name, false)]), SyntaxList.Create(arguments));

    /// <summary>Whether a token can be the first of an expression.</summary>
    bool StartsExpression(Token token) =>
        token.Kind switch
        {
            TokenKind.Integer
            or TokenKind.Decimal
            or TokenKind.Double
            or TokenKind.String
            or TokenKind.UnicodeString
            or TokenKind.Binary
            or TokenKind.Question
            or TokenKind.LeftParen
            or TokenKind.Plus
            or TokenKind.Minus => true,
            TokenKind.Word when syntax.IsReserved(token.Keyword) => token.Keyword
                is Keyword.NULL
                    or Keyword.TRUE
                    or Keyword.FALSE
                    or Keyword.NOT
                    or Keyword.CASE
                    or Keyword.CAST
                    or Keyword.EXISTS
                    or Keyword.CURRENT_DATE
                    or Keyword.CURRENT_TIME
                    or Keyword.CURRENT_TIMESTAMP
                    or Keyword.LOCALTIME
                    or Keyword.LOCALTIMESTAMP
                    or Keyword.CURRENT_USER
                    or Keyword.CURRENT_CATALOG
                    or Keyword.CURRENT_SCHEMA
                    or Keyword.CURRENT_PATH
                    or Keyword.TRIM
                    or Keyword.NORMALIZE
                    or Keyword.EXTRACT
                    or Keyword.GROUPING
                    or Keyword.LISTAGG
                    or Keyword.JSON_EXISTS
                    or Keyword.JSON_VALUE
                    or Keyword.JSON_QUERY
                    or Keyword.JSON_OBJECT
                    or Keyword.JSON_ARRAY,
            _ => IsIdentifier(token),
        };
}
