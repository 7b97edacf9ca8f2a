using Npgsql;

namespace Coffer.Database.Postgres;

/// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=require</c>; a key=value connection string passes through.</summary>
static class PostgresUrl
{
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!text.StartsWith("postgres://", StringComparison.Ordinal) && !text.StartsWith("postgresql://", StringComparison.Ordinal))
            return new NpgsqlConnectionStringBuilder(text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0 || url.AbsolutePath.Length < 2)
            throw new ArgumentException("A PostgreSQL URL looks like postgres://user:password@host:5432/database.", nameof(text));
        var builder = new NpgsqlConnectionStringBuilder { Host = url.Host, Database = Uri.UnescapeDataString(url.AbsolutePath[1..]) };
        if (url.Port > 0)
            builder.Port = url.Port;
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2)
            builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = option.Split('=', 2);
            builder[pair[0] == "sslmode" ? "SSL Mode" : pair[0]] = Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "");
        }
        return builder;
    }
}
