using Coffer.Database;

namespace Coffer.Conformance.Databases;

public sealed class SqliteBackupTests() : BackupConformance(DatabaseKind.Sqlite);
