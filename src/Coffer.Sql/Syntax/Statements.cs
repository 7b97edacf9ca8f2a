using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

public abstract record Statement(SourcePosition Position) : Node(Position);

/// <summary>A query as a statement.</summary>
public sealed record QueryStatement(SourcePosition Position, Query Query) : Statement(Position);

/// <summary><c>INSERT INTO t [(columns)] query</c></summary>
/// <remarks><c>Columns</c>: Null when not written.</remarks>
public sealed record Insert(SourcePosition Position, TableReference Target, SyntaxList<Identifier>? Columns, Query Query)
    : Statement(Position);

/// <summary><c>DELETE FROM t [WHERE condition]</c></summary>
public sealed record Delete(SourcePosition Position, TableReference Target, Expression? Where) : Statement(Position);

/// <summary><c>UPDATE t SET a = 1 [WHERE condition]</c></summary>
public sealed record Update(SourcePosition Position, TableReference Target, SyntaxList<Assignment> Assignments, Expression? Where)
    : Statement(Position);

public sealed record Assignment(SourcePosition Position, Identifier Column, Expression Value) : Node(Position);

/// <summary><c>MERGE INTO t [AS alias] USING relation ON condition WHEN …</c></summary>
public sealed record Merge(
    SourcePosition Position,
    TableReference Target,
    Identifier? Alias,
    Relation Source,
    Expression Condition,
    SyntaxList<MergeCase> Cases
) : Statement(Position);

public abstract record MergeCase(SourcePosition Position, Expression? Condition) : Node(Position);

/// <summary><c>WHEN MATCHED [AND …] THEN UPDATE SET …</c></summary>
public sealed record MergeUpdate(SourcePosition Position, Expression? Condition, SyntaxList<Assignment> Assignments)
    : MergeCase(Position, Condition);

/// <summary><c>WHEN MATCHED [AND …] THEN DELETE</c></summary>
public sealed record MergeDelete(SourcePosition Position, Expression? Condition) : MergeCase(Position, Condition);

/// <summary><c>WHEN NOT MATCHED [AND …] THEN INSERT [(columns)] VALUES (…)</c></summary>
/// <remarks><c>Columns</c>: Empty when not written.</remarks>
public sealed record MergeInsert(
    SourcePosition Position,
    Expression? Condition,
    SyntaxList<Identifier> Columns,
    SyntaxList<Expression> Values
) : MergeCase(Position, Condition);

/// <summary><c>TRUNCATE TABLE t</c></summary>
public sealed record TruncateTable(SourcePosition Position, QualifiedName Table) : Statement(Position);

/// <summary><c>ANALYZE t [WITH (…)]</c></summary>
public sealed record Analyze(SourcePosition Position, QualifiedName Table, SyntaxList<Property> Properties) : Statement(Position);

/// <summary><c>CALL procedure(arguments)</c></summary>
public sealed record Call(SourcePosition Position, QualifiedName Procedure, SyntaxList<CallArgument> Arguments) : Statement(Position);

/// <remarks><c>Name</c>: Null for a positional argument.</remarks>
public sealed record CallArgument(SourcePosition Position, Identifier? Name, Expression Value) : Node(Position);

/// <summary><c>name = value</c> of WITH (…) and SET PROPERTIES.</summary>
/// <remarks><c>Value</c>: Null for DEFAULT.</remarks>
public sealed record Property(SourcePosition Position, Identifier Name, Expression? Value) : Node(Position);

/// <summary><c>EXPLAIN [(options)] statement</c></summary>
public sealed record Explain(SourcePosition Position, SyntaxList<ExplainOption> Options, Statement Statement) : Statement(Position);

/// <summary><c>EXPLAIN ANALYZE [VERBOSE] statement</c></summary>
public sealed record ExplainAnalyze(SourcePosition Position, bool Verbose, Statement Statement) : Statement(Position);

public abstract record ExplainOption(SourcePosition Position) : Node(Position);

public enum ExplainFormat
{
    Text,
    Graphviz,
    Json,
}

public sealed record ExplainFormatOption(SourcePosition Position, ExplainFormat Format) : ExplainOption(Position);

public enum ExplainType
{
    Logical,
    Distributed,
    Validate,
    Io,
}

public sealed record ExplainTypeOption(SourcePosition Position, ExplainType Type) : ExplainOption(Position);
