using System.Globalization;
using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>Conversions of constants whose result is certain; null leaves the work to the engine.</summary>
static class ConstantFolding
{
    const long MicrosPerDay = 86_400_000_000;

    public static BoundLiteral? Convert(BoundLiteral literal, SqlType type)
    {
        if (literal.Value is null)
            return new BoundLiteral(type, null);
        if (literal.Type == type)
            return literal;
        return literal.Value switch
        {
            long n when literal.Type.IsInteger => FromInteger(n, literal.Type, type),
            Int128 n => FromDecimal(n, literal.Type.Scale, type),
            float n when type.Kind == SqlTypeKind.Double => new BoundLiteral(type, (double)n),
            string s when type.Kind == SqlTypeKind.VarChar && literal.Type.Kind == SqlTypeKind.VarChar => new BoundLiteral(
                type,
                Cut(s, type.Length)
            ),
            long days when literal.Type.Kind == SqlTypeKind.Date && type.Kind == SqlTypeKind.Timestamp => new BoundLiteral(
                type,
                days * MicrosPerDay
            ),
            long micros
                when literal.Type.Kind == type.Kind
                    && type.Kind is SqlTypeKind.Timestamp or SqlTypeKind.Time
                    && literal.Type.Precision <= type.Precision => new BoundLiteral(type, micros),
            _ => null,
        };
    }

    static BoundLiteral? FromInteger(long n, SqlType from, SqlType type)
    {
        switch (type.Kind)
        {
            case SqlTypeKind.TinyInt when n is >= sbyte.MinValue and <= sbyte.MaxValue:
            case SqlTypeKind.SmallInt when n is >= short.MinValue and <= short.MaxValue:
            case SqlTypeKind.Integer when n is >= int.MinValue and <= int.MaxValue:
            case SqlTypeKind.BigInt:
                return new BoundLiteral(type, n);
            case SqlTypeKind.Double:
                return new BoundLiteral(type, (double)n);
            case SqlTypeKind.Real:
                return new BoundLiteral(type, (float)n);
            case SqlTypeKind.Decimal:
                return FromDecimal(n, 0, type);
            case SqlTypeKind.VarChar:
                var text = n.ToString(CultureInfo.InvariantCulture);
                return type.Length is { } length && text.Length > length ? null : new BoundLiteral(type, text);
            default:
                return null;
        }
    }

    static BoundLiteral? FromDecimal(Int128 unscaled, int scale, SqlType type)
    {
        if (type.Kind == SqlTypeKind.Double)
            return new BoundLiteral(type, double.Parse(Emit.DuckText.Decimal(unscaled, scale), CultureInfo.InvariantCulture));
        if (type.Kind != SqlTypeKind.Decimal || type.Scale < scale)
            return null;
        var shifted = unscaled;
        for (var i = scale; i < type.Scale; i++)
        {
            if (Int128.Abs(shifted) > Int128.MaxValue / 10)
                return null;
            shifted *= 10;
        }
        return Digits(shifted) <= type.Precision ? new BoundLiteral(type, shifted) : null;
    }

    static int Digits(Int128 n) => Int128.Abs(n).ToString(CultureInfo.InvariantCulture).TrimStart('0').Length;

    // Lengths count code points.
    static string Cut(string text, int? length)
    {
        if (length is not { } max)
            return text;
        var at = 0;
        for (var i = 0; i < max && at < text.Length; i++)
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        return text[..at];
    }
}
