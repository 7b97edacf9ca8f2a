namespace Coffer.Storage;

/// <summary>A table for its whole life: it keeps its id when it is renamed or swapped; a table created again under an old name gets a new one.</summary>
public readonly record struct TableId(long Value)
{
    public override string ToString() => Value.ToString();
}
