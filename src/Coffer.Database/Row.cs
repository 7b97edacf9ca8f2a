using System.Data.Common;

namespace Coffer.Database;

/// <summary>The current row of a result, read by column name. Valid only inside the reading function.</summary>
public sealed class Row
{
    readonly DbDataReader _reader;

    internal Row(DbDataReader reader) => _reader = reader;

    public bool IsNull(string column) => _reader.IsDBNull(_reader.GetOrdinal(column));

    public long Long(string column) => _reader.GetInt64(_reader.GetOrdinal(column));

    public long? LongOrNull(string column) => IsNull(column) ? null : Long(column);

    public int Int(string column) => checked((int)Long(column));

    public int? IntOrNull(string column) => IsNull(column) ? null : Int(column);

    public double Double(string column) => _reader.GetDouble(_reader.GetOrdinal(column));

    public string String(string column) => _reader.GetString(_reader.GetOrdinal(column));

    public string? StringOrNull(string column) => IsNull(column) ? null : String(column);

    /// <summary>SQLite keeps booleans as 0 and 1, PostgreSQL as boolean.</summary>
    public bool Bool(string column) => _reader.GetBoolean(_reader.GetOrdinal(column));

    public byte[] Bytes(string column) => _reader.GetFieldValue<byte[]>(_reader.GetOrdinal(column));

    public byte[]? BytesOrNull(string column) => IsNull(column) ? null : Bytes(column);

    /// <summary>The value as the driver gives it, null for NULL; for code that copies rows without knowing them.</summary>
    public object? Value(string column)
    {
        var ordinal = _reader.GetOrdinal(column);
        return _reader.IsDBNull(ordinal) ? null : _reader.GetValue(ordinal);
    }

    public IEnumerable<string> Columns => Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetName);
}
