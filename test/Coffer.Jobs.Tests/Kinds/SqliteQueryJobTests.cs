using Coffer.Database;

namespace Coffer.Jobs.Tests.Kinds;

public sealed class SqliteQueryJobTests() : QueryJobTests(DatabaseKind.Sqlite);
