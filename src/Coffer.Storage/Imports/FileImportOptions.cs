using Coffer.Storage.Catalog;

namespace Coffer.Storage.Imports;

/// <summary>How a file is read.</summary>
public sealed record FileImportOptions
{
    public required FileFormat Format { get; init; }

    /// <summary>The file is gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>The key whose value is the row's time: unix seconds, or a date and time in ISO form (UTC unless it says otherwise).</summary>
    public string TimeColumn { get; init; } = "time";

    /// <summary>The time of all rows, unix seconds; then <see cref="TimeColumn"/> is a column like others. Null: rows without a time get the time of the import.</summary>
    public long? TimeValue { get; init; }

    /// <summary>Csv: the names of the columns when the file has no header.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Types of columns; the others are found from the values. A csv value that is not of its type is an error.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = new Dictionary<string, ColumnType>();

    /// <summary>Csv: what separates columns.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Csv: the text of a missing value beside the empty one.</summary>
    public string? NullText { get; init; }

    /// <summary>An upload of this id counts once.</summary>
    public string? UniqueId { get; init; }
}
