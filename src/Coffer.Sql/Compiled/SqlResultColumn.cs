using Coffer.Sql.Types;

namespace Coffer.Sql;

/// <summary>A result column: the name as Trino shows it (spelling of the query, duplicates possible) and the type.</summary>
public sealed record SqlResultColumn(string Name, SqlType Type);
