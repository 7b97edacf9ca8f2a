using System.Globalization;
using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Sql.Binding;

sealed partial class ExpressionBinder
{
    const int MaxTimePrecision = 6;
    const long MicrosPerDay = 86_400_000_000;

    BoundExpression BindLiteral(Literal literal) =>
        literal switch
        {
            NullLiteral => new BoundLiteral(SqlType.Unknown, null),
            BooleanLiteral e => new BoundLiteral(SqlType.Boolean, e.Value),
            IntegerLiteral e => new BoundLiteral(
                e.Value is >= int.MinValue and <= int.MaxValue ? SqlType.Integer : SqlType.BigInt,
                e.Value
            ),
            DecimalLiteral e => statement.Session.ParseDecimalLiteralsAsDouble
                ? new BoundLiteral(SqlType.Double, double.Parse(e.Text, CultureInfo.InvariantCulture))
                : Decimal(e, e.Text),
            DoubleLiteral e => new BoundLiteral(SqlType.Double, e.Value),
            StringLiteral e => new BoundLiteral(SqlType.VarCharOf(CodePoints(e.Value)), e.Value),
            BinaryLiteral e => new BoundLiteral(SqlType.VarBinary, e.ToBytes()),
            IntervalLiteral e => new BoundLiteral(
                e.From <= IntervalField.Month ? SqlType.IntervalYearToMonth : SqlType.IntervalDayToSecond,
                IntervalText.Read(e) ?? throw Invalid(e, e.Value, "INTERVAL")
            ),
            TypedLiteral e => BindTypedLiteral(e),
            _ => throw SqlErrorException.NotSupported(literal, $"{literal.GetType().Name} is not supported"),
        };

    static int CodePoints(string text) => text.Length - text.Count(char.IsLowSurrogate);

    static SqlErrorException Invalid(Node literal, string text, string type) =>
        SqlErrorException.At(literal, "INVALID_LITERAL", $"'{text}' is not a valid {type} literal");

    // Precision counts the digits as written, leading zeros of the whole part left out.
    static BoundLiteral Decimal(Node literal, string text)
    {
        var sign = text.StartsWith('-') ? -1 : 1;
        var digits = text.TrimStart('-', '+');
        var dot = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = (dot < 0 ? digits : digits[..dot]).TrimStart('0');
        var fraction = dot < 0 ? "" : digits[(dot + 1)..];
        var precision = Math.Max(1, whole.Length + fraction.Length);
        var valid = digits.Length > 0 && digits != "." && digits.All(c => char.IsAsciiDigit(c) || c == '.');
        if (!valid || precision > SqlType.MaxDecimalPrecision)
            throw Invalid(literal, text, "DECIMAL");
        return new BoundLiteral(
            SqlType.Decimal(precision, fraction.Length),
            sign * Int128.Parse("0" + whole + fraction, CultureInfo.InvariantCulture)
        );
    }

