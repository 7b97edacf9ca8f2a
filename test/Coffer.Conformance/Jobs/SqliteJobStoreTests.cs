using Coffer.Database;

namespace Coffer.Conformance.Jobs;

public sealed class SqliteJobStoreTests() : JobStoreConformance(DatabaseKind.Sqlite);
