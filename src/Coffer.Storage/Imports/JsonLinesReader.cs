using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Coffer.Storage.Imports;

/// <summary>Reads lines of JSON objects into a batch.</summary>
sealed class JsonLinesReader(FileImportOptions options, ImportLimits limits, long importTime)
{
    readonly ArrayBufferWriter<byte> _nested = new();
    readonly JsonReaderOptions _json = new() { MaxDepth = limits.MaxDepth };
    byte[] _scratch = new byte[1024];
    long _line;
    long _unmeasured;

    /// <summary>
    /// Reads whole lines until the bytes end or the batch is full; returns the position behind the last line read. <paramref name="last"/>: what remains
    /// without a line end is a line too.
    /// </summary>
    public SequencePosition Read(ReadOnlySequence<byte> bytes, bool last, RecordBatch batch, out bool full)
    {
        full = false;
        while (!bytes.IsEmpty)
        {
            if (batch.Rows == RecordBatch.MaxRows || (_unmeasured > 1 << 20 && IsFull(batch)))
            {
                full = true;
                break;
            }
            var end = bytes.PositionOf((byte)'\n');
            if (end is null && !last)
                break;
            var line = end is { } position ? bytes.Slice(0, position) : bytes;
            bytes = end is { } found ? bytes.Slice(bytes.GetPosition(1, found)) : bytes.Slice(bytes.End);
            _line++;
            _unmeasured += line.Length;
            ReadLine(Contiguous(line), batch);
        }
        if (!full && bytes.Length > limits.MaxRecordBytes)
            throw new ImportException(ImportError.RecordTooLarge, $"Line {_line + 1} is longer than {limits.MaxRecordBytes} bytes");
        return bytes.Start;
    }

    bool IsFull(RecordBatch batch)
    {
        _unmeasured = 0;
        return batch.Bytes >= limits.MaxBatchBytes;
    }

    void ReadLine(ReadOnlySpan<byte> line, RecordBatch batch)
    {
        if (line.Trim("\r \t"u8).IsEmpty)
            return;
        try
        {
            var json = new Utf8JsonReader(line, _json);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                throw Error(ImportError.NotAMap, "is not a JSON object");
            ReadObject(ref json, batch);
            if (json.Read())
                throw Error(ImportError.BadLine, "has more than one value");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Error(ImportError.BadLine, $"is not JSON: {e.Message}", e);
        }
    }

    void ReadObject(ref Utf8JsonReader json, RecordBatch batch)
    {
        batch.BeginRow();
        var time = options.TimeValue ?? importTime;
        var row = batch.Rows;
        var keys = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (++keys > limits.MaxKeys)
                throw Error(ImportError.TooManyKeys, $"has more than {limits.MaxKeys} keys");
            var key = Text(ref json);
            if (key.Length > Catalog.TableSchema.MaxKeyBytes || key.Contains((byte)0))
                throw Error(
                    ImportError.InvalidKey,
                    $"has a key that contains NUL or is longer than {Catalog.TableSchema.MaxKeyBytes} bytes"
                );
            var isTime = options.TimeValue is null && key.SequenceEqual(Encoding.UTF8.GetBytes(options.TimeColumn));
            var column = key.SequenceEqual("time"u8) ? null : batch.Column(key);
            json.Read();
            if (isTime && json.TokenType != JsonTokenType.Null)
                time = ReadTime(ref json);
            if (column is null)
                json.Skip();
            else
                ReadValue(ref json, column, row);
        }
        batch.CompleteRow(time);
    }

    void ReadValue(ref Utf8JsonReader json, ColumnBuilder column, int row)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                column.AddText(row, Text(ref json));
                break;
            case JsonTokenType.Number:
                if (json.TryGetInt64(out var integer))
                    column.AddLong(row, integer);
                else if (
                    json.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E')
                    && json.TryGetDouble(out var number)
                    && double.IsFinite(number)
                )
                    column.AddDouble(row, number);
                else
                    column.AddText(row, json.ValueSpan);
                break;
            case JsonTokenType.True:
            case JsonTokenType.False:
                column.AddBool(row, json.TokenType == JsonTokenType.True);
                break;
            case JsonTokenType.Null:
                column.Truncate(row);
                break;
            default:
                using (var nested = JsonDocument.ParseValue(ref json))
                {
                    _nested.ResetWrittenCount();
                    using (
                        var writer = new Utf8JsonWriter(
                            _nested,
                            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
                        )
                    )
                        nested.RootElement.WriteTo(writer);
                }
                column.AddText(row, _nested.WrittenSpan);
                break;
        }
    }

    long ReadTime(ref Utf8JsonReader json)
    {
        var text = json.TokenType switch
        {
            JsonTokenType.Number => json.ValueSpan,
            JsonTokenType.String => Text(ref json),
            _ => default,
        };
        if (!TimeText.TryParse(text, out var time))
            throw Error(ImportError.InvalidTime, $"has a '{options.TimeColumn}' that is neither unix seconds nor a date and time");
        return time;
    }

    /// <summary>The text of a key or string; valid until the next call.</summary>
    ReadOnlySpan<byte> Text(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped && System.Text.Unicode.Utf8.IsValid(json.ValueSpan))
            return json.ValueSpan;
        if (_scratch.Length < json.ValueSpan.Length)
            _scratch = new byte[json.ValueSpan.Length];
        return _scratch.AsSpan(0, json.CopyString(_scratch));
    }

    static ReadOnlySpan<byte> Contiguous(ReadOnlySequence<byte> line) => line.IsSingleSegment ? line.FirstSpan : line.ToArray();

    ImportException Error(ImportError error, string what, Exception? inner = null) => new(error, $"Line {_line} {what}", inner);
}
