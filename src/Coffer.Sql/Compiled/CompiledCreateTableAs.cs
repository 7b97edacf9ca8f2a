namespace Coffer.Sql;

/// <summary>CREATE TABLE AS; the query's column names are the new table's, lower case and unique.</summary>
public sealed record CompiledCreateTableAs(string Schema, string Name, bool IfNotExists, bool WithData, CompiledQuery Query)
    : CompiledStatement;
