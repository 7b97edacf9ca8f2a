using System.Globalization;
using System.Text;

namespace Coffer.Sql.Types;

/// <summary>
/// A Trino type. Immutable, compared by value. <see cref="Name"/> is the text of <c>typeof()</c> and of error messages;
/// <see cref="ColumnText"/> is the text of result columns, which differs in decimals (<c>decimal(10, 2)</c>).
/// </summary>
public sealed class SqlType : IEquatable<SqlType>
{
    /// <summary>The largest precision of a decimal.</summary>
    public const int MaxDecimalPrecision = 38;

    /// <summary>The largest length of a char.</summary>
    public const int MaxCharLength = 65536;

    /// <summary>The precision of time types that are written without one.</summary>
    public const int DefaultTimePrecision = 3;

    public static readonly SqlType Unknown = new(SqlTypeKind.Unknown);
    public static readonly SqlType Boolean = new(SqlTypeKind.Boolean);
    public static readonly SqlType TinyInt = new(SqlTypeKind.TinyInt);
    public static readonly SqlType SmallInt = new(SqlTypeKind.SmallInt);
    public static readonly SqlType Integer = new(SqlTypeKind.Integer);
    public static readonly SqlType BigInt = new(SqlTypeKind.BigInt);
    public static readonly SqlType Real = new(SqlTypeKind.Real);
    public static readonly SqlType Double = new(SqlTypeKind.Double);

    /// <summary>varchar without a length.</summary>
    public static readonly SqlType VarChar = new(SqlTypeKind.VarChar);
    public static readonly SqlType VarBinary = new(SqlTypeKind.VarBinary);
    public static readonly SqlType Json = new(SqlTypeKind.Json);
    public static readonly SqlType Date = new(SqlTypeKind.Date);
    public static readonly SqlType IntervalDayToSecond = new(SqlTypeKind.IntervalDayToSecond);
    public static readonly SqlType IntervalYearToMonth = new(SqlTypeKind.IntervalYearToMonth);
    public static readonly SqlType Uuid = new(SqlTypeKind.Uuid);
    public static readonly SqlType IpAddress = new(SqlTypeKind.IpAddress);

    readonly int _first;
    readonly int _second;
    readonly string? _opaqueName;

    SqlType(SqlTypeKind kind, int first = 0, int second = 0, IReadOnlyList<SqlField>? fields = null, string? opaqueName = null)
    {
        Kind = kind;
        _first = first;
        _second = second;
        _opaqueName = opaqueName;
        Fields = fields ?? [];
        Name = Print(TextStyle.Display);
    }

    enum TextStyle
    {
        Display,
        Column,
        Signature,
    }

    public SqlTypeKind Kind { get; }

    /// <summary>Fields of a row; else the element (array), key and value (map), parameters and result (function) without names.</summary>
    public IReadOnlyList<SqlField> Fields { get; }

    /// <summary>Trino's display name: <c>varchar(5)</c>, <c>decimal(10,2)</c>, <c>map(varchar, bigint)</c>.</summary>
    public string Name { get; }

    /// <summary>The text that Trino's protocol gives result columns: <c>decimal(10, 2)</c>.</summary>
    public string ColumnText => Print(TextStyle.Column);

    /// <summary>The text inside messages about function arguments: <c>map(varchar,bigint)</c>.</summary>
    public string SignatureText => Print(TextStyle.Signature);

    /// <summary>Digits of a decimal, or fractional second digits of a time type.</summary>
    public int Precision => _first;

    /// <summary>Digits after the point of a decimal.</summary>
    public int Scale => _second;

    /// <summary>Code points of a char or bounded varchar; null for an unbounded varchar.</summary>
    public int? Length => Kind is SqlTypeKind.VarChar or SqlTypeKind.Char && _first > 0 ? _first - 1 : null;

    /// <summary>The element type of an array.</summary>
    public SqlType Element => Fields[0].Type;

    /// <summary>The key type of a map.</summary>
    public SqlType Key => Fields[0].Type;

    /// <summary>The value type of a map.</summary>
    public SqlType Value => Fields[1].Type;

    public bool IsUnknown => Kind == SqlTypeKind.Unknown;

    /// <summary>tinyint, smallint, integer or bigint.</summary>
    public bool IsInteger => Kind is SqlTypeKind.TinyInt or SqlTypeKind.SmallInt or SqlTypeKind.Integer or SqlTypeKind.BigInt;

    public bool IsFloating => Kind is SqlTypeKind.Real or SqlTypeKind.Double;

    public bool IsNumeric => IsInteger || IsFloating || Kind == SqlTypeKind.Decimal;

    public bool IsText => Kind is SqlTypeKind.VarChar or SqlTypeKind.Char;

    /// <summary>Whether <c>=</c> is defined.</summary>
    public bool IsComparable =>
        Kind switch
        {
            SqlTypeKind.Function or SqlTypeKind.Opaque => false,
            SqlTypeKind.Array or SqlTypeKind.Map or SqlTypeKind.Row => Fields.All(f => f.Type.IsComparable),
            _ => true,
        };

