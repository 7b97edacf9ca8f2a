using System.CommandLine;
using Coffer.Configuration;
using Coffer.Data;
using Coffer.Database;
using Coffer.Database.Migrations;
using Coffer.Output;
using Coffer.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coffer.Commands;

/// <summary><c>coffer database</c>: the schema of the metadata store, without a running server.</summary>
static class MetadataCommands
{
    public static Command Build()
    {
        var options = new ServerOptionsOnCommandLine();
        var check = new Command("check", "Print the schema version of the metadata store; exit code 9 when it is not this version's");
        options.AddTo(check);
        check.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = ServerOptions.From(options.Load(parsed));
                using var directory = DataDirectory.Open(settings.DataDirectory);
                await using var database = MetadataStore.Open(settings, directory, NullLoggerFactory.Instance);
                var status = await Migrator(database).CheckAsync(cancellationToken);
                RowWriter.Write(
                    Console.Out,
                    Invocation.FormatOf(parsed),
                    RowSet.Of(
                        [status],
                        ("database", _ => database.Kind.ToString().ToLowerInvariant()),
                        ("schema", s => s.Current),
                        ("latest", s => s.Latest),
                        ("pending", s => string.Join(", ", s.Pending.Select(m => m.Name)))
                    )
                );
                return (int)(status.IsCurrent ? ExitCode.Done : ExitCode.ProblemsFound);
            }
        );

        var migrate = new Command("migrate", "Bring the schema of the metadata store to this version; SQLite is copied first");
        options.AddTo(migrate);
        migrate.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = ServerOptions.From(options.Load(parsed));
                using var directory = DataDirectory.Open(settings.DataDirectory);
                await using var database = MetadataStore.Open(settings, directory, NullLoggerFactory.Instance);
                var applied = await MetadataStore.MigrateAsync(database, directory, NullLoggerFactory.Instance, cancellationToken);
                Console.Error.WriteLine(
                    applied.Count == 0
                        ? "The schema is up to date"
                        : "Applied: " + string.Join(", ", applied.Select(m => $"{m.Version} {m.Name}"))
                );
            }
        );
        return new Command("database", "The metadata store (SQLite or PostgreSQL); the server must not run") { check, migrate };
    }

    static Migrator Migrator(IDatabase database) => new(database, NullLogger<Migrator>.Instance);
}
