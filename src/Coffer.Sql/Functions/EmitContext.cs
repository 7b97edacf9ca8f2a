using System.Globalization;

namespace Coffer.Sql.Functions;

/// <summary>What printing one statement needs besides the expressions: the session's time zone, and fresh lambda parameter names.</summary>
public sealed class EmitContext(string timeZone)
{
    int _last;

    public string TimeZone { get; } = timeZone;

    /// <summary>A quoted lambda parameter name that is unique within the statement and cannot be confused with a column.</summary>
    public string NextName() => string.Create(CultureInfo.InvariantCulture, $"\"$λ{++_last}$\"");
}
