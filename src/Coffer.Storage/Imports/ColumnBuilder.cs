using System.Buffers.Text;
using System.Globalization;

namespace Coffer.Storage.Imports;

/// <summary>
/// The values of one key in a batch. It starts with the kind of its first value and widens when another kind comes: integers and fractions to fractions
/// while nothing is lost by it, everything else to text. Rows that were not written are null.
/// </summary>
sealed class ColumnBuilder(string key) : IDisposable
{
    /// <summary>Integers beyond it are not all exact as doubles.</summary>
    const long MaxExact = 1L << 53;

    long[] _numbers = [];
    int[] _textEnds = [];
    byte[] _text = [];
    ulong[] _valid = [];
    int _count;
    bool _inexact;

    public string Key { get; } = key;

    public byte[] KeyUtf8 { get; } = System.Text.Encoding.UTF8.GetBytes(key);

    public ValueKind Kind { get; private set; }

    /// <summary>Rows written, nulls in between counted.</summary>
    public int Count => _count;

    /// <summary>Whether a row is null; rows at the end that were never written are.</summary>
    public bool IsNull(int row) => row >= _count || (_valid[row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>Longs, doubles as bits, booleans as 0 and 1; row by row.</summary>
    public ReadOnlySpan<long> Numbers => _numbers.AsSpan(0, _count);

    public ReadOnlySpan<byte> Text(int row)
    {
        var start = row == 0 ? 0 : _textEnds[row - 1];
        return _text.AsSpan(start, _textEnds[row] - start);
    }

    /// <summary>Roughly the memory in use.</summary>
    public long Bytes => Kind == ValueKind.Text ? _count * 4L + (_count == 0 ? 0 : _textEnds[_count - 1]) : _count * 8L;

    public void AddBool(int row, bool value)
    {
        if (Kind is ValueKind.None or ValueKind.Bool)
            AddNumber(row, ValueKind.Bool, value ? 1 : 0);
        else
            AddText(row, value ? "true"u8 : "false"u8);
    }

    public void AddLong(int row, long value)
    {
        if (Kind is ValueKind.None or ValueKind.Long)
        {
            _inexact |= value is > MaxExact or < -MaxExact;
            AddNumber(row, ValueKind.Long, value);
        }
        else if (Kind is ValueKind.Double && value is <= MaxExact and >= -MaxExact)
        {
            AddNumber(row, ValueKind.Double, BitConverter.DoubleToInt64Bits(value));
        }
        else
        {
            Span<byte> text = stackalloc byte[20];
            Utf8Formatter.TryFormat(value, text, out var length);
            AddText(row, text[..length]);
        }
    }

    public void AddDouble(int row, double value)
    {
        if (Kind is ValueKind.Long && !_inexact)
            LongsToDoubles();
        if (Kind is ValueKind.None or ValueKind.Double)
        {
            AddNumber(row, ValueKind.Double, BitConverter.DoubleToInt64Bits(value));
            return;
        }
        Span<byte> text = stackalloc byte[32];
        AddText(row, text[..FormatDouble(value, text)]);
    }

    /// <summary>Adds a text; the caller has checked that it is UTF-8.</summary>
    public void AddText(int row, ReadOnlySpan<byte> utf8)
    {
        if (Kind != ValueKind.Text)
            ToText();
        Truncate(row);
        EnsureRow(row);
        var start = _count == 0 ? 0 : _textEnds[_count - 1];
        _textEnds.AsSpan(_count, row - _count).Fill(start);
        var end = checked(start + utf8.Length);
        if (end > _text.Length)
            PooledArray.Grow(ref _text, end, start);
        utf8.CopyTo(_text.AsSpan(start));
        _textEnds[row] = end;
        SetValid(row);
    }

    /// <summary>Forgets the rows from <paramref name="row"/> on: a record that was not complete, or a key that came twice.</summary>
    public void Truncate(int row)
    {
        if (_count <= row)
            return;
        for (var i = row; i < _count; i++)
            _valid[i >> 6] &= ~(1UL << (i & 63));
        _count = row;
    }

    /// <summary>
    /// For text formats: when every text is the usual way to write an integer, or a number, the column becomes one of numbers.
    /// "007" and "1e5" stay text: reading them back would not give the same.
    /// </summary>
    public void NarrowText()
    {
        if (Kind != ValueKind.Text)
            return;
        var kind = ValueKind.Long;
        for (var row = 0; row < _count && kind != ValueKind.Text; row++)
        {
            if (!IsNull(row))
                kind = ValueKinds.Join(kind, NumberText.KindOf(Text(row)));
        }
        if (kind == ValueKind.Text)
            return;
        EnsureNumbers(_count);
        for (var row = 0; row < _count; row++)
        {
            if (IsNull(row))
                _numbers[row] = 0;
            else if (kind == ValueKind.Long)
                _numbers[row] = long.Parse(Text(row), CultureInfo.InvariantCulture);
            else
                _numbers[row] = BitConverter.DoubleToInt64Bits(double.Parse(Text(row), CultureInfo.InvariantCulture));
        }
        Kind = kind;
    }

    /// <summary>Empties the column for the next batch.</summary>
    public void Clear()
    {
        Truncate(0);
        Kind = ValueKind.None;
        _inexact = false;
    }

    /// <summary>Gives the memory back to the pool.</summary>
    public void Dispose()
    {
        Clear();
        PooledArray.Return(ref _numbers);
        PooledArray.Return(ref _textEnds);
        PooledArray.Return(ref _text);
        PooledArray.Return(ref _valid);
    }

    internal static int FormatDouble(double value, Span<byte> target)
    {
        value.TryFormat(target, out var length, "R", CultureInfo.InvariantCulture);
        if (double.IsInteger(value) && target[..length].IndexOf((byte)'E') < 0)
        {
            ".0"u8.CopyTo(target[length..]);
            length += 2;
        }
        return length;
    }

    void AddNumber(int row, ValueKind kind, long bits)
    {
        Kind = kind;
        Truncate(row);
        EnsureRow(row);
        _numbers.AsSpan(_count, row - _count).Clear();
        _numbers[row] = bits;
        SetValid(row);
    }

    void SetValid(int row)
    {
        _valid[row >> 6] |= 1UL << (row & 63);
        _count = row + 1;
    }

    void EnsureRow(int row)
    {
        var word = row >> 6;
        if (word >= _valid.Length)
        {
            var used = _valid.Length;
            PooledArray.Grow(ref _valid, word + 1, used);
            _valid.AsSpan(used).Clear();
        }
        if (Kind != ValueKind.Text)
            EnsureNumbers(row + 1);
        else if (row >= _textEnds.Length)
            PooledArray.Grow(ref _textEnds, row + 1, _count);
    }

    void EnsureNumbers(int count)
    {
        if (count > _numbers.Length)
            PooledArray.Grow(ref _numbers, count, _count);
    }

    void LongsToDoubles()
    {
        for (var row = 0; row < _count; row++)
            _numbers[row] = BitConverter.DoubleToInt64Bits(_numbers[row]);
        Kind = ValueKind.Double;
    }

    void ToText()
    {
        var (kind, count, valid) = (Kind, _count, _valid.ToArray());
        Truncate(0);
        Kind = ValueKind.Text;
        Span<byte> text = stackalloc byte[32];
        for (var row = 0; row < count; row++)
        {
            if ((valid[row >> 6] & (1UL << (row & 63))) == 0)
                continue;
            int length;
            if (kind == ValueKind.Bool)
            {
                (_numbers[row] != 0 ? "true"u8 : "false"u8).CopyTo(text);
                length = _numbers[row] != 0 ? 4 : 5;
            }
            else if (kind == ValueKind.Long)
            {
                Utf8Formatter.TryFormat(_numbers[row], text, out length);
            }
            else
            {
                length = FormatDouble(BitConverter.Int64BitsToDouble(_numbers[row]), text);
            }
            AddText(row, text[..length]);
        }
    }
}
