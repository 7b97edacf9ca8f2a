namespace Coffer.DuckDb;

/// <summary>Name and type of a column of a result.</summary>
public readonly record struct ResultColumn(string Name, LogicalType Type);
