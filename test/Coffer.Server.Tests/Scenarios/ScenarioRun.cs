using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MessagePack;
using Shouldly;

namespace Coffer.Server.Tests.Scenarios;

/// <summary>
/// Plays the steps of a scenario. A step has <c>request</c> ("METHOD /path"), a body as <c>form</c>, <c>multipart</c>, <c>json</c>, <c>msgpack_gz</c>
/// (list of maps) or <c>text</c>, optional <c>headers</c>, <c>key</c> (none, bare, write_only, or a text), then <c>status</c>, <c>body</c>
/// (compared by <see cref="ExactJson"/>), <c>body_text</c>, <c>body_bytes</c> (a count), <c>answer_headers</c>, <c>save</c> (name: key of the body), or <c>wait_job</c>.
/// Saved values stand for <c>{name}</c> in later steps.
/// </summary>
sealed class ScenarioRun(TestServer server)
{
    static readonly TimeSpan LongestJob = TimeSpan.FromSeconds(60);

    readonly Dictionary<string, string> _saved = new(StringComparer.Ordinal);

    public async Task StepAsync(JsonElement step, CancellationToken cancellationToken)
    {
        var request = Substituted(step.GetProperty("request").GetString()!);
        if (step.TryGetProperty("wait_job", out var ends))
        {
            await WaitAsync(request, ends.GetString()!, cancellationToken);
            return;
        }

        using var message = Message(request, step);
        using var answer = await server.Http.SendAsync(message, cancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var shown = $"{request} answered {(int)answer.StatusCode}: {Encoding.UTF8.GetString(bytes)}";
        ((int)answer.StatusCode).ShouldBe(step.GetProperty("status").GetInt32(), shown);
        if (step.TryGetProperty("answer_headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                ExactJson.Compare(
                    JsonSerializer.SerializeToElement(Header(answer, header.Name)),
                    Substituted(header.Value),
                    $"{request} header {header.Name}"
                );
            }
        }

        if (step.TryGetProperty("body_text", out var text))
        {
            Encoding.UTF8.GetString(bytes).ShouldBe(Substituted(text.GetString()!), shown);
        }

        if (step.TryGetProperty("body_bytes", out var count))
        {
            bytes.Length.ShouldBe(count.GetInt32(), shown);
        }

        if (step.TryGetProperty("body", out var body))
        {
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json", shown);
            using var json = JsonDocument.Parse(bytes);
            ExactJson.Compare(json.RootElement, Substituted(body), shown);
            if (step.TryGetProperty("save", out var save))
            {
                foreach (var name in save.EnumerateObject())
                {
                    _saved[name.Name] = json.RootElement.GetProperty(name.Value.GetString()!).ToString();
                }
            }
        }
    }

    /// <summary>Polls as clients do; the server answers each poll from the database.</summary>
    async Task WaitAsync(string job, string expected, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestJob);
        while (true)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, $"/v3/job/show/{job}");
            message.Headers.TryAddWithoutValidation("Authorization", "TD1 " + TestServer.Key);
            using var answer = await server.Http.SendAsync(message, limit.Token);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(limit.Token));
            var status = json.RootElement.GetProperty("status").GetString();
            if (status is "success" or "error" or "killed")
            {
                status.ShouldBe(expected, json.RootElement.ToString());
                return;
            }
        }
    }

    HttpRequestMessage Message(string request, JsonElement step)
    {
        var space = request.IndexOf(' ', StringComparison.Ordinal);
        // The path goes out as it is written: no dots decoded, no slashes merged.
        var address = new Uri(
            server.Address.GetLeftPart(UriPartial.Authority) + request[(space + 1)..],
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
        var message = new HttpRequestMessage(new HttpMethod(request[..space]), address) { Content = Content(step) };
        var key = step.TryGetProperty("key", out var given) ? Substituted(given.GetString()!) : "master";
        var authorization = key switch
        {
            "none" => null,
            "master" => "TD1 " + TestServer.Key,
            "bare" => TestServer.Key,
            _ => "TD1 " + key,
        };
        if (authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (step.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                message.Headers.TryAddWithoutValidation(header.Name, Substituted(header.Value.GetString()!));
            }
        }

        return message;
    }

    HttpContent? Content(JsonElement step)
    {
        if (step.TryGetProperty("form", out var form))
        {
            return new FormUrlEncodedContent(
                form.EnumerateObject().Select(f => KeyValuePair.Create(f.Name, Substituted(f.Value.GetString()!)))
            );
        }

        if (step.TryGetProperty("multipart", out var parts))
        {
            var multipart = new MultipartFormDataContent();
            foreach (var part in parts.EnumerateObject())
            {
                multipart.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Substituted(part.Value.GetString()!))), part.Name);
            }

            return multipart;
        }

        if (step.TryGetProperty("json", out var json))
        {
            return Bytes(Encoding.UTF8.GetBytes(Substituted(json).GetRawText()), "application/json; charset=utf-8");
        }

        if (step.TryGetProperty("msgpack_gz", out var records))
        {
            return Bytes(MessagePackGzip(records), "application/octet-stream");
        }

        return step.TryGetProperty("text", out var text)
            ? Bytes(
                Encoding.UTF8.GetBytes(text.GetString()!),
                step.TryGetProperty("content_type", out var type) ? type.GetString()! : "application/octet-stream"
            )
            : null;
    }

    static ByteArrayContent Bytes(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    static byte[] MessagePackGzip(JsonElement records)
    {
        if (records.GetArrayLength() == 0)
        {
            // .NET's stream writes nothing at all for no data.
            return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        }

        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            foreach (var record in records.EnumerateArray())
            {
                gzip.Write(MessagePackSerializer.ConvertFromJson(record.GetRawText()));
            }
        }

        return buffer.ToArray();
    }

    static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    string Substituted(string text)
    {
        foreach (var (name, value) in _saved)
        {
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        }

        return text;
    }

    JsonElement Substituted(JsonElement element) => JsonDocument.Parse(Substituted(element.GetRawText())).RootElement;
}
