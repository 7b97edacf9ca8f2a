using System.Globalization;
using System.Text;
using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>
/// JSON functions on text, without building objects. Malformed text gives NULL where Trino gives NULL. Rules: golden/trino scalar-json.
/// </summary>
static class JsonFunctions
{
    [ThreadStatic]
    static (byte[] Text, JsonPath Path)? _lastPath;

    [ThreadStatic]
    static Utf8Text? _name;

    enum Kind
    {
        Malformed,
        Null,
        Boolean,
        Integer,
        Floating,
        String,
        Array,
        Object,
    }

    public static void Register(FunctionRegistry f)
    {
        Extraction(f);
        Arrays(f);
        Casts(f);
        Structures(f);
        f.Text(
            "trino_json_parse",
            [Varchar],
            (a, r, to) =>
            {
                var reader = new JsonReader(a[0].Utf8(r));
                return JsonWriter.Canonical(ref reader, to, true) && reader.Peek() == 0 && reader.Position == reader.Text.Length
                    ? true
                    : throw TrinoException.InvalidArgument($"Cannot convert value to JSON: '{a[0].String(r)}'");
            }
        );
        f.Value(
            "trino_is_json_scalar",
            [Varchar],
            LogicalType.Boolean,
            (a, r) =>
            {
                var reader = new JsonReader(a[0].Utf8(r));
                var kind = Next(ref reader, out _);
                return kind != Kind.Malformed && reader.Peek() == 0 && reader.Position == reader.Text.Length
                    ? kind < Kind.Array
                    : throw TrinoException.InvalidArgument($"Invalid JSON value: {a[0].String(r)}");
            }
        );
    }

    static JsonPath Path(ReadOnlySpan<byte> text)
    {
        if (_lastPath is { } last && text.SequenceEqual(last.Text))
        {
            return last.Path;
        }
        var path = JsonPath.Parse(Encoding.UTF8.GetString(text));
        _lastPath = (text.ToArray(), path);
        return path;
    }

    /// <summary>Moves the reader to the value of a path; false when it is not there or the text breaks before it.</summary>
    static bool Find(ref JsonReader reader, JsonPath path)
    {
        foreach (var step in path.Steps)
        {
            var found = reader.Peek() switch
            {
                (byte)'{' => Member(ref reader, step.Name),
                (byte)'[' when step.Index >= 0 => Element(ref reader, step.Index),
                _ => false,
            };
            if (!found)
            {
                return false;
            }
        }
        return reader.Peek() != 0;
    }

    static bool Member(ref JsonReader reader, ReadOnlySpan<byte> name)
    {
        reader.Position++;
        var first = true;
        while (reader.Next((byte)'}', ref first, out _))
        {
            if (!reader.String(out var raw, out var escaped) || !reader.Take((byte)':'))
            {
                return false;
            }
            if (escaped ? SameEscaped(raw, name) : raw.SequenceEqual(name))
            {
                return true;
            }
            if (!reader.Skip(out _))
            {
                return false;
            }
        }
        return false;
    }

    static bool SameEscaped(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> name)
    {
        var text = _name ??= new Utf8Text();
        text.Clear();
        JsonReader.Unescape(raw, text);
        return text.Span.SequenceEqual(name);
    }

    static bool Element(ref JsonReader reader, int index)
    {
        reader.Position++;
        var first = true;
        while (reader.Next((byte)']', ref first, out _))
        {
            if (index-- == 0)
            {
                return true;
            }
            if (!reader.Skip(out _))
            {
                return false;
            }
        }
        return false;
    }

    /// <summary>Reads one value; a string comes without its quotes, still escaped.</summary>
    static Kind Next(ref JsonReader reader, out ReadOnlySpan<byte> value)
    {
        switch (reader.Peek())
        {
            case (byte)'"':
                return reader.String(out value, out _) ? Kind.String : Kind.Malformed;
            case (byte)'{':
                return reader.Skip(out value) ? Kind.Object : Kind.Malformed;
            case (byte)'[':
                return reader.Skip(out value) ? Kind.Array : Kind.Malformed;
        }
        if (!reader.Skip(out value))
        {
            return Kind.Malformed;
        }
        return value[0] switch
        {
            (byte)'t' or (byte)'f' => Kind.Boolean,
            (byte)'n' => Kind.Null,
            _ => value.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 ? Kind.Integer : Kind.Floating,
        };
    }

