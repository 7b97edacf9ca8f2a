namespace Coffer.Storage.Catalog;

/// <summary>The outcome of appending columns; <see cref="Problem"/> says in words why the schema was refused.</summary>
public sealed record AppendSchemaResult(UpdateTableResult Result, string? Problem = null);
