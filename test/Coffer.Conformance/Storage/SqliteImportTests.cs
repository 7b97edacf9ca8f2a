using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class SqliteImportTests() : ImportConformance(DatabaseKind.Sqlite);
