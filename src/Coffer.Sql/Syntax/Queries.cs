using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

/// <summary>A whole query: WITH, a body, and the ORDER BY, OFFSET and LIMIT that apply to a body that is not a plain SELECT.</summary>
/// <remarks>
/// As in Trino, the ORDER BY, OFFSET and LIMIT behind a plain SELECT belong to its <see cref="QuerySpecification"/>
/// and are empty here.
/// </remarks>
public sealed record Query(SourcePosition Position, With? With, QueryBody Body, OrderBy? OrderBy, Offset? Offset, RowLimit? Limit)
    : Node(Position)
{
    /// <summary>Functions defined by <c>WITH FUNCTION …</c> before the query.</summary>
    public SyntaxList<FunctionSpecification> Functions { get; init; } = [];
}

public sealed record With(SourcePosition Position, bool Recursive, SyntaxList<WithQuery> Queries) : Node(Position);

/// <summary><c>name [(columns)] AS (query)</c></summary>
/// <remarks><c>Columns</c>: Empty when not written.</remarks>
public sealed record WithQuery(SourcePosition Position, Identifier Name, SyntaxList<Identifier> Columns, Query Query) : Node(Position);

/// <summary>A query without WITH: SELECT, VALUES, TABLE, a set operation or a query in parentheses.</summary>
public abstract record QueryBody(SourcePosition Position) : Node(Position);

/// <summary><c>SELECT … FROM … WHERE … GROUP BY … HAVING … WINDOW …</c> with the ORDER BY, OFFSET and LIMIT behind it.</summary>
/// <remarks><c>From</c>: Null without FROM; several comma-separated relations are implicit joins.</remarks>
public sealed record QuerySpecification(
    SourcePosition Position,
    bool Distinct,
    SyntaxList<SelectItem> Select,
    Relation? From,
    Expression? Where,
    GroupBy? GroupBy,
    Expression? Having,
    SyntaxList<WindowDefinition> Windows,
    OrderBy? OrderBy,
    Offset? Offset,
    RowLimit? Limit
) : QueryBody(Position);

public enum SetOperator
{
    Union,
    Intersect,
    Except,
}

/// <summary><c>left UNION|INTERSECT|EXCEPT [ALL|DISTINCT] right</c>. A chain nests to the left.</summary>
public sealed record SetOperation(SourcePosition Position, SetOperator Operator, bool All, QueryBody Left, QueryBody Right)
    : QueryBody(Position);

/// <summary><c>VALUES a, (b, c)</c>; each row is an expression, often a <see cref="RowConstructor"/>.</summary>
public sealed record Values(SourcePosition Position, SyntaxList<Expression> Rows) : QueryBody(Position);

/// <summary><c>TABLE t</c></summary>
public sealed record TableQuery(SourcePosition Position, QualifiedName Name) : QueryBody(Position);

/// <summary><c>(query without WITH)</c> as a body.</summary>
public sealed record NestedQuery(SourcePosition Position, Query Query) : QueryBody(Position);

public abstract record SelectItem(SourcePosition Position) : Node(Position);

/// <summary><c>expression [AS alias]</c></summary>
public sealed record SingleColumn(SourcePosition Position, Expression Value, Identifier? Alias) : SelectItem(Position);

/// <summary><c>*</c>, <c>t.*</c>, <c>r.* AS (a, b)</c></summary>
/// <remarks><c>Target</c>: Null for the plain star.</remarks>
/// <remarks><c>Aliases</c>: Empty when not written.</remarks>
public sealed record AllColumns(SourcePosition Position, Expression? Target, SyntaxList<Identifier> Aliases) : SelectItem(Position);

public sealed record GroupBy(SourcePosition Position, bool Distinct, SyntaxList<GroupingElement> Elements) : Node(Position);

public abstract record GroupingElement(SourcePosition Position) : Node(Position);

/// <summary><c>a</c>, <c>(a, b)</c> or <c>()</c>: one grouping set of these expressions.</summary>
public sealed record SimpleGroupBy(SourcePosition Position, SyntaxList<Expression> Columns) : GroupingElement(Position);

public enum GroupingKind
{
    GroupingSets,
    Rollup,
    Cube,
}

/// <summary><c>GROUPING SETS ((a, b), a)</c>, <c>ROLLUP (a, (b, c))</c>, <c>CUBE (a, b)</c>: each inner list is one parenthesised or single element.</summary>
public sealed record GroupingSets(SourcePosition Position, GroupingKind Kind, SyntaxList<SyntaxList<Expression>> Sets)
    : GroupingElement(Position);

/// <summary><c>WINDOW name AS (…)</c></summary>
public sealed record WindowDefinition(SourcePosition Position, Identifier Name, WindowSpecification Specification) : Node(Position);

public sealed record OrderBy(SourcePosition Position, SyntaxList<SortItem> Items) : Node(Position);

public enum NullOrdering
{
    First,
    Last,
}

/// <remarks><c>Nulls</c>: Null when not written (last, for both directions).</remarks>
public sealed record SortItem(SourcePosition Position, Expression Key, bool Descending, NullOrdering? Nulls) : Node(Position);

/// <summary><c>OFFSET n ROWS</c></summary>
/// <remarks><c>Count</c>: An <see cref="IntegerLiteral"/> or a <see cref="Parameter"/>.</remarks>
public sealed record Offset(SourcePosition Position, Expression Count) : Node(Position);

/// <summary>LIMIT or FETCH FIRST.</summary>
public abstract record RowLimit(SourcePosition Position) : Node(Position);

/// <summary><c>LIMIT n</c></summary>
/// <remarks><c>Count</c>: An <see cref="IntegerLiteral"/> or a <see cref="Parameter"/>; null for LIMIT ALL.</remarks>
public sealed record Limit(SourcePosition Position, Expression? Count) : RowLimit(Position);

/// <summary><c>FETCH FIRST [n] ROWS ONLY|WITH TIES</c></summary>
/// <remarks><c>Count</c>: Null when not written (1).</remarks>
public sealed record FetchFirst(SourcePosition Position, Expression? Count, bool WithTies) : RowLimit(Position);
