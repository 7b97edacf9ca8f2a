using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class SqliteMaintenanceTests() : MaintenanceConformance(DatabaseKind.Sqlite);
