namespace Coffer.Sql.Values;

/// <summary>English month and day names of date patterns.</summary>
public static class Names
{
    public static IReadOnlyList<string> Months { get; } =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>From Monday on.</summary>
    public static IReadOnlyList<string> Days { get; } = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
}
