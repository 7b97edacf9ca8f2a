using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class PostgresCommitTests() : CommitConformance(DatabaseKind.Postgres);
