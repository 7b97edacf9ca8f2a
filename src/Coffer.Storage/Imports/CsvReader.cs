using System.Globalization;
using System.Text;
using Coffer.Storage.Catalog;
using nietras.SeparatedValues;

namespace Coffer.Storage.Imports;

/// <summary>Reads a csv file into batches. Columns without a chosen type become numbers when all their values are written like numbers.</summary>
sealed class CsvReader : IDisposable
{
    readonly SepReader _reader;
    readonly FileImportOptions _options;
    readonly ImportLimits _limits;
    readonly long _importTime;
    readonly IReadOnlyList<string> _names;
    readonly int _timeIndex;
    byte[] _utf8 = new byte[1024];

    /// <param name="text">The file; read synchronously.</param>
    /// <exception cref="ImportException">The header is wrong.</exception>
    public CsvReader(Stream text, FileImportOptions options, ImportLimits limits, long importTime)
    {
        _options = options;
        _limits = limits;
        _importTime = importTime;
        var strict = new StreamReader(text, new UTF8Encoding(false, throwOnInvalidBytes: true));
        // The header is read as a row: the reader's own handling of it words its complaints for programmers.
        _reader = Guard(() =>
            Sep.New(options.Delimiter).Reader(o => o with { HasHeader = false, DisableColCountCheck = true }).From(strict)
        );
        _names = options.Columns ?? ReadHeader();
        if (_names.Count == 0)
            throw new ImportException(ImportError.BadLine, "Line 1: the header has no columns");
        if (_names.Count > limits.MaxKeys)
            throw new ImportException(ImportError.TooManyKeys, $"Line 1: {_names.Count} columns; a record has at most {limits.MaxKeys}");
        if (_names.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ImportException(ImportError.InvalidKey, $"Line 1: the column '{twice.Key}' is there twice");
        if (
            _names.FirstOrDefault(n =>
                n.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(n) > TableSchema.MaxKeyBytes
            )
            is not null
        )
            throw new ImportException(
                ImportError.InvalidKey,
                $"Line 1: a column's name has at most {TableSchema.MaxKeyBytes} bytes and no NUL"
            );
        _timeIndex = options.TimeValue is null ? Array.IndexOf([.. _names], options.TimeColumn) : -1;
    }

    string[] ReadHeader()
    {
        if (!Guard(() => _reader.MoveNext()))
            return [];
        var row = _reader.Current;
        var names = new string[row.ColCount];
        for (var i = 0; i < names.Length; i++)
            names[i] = Unquote(row[i].ToString());
        return names;
    }

    /// <summary>Fills the batch; false when the file has ended.</summary>
    public bool Read(RecordBatch batch)
    {
        long chars = 0;
        while (batch.Rows < RecordBatch.MaxRows)
        {
            if (chars > 1 << 20)
            {
                chars = 0;
                if (batch.Bytes >= _limits.MaxBatchBytes)
                    break;
            }
            if (!Guard(() => _reader.MoveNext()))
            {
                Finish(batch);
                return false;
            }
            var row = _reader.Current;
            if (row.ColCount != _names.Count)
                throw Error(row.LineNumberFrom, $"has {row.ColCount} columns instead of {_names.Count}");
            chars += row.Span.Length;
            ReadRow(row, batch);
        }
        Finish(batch);
        return true;
    }

    public void Dispose() => _reader.Dispose();

    void ReadRow(SepReader.Row row, RecordBatch batch)
    {
        batch.BeginRow();
        var time = _options.TimeValue ?? _importTime;
        for (var i = 0; i < _names.Count; i++)
        {
            var raw = row[i].Span;
            var quoted = raw.Length > 0 && raw[0] == '"';
            if (raw.IsEmpty || (!quoted && _options.NullText is { } nullText && raw.SequenceEqual(nullText)))
                continue;
            var value = Utf8(quoted ? Unquote(raw) : raw);
            if (i == _timeIndex && !TimeText.TryParse(value, out time))
                throw Error(
                    row.LineNumberFrom,
                    $"column '{_names[i]}': '{Encoding.UTF8.GetString(value)}' is neither unix seconds nor a date and time"
                );
            if (_names[i] == "time")
                continue;
            var column = batch.Column(Encoding.UTF8.GetBytes(_names[i]));
            if (_options.Types.TryGetValue(_names[i], out var type))
                AddTyped(column, batch.Rows, value, type, row.LineNumberFrom);
            else
                column.AddText(batch.Rows, value);
        }
        batch.CompleteRow(time);
    }

    void AddTyped(ColumnBuilder column, int row, ReadOnlySpan<byte> value, ColumnType type, int line)
    {
        switch (type.Kind)
        {
            case ColumnTypeKind.Int or ColumnTypeKind.Long:
                if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
                    throw NotOfType(column, value, type, line);
                column.AddLong(row, integer);
                break;
            case ColumnTypeKind.Float or ColumnTypeKind.Double:
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                    throw NotOfType(column, value, type, line);
                column.AddDouble(row, number);
                break;
            default:
                column.AddText(row, value);
                break;
        }
    }

    void Finish(RecordBatch batch)
    {
        foreach (var column in batch.Columns)
        {
            if (!_options.Types.ContainsKey(column.Key))
                column.NarrowText();
        }
    }

    /// <summary>The reader's own complaints, about quotes and text that is not UTF-8, as errors of the file.</summary>
    static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException e)
        {
            throw new ImportException(ImportError.InvalidText, "The file is not UTF-8", e);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw new ImportException(ImportError.BadLine, e.Message, e);
        }
    }

    ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
            _utf8 = new byte[most];
        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
    }

    static string Unquote(string text) => text.StartsWith('"') ? Unquote(text.AsSpan()).ToString() : text;

    static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> quoted)
    {
        var inner = quoted.Length > 1 && quoted[^1] == '"' ? quoted[1..^1] : quoted[1..];
        return inner.Contains('"') ? inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : inner;
    }

    static ImportException NotOfType(ColumnBuilder column, ReadOnlySpan<byte> value, ColumnType type, int line) =>
        Error(line, $"column '{column.Key}': '{Encoding.UTF8.GetString(value)}' is not a {type}");

    static ImportException Error(int line, string what) => new(ImportError.BadLine, $"Line {line}: {what}");
}