    static void Extraction(FunctionRegistry f)
    {
        f.Text(
            "trino_json_extract_scalar",
            [Varchar, Varchar],
            (a, r, to) =>
            {
                var path = Path(a[1].Utf8(r));
                var reader = new JsonReader(a[0].Utf8(r));
                if (!Find(ref reader, path))
                {
                    return false;
                }
                if (reader.Peek() is (byte)'{' or (byte)'[')
                {
                    return false;
                }
                switch (Next(ref reader, out var value))
                {
                    case Kind.String:
                        JsonReader.Unescape(value, to);
                        return true;
                    case Kind.Boolean or Kind.Integer or Kind.Floating:
                        to.Append(value);
                        return true;
                    default:
                        return false;
                }
            }
        );
        f.Text(
            "trino_json_extract",
            [Varchar, Varchar],
            (a, r, to) =>
            {
                var path = Path(a[1].Utf8(r));
                var reader = new JsonReader(a[0].Utf8(r));
                return Find(ref reader, path) && JsonWriter.Canonical(ref reader, to, false);
            }
        );
        f.TryValue(
            "trino_json_size",
            [Varchar, Varchar],
            BigInt,
            (Vector[] a, int r, out long size) =>
            {
                size = 0;
                var path = Path(a[1].Utf8(r));
                var reader = new JsonReader(a[0].Utf8(r));
                return Find(ref reader, path) && Size(ref reader, out size);
            }
        );
    }

    static bool Size(ref JsonReader reader, out long size)
    {
        size = 0;
        var open = reader.Peek();
        if (open is not ((byte)'{' or (byte)'['))
        {
            return reader.Skip(out _);
        }
        reader.Position++;
        var first = true;
        bool valid;
        while (reader.Next(open == '{' ? (byte)'}' : (byte)']', ref first, out valid))
        {
            if ((open == '{' && (!reader.String(out _, out _) || !reader.Take((byte)':'))) || !reader.Skip(out _))
            {
                return false;
            }
            size++;
        }
        return valid;
    }

    static void Arrays(FunctionRegistry f)
    {
        f.TryValue(
            "trino_json_array_length",
            [Varchar],
            BigInt,
            (Vector[] a, int r, out long size) =>
            {
                size = 0;
                var reader = new JsonReader(a[0].Utf8(r));
                return reader.Peek() == '[' && Size(ref reader, out size);
            }
        );
        f.Text("trino_json_array_get", [Varchar, BigInt], ArrayGet);
        f.TryValue(
            "trino_json_array_contains",
            [Varchar, BigInt],
            LogicalType.Boolean,
            (Vector[] a, int r, out bool found) =>
                Contains(
                    a,
                    r,
                    out found,
                    static (kind, value, a, r) =>
                        kind == Kind.Integer && long.TryParse(value, CultureInfo.InvariantCulture, out var n) && n == a[1].Int64(r)
                )
        );
        f.TryValue(
            "trino_json_array_contains",
            [Varchar, LogicalType.Double],
            LogicalType.Boolean,
            (Vector[] a, int r, out bool found) =>
                double.IsFinite(a[1].Double(r))
                    ? Contains(
                        a,
                        r,
                        out found,
                        static (kind, value, a, r) =>
                            kind is Kind.Floating && double.Parse(value, CultureInfo.InvariantCulture) == a[1].Double(r)
                    )
                    : (found = false) | true
        );
        f.TryValue(
            "trino_json_array_contains",
            [Varchar, LogicalType.Boolean],
            LogicalType.Boolean,
            (Vector[] a, int r, out bool found) =>
                Contains(a, r, out found, static (kind, value, a, r) => kind == Kind.Boolean && value[0] == 't' == a[1].Boolean(r))
        );
        f.TryValue(
            "trino_json_array_contains",
            [Varchar, Varchar],
            LogicalType.Boolean,
            (Vector[] a, int r, out bool found) =>
                Contains(a, r, out found, static (kind, value, a, r) => kind == Kind.String && SameEscaped(value, a[1].Utf8(r)))
        );
    }

    delegate bool ElementTest(Kind kind, ReadOnlySpan<byte> value, Vector[] arguments, int row);

