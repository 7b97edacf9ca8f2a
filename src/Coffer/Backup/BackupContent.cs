namespace Coffer.Backup;

/// <summary>What the tables of a backup hold, counted after every file that they name was found.</summary>
sealed record BackupContent(int Databases, int Tables, long Records);
