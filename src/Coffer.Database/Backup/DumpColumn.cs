namespace Coffer.Database.Backup;

/// <summary>A column and its type as the database names it.</summary>
sealed record DumpColumn(string Name, string Type);
