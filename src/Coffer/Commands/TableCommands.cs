using System.CommandLine;
using System.Text;
using System.Text.Json;
using Coffer.Client;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary><c>coffer table</c>.</summary>
static class TableCommands
{
    public static Command Build()
    {
        var name = new Argument<string>("TABLE") { Description = "database.table" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        return new Command("table", "Tables: data, columns, versions")
        {
            List(),
            Show(name),
            Create(name),
            Delete(name, yes),
            Tail(name),
            Versions(name),
            Restore(name, yes),
        };
    }

    static Command List()
    {
        var database = new Argument<string>("DATABASE") { Description = "Name of the database" };
        var command = new Command("list", "List the tables of a database") { database };
        command.Aliases.Add("ls");
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                Print(run, await run.Client.TablesAsync(parsed.GetRequiredValue(database), cancellationToken));
            }
        );
        return command;
    }

    static Command Show(Argument<string> name)
    {
        var command = new Command("show", "Show one table and its columns") { name };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var table = TableName.Parse(parsed.GetRequiredValue(name));
                Print(run, [await run.Client.TableAsync(table.Database, table.Table, cancellationToken)]);
            }
        );
        return command;
    }

    static Command Create(Argument<string> name)
    {
        var columns = new Argument<string[]>("COLUMNS")
        {
            Description = "Columns as name:type; types int, long, float, double, string, array<T>, map<K,V>",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("create", "Create a table") { name, columns };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var table = TableName.Parse(parsed.GetRequiredValue(name));
                await run.Client.CreateTableAsync(table.Database, table.Table, Schema(parsed.GetValue(columns) ?? []), cancellationToken);
                run.Note($"Table {table} is created");
            }
        );
        return command;
    }

    static Command Delete(Argument<string> name, Option<bool> yes)
    {
        var command = new Command("delete", "Delete a table with its data") { name, yes };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var table = TableName.Parse(parsed.GetRequiredValue(name));
                Invocation.Confirm(parsed.GetValue(yes), $"Delete table {table} and its data?");
                await run.Client.DeleteTableAsync(table.Database, table.Table, cancellationToken);
                run.Note($"Table {table} is deleted");
            }
        );
        return command;
    }

    static Command Tail(Argument<string> name)
    {
        var count = new Option<int>("--count", "-n") { Description = "Number of rows", DefaultValueFactory = _ => 10 };
        var command = new Command("tail", "Print the newest rows") { name, count };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var table = TableName.Parse(parsed.GetRequiredValue(name));
                var rows = await run.Client.TailAsync(table.Database, table.Table, parsed.GetValue(count), cancellationToken);
                var columns = rows.SelectMany(row => row.EnumerateObject().Select(p => p.Name)).Distinct().ToList();
                run.Write(new RowSet(columns, rows.Select(row => Values(row, columns))));
            }
        );
        return command;
    }

    static IReadOnlyList<object?> Values(JsonElement row, List<string> columns) =>
        [.. columns.Select(column => row.TryGetProperty(column, out var value) ? (object?)value : null)];

    static Command Versions(Argument<string> name)
    {
        var command = new Command("versions", "List the versions of a table that can be restored") { name };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var table = TableName.Parse(parsed.GetRequiredValue(name));
                Print(run, await run.Client.VersionsAsync(table.Database, table.Table, cancellationToken));
            }
        );
        return command;
    }

    static Command Restore(Argument<string> name, Option<bool> yes)
    {
        var version = new Argument<long>("VERSION") { Description = "Version number from 'coffer table versions'" };
        var command = new Command("restore", "Make an old version current again (as a new version)") { name, version, yes };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var table = TableName.Parse(parsed.GetRequiredValue(name));
                Invocation.Confirm(parsed.GetValue(yes), $"Restore {table} to version {parsed.GetRequiredValue(version)}?");
                Print(
                    run,
                    [await run.Client.RestoreAsync(table.Database, table.Table, parsed.GetRequiredValue(version), cancellationToken)]
                );
            }
        );
        return command;
    }

    static string Schema(string[] columns)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var column in columns)
            {
                var colon = column.IndexOf(':', StringComparison.Ordinal);
                if (colon <= 0)
                {
                    throw new CommandException(ExitCode.Usage, $"'{column}' is not a column. Write name:type, as in price:double");
                }

                json.WriteStartArray();
                json.WriteStringValue(column[..colon]);
                json.WriteStringValue(column[(colon + 1)..]);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    static void Print(Invocation run, IReadOnlyList<TableInfo> tables) =>
        run.Write(
            RowSet.Of(
                tables,
                ("name", t => t.Name),
                ("count", t => t.Count),
                ("estimated_storage_size", t => t.EstimatedStorageSize),
                ("last_log_timestamp", t => t.LastLogTimestamp),
                ("created_at", t => t.CreatedAt),
                ("schema", t => t.Schema)
            )
        );

    static void Print(Invocation run, IReadOnlyList<TableVersionInfo> versions) =>
        run.Write(
            RowSet.Of(
                versions,
                ("version", v => v.Version),
                ("committed_at", v => v.CommittedAt),
                ("operation", v => v.Operation),
                ("records", v => v.Records),
                ("bytes", v => v.Bytes),
                ("added_files", v => v.AddedFiles),
                ("removed_files", v => v.RemovedFiles),
                ("tag", v => v.Tag)
            )
        );
}
