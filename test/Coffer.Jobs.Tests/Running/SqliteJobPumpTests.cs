using Coffer.Database;

namespace Coffer.Jobs.Tests.Running;

public sealed class SqliteJobPumpTests() : JobPumpTests(DatabaseKind.Sqlite);
