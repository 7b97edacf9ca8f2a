namespace Coffer.Storage.Commits;

/// <summary>What the commit log keeps of a data file. Times are unix seconds; a column that the file does not have is null in all its rows.</summary>
public sealed record FileStatistics(long Records, long Bytes, long TimeMin, long TimeMax, IReadOnlyList<ColumnStatistics> Columns)
{
    /// <summary>The column's physical type in this file, or null when the file does not have it.</summary>
    public string? PhysicalType(ColumnId column) => Columns.FirstOrDefault(c => c.Column == column)?.PhysicalType;
}
