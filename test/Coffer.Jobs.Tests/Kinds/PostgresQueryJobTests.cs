using Coffer.Database;

namespace Coffer.Jobs.Tests.Kinds;

public sealed class PostgresQueryJobTests() : QueryJobTests(DatabaseKind.Postgres);
