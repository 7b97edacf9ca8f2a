using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class SqliteFileImportTests() : FileImportConformance(DatabaseKind.Sqlite);
