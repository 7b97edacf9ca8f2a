using System.CommandLine;
using Coffer.Configuration;

namespace Coffer.Commands;

/// <summary>The server's settings as options of a command.</summary>
sealed class ServerOptionsOnCommandLine
{
    readonly Dictionary<Setting, Option<string?>> _options = Settings.All.ToDictionary(
        setting => setting,
        setting => new Option<string?>("--" + setting.Key)
        {
            Description = $"{setting.Description} ({setting.Environment}{(setting.Default is { } text ? ", default " + text : "")})",
            HelpName = setting.Value,
            Hidden = setting.RefusedBecause is not null,
        }
    );

    readonly Option<string?> _file = new("--config")
    {
        Description = "Configuration file (COFFER_CONFIG; default: coffer.toml in the current folder, if it is there)",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var option in _options.Values)
        {
            command.Add(option);
        }
    }

    public ServerConfiguration Load(ParseResult parsed)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (setting, option) in _options)
        {
            if (parsed.GetValue(option) is { } value)
            {
                given[setting.Key] = value;
            }
        }

        return ServerConfiguration.Load(parsed.GetValue(_file), given);
    }
}
