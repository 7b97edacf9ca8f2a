using Coffer.Database;

namespace Coffer.Jobs.Tests.Running;

public sealed class PostgresJobPumpTests() : JobPumpTests(DatabaseKind.Postgres);
