using System.CommandLine;
using Coffer.Configuration;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary><c>coffer config</c>: what the server would run with here.</summary>
static class ConfigCommands
{
    public static Command Build()
    {
        var options = new ServerOptionsOnCommandLine();
        var show = new Command("show", "Print every setting, its value and where the value comes from");
        options.AddTo(show);
        show.SetAction(parsed =>
        {
            var configuration = options.Load(parsed);
            RowWriter.Write(
                Console.Out,
                Invocation.FormatOf(parsed),
                RowSet.Of(
                    configuration.Settings,
                    ("key", s => s.Setting.Key),
                    ("value", s => s.Shown),
                    ("origin", s => Origin(s, configuration)),
                    ("environment", s => s.Setting.Environment),
                    ("description", s => s.Setting.Description)
                )
            );
            Warn(configuration);
        });

        var check = new Command("check", "Check the settings; exit code 9 when something is wrong");
        options.AddTo(check);
        check.SetAction(parsed =>
        {
            try
            {
                var configuration = options.Load(parsed);
                Warn(configuration);
                ServerOptions.From(configuration);
                Console.Error.WriteLine("The configuration is good");
                return (int)ExitCode.Done;
            }
            catch (ConfigurationException wrong)
            {
                foreach (var problem in wrong.Problems)
                {
                    Console.Error.WriteLine("error: " + problem);
                }

                return (int)ExitCode.ProblemsFound;
            }
        });

        return new Command("config", "Settings of the server") { show, check };
    }

    public static void Warn(ServerConfiguration configuration)
    {
        foreach (var warning in configuration.Warnings)
        {
            Console.Error.WriteLine("warning: " + warning);
        }
    }

    static string Origin(EffectiveSetting setting, ServerConfiguration configuration) =>
        setting.Origin switch
        {
            SettingOrigin.Default => "default",
            SettingOrigin.File => configuration.File!,
            SettingOrigin.Environment => "environment",
            SettingOrigin.CommandLine => "command line",
        };
}
