namespace Coffer.DuckDb;

/// <summary>A named member of a STRUCT or UNION.</summary>
public readonly record struct LogicalField(string Name, LogicalType Type);
