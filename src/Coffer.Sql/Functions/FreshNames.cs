using System.Globalization;

namespace Coffer.Sql.Functions;

/// <summary>Makes lambda parameter names that are unique within one statement and cannot be confused with a column.</summary>
public sealed class FreshNames
{
    int _last;

    /// <summary>A new name, quoted.</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"\"$λ{++_last}$\"");
}
