using Coffer.Database;

namespace Coffer.Conformance.Databases;

public sealed class PostgresBackupTests() : BackupConformance(DatabaseKind.Postgres);
