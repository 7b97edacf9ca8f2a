using System.Text;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task Imports_and_jobs_are_counted_from_the_start()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await TestServer.StartAsync();
        var client = server.Client;
        await client.CreateDatabaseAsync("my_db", cancellation);
        await client.CreateTableAsync("my_db", "events", null, cancellation);
        using var rows = new MemoryStream(Encoding.UTF8.GetBytes("time,name\n1,a\n2,b\n"));
        await client.ImportAsync("my_db", "events", rows, "csv", null, null, cancellation);
        var job = await client.IssueAsync("my_db", "SELECT count(*) FROM events", "trino", 0, cancellation);
        while (!(await client.JobStatusAsync(job, cancellation)).IsFinished) { }

        var scraped = await server.Http.GetStringAsync("metrics", cancellation);
        foreach (
            var name in (string[])
                [
                    "coffer_jobs_total",
                    "coffer_job_queue_seconds_count",
                    "coffer_job_duration_seconds_count",
                    "coffer_job_rows_total",
                    "coffer_import_rows_total",
                    "coffer_import_bytes_total",
                    "coffer_jobs_queued",
                    "coffer_jobs_running",
                ]
        )
        {
            scraped.ShouldContain("\n" + name);
        }
    }
}
