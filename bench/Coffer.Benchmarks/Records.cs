using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using MessagePack;

namespace Coffer.Benchmarks;

/// <summary>Access-log-like rows, the same for every run: once as an import body, once as the ndjson.gz that DuckDB reads.</summary>
static class Records
{
    public const string Schema =
        """[["user_id","long"],["path","string"],["status","long"],["bytes","long"],["seconds","double"],["referrer","string"],["agent","string"]]""";

    const int FirstTime = 1_700_000_000;

    static readonly string[] Paths =
    [
        "/",
        "/index.html",
        "/cart",
        "/checkout",
        "/search?q=coffee",
        "/item/4711",
        "/login",
        "/api/v1/items",
    ];
    static readonly string[] Agents = ["Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "curl/8.5.0"];
    static readonly int[] Statuses = [200, 304, 404, 500];

    public static byte[] MessagePack(int first, int count)
    {
        var buffer = new ArrayBufferWriter<byte>(count * 160);
        var writer = new MessagePackWriter(buffer);
        for (var i = first; i < first + count; i++)
        {
            writer.WriteMapHeader(8);
            writer.Write("time");
            writer.Write(FirstTime + i / 10);
            writer.Write("user_id");
            writer.Write(i * 7919L % 100_000);
            writer.Write("path");
            writer.Write(Paths[i % Paths.Length]);
            writer.Write("status");
            writer.Write(Statuses[i % 17 % 4]);
            writer.Write("bytes");
            writer.Write(i * 31L % 50_000);
            writer.Write("seconds");
            writer.Write(i % 1000 / 997.0);
            writer.Write("referrer");
            writer.Write("https://example.com/" + (i % 321).ToString(CultureInfo.InvariantCulture));
            writer.Write("agent");
            writer.Write(Agents[i % Agents.Length]);
        }

        writer.Flush();
        return Compress(buffer.WrittenSpan);
    }

    public static byte[] Json(int first, int count)
    {
        var text = new StringBuilder(count * 200);
        for (var i = first; i < first + count; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""{"time":{{FirstTime + i / 10}},"user_id":{{i * 7919L % 100_000}},"path":"{{Paths[i % Paths.Length]}}","status":{{Statuses[i % 17 % 4]}},"bytes":{{i * 31L % 50_000}},"seconds":{{i % 1000 / 997.0:R}},"referrer":"https://example.com/{{i % 321}}","agent":"{{Agents[i % Agents.Length]}}"}"""
            );
            text.Append('\n');
        }

        return Compress(Encoding.UTF8.GetBytes(text.ToString()));
    }

    static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
