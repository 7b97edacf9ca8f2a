using System.CommandLine;
using Coffer.Client;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary><c>coffer db</c>.</summary>
static class DatabaseCommands
{
    public static Command Build()
    {
        var name = new Argument<string>("DATABASE") { Description = "Name of the database" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };

        var list = new Command("list", "List databases") { Aliases = { "ls" } };
        list.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                Print(run, await run.Client.DatabasesAsync(cancellationToken));
            }
        );

        var show = new Command("show", "Show one database") { name };
        show.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                Print(run, [await run.Client.DatabaseAsync(parsed.GetRequiredValue(name), cancellationToken)]);
            }
        );

        var create = new Command("create", "Create a database") { name };
        create.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                await run.Client.CreateDatabaseAsync(parsed.GetRequiredValue(name), cancellationToken);
                run.Note($"Database {parsed.GetRequiredValue(name)} is created");
            }
        );

        var delete = new Command("delete", "Delete a database with all its tables") { name, yes };
        delete.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var database = parsed.GetRequiredValue(name);
                Invocation.Confirm(parsed.GetValue(yes), $"Delete database {database} and all its tables?");
                await run.Client.DeleteDatabaseAsync(database, cancellationToken);
                run.Note($"Database {database} is deleted");
            }
        );

        return new Command("db", "Databases") { list, show, create, delete };
    }

    static void Print(Invocation run, IReadOnlyList<DatabaseInfo> databases) =>
        run.Write(
            RowSet.Of(
                databases,
                ("name", d => d.Name),
                ("count", d => d.Count),
                ("created_at", d => d.CreatedAt),
                ("updated_at", d => d.UpdatedAt),
                ("permission", d => d.Permission),
                ("delete_protected", d => d.DeleteProtected)
            )
        );
}
