using System.Runtime.InteropServices;

namespace Coffer.DuckDb;

/// <summary>A DuckDB INTERVAL: three parts that are not normalised against each other.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct IntervalValue(int Months, int Days, long Micros);
