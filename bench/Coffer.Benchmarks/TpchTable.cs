using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using MessagePack;

namespace Coffer.Benchmarks;

/// <summary>A recorded TPC-H table: its columns and its tab-separated rows.</summary>
sealed class TpchTable
{
    TpchTable(string name, IReadOnlyList<(string Name, string Type)> columns, IReadOnlyList<string[]> rows)
    {
        Name = name;
        Columns = columns;
        Rows = rows;
    }

    public string Name { get; }

    /// <summary>Names with Treasure Data's types.</summary>
    public IReadOnlyList<(string Name, string Type)> Columns { get; }

    public IReadOnlyList<string[]> Rows { get; }

    public string Schema => JsonSerializer.Serialize(Columns.Select(column => new[] { column.Name, column.Type }));

    public static IReadOnlyList<TpchTable> ReadAll(string folder)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "schema.json")));
        return
        [
            .. schema
                .RootElement.EnumerateObject()
                .Select(table => new TpchTable(
                    table.Name,
                    [
                        .. table
                            .Value.GetProperty("columns")
                            .EnumerateArray()
                            .Select(column => (column.GetProperty("name").GetString()!, TypeOf(column.GetProperty("type").GetString()!))),
                    ],
                    ReadRows(Path.Combine(folder, table.Value.GetProperty("file").GetString()!))
                )),
        ];
    }

    public byte[] MessagePack()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        foreach (var row in Rows)
        {
            writer.WriteMapHeader(Columns.Count + 1);
            writer.Write("time");
            writer.Write(1_700_000_000);
            for (var i = 0; i < Columns.Count; i++)
            {
                writer.Write(Columns[i].Name);
                switch (Columns[i].Type)
                {
                    case "long":
                        writer.Write(long.Parse(row[i], CultureInfo.InvariantCulture));
                        break;
                    case "double":
                        writer.Write(double.Parse(row[i], CultureInfo.InvariantCulture));
                        break;
                    default:
                        writer.Write(row[i]);
                        break;
                }
            }
        }

        writer.Flush();
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(buffer.WrittenSpan);
        }

        return compressed.ToArray();
    }

    static string TypeOf(string trinoType) =>
        trinoType switch
        {
            "bigint" or "integer" => "long",
            "double" => "double",
            _ => "string",
        };

    static List<string[]> ReadRows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        _ = reader.ReadLine();
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(line.Split('\t'));
        }

        return rows;
    }
}
