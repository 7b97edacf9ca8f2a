namespace Coffer.Storage;

public readonly record struct DatabaseId(long Value)
{
    public override string ToString() => Value.ToString();
}
