using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Coffer.Testing;
using MessagePack;

namespace Coffer.Server.Tests.Crash;

/// <summary>
/// Imports and jobs run against a server that is killed again and again, whole or one of its workers, by a seeded script. Clients behave
/// as Treasure Data's do: they repeat an import with the same unique id and a job with the same domain key until they get an answer.
/// Afterwards every acknowledged import is there exactly once, every job is finished, and an INSERT is there exactly once if and only if
/// its job succeeded.
/// </summary>
sealed class KillScript(ServerProcess server, HttpClient http, int seed)
{
    const int RowsOfAnImport = 100;
    const string Database = "crash";

    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(1200);
    static readonly TimeSpan LastJobsMayTake = TimeSpan.FromSeconds(90);

    readonly ConcurrentBag<string> _imports = [];
    readonly ConcurrentDictionary<string, string> _jobs = new(StringComparer.Ordinal);

    public int ServerKills { get; private set; }

    public int WorkerKills { get; private set; }

    public int Imports => _imports.Count;

    public int Jobs => _jobs.Count;

    public async Task RunAsync(int kills, CancellationToken cancellationToken)
    {
        await server.StartAsync(http, cancellationToken);
        foreach (
            var path in new[] { $"database/create/{Database}", $"table/create/{Database}/imported", $"table/create/{Database}/inserted" }
        )
        {
            await PostAsync(path, [], cancellationToken);
        }

        await PostAsync(
            $"table/update-schema/{Database}/imported",
            [new("schema", """[["part","string"],["n","long"]]""")],
            cancellationToken
        );
        await PostAsync($"table/update-schema/{Database}/inserted", [new("schema", """[["k","string"]]""")], cancellationToken);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] clients = [ImportAsync(0, stop), ImportAsync(1, stop), IssueAsync(0, stop), IssueAsync(1, stop)];
        var random = new Random(seed);
        while (ServerKills + WorkerKills < kills)
        {
            await Task.Delay(random.NextDouble() * LongestPause, TimeProvider.System, cancellationToken);
            if (random.Next(3) == 0)
            {
                WorkerKills += server.KillWorker(random) ? 1 : 0;
                continue;
            }

            await server.KillAsync();
            ServerKills++;
            await server.StartAsync(http, cancellationToken);
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
    }

    /// <summary>What is wrong after the run; empty when nothing is.</summary>
    public async Task<List<string>> FaultsAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var states = new Dictionary<string, string>(StringComparer.Ordinal);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LastJobsMayTake);
        foreach (var (key, job) in _jobs)
        {
            try
            {
                states[key] = await FinalStateAsync(job, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                faults.Add($"job {job} ({key}) did not finish");
            }
        }

        var imported = await CountsAsync("SELECT part, count(*), count(DISTINCT n) FROM imported GROUP BY part", patience.Token);
        foreach (var part in _imports)
        {
            if (imported.GetValueOrDefault(part) is not [RowsOfAnImport, RowsOfAnImport])
            {
                faults.Add($"import {part}: [{string.Join(", ", imported.GetValueOrDefault(part) ?? [])}] rows, distinct rows");
            }
        }

        var inserted = await CountsAsync("SELECT k, count(*) FROM inserted GROUP BY k", patience.Token);
        foreach (var (key, state) in states)
        {
            var rows = inserted.GetValueOrDefault(key)?[0] ?? 0;
            if (rows != (state == "success" ? 1 : 0))
            {
                faults.Add($"job {_jobs[key]} ({key}) is {state} and left {rows} rows");
            }
        }

        return faults;
    }

    async Task ImportAsync(int importer, CancellationTokenSource stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var part = $"i{importer}x{i}";
            var body = Records(part);
            while (true)
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                if (
                    await TryAsync(HttpMethod.Put, $"table/import_with_id/{Database}/imported/{part}/msgpack.gz", content) is
                    (HttpStatusCode.OK, _)
                )
                {
                    _imports.Add(part);
                    break;
                }

                // Unanswered at the end of the script: it may be there or not, so nothing is claimed of it.
                if (stop.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    async Task IssueAsync(int client, CancellationTokenSource stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var key = $"j{client}x{i}";
            var query = $"INSERT INTO inserted (k) SELECT '{key}' FROM (SELECT count(*) AS c FROM imported) t";
            string? job = null;
            while (job is null)
            {
                using var content = new FormUrlEncodedContent([new("query", query), new("domain_key", key)]);
                var answer = await TryAsync(HttpMethod.Post, $"job/issue/presto/{Database}", content);
                job = answer switch
                {
                    (HttpStatusCode.OK, var body) => body.RootElement.GetProperty("job_id").GetString(),
                    (HttpStatusCode.Conflict, var body) => body
                        .RootElement.GetProperty("details")
                        .GetProperty("conflicts_with")
                        .GetString(),
                    _ => null,
                };
                if (job is null && stop.IsCancellationRequested)
                {
                    return;
                }
            }

            _jobs[key] = job;
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System, CancellationToken.None);
        }
    }

    async Task<string> FinalStateAsync(string job, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryAsync(HttpMethod.Get, $"job/status/{job}", null) is (HttpStatusCode.OK, var body))
            {
                var state = body.RootElement.GetProperty("status").GetString()!;
                if (state is "success" or "error" or "killed")
                {
                    return state;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Runs a query and reads its rows as: first column text, the others numbers.</summary>
    async Task<Dictionary<string, long[]>> CountsAsync(string query, CancellationToken cancellationToken)
    {
        var issued = await PostAsync($"job/issue/presto/{Database}", [new("query", query)], cancellationToken);
        var job = issued.RootElement.GetProperty("job_id").GetString()!;
        var state = await FinalStateAsync(job, cancellationToken);
        if (state != "success")
        {
            var shown = await TryAsync(HttpMethod.Get, $"job/show/{job}", null);
            throw new InvalidOperationException($"'{query}' ended as {state}: {shown?.Body.RootElement.GetProperty("debug")}");
        }

        using var request = Request(HttpMethod.Get, $"job/result/{job}?format=json", null);
        using var answer = await http.SendAsync(request, cancellationToken);
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(row => row[0].GetString()!, row => row.EnumerateArray().Skip(1).Select(value => value.GetInt64()).ToArray());
    }

    async Task<JsonDocument> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(form);
        using var request = Request(HttpMethod.Post, path, content);
        using var answer = await http.SendAsync(request, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(body)
            : throw new InvalidOperationException($"POST {path} answered {answer.StatusCode}: {body}");
    }

    /// <summary>One attempt; null when the server was not there or went away.</summary>
    async Task<(HttpStatusCode Status, JsonDocument Body)?> TryAsync(HttpMethod method, string path, HttpContent? content)
    {
        try
        {
            using var request = Request(method, path, content);
            using var answer = await http.SendAsync(request);
            return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            return null;
        }
    }

    HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(server.Address, "v3/" + path)) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", "TD1 " + server.ApiKey);
        return request;
    }

    static byte[] Records(string part)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        for (var n = 0; n < RowsOfAnImport; n++)
        {
            writer.WriteMapHeader(3);
            writer.Write("time");
            writer.Write(1_700_000_000 + n);
            writer.Write("part");
            writer.Write(part);
            writer.Write("n");
            writer.Write(n);
        }

        writer.Flush();
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(buffer.WrittenSpan);
        }

        return compressed.ToArray();
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {ServerKills} server kills, {WorkerKills} worker kills, {Imports} imports, {Jobs} jobs"
        );
}
