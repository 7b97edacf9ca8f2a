using System.Buffers;
using System.IO.Compression;
using MessagePack;

namespace Coffer.Query.Results;

/// <summary>Reads the artefact of a job in another form, holding one row and one output block at a time.</summary>
public static class ResultTranscoder
{
    const int FlushBytes = 1 << 16;

    /// <param name="artefact">The msgpack.gz, from its beginning.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <exception cref="InvalidDataException">The artefact is damaged.</exception>
    public static async Task WriteAsync(
        Stream artefact,
        IReadOnlyList<string> columns,
        ResultReading reading,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        await using var plain = new GZipStream(artefact, CompressionMode.Decompress, leaveOpen: true);
        if (reading.Format == ResultFormat.MessagePack)
        {
            await plain.CopyToAsync(output, cancellationToken);
            return;
        }

        var buffer = new ArrayBufferWriter<byte>(FlushBytes + 4096);
        var text = TextRows(reading, columns, buffer);
        if (reading.Header)
        {
            text.Header(columns);
        }

        using var rows = new MessagePackStreamReader(plain, leaveOpen: true);
        try
        {
            while (await rows.ReadAsync(cancellationToken) is { } row)
            {
                Write(text, row);
                if (buffer.WrittenCount >= FlushBytes)
                {
                    await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
                    buffer.ResetWrittenCount();
                }
            }
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException)
        {
            throw new InvalidDataException("The stored result is damaged", exception);
        }

        if (!rows.RemainingBytes.IsEmpty)
        {
            throw new InvalidDataException("The stored result ends inside a row");
        }

        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }

    static TextRows TextRows(ResultReading reading, IReadOnlyList<string> columns, ArrayBufferWriter<byte> buffer) =>
        reading.Format switch
        {
            ResultFormat.Json => new JsonRows(buffer, reading.NullifySpecial, null),
            ResultFormat.JsonLines => new JsonRows(buffer, reading.NullifySpecial, columns),
            ResultFormat.Csv => new CsvRows(buffer, reading.NullifySpecial),
            ResultFormat.Tsv => new TsvRows(buffer, reading.NullifySpecial),
            ResultFormat.MessagePack => throw new ArgumentException("MessagePack is not text", nameof(reading)),
        };

    static void Write(TextRows text, ReadOnlySequence<byte> row)
    {
        var reader = new MessagePackReader(row);
        text.Row(ref reader);
    }
}
