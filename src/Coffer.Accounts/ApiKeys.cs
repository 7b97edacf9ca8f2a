using System.Collections.Concurrent;
using System.Security.Cryptography;
using Coffer.Database;

namespace Coffer.Accounts;

/// <summary>Makes, checks and revokes API keys. Only their SHA-256 is stored.</summary>
public sealed class ApiKeys : IDisposable
{
    const string Channel = "accounts";

    /// <summary>Bounds the cache, and how long a key revoked by another process may live on when its wake-up is lost.</summary>
    const int MaxCached = 1000;
    static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    static readonly NamedSql Sql = NamedSql.Load(typeof(ApiKeys).Assembly, "accounts");

    readonly IDatabase _database;
    readonly TimeProvider _time;
    readonly Wakeup _changed;
    readonly ConcurrentDictionary<string, (Stored Stored, long ReadAt)> _cache = [];

    public ApiKeys(IDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _changed = database.Wakeups.Subscribe(Channel);
    }

    /// <summary>Creates a user; null when the email is taken.</summary>
    public Task<User?> CreateUserAsync(string name, string email, bool isAdmin, CancellationToken cancellationToken) =>
        _database.WriteAsync(tx => InsertUserAsync(tx, name, email, isAdmin), cancellationToken);

    public Task<List<User>> ListUsersAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(tx => tx.QueryAsync(Sql["UserList"], ReadUser), cancellationToken);

    /// <summary>Creates a key and returns it in the clear, which is the only time that anybody sees it.</summary>
    public async Task<ApiKey> CreateAsync(UserId user, ApiKeyKind kind, CancellationToken cancellationToken)
    {
        var key = ApiKey.Create();
        await _database.WriteAsync(tx => InsertKeyAsync(tx, user, kind, key), cancellationToken);
        return key;
    }

    /// <summary>Deletes a key; false when there is none. It stops working at once here, and on other servers with their next wake-up.</summary>
    public async Task<bool> RevokeAsync(ApiKeyId key, CancellationToken cancellationToken)
    {
        var deleted = await _database.WriteAsync(
            tx =>
            {
                tx.Notify(Channel);
                return tx.ExecuteAsync(Sql["ApiKeyDelete"], ("id", key.Value));
            },
            cancellationToken
        );
        _cache.Clear();
        return deleted > 0;
    }

    public Task<List<(ApiKeyId Id, ApiKeyKind Kind)>> ListAsync(UserId user, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            tx =>
                tx.QueryAsync(
                    Sql["ApiKeyList"],
                    row => (new ApiKeyId(row.Long("id")), (ApiKeyKind)row.Int("kind")),
                    ("user_id", user.Value)
                ),
            cancellationToken
        );

    /// <summary>Who the key in a header belongs to; null for anything that is not a key of this server.</summary>
    public async Task<Caller?> AuthenticateAsync(string? headerOrKey, CancellationToken cancellationToken)
    {
        if (!ApiKey.TryParse(headerOrKey, out var key))
            return null;
        if (_changed.Take())
            _cache.Clear();
        var hash = key.Hash;
        var cacheKey = Convert.ToHexString(hash);
        if (!_cache.TryGetValue(cacheKey, out var entry) || _time.GetElapsedTime(entry.ReadAt) > MaxAge)
        {
            var stored = await _database.ReadAsync(
                tx => tx.QuerySingleAsync(Sql["ApiKeyFind"], ReadStored, ("key_hash", hash)),
                cancellationToken
            );
            if (stored is null)
                return null;
            entry = (stored, _time.GetTimestamp());
            if (_cache.Count >= MaxCached)
                _cache.Clear();
            _cache[cacheKey] = entry;
        }
        return CryptographicOperations.FixedTimeEquals(entry.Stored.Hash, hash) ? entry.Stored.Caller : null;
    }

    /// <summary>
    /// On a database without users creates the first administrator and returns its master key, to be shown once; otherwise changes nothing and returns null.
    /// </summary>
    /// <exception cref="ArgumentException">The chosen key has not the form of a key.</exception>
    public Task<ApiKey?> EnsureFirstAdminAsync(string? chosenKey, CancellationToken cancellationToken)
    {
        var key = ApiKey.Create();
        if (chosenKey is not null && !ApiKey.TryParse(chosenKey, out key))
            throw new ArgumentException(
                "The chosen API key must be a number, a slash and 40 lower-case hexadecimal digits, for instance 1/ and the output of 'openssl rand -hex 20'.",
                nameof(chosenKey)
            );
        return _database.WriteAsync<ApiKey?>(
            async tx =>
            {
                if (await tx.QuerySingleAsync(Sql["UserCount"], row => row.Long("n")) > 0)
                    return null;
                var admin = await InsertUserAsync(tx, "Administrator", "admin@localhost", isAdmin: true);
                await InsertKeyAsync(tx, admin!.Id, ApiKeyKind.Master, key);
                return key;
            },
            cancellationToken
        );
    }

    public void Dispose() => _changed.Dispose();

    static async Task<User?> InsertUserAsync(ITransaction transaction, string name, string email, bool isAdmin) =>
        await transaction.QuerySingleAsync(
            Sql["UserInsert"],
            ReadUser,
            ("name", name),
            ("email", email),
            ("is_admin", isAdmin),
            ("created_at", await transaction.NowAsync())
        );

    static async Task<int> InsertKeyAsync(ITransaction transaction, UserId user, ApiKeyKind kind, ApiKey key) =>
        await transaction.ExecuteAsync(
            Sql["ApiKeyInsert"],
            ("user_id", user.Value),
            ("kind", (long)kind),
            ("key_hash", key.Hash),
            ("created_at", await transaction.NowAsync())
        );

    static User ReadUser(Row row) => new(new UserId(row.Long("id")), row.String("name"), row.String("email"), row.Bool("is_admin"));

    static Stored ReadStored(Row row) =>
        new(
            row.Bytes("key_hash"),
            new Caller(
                new UserId(row.Long("user_id")),
                row.String("name"),
                row.String("email"),
                (ApiKeyKind)row.Int("kind"),
                row.Bool("is_admin")
            )
        );

    sealed record Stored(byte[] Hash, Caller Caller);
}
