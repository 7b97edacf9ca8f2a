using Coffer.Sql;
using Coffer.Storage;
using Coffer.Storage.Snapshots;

namespace Coffer.Jobs.Kinds.Query;

/// <summary>A compiled statement with the snapshots of the tables that it reads, all of one moment.</summary>
sealed record Statement(CompiledStatement Compiled, CatalogView Catalog, IReadOnlyDictionary<TableId, TableSnapshot> Snapshots);
