using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Coffer.Output;

/// <summary>Prints rows as people and programs want them. JSON keys are the column names.</summary>
static class RowWriter
{
    /// <summary>A terminal table is for reading: beyond this many rows only a note is printed.</summary>
    const int MostTableRows = 1000;

    static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, OutputFormat format, RowSet rows)
    {
        switch (format)
        {
            case OutputFormat.Table:
                WriteTable(output, rows);
                break;
            case OutputFormat.Csv:
                WriteSeparated(output, rows, ',', Csv);
                break;
            case OutputFormat.Tsv:
                WriteSeparated(output, rows, '\t', Tsv);
                break;
            case OutputFormat.Json:
                WriteJson(output, rows);
                break;
            case OutputFormat.Jsonl:
                foreach (var row in rows.Rows)
                {
                    output.Write(JsonObject(rows.Columns, row));
                    output.Write('\n');
                }

                break;
        }

        output.Flush();
    }

    static void WriteTable(TextWriter output, RowSet rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in rows.Columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        }

        var numeric = new bool[rows.Columns.Count];
        Array.Fill(numeric, true);
        var count = 0;
        foreach (var row in rows.Rows)
        {
            count++;
            if (count > MostTableRows)
            {
                continue;
            }

            table.AddRow([.. row.Select(value => new Text(Text(value) ?? "NULL"))]);
            for (var i = 0; i < numeric.Length; i++)
            {
                numeric[i] &=
                    row[i] is null or long or int or double or JsonElement { ValueKind: JsonValueKind.Number or JsonValueKind.Null };
            }
        }

        for (var i = 0; i < numeric.Length; i++)
        {
            if (numeric[i] && count > 0)
            {
                table.Columns[i].RightAligned();
            }
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 4096;
        }

        console.Write(table);
        if (count > MostTableRows)
        {
            Console.Error.WriteLine($"{count} rows, the first {MostTableRows} are shown; --format csv, tsv, json or jsonl prints all");
        }
    }

    static void WriteSeparated(TextWriter output, RowSet rows, char separator, Func<string?, string> cell)
    {
        output.Write(string.Join(separator, rows.Columns.Select(cell)));
        output.Write('\n');
        foreach (var row in rows.Rows)
        {
            output.Write(string.Join(separator, row.Select(value => cell(Text(value)))));
            output.Write('\n');
        }
    }

    static void WriteJson(TextWriter output, RowSet rows)
    {
        var first = true;
        output.Write('[');
        foreach (var row in rows.Rows)
        {
            output.Write(first ? "\n  " : ",\n  ");
            output.Write(JsonObject(rows.Columns, row));
            first = false;
        }

        output.Write(first ? "]\n" : "\n]\n");
    }

    static string JsonObject(IReadOnlyList<string> columns, IReadOnlyList<object?> row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                json.WritePropertyName(columns[i]);
                WriteValue(json, row[i]);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    static string? Text(object? value) =>
        value switch
        {
            null or JsonElement { ValueKind: JsonValueKind.Null } => null,
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
            JsonElement element => element.GetRawText(),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    static string Csv(string? text) =>
        text is null ? ""
        : text.Length == 0 ? "\"\""
        : text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text
        : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    static string Tsv(string? text) =>
        text is null
            ? ""
            : text.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\t", "\\t", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal)
                .Replace("\r", "\\r", StringComparison.Ordinal);
}
