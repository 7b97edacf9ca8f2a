namespace Coffer.Sql;

/// <summary>DROP TABLE.</summary>
public sealed record CompiledDropTable(string Schema, string Name, bool IfExists) : CompiledStatement;
