using System.Globalization;
using System.Net;

namespace Coffer.Configuration;

/// <summary>The settings as values, checked together.</summary>
sealed record ServerOptions
{
    public required string DataDirectory { get; init; }

    /// <summary>Null: SQLite in the data directory.</summary>
    public required string? DatabaseUrl { get; init; }

    public required IPEndPoint Listen { get; init; }

    /// <summary>Bytes.</summary>
    public required long QueryMemory { get; init; }

    /// <summary>Zero: the server decides.</summary>
    public required int ParallelQueries { get; init; }

    public required TimeSpan VersionRetention { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>The key that the first administrator of an empty data directory gets (<c>COFFER_API_KEY</c>).</summary>
    public string? FirstAdminKey { get; init; }

    /// <exception cref="ConfigurationException">Lists every value that cannot be used.</exception>
    public static ServerOptions From(ServerConfiguration configuration)
    {
        var problems = new List<string>();
        var options = new ServerOptions
        {
            DataDirectory = Path.GetFullPath(configuration[Settings.Data]!),
            DatabaseUrl = configuration[Settings.Database],
            Listen = Value(Settings.Listen, Address) ?? new IPEndPoint(IPAddress.Loopback, 0),
            QueryMemory =
                Value(
                    Settings.QueryMemory,
                    text => ByteSize.TryParse(text, out var size) && size >= MinimumQueryMemory ? size : (long?)null
                ) ?? 0L,
            ParallelQueries =
                Value(
                    Settings.ParallelQueries,
                    text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null
                ) ?? 0,
            VersionRetention = TimeSpan.FromDays(
                Value(
                    Settings.VersionRetention,
                    text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= 36500 ? n : (int?)null
                ) ?? 0
            ),
            LogLevel =
                Value(
                    Settings.LogLevel,
                    text =>
                        Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) ? level : (LogLevel?)null
                ) ?? LogLevel.None,
            FirstAdminKey = Environment.GetEnvironmentVariable("COFFER_API_KEY") is { Length: > 0 } key ? key : null,
        };
        return problems.Count > 0 ? throw new ConfigurationException(problems) : options;

        T? Value<T>(Setting setting, Func<string, T?> parse)
        {
            var text = configuration[setting]!;
            var value = parse(text);
            if (value is null)
            {
                problems.Add($"{configuration.Place(setting)}: '{text}' is not usable as {setting.Value}. {setting.Description}");
            }

            return value;
        }
    }

    const long MinimumQueryMemory = 128L * 1024 * 1024;

    static IPEndPoint? Address(string text)
    {
        var colon = text.LastIndexOf(':');
        if (
            colon < 0
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > 65535
        )
        {
            return null;
        }

        var host = text[..colon].Trim('[', ']');
        return host switch
        {
            "localhost" => new IPEndPoint(IPAddress.Loopback, port),
            "*" or "" => new IPEndPoint(IPAddress.IPv6Any, port),
            _ => IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : null,
        };
    }
}
