using System.Globalization;

namespace Coffer.Accounts;

public readonly record struct UserId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
