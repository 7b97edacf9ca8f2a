using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using MessagePack;

namespace Coffer.Storage.Imports;

/// <summary>
/// Reads concatenated MessagePack maps into a <see cref="RecordBatch"/>. The bytes are hostile until proven otherwise: depth, size and counts are
/// limited, text is checked, and whatever is wrong is an <see cref="ImportException"/> that names the record.
/// </summary>
sealed class MessagePackDecoder(ImportLimits limits, long importTime)
{
    const long MeasureEvery = 1 << 20;

    readonly ArrayBufferWriter<byte> _json = new();
    byte[] _scratch = [];
    long _unmeasured;

    /// <summary>Records decoded so far.</summary>
    public long Records { get; private set; }

    /// <summary>
    /// Decodes complete records until the bytes end or the batch is full, and returns the position after the last complete one. Bytes that remain in a batch
    /// that is not full are the beginning of a record.
    /// </summary>
    public SequencePosition Decode(in ReadOnlySequence<byte> bytes, RecordBatch batch, out bool full)
    {
        var reader = new MessagePackReader(bytes);
        var complete = reader.Position;
        full = false;
        try
        {
            while (!reader.End)
            {
                if (IsFull(batch))
                {
                    full = true;
                    break;
                }
                var before = reader.Consumed;
                DecodeRecord(ref reader, batch);
                complete = reader.Position;
                Records++;
                _unmeasured += reader.Consumed - before;
            }
        }
        catch (EndOfStreamException)
        {
            // The record goes on in bytes that are not here yet.
            batch.RollbackRow();
        }
        catch (MessagePackSerializationException e)
        {
            throw Error(ImportError.BadMessagePack, "is not MessagePack", e);
        }
        if (!full && bytes.Slice(complete).Length > limits.MaxRecordBytes)
            throw Error(ImportError.RecordTooLarge, $"is larger than {limits.MaxRecordBytes} bytes");
        return complete;
    }

    bool IsFull(RecordBatch batch)
    {
        if (batch.Rows == RecordBatch.MaxRows)
            return true;
        // Measuring a batch looks at all its columns, so it is done once per so many bytes of input.
        if (_unmeasured < MeasureEvery)
            return false;
        _unmeasured = 0;
        return batch.Bytes >= limits.MaxBatchBytes;
    }

    void DecodeRecord(ref MessagePackReader reader, RecordBatch batch)
    {
        if (reader.NextMessagePackType != MessagePackType.Map)
            throw Error(ImportError.NotAMap, $"is not a map but {Name(reader.NextMessagePackType)}");
        var keys = reader.ReadMapHeader();
        if (keys > limits.MaxKeys)
            throw Error(ImportError.TooManyKeys, $"has {keys} keys; a record has at most {limits.MaxKeys}");
        batch.BeginRow();
        var time = importTime;
        var row = batch.Rows;
        for (var i = 0; i < keys; i++)
        {
            var key = ReadKey(ref reader);
            if (key.SequenceEqual("time"u8))
                time = ReadTime(ref reader);
            else
                ReadValue(ref reader, batch.Column(key), row);
        }
        batch.CompleteRow(time);
    }

    ReadOnlySpan<byte> ReadKey(scoped ref MessagePackReader reader)
    {
        var type = reader.NextMessagePackType;
        ReadOnlySpan<byte> key;
        switch (type)
        {
            case MessagePackType.String:
                key = ReadString(ref reader);
                break;
            case MessagePackType.Binary:
                key = ReadBinary(ref reader);
                break;
            case MessagePackType.Integer:
                key = ReadIntegerText(ref reader);
                break;
            default:
                throw Error(ImportError.InvalidKey, $"has a key that is {Name(type)}");
        }
        if (key.Length > Catalog.TableSchema.MaxKeyBytes || key.Contains((byte)0) || !Utf8.IsValid(key))
            throw Error(
                ImportError.InvalidKey,
                $"has a key that is not UTF-8, contains NUL or is longer than {Catalog.TableSchema.MaxKeyBytes} bytes"
            );
        return key;
    }

