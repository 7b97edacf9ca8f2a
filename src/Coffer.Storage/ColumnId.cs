namespace Coffer.Storage;

/// <summary>
/// A key of one table, for ever: data files name their columns by it, so a key that is dropped from the schema and declared again shows its old data
/// again. It is also the Parquet (and Iceberg) field id.
/// </summary>
public readonly record struct ColumnId(int Value)
{
    /// <summary>The <c>time</c> column, which every table has.</summary>
    public static ColumnId Time => new(1);

    /// <summary>The first id that a key of the table's own can get.</summary>
    public static ColumnId First => new(2);

    /// <summary>The column's name inside data files: <c>time</c>, or <c>c</c> and the id.</summary>
    public string PhysicalName => Value == Time.Value ? "time" : $"c{Value}";

    /// <summary>The id behind a physical name, or null when the text is none.</summary>
    public static ColumnId? FromPhysicalName(string name)
    {
        if (name == "time")
            return Time;
        return name.Length > 1 && name[0] == 'c' && int.TryParse(name.AsSpan(1), out var id) && id >= First.Value ? new ColumnId(id) : null;
    }

    public override string ToString() => Value.ToString();
}
