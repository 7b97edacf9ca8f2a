using System.Text.Json;

namespace Coffer.Benchmarks;

/// <summary>The few calls of Treasure Data's API that the benchmarks make, as its clients make them.</summary>
sealed class TdClient(HttpClient http, Uri address, string apiKey)
{
    public async Task<JsonElement> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(HttpMethod.Post, path, content);
    }

    public async Task CreateTableAsync(string database, string table, string schema)
    {
        if (
            (await GetAsync("database/list"))
                .GetProperty("databases")
                .EnumerateArray()
                .All(item => item.GetProperty("name").GetString() != database)
        )
        {
            await PostAsync($"database/create/{database}");
        }

        await PostAsync($"table/create/{database}/{table}");
        await PostAsync($"table/update-schema/{database}/{table}", ("schema", schema));
    }

    public async Task ImportAsync(string database, string table, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        await SendAsync(HttpMethod.Put, $"table/import/{database}/{table}/msgpack.gz", content);
    }

    public async Task<string> IssueAsync(string database, string query) =>
        (await PostAsync($"job/issue/presto/{database}", ("query", query))).GetProperty("job_id").GetString()!;

    /// <summary>Waits without pause: the wait is what is measured.</summary>
    public async Task WaitAsync(string job)
    {
        while (true)
        {
            var status = (await GetAsync($"job/status/{job}")).GetProperty("status").GetString();
            if (status == "success")
            {
                return;
            }

            if (status is "error" or "killed")
            {
                throw new InvalidOperationException(
                    $"job {job} ended as {status}: {(await GetAsync($"job/show/{job}")).GetProperty("debug").GetRawText()}"
                );
            }
        }
    }

    public async Task<byte[]> ResultAsync(string job, string format)
    {
        using var request = Request(HttpMethod.Get, $"job/result/{job}?format={format}", null);
        using var answer = await http.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = Request(method, path, content);
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}: {body}");
        }

        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(address, "v3/" + path)) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", "TD1 " + apiKey);
        return request;
    }
}
