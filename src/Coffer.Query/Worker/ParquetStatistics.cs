using System.Globalization;
using Coffer.DuckDb;

namespace Coffer.Query.Worker;

/// <summary>Reads the row that COPY … (RETURN_STATS) answers: per column a map of texts, keyed by the quoted path of the column.</summary>
static class ParquetStatistics
{
    internal static WorkerMessage.Done Read(QueryResult result, IReadOnlyList<ParquetColumn> columns)
    {
        if (!result.NextChunk(out var chunk))
        {
            // No rows at all: DuckDB writes an empty file and says nothing about it.
            return new WorkerMessage.Done(0, 0, [.. columns.Select(column => new ColumnStatistics(column.Name, 0, null, null))]);
        }

        var index = result.Columns.Select((column, i) => (column.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i);
        var found = TextMaps(chunk.Column(index["column_statistics"]), 0);
        var statistics = columns.Select(column =>
        {
            var path = $"\"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            var texts = found.GetValueOrDefault(path) ?? [];
            return new ColumnStatistics(
                column.Name,
                texts.TryGetValue("null_count", out var nulls) ? long.Parse(nulls, CultureInfo.InvariantCulture) : null,
                texts.GetValueOrDefault("min"),
                texts.GetValueOrDefault("max")
            );
        });
        return new WorkerMessage.Done(
            chunk.Column(index["count"]).Integer(0),
            chunk.Column(index["file_size_bytes"]).Integer(0),
            [.. statistics]
        );
    }

    static Dictionary<string, Dictionary<string, string>> TextMaps(Vector maps, int row)
    {
        var texts = new Dictionary<string, Dictionary<string, string>>();
        var range = maps.Range(row);
        var keys = maps.Elements.Field(0);
        var values = maps.Elements.Field(1);
        for (var i = range.Start; i < range.End; i++)
        {
            var inner = new Dictionary<string, string>();
            var innerRange = values.Range(i);
            var innerKeys = values.Elements.Field(0);
            var innerValues = values.Elements.Field(1);
            for (var j = innerRange.Start; j < innerRange.End; j++)
            {
                inner[innerKeys.String(j)] = innerValues.String(j);
            }

            texts[keys.String(i)] = inner;
        }

        return texts;
    }
}
