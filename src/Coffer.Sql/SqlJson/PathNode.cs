namespace Coffer.Sql.SqlJson;

/// <summary>A node of a JSON path. (trinodb/trino core/trino-grammar JsonPath.g4)</summary>
abstract record PathNode;

sealed record LiteralNode(JsonItem Value) : PathNode;

/// <summary><c>$</c></summary>
sealed record ContextNode : PathNode;

/// <summary><c>$name</c></summary>
sealed record VariableNode(string Name) : PathNode;

/// <summary><c>@</c> inside a filter.</summary>
sealed record CurrentNode : PathNode;

/// <summary><c>last</c> inside a subscript.</summary>
sealed record LastNode : PathNode;

/// <summary><c>.name</c>; a null name is <c>.*</c>.</summary>
sealed record MemberNode(PathNode Base, string? Name) : PathNode;

/// <summary><c>..name</c></summary>
sealed record DescendantNode(PathNode Base, string Name) : PathNode;

/// <summary><c>[1, 2 to 3]</c>; no subscripts is <c>[*]</c>.</summary>
sealed record ArrayNode(PathNode Base, IReadOnlyList<(PathNode From, PathNode? To)> Subscripts) : PathNode;

/// <summary><c>?(predicate)</c></summary>
sealed record FilterNode(PathNode Base, PathPredicate Predicate) : PathNode;

enum PathMethod
{
    Type,
    Size,
    Double,
    Ceiling,
    Floor,
    Abs,
    KeyValue,
    DateTime,
}

sealed record MethodNode(PathNode Base, PathMethod Method) : PathNode;

sealed record SignNode(bool Negative, PathNode Value) : PathNode;

sealed record ArithmeticNode(char Operator, PathNode Left, PathNode Right) : PathNode;
