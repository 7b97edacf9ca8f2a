using System.Buffers.Text;
using System.Text;
using Coffer.DuckDb;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Query.Results;

/// <summary>The text of a value that has no form of its own in a result: as Trino's protocol writes it.</summary>
static class ScalarText
{
    /// <summary>Appends the text of a value that is not null and not an array, map or row.</summary>
    internal static void Append(SqlType type, Vector vector, int row, Utf8Text to)
    {
        switch (type.Kind)
        {
            case SqlTypeKind.Boolean:
                to.Append(vector.Boolean(row) ? "true"u8 : "false"u8);
                break;
            case SqlTypeKind.TinyInt:
            case SqlTypeKind.SmallInt:
            case SqlTypeKind.Integer:
            case SqlTypeKind.BigInt:
                to.Append(vector.Integer(row));
                break;
            case SqlTypeKind.Real:
                TrinoText.JavaReal(vector.Single(row), to);
                break;
            case SqlTypeKind.Double:
                TrinoText.JavaDouble(vector.Double(row), to);
                break;
            case SqlTypeKind.Decimal:
                TrinoText.Decimal(vector.DecimalUnscaled(row), type.Scale, to);
                break;
            case SqlTypeKind.VarChar:
            case SqlTypeKind.Json:
            case SqlTypeKind.IpAddress:
                to.Append(vector.Utf8(row));
                break;
            case SqlTypeKind.Char:
                AppendPadded(vector.Utf8(row), type.Length ?? 1, to);
                break;
            case SqlTypeKind.VarBinary:
                var bytes = vector.Utf8(row);
                Base64.EncodeToUtf8(bytes, to.Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
                to.Advance(written);
                break;
            case SqlTypeKind.Date:
                TrinoText.Date(vector.Int32(row), to);
                break;
            case SqlTypeKind.Time:
                TrinoText.Time(vector.Int64(row), type.Precision, to);
                break;
            case SqlTypeKind.TimeWithTimeZone:
                TrinoText.Time(vector.Field(0).Int64(row), type.Precision, to);
                TrinoText.Offset(vector.Field(1).Int32(row), to);
                break;
            case SqlTypeKind.Timestamp:
                TrinoText.Timestamp(vector.Int64(row), type.Precision, to);
                break;
            case SqlTypeKind.TimestampWithTimeZone:
                TrinoText.Zoned(vector.Field(0).Int64(row), vector.Field(1).String(row), type.Precision, to);
                break;
            case SqlTypeKind.IntervalDayToSecond:
                TrinoText.IntervalDayTime(vector.Int64(row), to);
                break;
            case SqlTypeKind.IntervalYearToMonth:
                TrinoText.IntervalYearMonth(vector.Int32(row), to);
                break;
            case SqlTypeKind.Uuid:
                vector.Uuid(row).TryFormat(to.Reserve(36), out var length);
                to.Advance(length);
                break;
            case SqlTypeKind.Unknown:
            case SqlTypeKind.Array:
            case SqlTypeKind.Map:
            case SqlTypeKind.Row:
            case SqlTypeKind.Function:
            case SqlTypeKind.Opaque:
                throw EngineErrors.Internal($"A value of type {type.Name} has no text");
        }
    }

    static void AppendPadded(ReadOnlySpan<byte> text, int length, Utf8Text to)
    {
        to.Append(text);
        for (var count = CodePoints(text); count < length; count++)
        {
            to.Append((byte)' ');
        }
    }

    static int CodePoints(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out _, out var consumed);
            text = text[consumed..];
            count++;
        }

        return count;
    }
}