    static bool Contains(Vector[] a, int row, out bool found, ElementTest test)
    {
        found = false;
        var reader = new JsonReader(a[0].Utf8(row));
        if (!reader.Take((byte)'['))
        {
            return false;
        }
        var first = true;
        bool valid;
        while (reader.Next((byte)']', ref first, out valid))
        {
            var kind = Next(ref reader, out var value);
            if (kind == Kind.Malformed)
            {
                return false;
            }
            if (test(kind, value, a, row))
            {
                found = true;
                return true;
            }
        }
        return valid;
    }

    // A string element comes without quotes, as Trino gives it.
    static bool ArrayGet(Vector[] a, int row, Utf8Text to)
    {
        var index = a[1].Int64(row);
        var reader = new JsonReader(a[0].Utf8(row));
        if (index < 0)
        {
            var counting = reader;
            if (counting.Peek() != '[' || !Size(ref counting, out var size) || index < -size)
            {
                return false;
            }
            index += size;
        }
        if (reader.Peek() != '[' || index > int.MaxValue || !Element(ref reader, (int)index))
        {
            return false;
        }
        if (reader.Peek() == '"')
        {
            if (!reader.String(out var raw, out _))
            {
                return false;
            }
            JsonReader.Unescape(raw, to);
            return true;
        }
        return reader.Peek() != 'n' && JsonWriter.Canonical(ref reader, to, false);
    }

    static void Casts(FunctionRegistry f)
    {
        f.Text(
            "trino_cast_varchar_json",
            [Varchar],
            (a, r, to) =>
            {
                JsonWriter.Quote(a[0].Utf8(r), to);
                return true;
            }
        );
        f.Text("trino_cast_double_json", [LogicalType.Double], (a, r, to) => Number(a[0].Double(r), false, to));
        f.Text("trino_cast_real_json", [Float], (a, r, to) => Number(a[0].Single(r), true, to));
        foreach (var raises in (ReadOnlySpan<bool>)[true, false])
        {
            var prefix = raises ? "trino_cast_json_" : "trino_try_cast_json_";
            f.Text(prefix + "varchar", [Varchar], (a, r, to) => ToVarchar(a, r, to, raises));
            Scalar<bool>(
                f,
                prefix + "boolean",
                LogicalType.Boolean,
                "boolean",
                raises,
                static (kind, value, out result) =>
                    kind switch
                    {
                        Kind.String => TrinoParse.TryBoolean(value, out result),
                        Kind.Boolean => (result = value[0] == 't') | true,
                        _ => (result = double.Parse(value, CultureInfo.InvariantCulture) != 0) | true,
                    }
            );
            Scalar<sbyte>(
                f,
                prefix + "tinyint",
                TinyInt,
                "tinyint",
                raises,
                static (kind, value, out result) => Whole(kind, value, out result)
            );
            Scalar<short>(
                f,
                prefix + "smallint",
                SmallInt,
                "smallint",
                raises,
                static (kind, value, out result) => Whole(kind, value, out result)
            );
            Scalar<int>(
                f,
                prefix + "integer",
                LogicalType.Integer,
                "integer",
                raises,
                static (kind, value, out result) => Whole(kind, value, out result)
            );
            Scalar<long>(
                f,
                prefix + "bigint",
                BigInt,
                "bigint",
                raises,
                static (kind, value, out result) => Whole(kind, value, out result)
            );
            Scalar<double>(
                f,
                prefix + "double",
                LogicalType.Double,
                "double",
                raises,
                static (kind, value, out result) =>
                    kind == Kind.Boolean ? (result = value[0] == 't' ? 1 : 0) >= 0 : TrinoParse.TryDouble(value, out result)
            );
            Scalar<float>(
                f,
                prefix + "real",
                Float,
                "real",
                raises,
                static (kind, value, out result) =>
                    kind == Kind.Boolean ? (result = value[0] == 't' ? 1 : 0) >= 0 : TrinoParse.TryReal(value, out result)
            );
            f.Text(prefix + "decimal", [Varchar, LogicalType.Integer, LogicalType.Integer], (a, r, to) => ToDecimal(a, r, to, raises));
        }
    }

