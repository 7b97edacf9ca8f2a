using Coffer.Database;

namespace Coffer.Conformance.Accounts;

public sealed class PostgresApiKeysTests() : ApiKeysConformance(DatabaseKind.Postgres);
