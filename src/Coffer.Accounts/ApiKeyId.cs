using System.Globalization;

namespace Coffer.Accounts;

/// <summary>Names a key where the key itself must not appear.</summary>
public readonly record struct ApiKeyId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
