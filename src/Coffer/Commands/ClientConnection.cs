using System.Text.RegularExpressions;
using Coffer.Client;

namespace Coffer.Commands;

/// <summary>Where the server is and which key to send: options, then the environment, then <c>td.conf</c>, then this machine.</summary>
static partial class ClientConnection
{
    public const string DefaultEndpoint = "http://127.0.0.1:8080";

    public static CofferClient Open(string? endpoint, string? apiKey)
    {
        var conf = TdConf();
        var address =
            First(
                endpoint,
                Variable("COFFER_ENDPOINT"),
                Variable("TD_API_SERVER"),
                Variable("TREASURE_DATA_API_SERVER"),
                conf.GetValueOrDefault("endpoint")
            ) ?? DefaultEndpoint;
        var key = First(
            apiKey,
            Variable("COFFER_API_KEY"),
            Variable("TD_API_KEY"),
            Variable("TREASURE_DATA_API_KEY"),
            conf.GetValueOrDefault("apikey")
        );
        if (!address.Contains("://", StringComparison.Ordinal))
        {
            address = "http://" + address;
        }

        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var url))
        {
            throw new CommandException(ExitCode.Usage, $"'{address}' is not the address of a server. Example: {DefaultEndpoint}");
        }

        return new CofferClient(new HttpClient(new SocketsHttpHandler()) { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan }, key);
    }

    static string? First(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                return value;
            }
        }

        return null;
    }

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    /// <summary>treasure-data/td lib/td/config.rb: section lines, <c>name = value</c> and comments; keys of the section <c>[account]</c>.</summary>
    static Dictionary<string, string> TdConf()
    {
        var path =
            First(Variable("TREASURE_DATA_CONFIG_PATH"), Variable("TD_CONFIG_PATH"))
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".td", "td.conf");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return values;
        }

        var section = "";
        foreach (var line in File.ReadLines(path))
        {
            if (SectionLine().Match(line) is { Success: true } header)
            {
                section = header.Groups[1].Value;
            }
            else if (section == "account" && ValueLine().Match(line) is { Success: true } entry)
            {
                values[entry.Groups[1].Value] = entry.Groups[2].Value.Trim();
            }
        }

        return values;
    }

    [GeneratedRegex(@"^\s*\[(.+)\]\s*$")]
    private static partial Regex SectionLine();

    [GeneratedRegex(@"^\s*(\w+)\s*=\s*(.+?)\s*$")]
    private static partial Regex ValueLine();
}