    static bool Number(double value, bool real, Utf8Text to)
    {
        if (!double.IsFinite(value))
        {
            to.Append((byte)'"').Append(TrinoText.JavaDouble(value)).Append((byte)'"');
        }
        else if (real)
        {
            TrinoText.JavaReal((float)value, to);
        }
        else
        {
            TrinoText.JavaDouble(value, to);
        }
        return true;
    }

    delegate bool ScalarCast<T>(Kind kind, ReadOnlySpan<byte> value, out T result);

    static void Scalar<T>(FunctionRegistry f, string name, LogicalType type, string typeName, bool raises, ScalarCast<T> convert)
        where T : unmanaged =>
        f.TryValue(
            name,
            [Varchar],
            type,
            (Vector[] a, int r, out T result) =>
            {
                result = default;
                var reader = new JsonReader(a[0].Utf8(r));
                var kind = Next(ref reader, out var value);
                if (kind == Kind.Null)
                {
                    return false;
                }
                if (kind is Kind.Malformed or Kind.Array or Kind.Object)
                {
                    return raises ? throw TrinoException.InvalidCast($"Cannot cast '{a[0].String(r)}' to {typeName}") : false;
                }
                if (kind == Kind.String)
                {
                    var text = _name ??= new Utf8Text();
                    text.Clear();
                    JsonReader.Unescape(value, text);
                    value = text.Span;
                }
                if (convert(kind, value, out result))
                {
                    return true;
                }
                var shown = typeName == "integer" ? "INT" : typeName.ToUpperInvariant();
                return raises ? throw TrinoException.InvalidCast($"Cannot cast '{Encoding.UTF8.GetString(value)}' to {shown}") : false;
            }
        );

    static bool Whole<T>(Kind kind, ReadOnlySpan<byte> value, out T result)
        where T : System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T>
    {
        result = T.Zero;
        switch (kind)
        {
            case Kind.Boolean:
                result = value[0] == 't' ? T.One : T.Zero;
                return true;
            case Kind.Floating:
                var rounded = Math.Round(double.Parse(value, CultureInfo.InvariantCulture), MidpointRounding.AwayFromZero);
                if (rounded < double.CreateChecked(T.MinValue) || rounded > double.CreateChecked(T.MaxValue))
                {
                    return false;
                }
                result = T.CreateTruncating(rounded);
                return true;
            default:
                if (!TrinoParse.TryInteger(value, long.CreateChecked(T.MinValue), long.CreateChecked(T.MaxValue), out var wide))
                {
                    return false;
                }
                result = T.CreateTruncating(wide);
                return true;
        }
    }

    static bool ToVarchar(Vector[] a, int row, Utf8Text to, bool raises)
    {
        var reader = new JsonReader(a[0].Utf8(row));
        switch (Next(ref reader, out var value))
        {
            case Kind.Null:
                return false;
            case Kind.String:
                JsonReader.Unescape(value, to);
                return true;
            case Kind.Boolean or Kind.Integer:
                to.Append(value);
                return true;
            case Kind.Floating:
                TrinoText.Double(double.Parse(value, CultureInfo.InvariantCulture), to);
                return true;
            default:
                return raises ? throw TrinoException.InvalidCast($"Cannot cast '{a[0].String(row)}' to varchar") : false;
        }
    }

    static bool ToDecimal(Vector[] a, int row, Utf8Text to, bool raises)
    {
        var (precision, scale) = (a[1].Int32(row), a[2].Int32(row));
        var reader = new JsonReader(a[0].Utf8(row));
        var kind = Next(ref reader, out var value);
        if (kind == Kind.Null)
        {
            return false;
        }
        if (kind == Kind.Boolean)
        {
            value = value[0] == 't' ? "1"u8 : "0"u8;
        }
        if (kind is Kind.Array or Kind.Object or Kind.Malformed || TrinoParse.Decimal(value, precision, scale, out var unscaled) != 0)
        {
            return raises ? throw TrinoException.InvalidCast($"Cannot cast '{a[0].String(row)}' to DECIMAL({precision},{scale})") : false;
        }
        TrinoText.Decimal(unscaled, scale, to);
        return true;
    }

