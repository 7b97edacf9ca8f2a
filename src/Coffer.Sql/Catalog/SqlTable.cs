namespace Coffer.Sql.Catalog;

/// <summary>A table as SQL sees it: columns in <c>SELECT *</c> order (<c>time</c> last for Treasure Data tables), names lower case.</summary>
public sealed record SqlTable(string Schema, string Name, IReadOnlyList<SqlTableColumn> Columns);
