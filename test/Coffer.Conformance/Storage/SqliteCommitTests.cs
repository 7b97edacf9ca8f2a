using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class SqliteCommitTests() : CommitConformance(DatabaseKind.Sqlite);
