namespace Coffer.Benchmarks;

/// <summary>One measured figure with the yardstick that was measured beside it in the same run.</summary>
sealed record Figure(string What, string Measured, string Yardstick, string Aim, bool Met);
