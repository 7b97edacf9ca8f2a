using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

public abstract record Literal(SourcePosition Position) : Expression(Position);

public sealed record NullLiteral(SourcePosition Position) : Literal(Position);

public sealed record BooleanLiteral(SourcePosition Position, bool Value) : Literal(Position);

/// <summary>An integer that fits 64 bits; INTEGER when it fits 32, else BIGINT. (The parser refuses larger ones.)</summary>
public sealed record IntegerLiteral(SourcePosition Position, long Value) : Literal(Position);

/// <summary><c>1.5</c>, <c>.5</c>, <c>1.</c></summary>
/// <remarks><c>Text</c>: Digits and one dot, without digit separators.</remarks>
public sealed record DecimalLiteral(SourcePosition Position, string Text) : Literal(Position);

/// <summary>A number with an exponent.</summary>
public sealed record DoubleLiteral(SourcePosition Position, double Value) : Literal(Position);

/// <summary><c>'…'</c> and <c>U&amp;'…'</c>, decoded.</summary>
public sealed record StringLiteral(SourcePosition Position, string Value) : Literal(Position);

/// <summary><c>X'…'</c></summary>
/// <remarks><c>Hex</c>: Upper-case hexadecimal digits, an even count.</remarks>
public sealed record BinaryLiteral(SourcePosition Position, string Hex) : Literal(Position)
{
    public byte[] ToBytes() => Convert.FromHexString(Hex);
}

/// <summary>A type name before a string, e.g. <c>DATE '2024-01-01'</c>, <c>JSON '[]'</c>, <c>BIGINT '1'</c>, <c>DECIMAL '1.5'</c>, <c>TIMESTAMP '…'</c>.</summary>
/// <remarks><c>TypeName</c>: As written; <c>double precision</c> is <c>double</c>.</remarks>
public sealed record TypedLiteral(SourcePosition Position, string TypeName, string Value) : Literal(Position);

public enum IntervalField
{
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

/// <summary><c>INTERVAL '1-2' YEAR TO MONTH</c></summary>
/// <remarks><c>Negative</c>: Whether a minus sign stands before the string (the string may carry its own).</remarks>
public sealed record IntervalLiteral(SourcePosition Position, bool Negative, string Value, IntervalField From, IntervalField? To)
    : Literal(Position);
