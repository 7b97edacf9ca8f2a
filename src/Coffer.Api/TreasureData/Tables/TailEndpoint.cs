using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coffer.Api.Http;
using Coffer.Storage.Catalog;
using Coffer.Storage.Snapshots;
using MessagePack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Coffer.Api.TreasureData.Tables;

/// <summary>
/// The newest rows of a table, each a map. Without <c>format</c> concatenated msgpack: td-client-go decodes that, and asks by POST; <c>json</c> is
/// one array.
/// </summary>
static class TailEndpoint
{
    /// <summary>What the td command sends when its user says nothing.</summary>
    const int DefaultCount = 10;

    const int MostRows = 10_000;

    static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapTail(this RouteGroupBuilder v3) => v3.MapMethods("/table/tail/{db}/{table}", Methods, Tail);

    static async Task<IResult> Tail(
        string db,
        string table,
        HttpContext context,
        TdParameters parameters,
        TableCatalog catalog,
        TableTail tail,
        CancellationToken cancellationToken
    )
    {
        if (!Names.TryBoth(db, table, out var database, out var name, out var notFound))
        {
            return notFound;
        }

        var format = parameters.Text("format") ?? context.Features.Get<RequestedFormat>()?.Name ?? "msgpack";
        if (format is not ("msgpack" or "json"))
        {
            return Errors.Reply(StatusCodes.Status406NotAcceptable, $"Unknown format '{format}': use msgpack or json");
        }

        var count = (int)(parameters.Integer("count", 0, MostRows) ?? DefaultCount);
        if (await tail.ReadAsync(database, name, count, cancellationToken) is not { } rows)
        {
            return await TableEndpoints.MissingAsync(database, name, catalog, cancellationToken);
        }

        var buffer = new ArrayBufferWriter<byte>();
        if (format == "json")
        {
            WriteJson(rows, buffer);
            return HttpResults.Bytes(buffer.WrittenMemory.ToArray(), "application/json; charset=utf-8");
        }

        WriteMessagePack(rows, buffer);
        return HttpResults.Bytes(buffer.WrittenMemory.ToArray(), "application/octet-stream");
    }

    static void WriteJson(IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, ArrayBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer, Relaxed);
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            foreach (var (key, value) in row)
            {
                json.WritePropertyName(key);
                WriteJson(value, json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteJson(object? value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case List<object?> items:
                json.WriteStartArray();
                items.ForEach(item => WriteJson(item, json));
                json.WriteEndArray();
                break;
            case Dictionary<object, object?> map:
                json.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    json.WritePropertyName(key.ToString()!);
                    WriteJson(item, json);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    static void WriteMessagePack(IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, ArrayBufferWriter<byte> buffer)
    {
        var writer = new MessagePackWriter(buffer);
        foreach (var row in rows)
        {
            writer.WriteMapHeader(row.Count);
            foreach (var (key, value) in row)
            {
                writer.Write(key);
                WriteMessagePack(value, ref writer);
            }
        }

        writer.Flush();
    }

    static void WriteMessagePack(object? value, ref MessagePackWriter writer)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case long number:
                writer.Write(number);
                break;
            case double number:
                writer.Write(number);
                break;
            case List<object?> items:
                writer.WriteArrayHeader(items.Count);
                foreach (var item in items)
                {
                    WriteMessagePack(item, ref writer);
                }

                break;
            case Dictionary<object, object?> map:
                writer.WriteMapHeader(map.Count);
                foreach (var (key, item) in map)
                {
                    WriteMessagePack(key, ref writer);
                    WriteMessagePack(item, ref writer);
                }

                break;
            default:
                writer.Write(value.ToString());
                break;
        }
    }
}
