using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

/// <summary>A type as written.</summary>
public abstract record DataType(SourcePosition Position) : Node(Position);

/// <summary>A name with parameters: <c>bigint</c>, <c>varchar(5)</c>, <c>decimal(10, 2)</c>, <c>array(T)</c>; <c>ARRAY&lt;T&gt;</c>, <c>T ARRAY</c>, <c>MAP&lt;K,V&gt;</c> and <c>double precision</c> are read as their plain forms.</summary>
public sealed record GenericDataType(SourcePosition Position, Identifier Name, SyntaxList<TypeArgument> Arguments) : DataType(Position);

public abstract record TypeArgument(SourcePosition Position) : Node(Position);

/// <summary>A number as written, digits only.</summary>
public sealed record NumericTypeArgument(SourcePosition Position, string Value) : TypeArgument(Position);

public sealed record NestedTypeArgument(SourcePosition Position, DataType Type) : TypeArgument(Position);

/// <summary>TIME and TIMESTAMP.</summary>
/// <remarks><c>Precision</c>: Null when not written (3).</remarks>
public sealed record DateTimeDataType(SourcePosition Position, bool Timestamp, NumericTypeArgument? Precision, bool WithTimeZone)
    : DataType(Position);

/// <summary><c>INTERVAL YEAR TO MONTH</c>, <c>INTERVAL DAY TO SECOND</c></summary>
public sealed record IntervalDataType(SourcePosition Position, IntervalField From, IntervalField To) : DataType(Position);

/// <summary><c>ROW(a bigint, varchar)</c></summary>
public sealed record RowDataType(SourcePosition Position, SyntaxList<RowField> Fields) : DataType(Position);

public sealed record RowField(SourcePosition Position, Identifier? Name, DataType Type) : Node(Position);
