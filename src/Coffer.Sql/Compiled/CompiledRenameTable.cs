namespace Coffer.Sql;

/// <summary>ALTER TABLE … RENAME TO.</summary>
public sealed record CompiledRenameTable(string Schema, string Name, string NewSchema, string NewName, bool IfExists) : CompiledStatement;