    static void Structures(FunctionRegistry f)
    {
        f.Write(
            "trino_json_elements",
            [Varchar, Varchar],
            List(Varchar),
            (a, r, result) =>
            {
                var reader = new JsonReader(a[0].Utf8(r));
                if (reader.Peek() == 'n')
                {
                    result.SetNull(r);
                    return;
                }
                if (reader.Peek() != '[')
                {
                    throw Expected(a, r, "a json array");
                }
                var counting = reader;
                Size(ref counting, out var size);
                var at = result.AppendList(r, (int)size);
                reader.Position++;
                var first = true;
                while (reader.Next((byte)']', ref first, out _))
                {
                    reader.Skip(out var value);
                    SetJson(result.Elements, at++, value);
                }
            }
        );
        f.Write(
            "trino_json_entries",
            [Varchar, Varchar],
            List(Struct(new LogicalField("k", Varchar), new LogicalField("v", Varchar))),
            (a, r, result) =>
            {
                var reader = new JsonReader(a[0].Utf8(r));
                if (reader.Peek() == 'n')
                {
                    result.SetNull(r);
                    return;
                }
                if (reader.Peek() != '{')
                {
                    throw Expected(a, r, "a json object");
                }
                var counting = reader;
                Size(ref counting, out var size);
                var at = result.AppendList(r, (int)size);
                reader.Position++;
                var first = true;
                var key = _name ??= new Utf8Text();
                while (reader.Next((byte)'}', ref first, out _))
                {
                    reader.String(out var raw, out _);
                    reader.Take((byte)':');
                    reader.Skip(out var value);
                    key.Clear();
                    JsonReader.Unescape(raw, key);
                    result.Elements.Field(0).SetUtf8(at, key.Span);
                    SetJson(result.Elements.Field(1), at++, value);
                }
            }
        );
        f.Write("trino_json_fields", [Varchar, Varchar, List(Varchar)], List(Varchar), Fields);
    }

    // A row takes an array by position or an object by name (any case); missing members are NULL.
    static void Fields(Vector[] a, int row, VectorWriter result)
    {
        var reader = new JsonReader(a[0].Utf8(row));
        var names = a[2].Range(row);
        var open = reader.Peek();
        if (open == 'n')
        {
            result.SetNull(row);
            return;
        }
        if (open is not ((byte)'[' or (byte)'{'))
        {
            throw Expected(a, row, "a json array or object");
        }
        var values = new string?[names.Count];
        reader.Position++;
        var first = true;
        var index = 0;
        var key = _name ??= new Utf8Text();
        while (reader.Next(open == '[' ? (byte)']' : (byte)'}', ref first, out _))
        {
            if (open == '{')
            {
                reader.String(out var raw, out _);
                reader.Take((byte)':');
                key.Clear();
                JsonReader.Unescape(raw, key);
                var member = key.ToString();
                index = -1;
                for (var i = 0; i < names.Count; i++)
                {
                    if (string.Equals(a[2].Elements.String(names.Start + i), member, StringComparison.OrdinalIgnoreCase))
                    {
                        index = i;
                    }
                }
            }
            reader.Skip(out var value);
            if (index >= values.Length)
            {
                throw TrinoException.InvalidCast(
                    $"Cannot cast to {a[1].String(row)}. Expected json array ending, but got {Encoding.UTF8.GetString(value)}\n{a[0].String(row)}"
                );
            }
            if (index >= 0)
            {
                values[index] = Encoding.UTF8.GetString(value);
            }
            index++;
        }
        var at = result.AppendList(row, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is null or "null")
            {
                result.Elements.SetNull(at + i);
            }
            else
            {
                result.Elements.SetString(at + i, values[i]);
            }
        }
    }

    static void SetJson(VectorWriter elements, int at, ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("null"u8))
        {
            elements.SetNull(at);
        }
        else
        {
            elements.SetUtf8(at, value);
        }
    }

    static TrinoException Expected(Vector[] a, int row, string what)
    {
        var reader = new JsonReader(a[0].Utf8(row));
        var shown = reader.Peek() switch
        {
            (byte)'[' => "[",
            (byte)'{' => "{",
            _ => Next(ref reader, out var value) == Kind.Malformed ? "" : Encoding.UTF8.GetString(value),
        };
        return TrinoException.InvalidCast($"Cannot cast to {a[1].String(row)}. Expected {what}, but got {shown}\n{a[0].String(row)}");
    }
}
