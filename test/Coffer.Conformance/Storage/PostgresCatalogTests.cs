using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class PostgresCatalogTests() : CatalogConformance(DatabaseKind.Postgres);
