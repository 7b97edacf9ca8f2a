namespace Coffer.Sql;

/// <summary>A statement that changes nothing here (accepted for clients' sake).</summary>
public sealed record CompiledNothing : CompiledStatement;
