using System.Text.Json;
using Coffer.Api.Http;
using Coffer.Jobs;
using Coffer.Jobs.Queue;
using Coffer.Jobs.Results;
using Coffer.Query.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Coffer.Api.TreasureData.Jobs;

/// <summary>
/// The rows of a finished job. One stored artefact serves all: <c>msgpack.gz</c> is its bytes, never with <c>Content-Encoding</c> (clients gunzip it
/// themselves); <c>msgpack</c> is the same bytes with <c>Content-Encoding: gzip</c> for clients that take it, so that the bytes on the wire equal
/// <c>result_size</c> (the td command stops above it) and ranges address the artefact. Everything else is converted while it streams.
/// </summary>
static class JobResultEndpoint
{
    /// <summary>
    /// What a request without <c>format</c> gets. The documented sample asks without one for <c>header</c> and <c>nullify_special</c>, which only mean
    /// something in text, and td-client-node, the one client without a choice of its own, asks for tsv.
    /// </summary>
    const string DefaultFormat = "tsv";

    public static void MapJobResult(this RouteGroupBuilder v3) => v3.MapGet("/job/result/{id}", Result);

    static async Task<IResult> Result(
        string id,
        HttpContext context,
        TdParameters parameters,
        JobQueue queue,
        JobResults results,
        CancellationToken cancellationToken
    )
    {
        var format = parameters.Text("format") ?? DefaultFormat;
        if (!JobId.TryParse(id, out var jobId) || await queue.FindAsync(jobId, cancellationToken) is not { } job)
        {
            return Errors.JobNotFound(PathSegments.Value(id));
        }

        if (results.Find(job) is not { } result)
        {
            return Errors.NotFound($"Job {job.Id} has no result: its status is {JobShape.Status(job.State)}");
        }

        Stream artefact;
        try
        {
            artefact = await result.OpenAsync(null, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return Errors.NotFound($"The result of job {job.Id} is no longer stored");
        }

        switch (format)
        {
            case "msgpack.gz":
                return Artefact(artefact, result, "application/gzip");
            case "msgpack" when AcceptsGzip(context.Request):
                context.Response.Headers.ContentEncoding = "gzip";
                return Artefact(artefact, result, "application/x-msgpack");
        }

        if (Format(format) is not { } textFormat)
        {
            await artefact.DisposeAsync();
            return Errors.Reply(
                StatusCodes.Status406NotAcceptable,
                $"Unknown result format '{format}': use msgpack, msgpack.gz, csv, tsv, json or jsonl"
            );
        }

        var reading = new ResultReading(
            textFormat.Format,
            Header: textFormat.Format != ResultFormat.MessagePack && parameters.Flag("header") == true,
            NullifySpecial: parameters.Flag("nullify_special") == true
        );
        return HttpResults.Stream(output => ConvertAsync(artefact, job, reading, output, cancellationToken), textFormat.ContentType);
    }

    static IResult Artefact(Stream artefact, JobResultFile result, string contentType) =>
        HttpResults.Stream(artefact, contentType, entityTag: EntityTagHeaderValue.Parse(result.ETag), enableRangeProcessing: true);

    static async Task ConvertAsync(Stream artefact, Job job, ResultReading reading, Stream output, CancellationToken cancellationToken)
    {
        await using (artefact)
        {
            await ResultTranscoder.WriteAsync(artefact, Columns(job), reading, output, cancellationToken);
        }
    }

    static List<string> Columns(Job job)
    {
        if (job.ResultSchema is null)
        {
            return [];
        }

        using var schema = JsonDocument.Parse(job.ResultSchema);
        return [.. schema.RootElement.EnumerateArray().Select(column => column[0].GetString()!)];
    }

    static (ResultFormat Format, string ContentType)? Format(string name) =>
        name switch
        {
            "msgpack" => (ResultFormat.MessagePack, "application/x-msgpack"),
            "csv" => (ResultFormat.Csv, "text/csv; charset=utf-8"),
            "tsv" => (ResultFormat.Tsv, "text/tab-separated-values; charset=utf-8"),
            "json" => (ResultFormat.Json, "application/json; charset=utf-8"),
            "jsonl" => (ResultFormat.JsonLines, "application/x-ndjson; charset=utf-8"),
            _ => null,
        };

    static bool AcceptsGzip(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptEncoding.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is null or > 0);
}
