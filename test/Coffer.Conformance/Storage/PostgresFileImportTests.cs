using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class PostgresFileImportTests() : FileImportConformance(DatabaseKind.Postgres);
