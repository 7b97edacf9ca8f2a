using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Parsing;

/// <summary>The SQL/JSON functions.</summary>
sealed partial class Parser
{
    JsonPathInvocation ParseJsonPathInvocation(bool named = false)
    {
        var start = Here;
        var input = ParseExpression();
        var format = TryJsonFormat();
        Expect(TokenKind.Comma);
        var path = ParseString();
        var name = named && Accept(Keyword.AS) ? ParseIdentifier() : null;
        SyntaxList<JsonPathArgument> arguments = [];
        if (Accept(Keyword.PASSING))
        {
            arguments = List(() =>
            {
                var argument = Here;
                var value = ParseExpression();
                var valueFormat = TryJsonFormat();
                Expect(Keyword.AS);
                return new JsonPathArgument(argument, ParseIdentifier(), value, valueFormat);
            });
        }
        return new JsonPathInvocation(start, input, format, path, name, arguments);
    }

    JsonFormat? TryJsonFormat()
    {
        if (!Accept(Keyword.FORMAT))
        {
            return null;
        }
        return ParseJsonRepresentation();
    }

    JsonFormat ParseJsonRepresentation()
    {
        Expect(Keyword.JSON);
        if (!Accept(Keyword.ENCODING))
        {
            return JsonFormat.Json;
        }
        if (Accept(Keyword.UTF8))
        {
            return JsonFormat.Utf8;
        }
        if (Accept(Keyword.UTF16))
        {
            return JsonFormat.Utf16;
        }
        Expect(Keyword.UTF32);
        return JsonFormat.Utf32;
    }

    JsonReturning? TryJsonReturning()
    {
        var start = Here;
        if (!Accept(Keyword.RETURNING))
        {
            return null;
        }
        var type = ParseType();
        return new JsonReturning(start, type, TryJsonFormat());
    }

