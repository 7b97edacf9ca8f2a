namespace Coffer.Sql;

/// <summary>Everything besides text and catalogue that a statement may depend on.</summary>
public sealed record SqlSession
{
    /// <summary>The one catalogue that exists; table names may be qualified with it.</summary>
    public string Catalog { get; init; } = "td";

    /// <summary>The schema of unqualified table names.</summary>
    public string? Database { get; init; }

    /// <summary>The session zone: a region name or an offset.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The one instant that now(), current_date … mean, in microseconds since 1970 UTC.</summary>
    public required long NowMicros { get; init; }

    /// <summary>TD_SCHEDULED_TIME(), in seconds since 1970 UTC.</summary>
    public required long ScheduledTime { get; init; }

    /// <summary>Whether <c>1.5</c> is a double (Treasure Data's default) or a decimal(2,1).</summary>
    public bool ParseDecimalLiteralsAsDouble { get; init; } = true;

    /// <summary>The answer of current_user.</summary>
    public string User { get; init; } = "";
}
