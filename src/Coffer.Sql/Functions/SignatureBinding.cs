using System.Globalization;
using Coffer.Sql.Types;

namespace Coffer.Sql.Functions;

/// <summary>Binds the variables of one signature to the types of a call.</summary>
sealed class SignatureBinding
{
    const int UnboundedLength = int.MaxValue;
    const int MaxCharLength = 65_536;

    /// <summary>The arguments of format(): each keeps its own type.</summary>
    const string AnyType = "any";

    readonly Dictionary<string, SqlType> _types = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _literals = new(StringComparer.Ordinal);
    readonly bool _coerce;

    SignatureBinding(bool coerce) => _coerce = coerce;

    public static bool FitsArity(SqlFunction function, int count) =>
        function.Variadic ? count >= function.MinimumArguments : count == function.Arguments.Count;

    public static TypePattern PatternAt(SqlFunction function, int index) =>
        function.Arguments[Math.Min(index, function.Arguments.Count - 1)];

    /// <summary>The call of <paramref name="function"/>, or null when the arguments do not fit.</summary>
    public static FunctionResolution.Found? TryBind(SqlFunction function, IReadOnlyList<FunctionArgument> arguments, bool coerce)
    {
        if (!FitsArity(function, arguments.Count))
        {
            return null;
        }
        var binding = new SignatureBinding(coerce);
        if (!binding.BindValues(function, arguments) || !binding.BindLambdas(function, arguments) || !binding.CheckConstraints(function))
        {
            return null;
        }
        foreach (var (name, expression) in function.Computed)
        {
            binding._literals[name] = LiteralExpression.Evaluate(expression, binding._literals);
        }
        var types = new SqlType[arguments.Count];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] =
                PatternAt(function, i).Name == AnyType && arguments[i] is FunctionArgument.Value any
                    ? any.Type
                    : binding.Instantiate(PatternAt(function, i));
            if (!coerce && arguments[i] is FunctionArgument.Value value && value.Type != types[i])
            {
                return null;
            }
        }
        return new FunctionResolution.Found(function, types, binding.Instantiate(function.Returns), binding._literals);
    }

    bool BindValues(SqlFunction function, IReadOnlyList<FunctionArgument> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is FunctionArgument.Value value && !Unify(PatternAt(function, i), value.Type))
            {
                return false;
            }
        }
        return true;
    }

    // A lambda's result may widen a variable that its own parameters use (reduce): analyse again until nothing changes.
    bool BindLambdas(SqlFunction function, IReadOnlyList<FunctionArgument> arguments)
    {
        for (var round = 0; round < 4; round++)
        {
            var changed = false;
            for (var i = 0; i < arguments.Count; i++)
            {
                if (arguments[i] is not FunctionArgument.Lambda lambda)
                {
                    continue;
                }
                var pattern = PatternAt(function, i);
                if (pattern.Name != "function" || pattern.Arguments.Count - 1 != lambda.ParameterCount)
                {
                    return false;
                }
                var parameters = pattern.Arguments.Take(lambda.ParameterCount).Select(Instantiate).ToList();
                var before = Snapshot();
                var result = pattern.Arguments[^1];
                var body = lambda.Body(parameters);
                if (result.HasVariables || result.HasLiteralVariables ? !Unify(result, body) : Instantiate(result) != body)
                {
                    return false;
                }
                changed |= before != Snapshot();
            }
            if (!changed)
            {
                break;
            }
        }
        return true;
    }

    string Snapshot() => string.Join(';', _types.Select(t => $"{t.Key}={t.Value}"));

    bool CheckConstraints(SqlFunction function)
    {
        foreach (var (variable, constraint) in function.Variables)
        {
            var type = _types.GetValueOrDefault(variable, SqlType.Unknown);
            var holds = constraint switch
            {
                "" => true,
                "comparable" => type.IsComparable,
                "orderable" => type.IsOrderable,
                "castableTo(varchar)" => CastCatalog.IsCastable(type, SqlType.VarChar),
                _ => throw new FormatException($"Unknown constraint {constraint}"),
            };
            if (!holds)
            {
                return false;
            }
        }
        return true;
    }

    bool Unify(TypePattern pattern, SqlType actual)
    {
        if (pattern.IsVariable)
        {
            return UnifyVariable(pattern.Name, actual);
        }
        if (pattern.Name == AnyType)
        {
            return true;
        }
        if (pattern.Name == "function")
        {
            return false;
        }
        if (!pattern.HasVariables && !pattern.HasLiteralVariables)
        {
            var type = Instantiate(pattern);
            return actual == type || (_coerce && CanCoerce(actual, type));
        }
        switch (pattern.Name)
        {
            case "array" when actual.Kind == SqlTypeKind.Array:
                return Unify(pattern.Arguments[0], actual.Element);
            case "map" when actual.Kind == SqlTypeKind.Map:
                return Unify(pattern.Arguments[0], actual.Key) && Unify(pattern.Arguments[1], actual.Value);
            case "row" when actual.Kind == SqlTypeKind.Row && actual.Fields.Count == pattern.Arguments.Count:
                return pattern.Arguments.Zip(actual.Fields).All(p => Unify(p.First, p.Second.Type));
            case "array" or "map" or "row":
                return _coerce && actual.IsUnknown && pattern.Arguments.All(p => Unify(p, SqlType.Unknown));
            default:
                return UnifyLiterals(pattern, actual);
        }
    }

    bool UnifyVariable(string name, SqlType actual)
    {
        if (!_types.TryGetValue(name, out var bound) || bound == actual)
        {
            _types[name] = actual;
            return true;
        }
        if (_coerce && Coercions.CommonSuperType(bound, actual) is { } common)
        {
            _types[name] = common;
            return true;
        }
        return false;
    }

    // varchar(x), decimal(p,s), timestamp(p) …
    bool UnifyLiterals(TypePattern pattern, SqlType actual)
    {
        if (ToFamily(pattern.Name, actual) is not { } type || (type.Kind != actual.Kind && !_coerce))
        {
            return false;
        }
        if (pattern.Arguments.All(a => _literals.ContainsKey(a.Name)))
        {
            var bound = Instantiate(pattern);
            if (bound == type)
            {
                return true;
            }
            if (!_coerce || Coercions.CommonSuperType(bound, type) is not { } common)
            {
                return false;
            }
            type = common;
        }
        var values = type.Kind switch
        {
            SqlTypeKind.Decimal => [type.Precision, type.Scale],
            SqlTypeKind.VarChar or SqlTypeKind.Char => new[] { type.Length ?? UnboundedLength },
            _ => [type.Precision],
        };
        for (var i = 0; i < values.Length; i++)
        {
            if (pattern.Arguments[i].HasLiteralVariables)
            {
                _literals[pattern.Arguments[i].Name] = values[i];
            }
            else if (values[i] != int.Parse(pattern.Arguments[i].Name, CultureInfo.InvariantCulture))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The type within a family that a type turns into, as itself or by conversion; null when it cannot.</summary>
    static SqlType? ToFamily(string family, SqlType actual) =>
        (family, actual.Kind) switch
        {

            ("varchar", SqlTypeKind.VarChar)
            or
            ("char", SqlTypeKind.Char)
            or
            ("decimal", SqlTypeKind.Decimal)
            or
            ("time", SqlTypeKind.Time)
            or
            ("timestamp", SqlTypeKind.Timestamp)
            or
            ("time with time zone", SqlTypeKind.TimeWithTimeZone)
            or ("timestamp with time zone", SqlTypeKind.TimestampWithTimeZone) => actual,
            ("varchar", SqlTypeKind.Unknown) => SqlType.VarCharOf(0),
            ("char", SqlTypeKind.Unknown) => SqlType.CharOf(0),
            ("char", SqlTypeKind.VarChar) => SqlType.CharOf(Math.Min(actual.Length ?? MaxCharLength, MaxCharLength)),
            ("decimal", SqlTypeKind.Unknown) => SqlType.Decimal(1, 0),
            ("decimal", SqlTypeKind.TinyInt or SqlTypeKind.SmallInt or SqlTypeKind.Integer or SqlTypeKind.BigInt) => Coercions.DecimalOf(
                actual
            ),
            ("time", SqlTypeKind.Unknown) => SqlType.Time(0),
            ("timestamp", SqlTypeKind.Unknown or SqlTypeKind.Date) => SqlType.Timestamp(0),
            ("time with time zone", SqlTypeKind.Unknown) => SqlType.TimeWithTimeZone(0),
            ("time with time zone", SqlTypeKind.Time) => SqlType.TimeWithTimeZone(actual.Precision),
            ("timestamp with time zone", SqlTypeKind.Unknown or SqlTypeKind.Date) => SqlType.TimestampWithTimeZone(0),
            ("timestamp with time zone", SqlTypeKind.Timestamp) => SqlType.TimestampWithTimeZone(actual.Precision),
            _ => null,
        };

    static bool CanCoerce(SqlType from, SqlType to) =>
        Coercions.CanCoerce(from, to)
        || (to.Kind == SqlTypeKind.Opaque && to.Name is "JoniRegExp" or "JsonPath" or "CodePoints" && from.IsText);

    SqlType Instantiate(TypePattern pattern)
    {
        if (pattern.IsVariable)
        {
            return _types.GetValueOrDefault(pattern.Name, SqlType.Unknown);
        }
        int Literal(int index) =>
            char.IsAsciiDigit(pattern.Arguments[index].Name[0])
                ? int.Parse(pattern.Arguments[index].Name, CultureInfo.InvariantCulture)
                : _literals.GetValueOrDefault(pattern.Arguments[index].Name);
        return pattern.Name switch
        {
            "array" => SqlType.Array(Instantiate(pattern.Arguments[0])),
            "map" => SqlType.Map(Instantiate(pattern.Arguments[0]), Instantiate(pattern.Arguments[1])),
            "row" => SqlType.Row([.. pattern.Arguments.Select(a => new SqlField(null, Instantiate(a)))]),
            "function" => SqlType.Function([.. pattern.Arguments.SkipLast(1).Select(Instantiate)], Instantiate(pattern.Arguments[^1])),
            "varchar" when pattern.Arguments.Count > 0 => Literal(0) == UnboundedLength ? SqlType.VarChar : SqlType.VarCharOf(Literal(0)),
            "char" when pattern.Arguments.Count > 0 => SqlType.CharOf(Math.Min(Literal(0), MaxCharLength)),
            "decimal" when pattern.Arguments.Count > 0 => SqlType.Decimal(
                Math.Clamp(Literal(0), 1, SqlType.MaxDecimalPrecision),
                Literal(1)
            ),
            "time" when pattern.Arguments.Count > 0 => SqlType.Time(Literal(0)),
            "timestamp" when pattern.Arguments.Count > 0 => SqlType.Timestamp(Literal(0)),
            "time with time zone" => SqlType.TimeWithTimeZone(Literal(0)),
            "timestamp with time zone" => SqlType.TimestampWithTimeZone(Literal(0)),
            "codepoints" => SqlType.Opaque("CodePoints"),
            "interval day to second" => SqlType.IntervalDayToSecond,
            "interval year to month" => SqlType.IntervalYearToMonth,
            "qdigest" => SqlType.Opaque($"qdigest({Instantiate(pattern.Arguments[0])})"),
            _ => SqlTypeNames.Resolve(pattern.Name, []) ?? throw new FormatException($"Not a type: {pattern.Name}"),
        };
    }
}
