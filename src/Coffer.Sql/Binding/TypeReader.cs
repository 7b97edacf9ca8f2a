using System.Globalization;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>Turns written types into types; an unknown one is an error of the caller's kind at the caller's place.</summary>
sealed class TypeReader
{
    // Fractions of a second below a microsecond cannot be stored.
    const int MaxTimePrecision = 6;
    const int MaxWrittenPrecision = 12;

    readonly Node _place;
    readonly string _error;

    TypeReader(Node place, string error)
    {
        _place = place;
        _error = error;
    }

    public static SqlType Read(DataType type, Node place, string error) => new TypeReader(place, error).Read(type);

    SqlType Read(DataType type) =>
        type switch
        {
            GenericDataType g => Generic(g),
            DateTimeDataType d => DateTime(d),
            IntervalDataType i => i.From is IntervalField.Year or IntervalField.Month
                ? SqlType.IntervalYearToMonth
                : SqlType.IntervalDayToSecond,
            RowDataType r => SqlType.Row([.. r.Fields.Select(f => new SqlField(f.Name?.Value, Read(f.Type)))]),
            _ => throw Unknown(type),
        };

    SqlType Generic(GenericDataType type)
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
                throw Unknown(type);
            arguments.Add(n);
        }
        if (name == "decimal" && arguments.Count is 1 or 2)
            CheckDecimal(arguments);
        return SqlTypeNames.Resolve(name, arguments) ?? throw Unknown(type);
    }

    static void CheckDecimal(List<int> arguments)
    {
        if (arguments[0] is < 1 or > SqlType.MaxDecimalPrecision)
            throw SqlErrorException.Nowhere("INVALID_FUNCTION_ARGUMENT", $"DECIMAL precision must be in range [1, 38]: {arguments[0]}");
        if (arguments.Count > 1 && arguments[1] > arguments[0])
            throw SqlErrorException.Nowhere(
                "INVALID_FUNCTION_ARGUMENT",
                $"DECIMAL scale must be in range [0, precision ({arguments[0]})]: {arguments[1]}"
            );
    }

    SqlType DateTime(DateTimeDataType type)
    {
        var precision =
            type.Precision is not { } p ? SqlType.DefaultTimePrecision
            : int.TryParse(p.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n
            : int.MaxValue;
        if (precision > MaxWrittenPrecision)
            throw Unknown(type);
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

    SqlErrorException Unknown(DataType type) => SqlErrorException.At(_place, _error, $"Unknown type: {ExpressionText.OfType(type)}");
}
