namespace Coffer.Storage;

public readonly record struct DataFileId(long Value)
{
    public override string ToString() => Value.ToString();
}
