using Coffer.Api.Auth;
using Coffer.Api.Http;
using Coffer.Api.Metrics;
using Coffer.Storage.Imports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.TreasureData.Imports;

/// <summary>Streaming import: the only endpoints that a write-only key may use.</summary>
static class ImportEndpoints
{
    const string ServedFormat = "msgpack.gz";

    public static void MapImports(this RouteGroupBuilder v3)
    {
        v3.MapPut("/table/import/{db}/{table}/{format}", Import).Requires(Access.Import);
        v3.MapPut("/table/import_with_id/{db}/{table}/{id}/{format}", ImportWithId).Requires(Access.Import);
    }

    static Task<IResult> Import(
        string db,
        string table,
        string format,
        HttpRequest request,
        StreamingImport import,
        CancellationToken cancellationToken
    ) => ImportAsync(db, table, null, format, request, import, cancellationToken);

    static Task<IResult> ImportWithId(
        string db,
        string table,
        string id,
        string format,
        HttpRequest request,
        StreamingImport import,
        CancellationToken cancellationToken
    ) => ImportAsync(db, table, PathSegments.Value(id), format, request, import, cancellationToken);

    static async Task<IResult> ImportAsync(
        string db,
        string table,
        string? id,
        string format,
        HttpRequest request,
        StreamingImport import,
        CancellationToken cancellationToken
    )
    {
        if (format != ServedFormat)
        {
            return Errors.Reply(
                StatusCodes.Status415UnsupportedMediaType,
                $"Format '{PathSegments.Value(format)}' cannot be sent to this endpoint, only {ServedFormat}. Load csv and jsonl files with: coffer import FILE -d {db}.{table}"
            );
        }

        if (!Names.TryBoth(db, table, out var database, out var name, out var notFound))
        {
            return notFound;
        }

        var result = await import.ImportAsync(database, name, id, request.Body, cancellationToken);
        ImportMetrics.Done(result, request.ContentLength);
        return result.Status switch
        {
            ImportStatus.Imported or ImportStatus.Duplicate => TdReply.Json(
                new ImportReply(result.UniqueId, database.Value, name.Value, result.Md5Hex, result.Elapsed.TotalSeconds),
                TdJson.Wire.ImportReply
            ),
            ImportStatus.DatabaseNotFound => Errors.DatabaseNotFound(database.Value),
            ImportStatus.TableNotFound => Errors.TableNotFound(name.Value),
        };
    }
}
