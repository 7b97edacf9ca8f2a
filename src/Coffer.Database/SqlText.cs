namespace Coffer.Database;

/// <summary>One statement in the texts of both databases; its name puts the object first, then the action: <c>JobInsert</c>.</summary>
public sealed record SqlText(string Name, string Sqlite, string Postgres)
{
    /// <summary>A statement that reads the same on both databases.</summary>
    public static SqlText Same(string name, string text) => new(name, text, text);

    internal string For(DatabaseKind kind) =>
        kind switch
        {
            DatabaseKind.Sqlite => Sqlite,
            DatabaseKind.Postgres => Postgres,
        };
}
