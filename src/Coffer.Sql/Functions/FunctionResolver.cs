using System.Text;
using Coffer.Sql.Types;

namespace Coffer.Sql.Functions;

/// <summary>
/// Chooses an overload: first an exact match without type variables, then an exact generic match, then with implicit conversions; among several the
/// most specific one. Matched: trinodb/trino core/trino-main/src/main/java/io/trino/metadata/FunctionBinder.java.
/// </summary>
static class FunctionResolver
{
    public static FunctionResolution Resolve(SqlFunction[] overloads, IReadOnlyList<FunctionArgument> arguments)
    {
        foreach (var overload in overloads)
        {
            if (
                LambdaArityError(overload, arguments) is { } error
                && overloads.All(o => LambdaArityError(o, arguments) is not null || !SignatureBinding.FitsArity(o, arguments.Count))
            )
            {
                return error;
            }
        }
        var exact = Applicable(overloads.Where(o => o.Variables.Count == 0), arguments, false);
        var found = exact.Count > 0 ? exact : Applicable(overloads.Where(o => o.Variables.Count > 0), arguments, false);
        if (found.Count == 0)
        {
            found = Applicable(overloads, arguments, true);
        }
        if (found.Count > 1)
        {
            found = MostSpecific(found, arguments);
        }
        return found.Count switch
        {
            1 => Chosen(found[0]),
            0 => Unexpected(overloads, arguments),
            _ => new FunctionResolution.Failed("AMBIGUOUS_FUNCTION_CALL", Ambiguous(found)),
        };
    }

    static FunctionResolution Chosen(FunctionResolution.Found found) =>
        found.Function.Status == FunctionStatus.Refused
            ? new FunctionResolution.Failed(
                "NOT_SUPPORTED",
                $"Function '{found.Function.Name}' is not supported{(found.Function.Note is { } note ? $": {note}" : "")}"
            )
            : found;

    static List<FunctionResolution.Found> Applicable(
        IEnumerable<SqlFunction> overloads,
        IReadOnlyList<FunctionArgument> arguments,
        bool coerce
    )
    {
        var found = new List<FunctionResolution.Found>();
        foreach (var overload in overloads)
        {
            if (SignatureBinding.TryBind(overload, arguments, coerce) is { } bound)
            {
                found.Add(bound);
            }
        }
        return found;
    }

    static List<FunctionResolution.Found> MostSpecific(List<FunctionResolution.Found> found, IReadOnlyList<FunctionArgument> arguments)
    {
        var representatives = new List<FunctionResolution.Found>();
        foreach (var candidate in found)
        {
            if (
                found.All(other =>
                    ReferenceEquals(other, candidate) || (IsMoreSpecific(candidate, other) && !IsMoreSpecific(other, candidate))
                )
            )
            {
                return [candidate];
            }
            if (
                !found.Any(other =>
                    !ReferenceEquals(other, candidate) && IsMoreSpecific(other, candidate) && !IsMoreSpecific(candidate, other)
                )
            )
            {
                representatives.Add(candidate);
            }
        }
        if (representatives.Count == 1)
        {
            return representatives;
        }
        var unknownOnly = representatives.Where(r => ConvertsOnlyUnknown(r, arguments)).ToList();
        if (unknownOnly.Count > 0)
        {
            representatives = unknownOnly;
        }
        if (
            representatives.Count > 1
            && representatives.All(r => r.ReturnType == representatives[0].ReturnType && !r.Function.CalledOnNull)
        )
        {
            return [representatives.MinBy(r => r.Function.Signature, StringComparer.Ordinal)!];
        }
        return representatives;
    }

    static bool IsMoreSpecific(FunctionResolution.Found left, FunctionResolution.Found right) =>
        SignatureBinding.TryBind(right.Function, [.. left.ArgumentTypes.Select(AsArgument)], true) is not null;

    static FunctionArgument AsArgument(SqlType type) =>
        type.Kind == SqlTypeKind.Function
            ? new FunctionArgument.Lambda(type.Fields.Count - 1, _ => type.Fields[^1].Type)
            : new FunctionArgument.Value(type);

    static bool ConvertsOnlyUnknown(FunctionResolution.Found found, IReadOnlyList<FunctionArgument> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is FunctionArgument.Value value && !value.Type.IsUnknown && value.Type != found.ArgumentTypes[i])
            {
                return false;
            }
        }
        return true;
    }

    static FunctionResolution.Failed? LambdaArityError(SqlFunction overload, IReadOnlyList<FunctionArgument> arguments)
    {
        if (!SignatureBinding.FitsArity(overload, arguments.Count))
        {
            return null;
        }
        for (var i = 0; i < arguments.Count; i++)
        {
            var pattern = SignatureBinding.PatternAt(overload, i);
            if (
                arguments[i] is FunctionArgument.Lambda lambda
                && pattern.Name == "function"
                && pattern.Arguments.Count - 1 != lambda.ParameterCount
            )
            {
                return new FunctionResolution.Failed(
                    "INVALID_PARAMETER_USAGE",
                    $"Expected a lambda that takes {pattern.Arguments.Count - 1} argument(s) but got {lambda.ParameterCount}",
                    i
                );
            }
        }
        return null;
    }

    static FunctionResolution.Failed Unexpected(SqlFunction[] overloads, IReadOnlyList<FunctionArgument> arguments)
    {
        var actual = string.Join(", ", arguments.Select(a => a is FunctionArgument.Value value ? Print(value.Type) : "<function>"));
        var expected = string.Join(", ", overloads.Select(o => o.Signature));
        return new FunctionResolution.Failed(
            "FUNCTION_NOT_FOUND",
            $"Unexpected parameters ({actual}) for function {overloads[0].Name}. Expected: {expected}"
        );
    }

    static string Ambiguous(List<FunctionResolution.Found> found)
    {
        var text = new StringBuilder("Could not choose a best candidate operator. Explicit type casts must be added.\nCandidates are:\n");
        foreach (var candidate in found)
        {
            text.Append("\t * ")
                .Append(candidate.Function.Name)
                .Append('(')
                .AppendJoin(',', candidate.ArgumentTypes.Select(Print))
                .Append("):")
                .Append(Print(candidate.ReturnType))
                .Append('\n');
        }
        return text.ToString();
    }

    static string Print(SqlType type) => type.SignatureText.Replace(", ", ",", StringComparison.Ordinal);
}
