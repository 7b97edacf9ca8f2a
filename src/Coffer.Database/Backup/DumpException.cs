namespace Coffer.Database.Backup;

/// <summary>A dump that cannot be restored; nothing was changed. The message says why.</summary>
public sealed class DumpException(string message) : Exception(message);
