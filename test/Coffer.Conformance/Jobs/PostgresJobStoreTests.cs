using Coffer.Database;

namespace Coffer.Conformance.Jobs;

public sealed class PostgresJobStoreTests() : JobStoreConformance(DatabaseKind.Postgres);
