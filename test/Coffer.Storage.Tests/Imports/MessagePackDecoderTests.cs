using System.Buffers;
using Coffer.Storage.Imports;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MessagePack;
using Shouldly;
using Xunit;

namespace Coffer.Storage.Tests.Imports;

public sealed class MessagePackDecoderTests
{
    [Property(MaxTest = 2000)]
    public void Random_bytes_are_decoded_or_refused_and_never_crash(byte[] bytes) => DecodeHostile(bytes);

    [Property(MaxTest = 2000)]
    public void A_damaged_upload_is_decoded_or_refused_and_never_crashes(PositiveInt position, byte replacement)
    {
        var bytes = Upload(20);
        bytes[position.Get % bytes.Length] = replacement;

        DecodeHostile(bytes);
    }

    [Property(MaxTest = 300)]
    public void Where_the_bytes_are_split_makes_no_difference(PositiveInt[] cuts)
    {
        var bytes = Upload(30);
        var whole = Describe(Decode([bytes]));

        var parts = Parts(bytes, [.. cuts.Select(c => c.Get % bytes.Length).Order()]);

        Describe(Decode(parts)).ShouldBe(whole);
    }

    [Fact]
    public void A_record_that_never_ends_is_refused_at_the_limit()
    {
        var decoder = new MessagePackDecoder(new ImportLimits { MaxRecordBytes = 1000 }, 0);
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(1);
        writer.Write("a");
        writer.WriteStringHeader(100_000);
        writer.WriteRaw(new byte[2000]);
        writer.Flush();

        var refused = Should.Throw<ImportException>(() =>
            decoder.Decode(new ReadOnlySequence<byte>(buffer.WrittenMemory), new RecordBatch(), out _)
        );
        refused.Error.ShouldBe(ImportError.RecordTooLarge);
    }

    [Fact]
    public void A_batch_ends_at_its_size()
    {
        var decoder = new MessagePackDecoder(new ImportLimits { MaxBatchBytes = 1 << 20 }, 0);
        var bytes = new ReadOnlySequence<byte>(Upload(100_000));
        var batch = new RecordBatch();
        var batches = 0;
        bool full;
        do
        {
            bytes = bytes.Slice(decoder.Decode(bytes, batch, out full));
            batch.Bytes.ShouldBeLessThan(4 << 20);
            batches++;
            batch.Clear();
        } while (full);

        (decoder.Records, bytes.Length).ShouldBe((100_000, 0));
        batches.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void A_key_that_comes_twice_counts_by_its_last_value()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(3);
        writer.Write("a");
        writer.Write("text");
        writer.Write("a");
        writer.Write(7);
        writer.Write("a");
        writer.WriteNil();
        writer.WriteMapHeader(2);
        writer.Write("a");
        writer.Write(1);
        writer.Write("a");
        writer.Write(2);
        writer.Flush();

        var batch = Decode([buffer.WrittenSpan.ToArray()]);

        (batch.Rows, batch.Columns[0].IsNull(0), batch.Columns[0].IsNull(1)).ShouldBe((2, true, false));
    }

    static void DecodeHostile(byte[] bytes)
    {
        try
        {
            Decode([bytes]);
        }
        catch (ImportException)
        {
            // Refused, which is one of the two right answers.
        }
    }

    static RecordBatch Decode(IReadOnlyList<byte[]> parts)
    {
        var decoder = new MessagePackDecoder(new ImportLimits(), 5);
        var batch = new RecordBatch();
        var rest = Array.Empty<byte>();
        foreach (var part in parts)
        {
            var bytes = new ReadOnlySequence<byte>([.. rest, .. part]);
            rest = bytes.Slice(decoder.Decode(bytes, batch, out _)).ToArray();
        }
        return batch;
    }

    static List<byte[]> Parts(byte[] bytes, int[] cuts)
    {
        var parts = new List<byte[]>();
        var start = 0;
        foreach (var cut in cuts.Append(bytes.Length))
        {
            parts.Add(bytes[start..cut]);
            start = cut;
        }
        return parts;
    }

    static string Describe(RecordBatch batch) =>
        string.Join(
            '\n',
            batch.Columns.Select(c =>
                $"{c.Key} {c.Kind} "
                + string.Join(
                    ',',
                    Enumerable
                        .Range(0, batch.Rows)
                        .Select(r =>
                            c.IsNull(r) ? "-"
                            : c.Kind == ValueKind.Text ? System.Text.Encoding.UTF8.GetString(c.Text(r))
                            : $"{c.Numbers[r]}"
                        )
                )
            )
        ) + string.Join(',', batch.Times.ToArray());

    static byte[] Upload(int records)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        for (var i = 0; i < records; i++)
        {
            writer.WriteMapHeader(6);
            writer.Write("time");
            writer.Write(1000 - i);
            writer.Write("name");
            writer.Write($"name of {i}");
            writer.Write($"key{i % 3}");
            writer.Write(i * 1_000_000_007L);
            writer.Write("mixed");
            if (i % 2 == 0)
                writer.Write(i / 3.0);
            else
                writer.Write(i);
            writer.Write("nested");
            writer.WriteArrayHeader(2);
            writer.Write(i);
            writer.WriteMapHeader(1);
            writer.Write("x");
            writer.WriteNil();
            writer.Write("flag");
            writer.Write(i % 5 == 0);
        }
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
