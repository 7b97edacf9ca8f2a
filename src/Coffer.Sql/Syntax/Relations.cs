using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

public abstract record Relation(SourcePosition Position) : Node(Position);

/// <summary>A table by name.</summary>
public sealed record TableReference(SourcePosition Position, QualifiedName Name, QueryPeriod? Period) : Relation(Position);

/// <summary><c>FOR TIMESTAMP AS OF x</c>, <c>FOR VERSION AS OF x</c></summary>
public sealed record QueryPeriod(SourcePosition Position, bool Version, Expression Value) : Node(Position);

/// <summary><c>relation [AS] alias [(columns)]</c></summary>
/// <remarks><c>Columns</c>: Empty when not written.</remarks>
public sealed record AliasedRelation(SourcePosition Position, Relation Source, Identifier Alias, SyntaxList<Identifier> Columns)
    : Relation(Position);

/// <summary><c>(query)</c> in FROM.</summary>
public sealed record SubqueryRelation(SourcePosition Position, Query Query) : Relation(Position);

/// <summary><c>LATERAL (query)</c></summary>
public sealed record Lateral(SourcePosition Position, Query Query) : Relation(Position);

/// <summary><c>UNNEST(a, b) [WITH ORDINALITY]</c></summary>
public sealed record Unnest(SourcePosition Position, SyntaxList<Expression> Expressions, bool WithOrdinality) : Relation(Position);

public enum JoinKind
{
    /// <summary>A comma in FROM.</summary>
    Implicit,
    Cross,
    Inner,
    Left,
    Right,
    Full,
}

/// <summary>A join. Position is the first token of the left side.</summary>
/// <remarks><c>Criteria</c>: Null for implicit and cross joins only.</remarks>
public sealed record Join(SourcePosition Position, JoinKind Kind, Relation Left, Relation Right, JoinCriteria? Criteria)
    : Relation(Position);

public abstract record JoinCriteria(SourcePosition Position) : Node(Position);

public sealed record JoinOn(SourcePosition Position, Expression Condition) : JoinCriteria(Position);

public sealed record JoinUsing(SourcePosition Position, SyntaxList<Identifier> Columns) : JoinCriteria(Position);

public sealed record NaturalJoin(SourcePosition Position) : JoinCriteria(Position);

public enum SampleMethod
{
    Bernoulli,
    System,
}

/// <summary><c>relation TABLESAMPLE BERNOULLI (percentage)</c></summary>
public sealed record SampledRelation(SourcePosition Position, Relation Source, SampleMethod Method, Expression Percentage)
    : Relation(Position);

/// <summary><c>TABLE(function(arguments))</c></summary>
public sealed record TableFunctionCall(
    SourcePosition Position,
    QualifiedName Name,
    SyntaxList<TableFunctionArgument> Arguments,
    SyntaxList<SyntaxList<QualifiedName>> CoPartitioning
) : Relation(Position);

/// <remarks><c>Name</c>: Null for a positional argument.</remarks>
public sealed record TableFunctionArgument(SourcePosition Position, Identifier? Name, TableFunctionValue Value) : Node(Position);

public abstract record TableFunctionValue(SourcePosition Position) : Node(Position);

public sealed record ScalarArgument(SourcePosition Position, Expression Value) : TableFunctionValue(Position);

/// <summary><c>DESCRIPTOR(a bigint, b)</c>; null Fields for <c>CAST(NULL AS DESCRIPTOR)</c>.</summary>
public sealed record DescriptorArgument(SourcePosition Position, SyntaxList<DescriptorField>? Fields) : TableFunctionValue(Position);

public sealed record DescriptorField(SourcePosition Position, Identifier Name, DataType? Type) : Node(Position);

/// <summary><c>TABLE(t) [AS alias] [PARTITION BY …] [PRUNE|KEEP WHEN EMPTY] [ORDER BY …]</c></summary>
/// <remarks><c>Table</c>: A table reference, a subquery or either with an alias.</remarks>
/// <remarks><c>PartitionBy</c>: Null when not written; may be empty.</remarks>
/// <remarks><c>PruneWhenEmpty</c>: Null when not written.</remarks>
public sealed record TableArgument(
    SourcePosition Position,
    Relation Table,
    SyntaxList<Expression>? PartitionBy,
    bool? PruneWhenEmpty,
    OrderBy? OrderBy
) : TableFunctionValue(Position);

/// <summary><c>JSON_TABLE(input, 'path' COLUMNS (…))</c></summary>
public sealed record JsonTable(
    SourcePosition Position,
    JsonPathInvocation Path,
    SyntaxList<JsonTableColumn> Columns,
    JsonTablePlan? Plan,
    bool? ErrorOnError
) : Relation(Position);

public abstract record JsonTableColumn(SourcePosition Position) : Node(Position);

public sealed record JsonOrdinalityColumn(SourcePosition Position, Identifier Name) : JsonTableColumn(Position);

public sealed record JsonValueColumn(
    SourcePosition Position,
    Identifier Name,
    DataType Type,
    StringLiteral? Path,
    JsonValueBehavior? OnEmpty,
    Expression? EmptyDefault,
    JsonValueBehavior? OnError,
    Expression? ErrorDefault
) : JsonTableColumn(Position);

public sealed record JsonQueryColumn(
    SourcePosition Position,
    Identifier Name,
    DataType Type,
    JsonFormat Format,
    StringLiteral? Path,
    JsonWrapper? Wrapper,
    JsonQuotes? Quotes,
    JsonQueryBehavior? OnEmpty,
    JsonQueryBehavior? OnError
) : JsonTableColumn(Position);

public sealed record JsonNestedColumns(
    SourcePosition Position,
    StringLiteral Path,
    Identifier? PathName,
    SyntaxList<JsonTableColumn> Columns
) : JsonTableColumn(Position);

/// <summary>PLAN of JSON_TABLE.</summary>
public abstract record JsonTablePlan(SourcePosition Position) : Node(Position);

/// <summary><c>PLAN DEFAULT (OUTER|INNER, UNION|CROSS)</c></summary>
public sealed record JsonDefaultPlan(SourcePosition Position, bool Inner, bool Cross) : JsonTablePlan(Position);

public sealed record JsonPlanLeaf(SourcePosition Position, Identifier Name) : JsonTablePlan(Position);

public enum JsonPlanOperator
{
    Outer,
    Inner,
    Union,
    Cross,
}

public sealed record JsonPlanJoin(SourcePosition Position, JsonPlanOperator Operator, SyntaxList<JsonTablePlan> Parts)
    : JsonTablePlan(Position);
