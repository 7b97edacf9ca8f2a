using Coffer.Api.Auth;
using Coffer.Api.Metrics;
using Coffer.Api.TreasureData;
using Coffer.Storage.Imports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.Own;

static class FileImportEndpoints
{
    public static void MapFileImport(this RouteGroupBuilder v1) =>
        v1.MapPost("/databases/{database}/tables/{table}/import", Import)
            .Requires(Access.Import)
            .WithName("ImportFile")
            .WithSummary("Loads a file, the request body, into a table")
            .Accepts<Stream>("application/octet-stream")
            .Produces<FileImportReply>()
            .ProducesFailures(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status422UnprocessableEntity
            );

    static async Task<IResult> Import(
        string database,
        string table,
        string format,
        string? unique_id,
        HttpRequest request,
        StreamingImport streaming,
        CancellationToken cancellationToken
    )
    {
        if (!Names.TryDatabase(database, out var databaseName) || !Names.TryTable(table, out var tableName))
        {
            return Problems.Reply(StatusCodes.Status404NotFound, $"There is no table {database}.{table}");
        }

        if (format != "msgpack.gz")
        {
            return Problems.Reply(
                StatusCodes.Status415UnsupportedMediaType,
                $"Format '{format}' cannot be imported: use csv, jsonl or msgpack.gz"
            );
        }

        var result = await streaming.ImportAsync(databaseName, tableName, unique_id, request.Body, cancellationToken);
        ImportMetrics.Done(result, request.ContentLength);
        return result.Status switch
        {
            ImportStatus.Imported or ImportStatus.Duplicate => OwnReply.Json(
                new FileImportReply(
                    result.UniqueId,
                    databaseName.Value,
                    tableName.Value,
                    result.Md5Hex,
                    result.Elapsed.TotalSeconds,
                    result.Records,
                    result.Status == ImportStatus.Duplicate
                ),
                OwnJson.Wire.FileImportReply
            ),
            ImportStatus.DatabaseNotFound => Problems.Reply(StatusCodes.Status404NotFound, $"There is no database {database}"),
            ImportStatus.TableNotFound => Problems.Reply(StatusCodes.Status404NotFound, $"There is no table {database}.{table}"),
        };
    }
}
