namespace Coffer.Storage;

/// <summary>Counts the commits of one table. Zero is the empty table that was just created.</summary>
public readonly record struct TableVersion(long Value)
{
    public override string ToString() => Value.ToString();
}
