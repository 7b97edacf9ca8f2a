using Coffer.Sql.Types;

namespace Coffer.Sql.Catalog;

/// <summary>A column as SQL sees it; the name is lower case.</summary>
public sealed record SqlTableColumn(string Name, SqlType Type);
