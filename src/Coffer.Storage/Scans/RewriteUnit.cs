using Coffer.Storage.Commits;

namespace Coffer.Storage.Scans;

/// <summary>
/// Files of one physical shape that a DELETE rewrites together. <see cref="Source"/> yields the declared columns for the predicate and beside them every
/// stored column as it is under the name <c>#id</c>, which no column of a table can have. The rows to keep are written with <see cref="Layout"/>,
/// which takes the <c>#id</c> columns: what the schema does not show is kept as well.
/// </summary>
public sealed record RewriteUnit(IReadOnlyList<DataFile> Files, ScanSource Source, FileLayout Layout)
{
    public long Records => Files.Sum(f => f.Statistics.Records);
}
