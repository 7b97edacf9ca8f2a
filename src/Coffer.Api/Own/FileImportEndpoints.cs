using Coffer.Api.Auth;
using Coffer.Api.Http;
using Coffer.Api.Metrics;
using Coffer.Api.TreasureData;
using Coffer.Storage;
using Coffer.Storage.Imports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.Own;

static class FileImportEndpoints
{
    const int GzipMagic = 0x1f;

    public static void MapFileImport(this RouteGroupBuilder v1) =>
        v1.MapPost("/databases/{database}/tables/{table}/import", Import)
            .Requires(Access.Import)
            .WithName("ImportFile")
            .WithSummary("Loads a file, the request body, into a table, whole or not at all")
            .WithDescription("format is csv, jsonl (both plain or gzip) or msgpack.gz. The body is the file itself, of any content type.")
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
        [FromQuery] string format,
        [FromQuery(Name = "time_column")] string? timeColumn,
        [FromQuery(Name = "unique_id")] string? uniqueId,
        HttpRequest request,
        StreamingImport streaming,
        FileImport files,
        CancellationToken cancellationToken
    )
    {
        if (!Names.TryDatabase(database, out var databaseName) || !Names.TryTable(table, out var tableName))
        {
            return Problems.Reply(StatusCodes.Status404NotFound, $"There is no table {database}.{table}");
        }

        FileFormat? text = format switch
        {
            "csv" => FileFormat.Csv,
            "jsonl" => FileFormat.JsonLines,
            _ => null,
        };
        if (text is null && format != "msgpack.gz")
        {
            return Problems.Reply(
                StatusCodes.Status415UnsupportedMediaType,
                $"Format '{format}' cannot be imported: use csv, jsonl or msgpack.gz"
            );
        }

        var result = text is { } fileFormat
            ? await ImportTextAsync(databaseName, tableName, fileFormat, timeColumn, uniqueId, request.Body, files, cancellationToken)
            : await streaming.ImportAsync(databaseName, tableName, uniqueId, request.Body, cancellationToken);
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

    static async Task<ImportResult> ImportTextAsync(
        DatabaseName database,
        TableName table,
        FileFormat format,
        string? timeColumn,
        string? uniqueId,
        Stream body,
        FileImport files,
        CancellationToken cancellationToken
    )
    {
        // No csv or jsonl file begins with gzip's first byte, so nobody has to say whether a file is packed.
        var first = new byte[1];
        var read = await body.ReadAsync(first, cancellationToken);
        await using var whole = new PrefixedStream(first.AsMemory(0, read), body);
        var options = new FileImportOptions
        {
            Format = format,
            Gzip = read == 1 && first[0] == GzipMagic,
            TimeColumn = timeColumn ?? "time",
            UniqueId = uniqueId,
        };
        return await files.ImportAsync(database, table, whole, options, cancellationToken);
    }
}