    void ReadValue(ref MessagePackReader reader, ColumnBuilder column, int row)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Integer:
                if (IsBeyondLong(ref reader))
                    column.AddText(row, ReadIntegerText(ref reader));
                else
                    column.AddLong(row, reader.ReadInt64());
                break;
            case MessagePackType.String:
                var text = ReadString(ref reader);
                if (!Utf8.IsValid(text))
                    throw Error(ImportError.InvalidText, $"has a text that is not UTF-8 under '{column.Key}'; send bytes as bin");
                column.AddText(row, text);
                break;
            case MessagePackType.Float:
                column.AddDouble(row, reader.ReadDouble());
                break;
            case MessagePackType.Boolean:
                column.AddBool(row, reader.ReadBoolean());
                break;
            case MessagePackType.Nil:
                reader.ReadNil();
                column.Truncate(row);
                break;
            case MessagePackType.Binary:
                column.AddText(row, Readable(ReadBinary(ref reader)));
                break;
            case MessagePackType.Array:
            case MessagePackType.Map:
                _json.ResetWrittenCount();
                using (
                    var json = new Utf8JsonWriter(
                        _json,
                        new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }
                    )
                )
                    WriteJson(ref reader, json, column.Key, 2);
                column.AddText(row, _json.WrittenSpan);
                break;
            case var other:
                throw Error(ImportError.UnsupportedValue, $"has a value under '{column.Key}' that is {Name(other)}");
        }
    }

    void WriteJson(ref MessagePackReader reader, Utf8JsonWriter json, string key, int depth)
    {
        if (depth > limits.MaxDepth)
            throw Error(ImportError.TooDeep, $"is nested more than {limits.MaxDepth} levels deep under '{key}'");
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Array:
                var items = reader.ReadArrayHeader();
                json.WriteStartArray();
                for (var i = 0; i < items; i++)
                    WriteJson(ref reader, json, key, depth + 1);
                json.WriteEndArray();
                break;
            case MessagePackType.Map:
                var entries = reader.ReadMapHeader();
                json.WriteStartObject();
                for (var i = 0; i < entries; i++)
                {
                    json.WritePropertyName(ReadKey(ref reader));
                    WriteJson(ref reader, json, key, depth + 1);
                }
                json.WriteEndObject();
                break;
            case MessagePackType.Integer:
                if (IsBeyondLong(ref reader))
                    json.WriteNumberValue(reader.ReadUInt64());
                else
                    json.WriteNumberValue(reader.ReadInt64());
                break;
            case MessagePackType.Float:
                var number = reader.ReadDouble();
                if (double.IsFinite(number))
                    json.WriteNumberValue(number);
                else
                    json.WriteStringValue(number.ToString());
                break;
            case MessagePackType.Boolean:
                json.WriteBooleanValue(reader.ReadBoolean());
                break;
            case MessagePackType.Nil:
                reader.ReadNil();
                json.WriteNullValue();
                break;
            case MessagePackType.String:
                var text = ReadString(ref reader);
                if (!Utf8.IsValid(text))
                    throw Error(ImportError.InvalidText, $"has a text that is not UTF-8 under '{key}'; send bytes as bin");
                json.WriteStringValue(text);
                break;
            case MessagePackType.Binary:
                json.WriteStringValue(Readable(ReadBinary(ref reader)));
                break;
            case var other:
                throw Error(ImportError.UnsupportedValue, $"has a value under '{key}' that is {Name(other)}");
        }
    }

    /// <summary>
    /// Unix seconds as any number, as digits in a text, or as MessagePack's own timestamp; a fraction is cut off. No time, or nil: when the import began.
    /// </summary>
    long ReadTime(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil:
                reader.ReadNil();
                return importTime;
            case MessagePackType.Integer when !IsBeyondLong(ref reader):
                return reader.ReadInt64();
            case MessagePackType.Float:
                var number = Math.Floor(reader.ReadDouble());
                if (number is >= -1e18 and <= 1e18)
                    return (long)number;
                break;
            case MessagePackType.String:
            case MessagePackType.Binary:
                var text = reader.NextMessagePackType == MessagePackType.String ? ReadString(ref reader) : ReadBinary(ref reader);
                if (Utf8Parser.TryParse(text, out long seconds, out var used) && used == text.Length)
                    return seconds;
                if (Utf8Parser.TryParse(text, out double fraction, out used) && used == text.Length && fraction is >= -1e18 and <= 1e18)
                    return (long)Math.Floor(fraction);
                break;
            case MessagePackType.Extension
                when reader.NextCode is MessagePackCode.FixExt4 or MessagePackCode.FixExt8 or MessagePackCode.Ext8:
                if (IsTimestamp(reader))
                    return new DateTimeOffset(reader.ReadDateTime(), TimeSpan.Zero).ToUnixTimeSeconds();
                break;
        }
        throw Error(ImportError.InvalidTime, "has a 'time' that is not unix seconds");
    }

    /// <summary>Looks ahead on a copy of the reader.</summary>
    static bool IsTimestamp(MessagePackReader reader) =>
        reader.ReadExtensionFormatHeader().TypeCode == ReservedMessagePackExtensionTypeCode.DateTime;

    static bool IsBeyondLong(ref MessagePackReader reader)
    {
        if (reader.NextCode != MessagePackCode.UInt64)
            return false;
        var ahead = reader;
        return ahead.ReadUInt64() > long.MaxValue;
    }

    ReadOnlySpan<byte> ReadString(scoped ref MessagePackReader reader)
    {
        try
        {
            if (reader.TryReadStringSpan(out var span))
                return span;
            return reader.ReadStringSequence() is { } sequence ? Join(sequence) : default;
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw BadLength(e);
        }
    }

    ReadOnlySpan<byte> ReadBinary(scoped ref MessagePackReader reader)
    {
        try
        {
            return reader.ReadBytes() is { } sequence ? Join(sequence) : default;
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw BadLength(e);
        }
    }

    /// <summary>The library takes a length of 2 GB and more for a negative one.</summary>
    ImportException BadLength(Exception inner) => Error(ImportError.BadMessagePack, "has a text or bytes of an impossible length", inner);

    ReadOnlySpan<byte> ReadIntegerText(scoped ref MessagePackReader reader)
    {
        Reserve(20);
        int length;
        if (reader.NextCode == MessagePackCode.UInt64)
            Utf8Formatter.TryFormat(reader.ReadUInt64(), _scratch, out length);
        else
            Utf8Formatter.TryFormat(reader.ReadInt64(), _scratch, out length);
        return _scratch.AsSpan(0, length);
    }

    ReadOnlySpan<byte> Join(ReadOnlySequence<byte> sequence)
    {
        if (sequence.IsSingleSegment)
            return sequence.FirstSpan;
        var length = checked((int)sequence.Length);
        Reserve(length);
        sequence.CopyTo(_scratch);
        return _scratch.AsSpan(0, length);
    }

    /// <summary>Bytes as text; what is not UTF-8 becomes U+FFFD, as it does when Treasure Data reads bytes as a string.</summary>
    static ReadOnlySpan<byte> Readable(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));

    void Reserve(int length)
    {
        if (_scratch.Length < length)
            _scratch = new byte[Math.Max(length, 1024)];
    }

    static string Name(MessagePackType type) =>
        type switch
        {
            MessagePackType.Array => "an array",
            MessagePackType.Integer => "an integer",
            MessagePackType.Extension => "an extension",
            MessagePackType.Unknown => "no MessagePack",
            _ => $"a {type.ToString().ToLowerInvariant()}",
        };

    ImportException Error(ImportError error, string what, Exception? inner = null) => new(error, $"Record {Records + 1} {what}", inner);
}
