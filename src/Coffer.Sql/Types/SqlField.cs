namespace Coffer.Sql.Types;

/// <summary>A field of a row type; <see cref="Name"/> is null for an unnamed field and keeps the written spelling otherwise.</summary>
public readonly record struct SqlField(string? Name, SqlType Type);
