namespace Coffer.Backup;

/// <summary><c>backup.json</c>, written last: a folder without it is no complete backup.</summary>
/// <param name="Format">Format of the data directory.</param>
/// <param name="Version">The program that made it.</param>
/// <param name="CreatedAt">ISO 8601, UTC.</param>
/// <param name="Files">Number of files besides the database.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="DatabaseSha256">Of <c>coffer.db</c>, hexadecimal.</param>
sealed record BackupManifest(int Format, string Version, string CreatedAt, long Files, long Bytes, string DatabaseSha256);
