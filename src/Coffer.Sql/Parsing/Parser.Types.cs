using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Parsing;

/// <summary>Types.</summary>
sealed partial class Parser
{
    DataType ParseType()
    {
        Mark("<type>");
        Enter();
        var levels = 1;
        var start = Here;
        var type = ParseTypeBase();
        while (AtOrRecord(Keyword.ARRAY))
        {
            Enter();
            levels++;
            Advance();
            if (Accept(TokenKind.LeftBracket))
            {
                ExpectInteger();
                Expect(TokenKind.RightBracket);
            }
            type = new GenericDataType(start, new Identifier(start, "array", false), [new NestedTypeArgument(type.Position, type)]);
        }
        Leave(levels);
        return type;
    }

    DataType ParseTypeBase()
    {
        var start = Here;
        switch (Current.Keyword)
        {
            case Keyword.ROW when Peek(1).Is(TokenKind.LeftParen) && !Peek(2).Is(TokenKind.RightParen) && !Peek(2).Is(TokenKind.Integer):
                Advance();
                return new RowDataType(start, Parenthesized(ParseRowField));
            case Keyword.INTERVAL when FieldOf(Peek(1)) is not null:
                Advance();
                var from = ParseIntervalField();
                return new IntervalDataType(start, from, Accept(Keyword.TO) ? ParseIntervalField() : from);
            case Keyword.TIMESTAMP:
            case Keyword.TIME:
                return ParseDateTimeType();
            case Keyword.DOUBLE when Peek(1).Is(Keyword.PRECISION):
                var name = Advance();
                Advance();
                return new GenericDataType(start, new Identifier(start, TextOf(name), false), []);
            case Keyword.ARRAY when Peek(1).Is(TokenKind.Less):
                Advance();
                Advance();
                var element = ParseType();
                Expect(TokenKind.Greater);
                return Generic(start, "array", element);
            case Keyword.MAP when Peek(1).Is(TokenKind.Less):
                Advance();
                Advance();
                var key = ParseType();
                Expect(TokenKind.Comma);
                var value = ParseType();
                Expect(TokenKind.Greater);
                return Generic(start, "map", key, value);
        }
        var plain = ParseIdentifier();
        return new GenericDataType(start, plain, At(TokenKind.LeftParen) ? Parenthesized(ParseTypeArgument) : NoArguments());
    }

    SyntaxList<TypeArgument> NoArguments()
    {
        Record(TokenKind.LeftParen);
        return [];
    }

    static GenericDataType Generic(Text.SourcePosition start, string name, params ReadOnlySpan<DataType> arguments)
    {
        var list = new TypeArgument[arguments.Length];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = new NestedTypeArgument(arguments[i].Position, arguments[i]);
        }
        return new GenericDataType(start, new Identifier(start, name, false), SyntaxList.Create<TypeArgument>(list));
    }

    DataType ParseDateTimeType()
    {
        var start = Here;
        var name = Advance();
        TypeArgument? precision = null;
        if (Accept(TokenKind.LeftParen))
        {
            precision = ParseTypeArgument();
            Expect(TokenKind.RightParen);
        }
        var zoned = false;
        if (At(Keyword.WITH, Keyword.TIME) || At(Keyword.WITHOUT, Keyword.TIME))
        {
            zoned = Advance().Is(Keyword.WITH);
            Advance();
            Expect(Keyword.ZONE);
        }
        else
        {
            Record(Keyword.WITH);
            Record(Keyword.WITHOUT);
            if (Covered && Current.Keyword is Keyword.WITH or Keyword.WITHOUT)
            {
                RecordAt(_index + 1, $"'{Keyword.TIME}'");
            }
        }
        // A precision that is a type makes sense in signatures only: it is kept as it is, and no type has that name.
        return precision is NestedTypeArgument nested
            ? new GenericDataType(start, new Identifier(start, TextOf(name), false), [nested])
            : new DateTimeDataType(start, name.Is(Keyword.TIMESTAMP), (NumericTypeArgument?)precision, zoned);
    }

    TypeArgument ParseTypeArgument()
    {
        Record("<integer>");
        if (At(TokenKind.Integer) || (At(TokenKind.Template) && Peek(1).Kind is TokenKind.Comma or TokenKind.RightParen))
        {
            var token = Advance();
            return new NumericTypeArgument(token.Position, TextOf(token));
        }
        var type = ParseType();
        return new NestedTypeArgument(type.Position, type);
    }

    /// <summary><c>name type</c> or <c>type</c>: a name is followed by a word, except inside the types of several words.</summary>
    RowField ParseRowField()
    {
        var start = Here;
        Mark("<type>");
        var next = Peek(1);
        var named =
            AtIdentifier()
            && AtIdentifier(1)
            && Current.Keyword switch
            {
                Keyword.DOUBLE => !next.Is(Keyword.PRECISION),
                Keyword.INTERVAL => FieldOf(next) is null,
                _ => true,
            }
            && !(next.Is(Keyword.ARRAY) && Peek(2).Kind is TokenKind.Comma or TokenKind.RightParen or TokenKind.LeftBracket);
        var name = named ? ParseIdentifier() : null;
        return new RowField(start, name, ParseType());
    }
}
