using System.Runtime.CompilerServices;
using System.Text;
using Coffer.Configuration;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests.Configuration;

public sealed class ConfigPageTests
{
    [Fact]
    public void The_page_lists_every_setting()
    {
        var path = Path.Combine(Folder(), "..", "..", "..", "docs", "config.md");
        var expected = Page();
        if (Environment.GetEnvironmentVariable("COFFER_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(expected, "COFFER_UPDATE_SNAPSHOTS=1 dotnet test writes it anew");
    }

    static string Page()
    {
        var page = new StringBuilder(
            """
            # Configuration

            Every option of `coffer serve` is set in one of four places; the later wins: its default, `coffer.toml` (or the file that `--config`
            or `COFFER_CONFIG` names), the environment, the command line. In the file the key is the option's name without dashes in front:
            `listen = "0.0.0.0:8080"`. An unknown key in the file is an error; an unknown `COFFER_…` name is a warning at start.
            `coffer config show` prints each value and where it came from; `coffer config check` only checks.

            | option | environment | value | default | meaning |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var setting in Settings.All)
        {
            var meaning = setting.RefusedBecause is { } reason ? $"Refused: {reason}." : setting.Description;
            page.Append(
                null,
                $"| `--{setting.Key}` | `{setting.Environment}` | {setting.Value} | {setting.Default ?? "–"} | {meaning} |\n"
            );
        }

        page.Append(
            """

            Only in the environment:

            | name | meaning |
            |---|---|
            | `COFFER_API_KEY` | for `serve` on an empty data directory: the admin key that it gets; for the other commands: the key they send |
            | `COFFER_ENDPOINT` | address of the server that the other commands talk to |
            | `COFFER_CONFIG` | the configuration file |

            """.ReplaceLineEndings("\n")
        );
        return page.ToString();
    }

    static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