    BoundExpression BindTypedLiteral(TypedLiteral literal)
    {
        var text = literal.Value;
        switch (literal.TypeName.ToLowerInvariant())
        {
            case "date":
                return new BoundLiteral(SqlType.Date, DateTimeLiteral.Date(text) ?? throw Invalid(literal, text, "DATE"));
            case "timestamp":
                return Timestamp(literal, DateTimeLiteral.Timestamp(text) ?? throw Invalid(literal, text, "TIMESTAMP"));
            case "time":
                var (micros, precision, offset) = DateTimeLiteral.Time(text) ?? throw Invalid(literal, text, "TIME");
                Storable(literal, "TIME", precision);
                return offset is { } minutes
                    ? new BoundLiteral(SqlType.TimeWithTimeZone(precision), new ZonedTimeValue(micros, minutes))
                    : new BoundLiteral(SqlType.Time(precision), micros);
            case "decimal":
                return Decimal(literal, text);
            case "char":
                return new BoundLiteral(SqlType.CharOf(CodePoints(text)), text.TrimEnd(' '));
            case "varchar":
                return new BoundLiteral(SqlType.VarChar, text);
            case "json" when !ConstantText.IsJson(text):
            case "uuid" when !ConstantText.IsUuid(text):
            case "ipaddress" when !ConstantText.IsIpAddress(text):
                throw Invalid(literal, text, literal.TypeName.ToUpperInvariant());
            case "json":
                return Call(literal, "json_parse", [new BoundLiteral(SqlType.VarCharOf(CodePoints(text)), text)]);
            case "boolean":
                return text.ToLowerInvariant() switch
                {
                    "true" or "t" or "1" => new BoundLiteral(SqlType.Boolean, true),
                    "false" or "f" or "0" => new BoundLiteral(SqlType.Boolean, false),
                    _ => throw Invalid(literal, text, "BOOLEAN"),
                };
        }
        var type =
            SqlTypeNames.Resolve(literal.TypeName, [])
            ?? throw SqlErrorException.At(literal, "TYPE_NOT_FOUND", $"Unknown resolvedType: {literal.TypeName}");
        if (type.IsInteger)
        {
            return
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && ConstantFolding.Convert(new BoundLiteral(SqlType.BigInt, number), type) is { } integer
                ? integer
                : throw Invalid(literal, text, type.Name.ToUpperInvariant());
        }
        if (
            type.IsFloating
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && text.Any(char.IsAsciiDigit)
        )
            return type.Kind == SqlTypeKind.Double
                ? new BoundLiteral(type, value)
                : new BoundLiteral(type, float.Parse(text, CultureInfo.InvariantCulture));
        var source = new BoundLiteral(SqlType.VarCharOf(CodePoints(text)), text);
        return CastCatalog.IsCastable(source.Type, type)
            ? new BoundCast(type, source)
            : throw Invalid(literal, text, type.Name.ToUpperInvariant());
    }

    static BoundLiteral Timestamp(TypedLiteral literal, (long Micros, int Precision, string? Zone) value)
    {
        Storable(literal, "TIMESTAMP", value.Precision);
        if (value.Zone is null)
            return new BoundLiteral(SqlType.Timestamp(value.Precision), value.Micros);
        // A wall clock that the zone skips is no value.
        if (!TrinoZone.TryGet(value.Zone, out var zone) || zone.IsGap(value.Micros))
            throw Invalid(literal, literal.Value, "TIMESTAMP");
        return new BoundLiteral(SqlType.TimestampWithTimeZone(value.Precision), new ZonedValue(zone.ToInstant(value.Micros), zone.Id));
    }

    static void Storable(Node literal, string type, int precision)
    {
        if (precision > MaxTimePrecision)
            throw SqlErrorException.NotSupported(literal, $"{type} precision above {MaxTimePrecision} is not supported");
    }

    BoundExpression BindCurrentTime(CurrentTime expression)
    {
        var precision = expression.Precision ?? SqlType.DefaultTimePrecision;
        Storable(expression, "Time", precision);
        var unit = (long)Math.Pow(10, MaxTimePrecision - precision);
        var instant = CivilDate.Floor(statement.Session.NowMicros, unit) * unit;
        var local = statement.SessionZone.ToLocal(instant);
        var day = CivilDate.Floor(local, MicrosPerDay);
        return expression.Kind switch
        {
            CurrentTimeKind.Date => new BoundLiteral(SqlType.Date, day),
            CurrentTimeKind.Timestamp => new BoundLiteral(
                SqlType.TimestampWithTimeZone(precision),
                new ZonedValue(instant, statement.SessionZone.Id)
            ),
            CurrentTimeKind.LocalTimestamp => new BoundLiteral(SqlType.Timestamp(precision), local),
            CurrentTimeKind.LocalTime => new BoundLiteral(SqlType.Time(precision), local - (day * MicrosPerDay)),
            CurrentTimeKind.Time => new BoundLiteral(
                SqlType.TimeWithTimeZone(precision),
                new ZonedTimeValue(local - (day * MicrosPerDay), statement.SessionZone.OffsetSeconds(instant) / 60)
            ),
        };
    }

    BoundExpression BindCurrentName(CurrentName expression)
    {
        var value = expression.Kind switch
        {
            CurrentNameKind.User => statement.Session.User,
            CurrentNameKind.Catalog => statement.Session.Catalog,
            CurrentNameKind.Schema => statement.Session.Database,
            CurrentNameKind.Path => "",
        };
        return new BoundLiteral(SqlType.VarChar, value);
    }
}