    /// <summary>Whether <c>&lt;</c> and ORDER BY are defined.</summary>
    public bool IsOrderable =>
        Kind switch
        {
            SqlTypeKind.Function or SqlTypeKind.Opaque or SqlTypeKind.Map or SqlTypeKind.Json => false,
            SqlTypeKind.Array or SqlTypeKind.Row => Fields.All(f => f.Type.IsOrderable),
            _ => true,
        };

    public static SqlType Decimal(int precision, int scale) => new(SqlTypeKind.Decimal, precision, scale);

    public static SqlType VarCharOf(int length) => new(SqlTypeKind.VarChar, length + 1);

    public static SqlType CharOf(int length) => new(SqlTypeKind.Char, length + 1);

    public static SqlType Time(int precision) => new(SqlTypeKind.Time, precision);

    public static SqlType TimeWithTimeZone(int precision) => new(SqlTypeKind.TimeWithTimeZone, precision);

    public static SqlType Timestamp(int precision) => new(SqlTypeKind.Timestamp, precision);

    public static SqlType TimestampWithTimeZone(int precision) => new(SqlTypeKind.TimestampWithTimeZone, precision);

    public static SqlType Array(SqlType element) => new(SqlTypeKind.Array, fields: [new SqlField(null, element)]);

    public static SqlType Map(SqlType key, SqlType value) =>
        new(SqlTypeKind.Map, fields: [new SqlField(null, key), new SqlField(null, value)]);

    public static SqlType Row(IReadOnlyList<SqlField> fields) => new(SqlTypeKind.Row, fields: fields);

    public static SqlType Function(IReadOnlyList<SqlType> parameters, SqlType result) =>
        new(SqlTypeKind.Function, fields: [.. parameters.Append(result).Select(t => new SqlField(null, t))]);

    /// <summary>A type known by name only, in Trino's spelling.</summary>
    public static SqlType Opaque(string name) => new(SqlTypeKind.Opaque, opaqueName: name);

    /// <summary>Reads a Trino type text such as <c>array(row(a integer, b varchar(5)))</c>.</summary>
    /// <exception cref="FormatException">The text is not a type.</exception>
    public static SqlType Parse(string text) => new SqlTypeReader(text).ReadAll();

    public bool Equals(SqlType? other) => other is not null && Kind == other.Kind && Name == other.Name;

    public override bool Equals(object? obj) => Equals(obj as SqlType);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;

    public static bool operator ==(SqlType? left, SqlType? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(SqlType? left, SqlType? right) => !(left == right);

    string Print(TextStyle style)
    {
        string Inner(SqlType type) => style == TextStyle.Display ? type.Name : type.Print(style);
        return Kind switch
        {
            SqlTypeKind.Unknown => "unknown",
            SqlTypeKind.Boolean => "boolean",
            SqlTypeKind.TinyInt => "tinyint",
            SqlTypeKind.SmallInt => "smallint",
            SqlTypeKind.Integer => "integer",
            SqlTypeKind.BigInt => "bigint",
            SqlTypeKind.Real => "real",
            SqlTypeKind.Double => "double",
            SqlTypeKind.Decimal => style == TextStyle.Column ? $"decimal({_first}, {_second})" : $"decimal({_first},{_second})",
            SqlTypeKind.VarChar => Length is { } n ? $"varchar({n})" : "varchar",
            SqlTypeKind.Char => $"char({Length})",
            SqlTypeKind.VarBinary => "varbinary",
            SqlTypeKind.Json => "json",
            SqlTypeKind.Date => "date",
            SqlTypeKind.Time => $"time({_first})",
            SqlTypeKind.TimeWithTimeZone => $"time({_first}) with time zone",
            SqlTypeKind.Timestamp => $"timestamp({_first})",
            SqlTypeKind.TimestampWithTimeZone => $"timestamp({_first}) with time zone",
            SqlTypeKind.IntervalDayToSecond => style == TextStyle.Column ? "INTERVAL DAY TO SECOND" : "interval day to second",
            SqlTypeKind.IntervalYearToMonth => style == TextStyle.Column ? "INTERVAL YEAR TO MONTH" : "interval year to month",
            SqlTypeKind.Array => $"array({Inner(Element)})",
            SqlTypeKind.Map => $"map({Inner(Key)}{(style == TextStyle.Signature ? "," : ", ")}{Inner(Value)})",
            SqlTypeKind.Row => PrintRow(Inner),
            SqlTypeKind.Uuid => "uuid",
            SqlTypeKind.IpAddress => "ipaddress",
            SqlTypeKind.Function => "<function>",
            SqlTypeKind.Opaque => _opaqueName!,
        };
    }

    string PrintRow(Func<SqlType, string> inner)
    {
        var text = new StringBuilder("row(");
        for (var i = 0; i < Fields.Count; i++)
        {
            var (name, type) = Fields[i];
            text.Append(i > 0 ? ", " : "");
            if (name is not null)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{(IsPlainName(name) ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")} "
                );
            text.Append(inner(type));
        }
        return text.Append(')').ToString();
    }

    static bool IsPlainName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
