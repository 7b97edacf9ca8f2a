using System.CommandLine;
using Coffer.Client;
using Coffer.Output;
using Spectre.Console;

namespace Coffer.Commands;

/// <summary>What one run of a command needs: the server, the output in the wanted form, and a place for notes.</summary>
sealed class Invocation(ParseResult parsed)
{
    public CofferClient Client { get; } =
        ClientConnection.Open(parsed.GetValue(GlobalOptions.Endpoint), parsed.GetValue(GlobalOptions.ApiKey));

    public OutputFormat Format { get; } = FormatOf(parsed);

    public bool Quiet { get; } = parsed.GetValue(GlobalOptions.Quiet);

    /// <summary>Progress is drawn on a terminal only.</summary>
    public bool ShowsProgress => !Quiet && !Console.IsErrorRedirected;

    /// <summary>Standard error with colours when it is a terminal.</summary>
    public static IAnsiConsole ErrorConsole { get; } =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static OutputFormat FormatOf(ParseResult parsed) =>
        parsed.GetValue(GlobalOptions.Format) ?? (Console.IsOutputRedirected ? OutputFormat.Tsv : OutputFormat.Table);

    public void Write(RowSet rows) => RowWriter.Write(Console.Out, Format, rows);

    public void Note(string text)
    {
        if (!Quiet)
        {
            Console.Error.WriteLine(text);
        }
    }

    /// <summary>A destructive command goes on when the person says yes, here or by <c>--yes</c>.</summary>
    public static void Confirm(bool yes, string question)
    {
        if (yes)
        {
            return;
        }

        if (Console.IsInputRedirected)
        {
            throw new CommandException(ExitCode.Usage, $"{question} Say so with --yes.");
        }

        Console.Error.Write(question + " [y/N] ");
        if (Console.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new CommandException(ExitCode.Usage, "Nothing was changed.");
        }
    }
}
