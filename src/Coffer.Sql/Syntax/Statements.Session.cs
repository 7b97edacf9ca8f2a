using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

/// <summary><c>USE [catalog.]schema</c></summary>
public sealed record Use(SourcePosition Position, Identifier? Catalog, Identifier Schema) : Statement(Position);

public sealed record SetSession(SourcePosition Position, QualifiedName Name, Expression Value) : Statement(Position);

public sealed record ResetSession(SourcePosition Position, QualifiedName Name) : Statement(Position);

/// <remarks><c>User</c>: An identifier or a string.</remarks>
public sealed record SetSessionAuthorization(SourcePosition Position, Expression User) : Statement(Position);

public sealed record ResetSessionAuthorization(SourcePosition Position) : Statement(Position);

/// <remarks><c>Zone</c>: Null for LOCAL.</remarks>
public sealed record SetTimeZone(SourcePosition Position, Expression? Zone) : Statement(Position);

public sealed record SetPath(SourcePosition Position, SyntaxList<QualifiedName> Elements) : Statement(Position);

public sealed record Prepare(SourcePosition Position, Identifier Name, Statement Statement) : Statement(Position);

public sealed record Deallocate(SourcePosition Position, Identifier Name) : Statement(Position);

public sealed record Execute(SourcePosition Position, Identifier Name, SyntaxList<Expression> Parameters) : Statement(Position);

/// <summary><c>EXECUTE IMMEDIATE 'sql' [USING …]</c></summary>
public sealed record ExecuteImmediate(SourcePosition Position, StringLiteral Text, SyntaxList<Expression> Parameters) : Statement(Position);

public sealed record DescribeInput(SourcePosition Position, Identifier Name) : Statement(Position);

public sealed record DescribeOutput(SourcePosition Position, Identifier Name) : Statement(Position);

public enum IsolationLevel
{
    ReadUncommitted,
    ReadCommitted,
    RepeatableRead,
    Serializable,
}

/// <remarks><c>Isolation</c>: Null when not written.</remarks>
/// <remarks><c>ReadOnly</c>: Null when not written.</remarks>
public sealed record StartTransaction(SourcePosition Position, IsolationLevel? Isolation, bool? ReadOnly) : Statement(Position);

public sealed record Commit(SourcePosition Position) : Statement(Position);

public sealed record Rollback(SourcePosition Position) : Statement(Position);
