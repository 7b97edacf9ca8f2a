using Coffer.Database;

namespace Coffer.Conformance.Accounts;

public sealed class SqliteApiKeysTests() : ApiKeysConformance(DatabaseKind.Sqlite);
