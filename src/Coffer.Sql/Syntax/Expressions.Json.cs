using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

/// <summary>The text form of JSON that goes into or comes out of a JSON function.</summary>
public enum JsonFormat
{
    Json,
    Utf8,
    Utf16,
    Utf32,
}

/// <summary><c>FORMAT JSON [ENCODING …]</c> together with <c>RETURNING type</c>.</summary>
public sealed record JsonReturning(SourcePosition Position, DataType Type, JsonFormat? Format) : Node(Position);

/// <summary>A value passed to a path by name.</summary>
public sealed record JsonPathArgument(SourcePosition Position, Identifier Name, Expression Value, JsonFormat? Format) : Node(Position);

/// <summary><c>input [FORMAT …], 'path' [AS name] [PASSING …]</c></summary>
/// <remarks><c>PathName</c>: JSON_TABLE only.</remarks>
public sealed record JsonPathInvocation(
    SourcePosition Position,
    Expression Input,
    JsonFormat? InputFormat,
    StringLiteral Path,
    Identifier? PathName,
    SyntaxList<JsonPathArgument> Arguments
) : Node(Position);

/// <summary>What stands in for a value: NULL … ON EMPTY, ERROR … ON ERROR, and so on.</summary>
public enum JsonValueBehavior
{
    Error,
    Null,
    Default,
}

public enum JsonExistsBehavior
{
    True,
    False,
    Unknown,
    Error,
}

public enum JsonQueryBehavior
{
    Error,
    Null,
    EmptyArray,
    EmptyObject,
}

public enum JsonWrapper
{
    Without,
    Conditional,
    Unconditional,
}

public enum JsonQuotes
{
    Keep,
    Omit,
}

/// <summary><c>JSON_EXISTS(… [behaviour ON ERROR])</c></summary>
public sealed record JsonExists(SourcePosition Position, JsonPathInvocation Path, JsonExistsBehavior? OnError) : Expression(Position);

/// <summary><c>JSON_VALUE(… [RETURNING type] [behaviour ON EMPTY] [behaviour ON ERROR])</c></summary>
public sealed record JsonValue(
    SourcePosition Position,
    JsonPathInvocation Path,
    DataType? Returning,
    JsonValueBehavior? OnEmpty,
    Expression? EmptyDefault,
    JsonValueBehavior? OnError,
    Expression? ErrorDefault
) : Expression(Position);

/// <summary><c>JSON_QUERY(… [RETURNING type [FORMAT …]] [wrapper] [quotes] [behaviour ON EMPTY] [behaviour ON ERROR])</c></summary>
public sealed record JsonQuery(
    SourcePosition Position,
    JsonPathInvocation Path,
    JsonReturning? Returning,
    JsonWrapper? Wrapper,
    JsonQuotes? Quotes,
    JsonQueryBehavior? OnEmpty,
    JsonQueryBehavior? OnError
) : Expression(Position);

/// <summary><c>[KEY] key VALUE value</c> or <c>key : value</c></summary>
public sealed record JsonObjectMember(SourcePosition Position, Expression Key, Expression Value, JsonFormat? Format) : Node(Position);

/// <summary><c>JSON_OBJECT(…)</c></summary>
/// <remarks><c>NullOnNull</c>: NULL ON NULL (the default) or ABSENT ON NULL.</remarks>
/// <remarks><c>UniqueKeys</c>: WITH UNIQUE KEYS, or WITHOUT (the default).</remarks>
public sealed record JsonObject(
    SourcePosition Position,
    SyntaxList<JsonObjectMember> Members,
    bool NullOnNull,
    bool UniqueKeys,
    JsonReturning? Returning
) : Expression(Position);

public sealed record JsonArrayElement(SourcePosition Position, Expression Value, JsonFormat? Format) : Node(Position);

/// <summary><c>JSON_ARRAY(…)</c></summary>
/// <remarks><c>NullOnNull</c>: NULL ON NULL, or ABSENT ON NULL (the default).</remarks>
public sealed record JsonArray(SourcePosition Position, SyntaxList<JsonArrayElement> Elements, bool NullOnNull, JsonReturning? Returning)
    : Expression(Position);
