using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Coffer.Client;

/// <summary>
/// Coffer over HTTP: the Treasure Data surface where it has the operation, the own surface for the rest. Thread-safe; the caller owns the
/// <see cref="HttpClient"/>, whose <see cref="HttpClient.BaseAddress"/> is the server.
/// </summary>
/// <exception cref="CofferApiException">Every method: the server refused; status and message are the server's.</exception>
/// <exception cref="HttpRequestException">Every method: the server was not reached.</exception>
public sealed class CofferClient
{
    readonly HttpClient _http;
    readonly string? _apiKey;

    public CofferClient(HttpClient http, string? apiKey)
    {
        _http = http;
        _apiKey = apiKey;
    }

    /// <summary>The address of the server.</summary>
    public Uri Endpoint => _http.BaseAddress!;

    public Task<ServerInfo> InfoAsync(CancellationToken cancellationToken) =>
        GetAsync("coffer/v1/info", ClientJson.Wire.ServerInfo, cancellationToken);

    /// <summary>Returns when the server is ready to work; needs no key.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, "healthz/ready");
        using var response = await SendAsync(request, cancellationToken);
    }

    public async Task<IReadOnlyList<DatabaseInfo>> DatabasesAsync(CancellationToken cancellationToken) =>
        (await GetAsync("v3/database/list", ClientJson.Wire.DatabaseList, cancellationToken)).Databases;

    public Task<DatabaseInfo> DatabaseAsync(string database, CancellationToken cancellationToken) =>
        GetAsync($"v3/database/show/{Escape(database)}", ClientJson.Wire.DatabaseInfo, cancellationToken);

    public Task CreateDatabaseAsync(string database, CancellationToken cancellationToken) =>
        PostAsync($"v3/database/create/{Escape(database)}", [], cancellationToken);

    public Task DeleteDatabaseAsync(string database, CancellationToken cancellationToken) =>
        PostAsync($"v3/database/delete/{Escape(database)}", [], cancellationToken);

    public async Task<IReadOnlyList<TableInfo>> TablesAsync(string database, CancellationToken cancellationToken) =>
        (await GetAsync($"v3/table/list/{Escape(database)}", ClientJson.Wire.TableList, cancellationToken)).Tables;

    public Task<TableInfo> TableAsync(string database, string table, CancellationToken cancellationToken) =>
        GetAsync($"v3/table/show/{Escape(database)}/{Escape(table)}", ClientJson.Wire.TableInfo, cancellationToken);

    /// <param name="schema">Columns as Treasure Data's JSON text, <c>[["name","string"]]</c>; null for none.</param>
    public Task CreateTableAsync(string database, string table, string? schema, CancellationToken cancellationToken) =>
        PostAsync($"v3/table/create/{Escape(database)}/{Escape(table)}/log", schema is null ? [] : [("schema", schema)], cancellationToken);

    public Task DeleteTableAsync(string database, string table, CancellationToken cancellationToken) =>
        PostAsync($"v3/table/delete/{Escape(database)}/{Escape(table)}", [], cancellationToken);

    /// <summary>The newest rows, newest first, as JSON objects.</summary>
    public Task<IReadOnlyList<JsonElement>> TailAsync(string database, string table, int count, CancellationToken cancellationToken) =>
        GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"v3/table/tail/{Escape(database)}/{Escape(table)}?format=json&count={count}"),
            ClientJson.Wire.IReadOnlyListJsonElement,
            cancellationToken
        );

    public async Task<IReadOnlyList<TableVersionInfo>> VersionsAsync(string database, string table, CancellationToken cancellationToken) =>
        (await GetAsync(Own(database, table, "versions"), ClientJson.Wire.TableVersionList, cancellationToken)).Versions;

    /// <summary>Makes an old version current again, as a new version.</summary>
    public async Task<TableVersionInfo> RestoreAsync(string database, string table, long version, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, Own(database, table, "restore"));
        request.Content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(new RestoreRequest(version), ClientJson.Wire.RestoreRequest)
        );
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await ReadAsync(request, ClientJson.Wire.TableVersionInfo, cancellationToken);
    }

    /// <summary>Sends a file into a table, which is created when it is missing.</summary>
    /// <param name="format">csv, jsonl or msgpack.gz; the first two may be gzipped.</param>
    /// <param name="timeColumn">The column that becomes <c>time</c>; null when the file has <c>time</c> itself.</param>
    /// <param name="uniqueId">The same id for the same table is acknowledged again without inserting twice.</param>
    public async Task<ImportInfo> ImportAsync(
        string database,
        string table,
        Stream file,
        string format,
        string? timeColumn,
        string? uniqueId,
        CancellationToken cancellationToken
    )
    {
        var query = new List<string> { "format=" + Escape(format) };
        if (timeColumn is not null)
        {
            query.Add("time_column=" + Escape(timeColumn));
        }

        if (uniqueId is not null)
        {
            query.Add("unique_id=" + Escape(uniqueId));
        }

        using var request = Request(HttpMethod.Post, Own(database, table, "import?" + string.Join('&', query)));
        request.Content = new StreamContent(file, 256 * 1024);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await ReadAsync(request, ClientJson.Wire.ImportInfo, cancellationToken);
    }

    /// <param name="type">presto, trino or hive.</param>
    /// <returns>The id of the job.</returns>
    public async Task<string> IssueAsync(string database, string sql, string type, int priority, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, $"v3/job/issue/{Escape(type)}/{Escape(database)}");
        request.Content = Form([("query", sql), ("priority", priority.ToString(CultureInfo.InvariantCulture))]);
        return (await ReadAsync(request, ClientJson.Wire.JobIssued, cancellationToken)).JobId;
    }

    public Task<JobStatusInfo> JobStatusAsync(string jobId, CancellationToken cancellationToken) =>
        GetAsync($"v3/job/status/{Escape(jobId)}", ClientJson.Wire.JobStatusInfo, cancellationToken);

    public Task<JobInfo> JobAsync(string jobId, CancellationToken cancellationToken) =>
        GetAsync($"v3/job/show/{Escape(jobId)}", ClientJson.Wire.JobInfo, cancellationToken);

    /// <param name="status">Only jobs in this state; null for all.</param>
    public async Task<IReadOnlyList<JobInfo>> JobsAsync(int limit, string? status, CancellationToken cancellationToken) =>
        (
            await GetAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"v3/job/list?from=0&to={limit - 1}{(status is null ? "" : "&status=" + Escape(status))}"
                ),
                ClientJson.Wire.JobList,
                cancellationToken
            )
        ).Jobs;

    /// <returns>The state that the job had before.</returns>
    public async Task<string> KillAsync(string jobId, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, $"v3/job/kill/{Escape(jobId)}");
        return (await ReadAsync(request, ClientJson.Wire.JobKilled, cancellationToken)).FormerStatus;
    }

    /// <summary>The result of a finished job as a stream; dispose it.</summary>
    /// <param name="format">msgpack, msgpack.gz, csv, tsv, json or jsonl.</param>
    public async Task<Stream> ResultAsync(string jobId, string format, bool header, CancellationToken cancellationToken)
    {
        var request = Request(
            HttpMethod.Get,
            $"v3/job/result/{Escape(jobId)}?format={Escape(format)}&header={(header ? "true" : "false")}"
        );
        var response = await SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    static string Own(string database, string table, string action) =>
        $"coffer/v1/databases/{Escape(database)}/tables/{Escape(table)}/{action}";

    static string Escape(string text) => Uri.EscapeDataString(text);

    static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        if (_apiKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "TD1 " + _apiKey);
        }

        return request;
    }

    async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path);
        return await ReadAsync(request, type, cancellationToken);
    }

    async Task PostAsync(string path, IEnumerable<(string Name, string Value)> fields, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, path);
        request.Content = Form(fields);
        using var response = await SendAsync(request, cancellationToken);
    }

    async Task<T> ReadAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return (await JsonSerializer.DeserializeAsync(body, type, cancellationToken))!;
        }
        catch (JsonException unreadable)
        {
            throw new CofferApiException(response.StatusCode, $"{Endpoint} did not answer as a Coffer server does: {unreadable.Message}");
        }
    }

    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return response;
        }

        using (response)
        {
            throw new CofferApiException(response.StatusCode, await FailureAsync(response, cancellationToken));
        }
    }

    static async Task<string> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            var failure = JsonSerializer.Deserialize(body, ClientJson.Wire.Failure);
            return failure?.Message ?? failure?.Detail ?? $"The server answered {(int)response.StatusCode}";
        }
        catch (JsonException)
        {
            return $"The server answered {(int)response.StatusCode}: {body}";
        }
    }
}
