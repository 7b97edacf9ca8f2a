using System.CommandLine;
using Coffer.Backup;
using Coffer.Configuration;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary><c>coffer backup</c>: works on the data directory itself; the server may run.</summary>
static class BackupCommands
{
    public static Command Build() => new("backup", "Copies of the data directory") { Create(), Restore() };

    static Command Create()
    {
        var options = new ServerOptionsOnCommandLine();
        var to = new Option<string>("--to")
        {
            Description = "New or empty folder for the backup",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command("create", "Copy the data directory, also while the server runs") { to };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = Settings(options, parsed);
                var made = await DataBackup.CreateAsync(settings.DataDirectory, parsed.GetRequiredValue(to), cancellationToken);
                Print(parsed, made.Manifest, made.Content);
            }
        );
        return command;
    }

    static Command Restore()
    {
        var options = new ServerOptionsOnCommandLine();
        var from = new Option<string>("--from")
        {
            Description = "Folder of the backup",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command("restore", "Make a data directory from a backup; --data must be new or empty") { from };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = Settings(options, parsed);
                var made = await DataBackup.RestoreAsync(parsed.GetRequiredValue(from), settings.DataDirectory, cancellationToken);
                Print(parsed, made.Manifest, made.Content);
            }
        );
        return command;
    }

    static ServerOptions Settings(ServerOptionsOnCommandLine options, ParseResult parsed)
    {
        var settings = ServerOptions.From(options.Load(parsed));
        return settings.DatabaseUrl is null
            ? settings
            : throw new CommandException(
                ExitCode.Usage,
                "Backups of a PostgreSQL metadata store are not made by this version: dump the database with pg_dump first, then copy the folder 'files' of the data directory."
            );
    }

    static void Print(ParseResult parsed, BackupManifest manifest, BackupContent content) =>
        RowWriter.Write(
            Console.Out,
            Invocation.FormatOf(parsed),
            RowSet.Of(
                [manifest],
                ("created_at", m => m.CreatedAt),
                ("databases", _ => content.Databases),
                ("tables", _ => content.Tables),
                ("records", _ => content.Records),
                ("files", m => m.Files),
                ("bytes", m => m.Bytes)
            )
        );
}
