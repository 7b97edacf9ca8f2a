using System.Net;
using Coffer.Client;
using Coffer.Commands;
using Coffer.Output;

namespace Coffer.Demo;

/// <summary>Loads the sample data through the ordinary API, asks the sample questions and says what to try next.</summary>
sealed class DemoRun(CofferClient client, string apiKey, TextWriter output)
{
    const string Database = "sample";

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await MakeAsync(() => client.CreateDatabaseAsync(Database, cancellationToken));
        foreach (var table in SampleTable.All)
        {
            await MakeAsync(() => client.CreateTableAsync(Database, table.Name, table.Schema, cancellationToken));
            await using var file = table.Open();
            // The unique id makes a second demo on the same data directory load nothing twice.
            var loaded = await client.ImportAsync(Database, table.Name, file, "csv", null, "demo-1", cancellationToken);
            output.WriteLine($"Loaded {loaded.Records} rows into {Database}.{table.Name} in {loaded.ElapsedTime:0.00} s");
        }
    }

    public async Task AskAsync(CancellationToken cancellationToken)
    {
        foreach (var query in SampleQuery.All)
        {
            output.WriteLine();
            output.WriteLine(query.Question);
            foreach (var line in query.Sql.Split('\n'))
            {
                output.WriteLine("    " + line);
            }

            var started = TimeProvider.System.GetTimestamp();
            var job = await client.IssueAsync(Database, query.Sql, "trino", 0, cancellationToken);
            await WaitAsync(job, cancellationToken);
            await using var lines = await client.ResultAsync(job, "json", header: true, cancellationToken);
            RowWriter.Write(output, OutputFormat.Table, JobResultPrinter.ReadRows(lines));
            output.WriteLine($"job {job}, {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms from question to answer");
        }
    }

    public void SayWhatToTry()
    {
        var url = client.Endpoint.ToString().TrimEnd('/');
        const string Sql = "SELECT origin, count(*) AS n FROM flights GROUP BY origin ORDER BY n DESC LIMIT 3";
        output.WriteLine(
            $"""

            Try next (server {url}, API key {apiKey}):

              coffer    export COFFER_ENDPOINT={url} COFFER_API_KEY={apiKey}
                        coffer query -d {Database} "{Sql}"
                        coffer import my.csv -d {Database}.mine

              curl      curl -H 'Authorization: TD1 {apiKey}' {url}/v3/table/list/{Database}
                        curl -H 'Authorization: TD1 {apiKey}' -d 'query={Sql}' {url}/v3/job/issue/trino/{Database}
                        curl -H 'Authorization: TD1 {apiKey}' '{url}/v3/job/result/1?format=csv&header=true'

              td        td -e {url} -k {apiKey} tables {Database}
                        td -e {url} -k {apiKey} query -w -T presto -d {Database} "{Sql}"

              Python    import tdclient
                        with tdclient.Client(apikey="{apiKey}", endpoint="{url}") as td:
                            job = td.query("{Database}", "{Sql}", type="trino")
                            job.wait()
                            for row in job.result(): print(row)

              API       {url}/coffer/v1/openapi.json   {url}/metrics
            """
        );
    }

    async Task WaitAsync(string job, CancellationToken cancellationToken)
    {
        var finished = await JobWait.QuietlyAsync(client, job, cancellationToken);
        if (finished.Status != "success")
        {
            var shown = await client.JobAsync(job, cancellationToken);
            throw new CommandException(ExitCode.JobFailed, $"job {job} ended as {finished.Status}: {shown.Debug?.Stderr}");
        }
    }

    static async Task MakeAsync(Func<Task> make)
    {
        try
        {
            await make();
        }
        catch (CofferApiException exists) when (exists.Status == HttpStatusCode.Conflict) { }
    }
}
