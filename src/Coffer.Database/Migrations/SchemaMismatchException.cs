namespace Coffer.Database.Migrations;

/// <summary>The database was written by a newer Coffer, or its history is not ours. The message says what to do; nothing was changed.</summary>
public sealed class SchemaMismatchException(string message) : Exception(message);
