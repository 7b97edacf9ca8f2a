using System.Text.Json;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary>Prints the result of a job: csv, tsv and jsonl come from the server as they are, the rest from its JSON rows.</summary>
static class JobResultPrinter
{
    public static async Task PrintAsync(Invocation run, string jobId, string? outputFile, CancellationToken cancellationToken)
    {
        await using var target = outputFile is null ? Console.OpenStandardOutput() : File.Create(outputFile);
        if (run.Format is OutputFormat.Csv or OutputFormat.Tsv or OutputFormat.Jsonl)
        {
            var format = run.Format.ToString().ToLowerInvariant();
            await using var text = await run.Client.ResultAsync(jobId, format, header: true, cancellationToken);
            await text.CopyToAsync(target, cancellationToken);
            return;
        }

        await using var lines = await run.Client.ResultAsync(jobId, "json", header: true, cancellationToken);
        await using var writer = new StreamWriter(target);
        RowWriter.Write(writer, run.Format, ReadRows(lines));
    }

    /// <summary>Rows of the server's <c>json</c> format with a header, read as they are asked for.</summary>
    public static RowSet ReadRows(Stream lines)
    {
        var reader = new StreamReader(lines);
        var columns = reader.ReadLine() is { } header ? Row(header).Select(c => c.GetString()!).ToList() : [];
        return new RowSet(columns, Rows(reader));
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
