using System.Collections;
using Tomlyn;
using Tomlyn.Model;

namespace Coffer.Configuration;

/// <summary>The settings of one server, from defaults, <c>coffer.toml</c>, the environment and the command line, in that order.</summary>
/// <param name="File">The configuration file that was read, if any.</param>
/// <param name="Warnings">Things that do not stop the server: unknown <c>COFFER_…</c> names.</param>
sealed record ServerConfiguration(IReadOnlyList<EffectiveSetting> Settings, string? File, IReadOnlyList<string> Warnings)
{
    const string DefaultFile = "coffer.toml";

    public string? this[Setting setting] => Settings.Single(s => s.Setting == setting).Value;

    /// <summary>Reads the process environment and the file that <paramref name="file"/> or <c>COFFER_CONFIG</c> names, else <c>coffer.toml</c> here.</summary>
    /// <exception cref="ConfigurationException">An unknown key, an unreadable file or a setting that is not served.</exception>
    public static ServerConfiguration Load(string? file, IReadOnlyDictionary<string, string> commandLine) =>
        Load(file, commandLine, ProcessEnvironment());

    public static ServerConfiguration Load(
        string? file,
        IReadOnlyDictionary<string, string> commandLine,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var problems = new List<string>();
        var chosen = file ?? environment.GetValueOrDefault("COFFER_CONFIG") ?? (System.IO.File.Exists(DefaultFile) ? DefaultFile : null);
        var fromFile = chosen is null ? new Dictionary<string, string>() : ReadFile(chosen, problems);
        var effective = new List<EffectiveSetting>();
        foreach (var setting in Configuration.Settings.All)
        {
            var value = Effective(setting, fromFile, environment, commandLine);
            if (value.Origin != SettingOrigin.Default && setting.RefusedBecause is { } reason)
            {
                problems.Add($"{Place(value, chosen)} cannot be set: {reason}. Remove it.");
            }

            effective.Add(value);
        }

        if (problems.Count > 0)
        {
            throw new ConfigurationException(problems);
        }

        var known = Configuration
            .Settings.All.Select(s => s.Environment)
            .Concat(Configuration.Settings.OtherEnvironment)
            .ToHashSet(StringComparer.Ordinal);
        var warnings = environment
            .Keys.Where(name => name.StartsWith("COFFER_", StringComparison.Ordinal) && !known.Contains(name))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{name} is not a setting of Coffer and is ignored")
            .ToList();
        return new ServerConfiguration(effective, chosen, warnings);
    }

    /// <summary>How a setting was written, for messages: <c>--listen</c>, <c>COFFER_LISTEN</c> or <c>listen in coffer.toml</c>.</summary>
    public string Place(Setting setting) => Place(Settings.Single(s => s.Setting == setting), File);

    static string Place(EffectiveSetting value, string? file) =>
        value.Origin switch
        {
            SettingOrigin.CommandLine or SettingOrigin.Default => "--" + value.Setting.Key,
            SettingOrigin.Environment => value.Setting.Environment,
            SettingOrigin.File => $"{value.Setting.Key} in {file}",
        };

    static EffectiveSetting Effective(
        Setting setting,
        IReadOnlyDictionary<string, string> file,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyDictionary<string, string> commandLine
    )
    {
        if (commandLine.TryGetValue(setting.Key, out var given))
        {
            return new EffectiveSetting(setting, given, SettingOrigin.CommandLine);
        }

        if (environment.TryGetValue(setting.Environment, out given) && given.Length > 0)
        {
            return new EffectiveSetting(setting, given, SettingOrigin.Environment);
        }

        return file.TryGetValue(setting.Key, out given)
            ? new EffectiveSetting(setting, given, SettingOrigin.File)
            : new EffectiveSetting(setting, setting.Default, SettingOrigin.Default);
    }

    static Dictionary<string, string> ReadFile(string path, List<string> problems)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        TomlTable? table;
        try
        {
            table = TomlSerializer.Deserialize<TomlTable>(System.IO.File.ReadAllText(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or TomlException)
        {
            problems.Add($"The configuration file {path} cannot be read: {unreadable.Message}");
            return values;
        }

        foreach (var (key, value) in table ?? [])
        {
            if (Configuration.Settings.All.All(s => s.Key != key))
            {
                problems.Add(
                    $"{path}: unknown key '{key}'. Known keys: {string.Join(", ", Configuration.Settings.All.Select(s => s.Key))}"
                );
            }
            else if (value is string or long or bool or double)
            {
                values[key] = value is bool flag ? (flag ? "true" : "false") : value.ToString()!;
            }
            else
            {
                problems.Add($"{path}: '{key}' must be a text or a number");
            }
        }

        return values;
    }

    static Dictionary<string, string> ProcessEnvironment() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
}
