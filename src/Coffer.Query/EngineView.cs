namespace Coffer.Query;

/// <summary>A relation of a query: name, and the SELECT in DuckDB's language that yields it.</summary>
public sealed record EngineView(string Name, string SelectSql);
