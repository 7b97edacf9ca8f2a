using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class PostgresImportTests() : ImportConformance(DatabaseKind.Postgres);
