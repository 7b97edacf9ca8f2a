using System.Globalization;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>Turns written types into types.</summary>
static class TypeReader
{
    // Fractions of a second below a microsecond cannot be stored.
    const int MaxTimePrecision = 6;

    public static SqlType Read(DataType type) =>
        type switch
        {
            GenericDataType g => Generic(g),
            DateTimeDataType d => DateTime(d),
            IntervalDataType i => i.From is IntervalField.Year or IntervalField.Month
                ? SqlType.IntervalYearToMonth
                : SqlType.IntervalDayToSecond,
            RowDataType r => SqlType.Row([.. r.Fields.Select(f => new SqlField(f.Name?.Value, Read(f.Type)))]),
            _ => throw Unknown(type, type.GetType().Name),
        };

    static SqlType Generic(GenericDataType type)
    {
        var name = type.Name.Lower;
        var nested = type.Arguments.OfType<NestedTypeArgument>().Select(a => a.Type).ToList();
        switch (name)
        {
            case "array" when type.Arguments.Count == 1 && nested.Count == 1:
                return SqlType.Array(Read(nested[0]));
            case "map" when type.Arguments.Count == 2 && nested.Count == 2:
                return SqlType.Map(Read(nested[0]), Read(nested[1]));
        }
        var arguments = new List<int>();
        foreach (var argument in type.Arguments)
        {
            if (
                argument is not NumericTypeArgument number
                || !int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            )
                throw Unknown(type, type.Name.Value);
            arguments.Add(n);
        }
        // "unknown" is a type of values, not one that can be asked for by name.
        return SqlTypeNames.Resolve(name, arguments) ?? throw Unknown(type, type.Name.Value);
    }

    static SqlType DateTime(DateTimeDataType type)
    {
        var precision =
            type.Precision is { } p && int.TryParse(p.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? n
                : SqlType.DefaultTimePrecision;
        if (precision > MaxTimePrecision)
            throw SqlErrorException.NotSupported(
                type,
                $"{(type.Timestamp ? "TIMESTAMP" : "TIME")} precision above {MaxTimePrecision} is not supported"
            );
        return (type.Timestamp, type.WithTimeZone) switch
        {
            (true, true) => SqlType.TimestampWithTimeZone(precision),
            (true, false) => SqlType.Timestamp(precision),
            (false, true) => SqlType.TimeWithTimeZone(precision),
            (false, false) => SqlType.Time(precision),
        };
    }

    static SqlErrorException Unknown(Node place, string name) => SqlErrorException.At(place, "TYPE_NOT_FOUND", $"Unknown type: {name}");
}