    JsonExists ParseJsonExists()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var path = ParseJsonPathInvocation();
        JsonExistsBehavior? onError = null;
        if (Accept(Keyword.TRUE))
        {
            onError = JsonExistsBehavior.True;
        }
        else if (Accept(Keyword.FALSE))
        {
            onError = JsonExistsBehavior.False;
        }
        else if (Accept(Keyword.UNKNOWN))
        {
            onError = JsonExistsBehavior.Unknown;
        }
        else if (Accept(Keyword.ERROR))
        {
            onError = JsonExistsBehavior.Error;
        }
        if (onError is not null)
        {
            Expect(Keyword.ON, Keyword.ERROR);
        }
        Expect(TokenKind.RightParen);
        return new JsonExists(start, path, onError);
    }

    JsonValue ParseJsonValue()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var path = ParseJsonPathInvocation();
        var returning = Accept(Keyword.RETURNING) ? ParseType() : null;
        var (onEmpty, emptyDefault, onError, errorDefault) = ParseJsonValueBehaviors();
        Expect(TokenKind.RightParen);
        return new JsonValue(start, path, returning, onEmpty, emptyDefault, onError, errorDefault);
    }

    (JsonValueBehavior? OnEmpty, Expression? EmptyDefault, JsonValueBehavior? OnError, Expression? ErrorDefault) ParseJsonValueBehaviors()
    {
        JsonValueBehavior? onEmpty = null;
        Expression? emptyDefault = null;
        while (TryJsonValueBehavior() is { } behavior)
        {
            Expect(Keyword.ON);
            if (onEmpty is not null || !Accept(Keyword.EMPTY))
            {
                Expect(Keyword.ERROR);
                return (onEmpty, emptyDefault, behavior.Kind, behavior.Default);
            }
            (onEmpty, emptyDefault) = behavior;
        }
        return (onEmpty, emptyDefault, null, null);
    }

    (JsonValueBehavior Kind, Expression? Default)? TryJsonValueBehavior()
    {
        if (Accept(Keyword.ERROR))
        {
            return (JsonValueBehavior.Error, null);
        }
        if (Accept(Keyword.NULL))
        {
            return (JsonValueBehavior.Null, null);
        }
        return Accept(Keyword.DEFAULT) ? (JsonValueBehavior.Default, ParseExpression()) : null;
    }

    JsonQuery ParseJsonQuery()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        var path = ParseJsonPathInvocation();
        var returning = TryJsonReturning();
        var wrapper = TryJsonWrapper();
        var quotes = TryJsonQuotes();
        var (onEmpty, onError) = ParseJsonQueryBehaviors();
        Expect(TokenKind.RightParen);
        return new JsonQuery(start, path, returning, wrapper, quotes, onEmpty, onError);
    }

    JsonWrapper? TryJsonWrapper()
    {
        JsonWrapper wrapper;
        if (Accept(Keyword.WITHOUT))
        {
            wrapper = JsonWrapper.Without;
        }
        else if (Accept(Keyword.WITH))
        {
            wrapper = Accept(Keyword.CONDITIONAL) ? JsonWrapper.Conditional : JsonWrapper.Unconditional;
            if (wrapper == JsonWrapper.Unconditional)
            {
                Accept(Keyword.UNCONDITIONAL);
            }
        }
        else
        {
            return null;
        }
        Accept(Keyword.ARRAY);
        Expect(Keyword.WRAPPER);
        return wrapper;
    }

    JsonQuotes? TryJsonQuotes()
    {
        JsonQuotes quotes;
        if (Accept(Keyword.KEEP))
        {
            quotes = JsonQuotes.Keep;
        }
        else if (Accept(Keyword.OMIT))
        {
            quotes = JsonQuotes.Omit;
        }
        else
        {
            return null;
        }
        Expect(Keyword.QUOTES);
        if (Accept(Keyword.ON))
        {
            Expect(Keyword.SCALAR, Keyword.STRING);
        }
        return quotes;
    }

    (JsonQueryBehavior? OnEmpty, JsonQueryBehavior? OnError) ParseJsonQueryBehaviors()
    {
        JsonQueryBehavior? onEmpty = null;
        while (TryJsonQueryBehavior() is { } behavior)
        {
            Expect(Keyword.ON);
            if (onEmpty is not null || !Accept(Keyword.EMPTY))
            {
                Expect(Keyword.ERROR);
                return (onEmpty, behavior);
            }
            onEmpty = behavior;
        }
        return (onEmpty, null);
    }

    JsonQueryBehavior? TryJsonQueryBehavior()
    {
        if (Accept(Keyword.ERROR))
        {
            return JsonQueryBehavior.Error;
        }
        if (Accept(Keyword.NULL))
        {
            return JsonQueryBehavior.Null;
        }
        if (!Accept(Keyword.EMPTY))
        {
            return null;
        }
        if (Accept(Keyword.ARRAY))
        {
            return JsonQueryBehavior.EmptyArray;
        }
        Expect(Keyword.OBJECT);
        return JsonQueryBehavior.EmptyObject;
    }

    JsonObject ParseJsonObject()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        SyntaxList<JsonObjectMember> members = [];
        var nullOnNull = true;
        var unique = false;
        if (!At(TokenKind.RightParen) && !At(Keyword.RETURNING))
        {
            Record(Keyword.KEY);
            members = List(ParseJsonMember);
            nullOnNull = TryOnNull() ?? true;
            if (Accept(Keyword.WITH))
            {
                unique = true;
                Expect(Keyword.UNIQUE);
                Accept(Keyword.KEYS);
            }
            else if (Accept(Keyword.WITHOUT))
            {
                Expect(Keyword.UNIQUE);
                Accept(Keyword.KEYS);
            }
        }
        else
        {
            Record(Keyword.KEY);
            Record(ExpressionWord);
        }
        var returning = TryJsonReturning();
        Expect(TokenKind.RightParen);
        return new JsonObject(start, members, nullOnNull, unique, returning);
    }

    bool? TryOnNull()
    {
        bool nullOnNull;
        if (Accept(Keyword.NULL))
        {
            nullOnNull = true;
        }
        else if (Accept(Keyword.ABSENT))
        {
            nullOnNull = false;
        }
        else
        {
            return null;
        }
        Expect(Keyword.ON, Keyword.NULL);
        return nullOnNull;
    }

    JsonObjectMember ParseJsonMember()
    {
        var start = Here;
        // KEY may be a column: then VALUE or a colon follows.
        if (At(Keyword.KEY) && !Peek(1).Is(Keyword.VALUE) && StartsExpression(Peek(1)))
        {
            Advance();
        }
        var key = ParseExpression();
        if (!Accept(TokenKind.Colon))
        {
            Expect(Keyword.VALUE);
        }
        var value = ParseExpression();
        return new JsonObjectMember(start, key, value, TryJsonFormat());
    }

    JsonArray ParseJsonArray()
    {
        var start = Advance().Position;
        Expect(TokenKind.LeftParen);
        SyntaxList<JsonArrayElement> elements = [];
        var nullOnNull = false;
        if (!At(TokenKind.RightParen) && !At(Keyword.RETURNING))
        {
            elements = List(() =>
            {
                var element = Here;
                var value = ParseExpression();
                return new JsonArrayElement(element, value, TryJsonFormat());
            });
            nullOnNull = TryOnNull() ?? false;
        }
        else
        {
            Record(ExpressionWord);
        }
        var returning = TryJsonReturning();
        Expect(TokenKind.RightParen);
        return new JsonArray(start, elements, nullOnNull, returning);
    }
}
