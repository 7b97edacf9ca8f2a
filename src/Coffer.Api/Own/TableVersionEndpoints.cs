using Coffer.Api.TreasureData;
using Coffer.Storage;
using Coffer.Storage.Commits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.Own;

static class TableVersionEndpoints
{
    public static void MapTableVersions(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/databases/{database}/tables/{table}");
        group
            .MapGet("/versions", List)
            .WithName("ListTableVersions")
            .WithSummary("The versions of a table that can be restored, newest first")
            .Produces<TableVersionListReply>()
            .ProducesFailures(StatusCodes.Status404NotFound);
        group
            .MapPost("/restore", Restore)
            .WithName("RestoreTableVersion")
            .WithSummary("Makes the rows of an old version current again, as a new version")
            .Produces<TableVersionReply>()
            .ProducesFailures(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    static async Task<IResult> List(string database, string table, TableVersions versions, CancellationToken cancellationToken) =>
        await FindAsync(database, table, versions, cancellationToken) is { } found
            ? OwnReply.Json(new TableVersionListReply([.. found.Select(Reply)]), OwnJson.Wire.TableVersionListReply)
            : NoTable(database, table);

    static async Task<IResult> Restore(
        string database,
        string table,
        RestoreRequest request,
        TableVersions versions,
        CancellationToken cancellationToken
    )
    {
        if (!Names.TryDatabase(database, out var databaseName) || !Names.TryTable(table, out var tableName))
        {
            return NoTable(database, table);
        }

        return await versions.RestoreAsync(databaseName, tableName, new TableVersion(request.Version), cancellationToken) switch
        {
            RestoreResult.Restored when await FindAsync(database, table, versions, cancellationToken) is [var newest, ..] => OwnReply.Json(
                Reply(newest),
                OwnJson.Wire.TableVersionReply
            ),
            RestoreResult.Restored or RestoreResult.TableNotFound => NoTable(database, table),
            RestoreResult.VersionNotFound => Problems.Reply(
                StatusCodes.Status404NotFound,
                $"Table {database}.{table} has no version {request.Version} that can be restored"
            ),
        };
    }

    static async Task<List<TableVersionInfo>?> FindAsync(
        string database,
        string table,
        TableVersions versions,
        CancellationToken cancellationToken
    ) =>
        Names.TryDatabase(database, out var databaseName) && Names.TryTable(table, out var tableName)
            ? await versions.ListAsync(databaseName, tableName, cancellationToken)
            : null;

    static IResult NoTable(string database, string table) =>
        Problems.Reply(StatusCodes.Status404NotFound, $"There is no table {database}.{table}");

    static TableVersionReply Reply(TableVersionInfo version) =>
        new(
            version.Version.Value,
            OwnTime.Text(version.CommittedAt),
            version.Operation.ToString().ToLowerInvariant(),
            version.Records,
            version.Bytes,
            version.AddedFiles,
            version.RemovedFiles,
            version.Tag
        );
}
