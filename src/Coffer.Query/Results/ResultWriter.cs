using Coffer.DuckDb;
using Coffer.Sql;
using MessagePack;

namespace Coffer.Query.Results;

/// <summary>Writes rows as the artefact of a job: one gzip member of concatenated MessagePack arrays.</summary>
public static class ResultWriter
{
    /// <summary>Writes all chunks of a result, holding a few blocks at a time.</summary>
    /// <param name="onRows">Told the number of rows so far, after each chunk.</param>
    internal static long Write(
        QueryResult result,
        IReadOnlyList<SqlResultColumn> columns,
        Stream output,
        int parallelism,
        Action<long>? onRows = null
    )
    {
        var types = columns.Select(column => column.Type).ToArray();
        PhysicalForm.Check(result.Columns, types);
        var encoders = Array.ConvertAll(types, CellEncoder.For);
        var gzip = new GzipBlockWriter(output, parallelism);
        var buffer = new BlockBuffer();
        var rows = 0L;
        while (result.NextChunk(out var chunk))
        {
            for (var i = 0; i < encoders.Length; i++)
            {
                encoders[i].Bind(chunk.Column(i));
            }

            for (var row = 0; row < chunk.Count; row++)
            {
                var writer = new MessagePackWriter(buffer);
                writer.WriteArrayHeader(encoders.Length);
                foreach (var encoder in encoders)
                {
                    encoder.Write(ref writer, row);
                }

                writer.Flush();
                if (buffer.IsFull)
                {
                    gzip.Write(buffer.Take(out var length), length);
                }
            }

            rows += chunk.Count;
            onRows?.Invoke(rows);
        }

        gzip.Finish(buffer.Span);
        buffer.Return();
        return rows;
    }

    /// <summary>Writes rows that were answered without the engine.</summary>
    /// <param name="path">Absolute path; must not exist. Whoever publishes the file flushes it to disk.</param>
    public static QueryOutcome Write(CompiledRows rows, string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var gzip = new GzipBlockWriter(file, 1);
        var buffer = new BlockBuffer();
        foreach (var row in rows.Rows)
        {
            var writer = new MessagePackWriter(buffer);
            writer.WriteArrayHeader(row.Length);
            foreach (var value in row)
            {
                Write(ref writer, value);
            }

            writer.Flush();
            if (buffer.IsFull)
            {
                gzip.Write(buffer.Take(out var length), length);
            }
        }

        gzip.Finish(buffer.Span);
        buffer.Return();
        file.Flush();
        return new QueryOutcome(rows.Rows.Count, file.Length);
    }

    static void Write(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case string text:
                writer.Write(text);
                break;
            case long number:
                writer.Write(number);
                break;
            case bool truth:
                writer.Write(truth);
                break;
            default:
                throw new ArgumentException($"A compiled row cannot hold {value.GetType().Name}", nameof(value));
        }
    }
}
