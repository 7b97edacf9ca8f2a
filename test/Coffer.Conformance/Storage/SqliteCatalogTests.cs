using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class SqliteCatalogTests() : CatalogConformance(DatabaseKind.Sqlite);
