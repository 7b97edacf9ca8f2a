using System.Text.Json;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary>Prints the result of a job: csv and tsv come from the server as they are, the rest from its JSON lines.</summary>
static class JobResultPrinter
{
    public static async Task PrintAsync(Invocation run, string jobId, string? outputFile, CancellationToken cancellationToken)
    {
        await using var target = outputFile is null ? Console.OpenStandardOutput() : File.Create(outputFile);
        if (run.Format is OutputFormat.Csv or OutputFormat.Tsv)
        {
            var format = run.Format == OutputFormat.Csv ? "csv" : "tsv";
            await using var text = await run.Client.ResultAsync(jobId, format, header: true, cancellationToken);
            await text.CopyToAsync(target, cancellationToken);
            return;
        }

        await using var lines = await run.Client.ResultAsync(jobId, "json", header: true, cancellationToken);
        using var reader = new StreamReader(lines);
        if (await reader.ReadLineAsync(cancellationToken) is not { } header)
        {
            return;
        }

        var columns = Row(header).Select(c => c.GetString()!).ToList();
        await using var writer = new StreamWriter(target);
        RowWriter.Write(writer, run.Format, new RowSet(columns, Rows(reader)));
    }

    static IEnumerable<IReadOnlyList<object?>> Rows(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return [.. Row(line).Select(value => (object?)value)];
        }
    }

    static List<JsonElement> Row(string line)
    {
        using var document = JsonDocument.Parse(line);
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }
}
