using Coffer.Database;

namespace Coffer.Conformance.Storage;

public sealed class PostgresMaintenanceTests() : MaintenanceConformance(DatabaseKind.Postgres);
