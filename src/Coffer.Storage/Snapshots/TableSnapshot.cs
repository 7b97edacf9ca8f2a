using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;

namespace Coffer.Storage.Snapshots;

/// <summary>A table and the data files of one of its versions. The files stay readable until retention, whatever happens to the table.</summary>
public sealed record TableSnapshot(Table Table, TableVersion Version, IReadOnlyList<DataFile> Files);
