using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>
/// A constant. Values: null, bool, long (integers, days of a date, microseconds of time and timestamp, interval amounts), float, double,
/// Int128 (unscaled decimal), string, byte[], <see cref="ZonedValue"/>, <see cref="ZonedTimeValue"/>.
/// </summary>
sealed record BoundLiteral(SqlType Type, object? Value) : BoundExpression(Type);
