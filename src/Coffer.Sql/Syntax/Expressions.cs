using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

public abstract record Expression(SourcePosition Position) : Node(Position);

public enum ComparisonOperator
{
    Equal,
    NotEqual,
    LessThan,
    LessThanOrEqual,
    GreaterThan,
    GreaterThanOrEqual,
    IsDistinctFrom,
}

public enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulus,
}

public enum LogicalOperator
{
    And,
    Or,
}

public enum Quantifier
{
    All,

    /// <summary>ANY and SOME, which mean the same.</summary>
    Any,
}

/// <summary><c>base.field</c>: a column of a relation or a field of a row, which only name resolution can tell.</summary>
public sealed record Dereference(SourcePosition Position, Expression Base, Identifier Field) : Expression(Position);

/// <summary><c>base[index]</c></summary>
public sealed record Subscript(SourcePosition Position, Expression Base, Expression Index) : Expression(Position);

/// <summary><c>?</c></summary>
/// <remarks><c>Index</c>: From 0, in order of occurrence in the statement.</remarks>
public sealed record Parameter(SourcePosition Position, int Index) : Expression(Position);

public sealed record ArithmeticBinary(SourcePosition Position, ArithmeticOperator Operator, Expression Left, Expression Right)
    : Expression(Position);

/// <summary><c>-x</c> or <c>+x</c></summary>
public sealed record ArithmeticUnary(SourcePosition Position, bool Negative, Expression Value) : Expression(Position);

/// <summary><c>value AT TIME ZONE zone</c></summary>
public sealed record AtTimeZone(SourcePosition Position, Expression Value, Expression Zone) : Expression(Position);

/// <summary>A comparison; <c>IS NOT DISTINCT FROM</c> is a <see cref="NotExpression"/> around <see cref="ComparisonOperator.IsDistinctFrom"/>.</summary>
public sealed record Comparison(SourcePosition Position, ComparisonOperator Operator, Expression Left, Expression Right)
    : Expression(Position);

/// <summary><c>value op ALL|ANY|SOME (query)</c></summary>
public sealed record QuantifiedComparison(
    SourcePosition Position,
    ComparisonOperator Operator,
    Quantifier Quantifier,
    Expression Value,
    SubqueryExpression Subquery
) : Expression(Position);

/// <summary><c>a AND b AND c</c>: a chain of one operator is one node with two or more terms.</summary>
public sealed record LogicalExpression(SourcePosition Position, LogicalOperator Operator, SyntaxList<Expression> Terms)
    : Expression(Position);

/// <summary><c>NOT x</c>, and the negated predicates: <c>a NOT IN (…)</c> is NOT around <see cref="InList"/>.</summary>
public sealed record NotExpression(SourcePosition Position, Expression Value) : Expression(Position);

/// <summary><c>value BETWEEN min AND max</c></summary>
public sealed record Between(SourcePosition Position, Expression Value, Expression Min, Expression Max) : Expression(Position);

/// <summary><c>value IN (a, b)</c></summary>
public sealed record InList(SourcePosition Position, Expression Value, SyntaxList<Expression> Items) : Expression(Position);

/// <summary><c>value IN (query)</c></summary>
/// <remarks><c>Subquery</c>: Positioned at the query inside the parentheses.</remarks>
public sealed record InSubquery(SourcePosition Position, Expression Value, SubqueryExpression Subquery) : Expression(Position);

/// <summary><c>value LIKE pattern [ESCAPE escape]</c></summary>
public sealed record Like(SourcePosition Position, Expression Value, Expression Pattern, Expression? Escape) : Expression(Position);

/// <summary><c>value IS NULL</c></summary>
public sealed record IsNull(SourcePosition Position, Expression Value) : Expression(Position);

/// <summary><c>value IS NOT NULL</c></summary>
public sealed record IsNotNull(SourcePosition Position, Expression Value) : Expression(Position);

/// <summary><c>EXISTS (query)</c></summary>
public sealed record Exists(SourcePosition Position, SubqueryExpression Subquery) : Expression(Position);

/// <summary><c>(query)</c> as a value, and the query of IN, EXISTS and quantified comparisons.</summary>
public sealed record SubqueryExpression(SourcePosition Position, Query Query) : Expression(Position);

public sealed record WhenClause(SourcePosition Position, Expression Operand, Expression Result) : Node(Position);

/// <summary><c>CASE operand WHEN value THEN result … END</c></summary>
public sealed record SimpleCase(SourcePosition Position, Expression Operand, SyntaxList<WhenClause> Whens, Expression? Default)
    : Expression(Position);

/// <summary><c>CASE WHEN condition THEN result … END</c></summary>
public sealed record SearchedCase(SourcePosition Position, SyntaxList<WhenClause> Whens, Expression? Default) : Expression(Position);

/// <summary><c>if(condition, then [, else])</c></summary>
public sealed record IfExpression(SourcePosition Position, Expression Condition, Expression Then, Expression? Else) : Expression(Position);

/// <summary><c>nullif(first, second)</c></summary>
public sealed record NullIf(SourcePosition Position, Expression First, Expression Second) : Expression(Position);

/// <summary><c>coalesce(a, b, …)</c>, two operands or more.</summary>
public sealed record Coalesce(SourcePosition Position, SyntaxList<Expression> Operands) : Expression(Position);

/// <summary><c>try(x)</c></summary>
public sealed record TryExpression(SourcePosition Position, Expression Value) : Expression(Position);

/// <summary><c>CAST(value AS type)</c> and <c>TRY_CAST(value AS type)</c></summary>
public sealed record Cast(SourcePosition Position, Expression Value, DataType Type, bool Safe) : Expression(Position);

/// <summary><c>ARRAY[a, b]</c></summary>
public sealed record ArrayConstructor(SourcePosition Position, SyntaxList<Expression> Items) : Expression(Position);

/// <summary><c>ROW(a, b)</c> and <c>(a, b)</c></summary>
public sealed record RowConstructor(SourcePosition Position, SyntaxList<Expression> Items) : Expression(Position);

/// <summary><c>x -&gt; body</c>, <c>(x, y) -&gt; body</c>, <c>() -&gt; body</c></summary>
public sealed record Lambda(SourcePosition Position, SyntaxList<Identifier> Parameters, Expression Body) : Expression(Position);
