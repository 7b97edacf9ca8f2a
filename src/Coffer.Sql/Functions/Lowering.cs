using System.Globalization;
using System.Text;

namespace Coffer.Sql.Functions;

/// <summary>
/// Prints a resolved call. A template is DuckDB text with holes: <c>{0}</c> an argument, <c>{*}</c> all arguments, <c>{1*}</c> all from the
/// second, <c>{$a}</c> a fresh lambda parameter, <c>{2(x; y)}</c> the body of lambda argument 2 applied to expressions, <c>{r}</c> the DuckDB
/// type of the result, <c>{t0}</c> that of an argument, <c>{p0}</c> the precision of an argument's type, <c>{#p}</c> a bound literal variable,
/// <c>{tz}</c> the session zone as a text literal, <c>{i0}</c> and <c>{z0}</c> instant and zone of a zoned argument, <c>{l0}</c> its wall clock;
/// in aggregates <c>{distinct}</c>, <c>{order}</c>, <c>{tail}</c>, and <c>{tail:condition}</c> for a tail that also filters.
/// A plain <c>f(…)</c> template of an aggregate gets the three at the natural places. <c>@Name</c> is a method of <see cref="CodeLowering"/>.
/// </summary>
static class Lowering
{
    public static string Print(
        FunctionResolution.Found call,
        IReadOnlyList<EmittedArgument> arguments,
        EmitContext context,
        CallClauses clauses
    )
    {
        if (call.Function.Own)
        {
            clauses = clauses.ForOwnAggregate();
        }

        var template = call.Function.Lower ?? throw new InvalidOperationException($"{call.Function.Signature} has no lowering");
        if (template.StartsWith('@'))
        {
            var printed = CodeLowering.Print(template[1..], new LoweredCall(call, arguments, context, clauses));
            return call.Function.Kind == FunctionKind.Scalar && HidesType(arguments)
                ? $"CAST({printed} AS {DuckTypes.Of(call.ReturnType)})"
                : printed;
        }
        if (call.Function.Kind != FunctionKind.Scalar && !template.Contains("{tail", StringComparison.Ordinal))
        {
            var open = template.IndexOf('(', StringComparison.Ordinal);
            template = $"{template[..(open + 1)]}{{distinct}}{template[(open + 1)..^1]}{{order}}){{tail}}";
        }
        var text = Fill(template, new LoweredCall(call, arguments, context, clauses));
        return call.Function.Kind == FunctionKind.Scalar && HidesType(arguments)
            ? $"CAST({text} AS {DuckTypes.Of(call.ReturnType)})"
            : text;
    }

    // A NULL argument can hide the type of the result from the database.
    static bool HidesType(IReadOnlyList<EmittedArgument> arguments) =>
        arguments.Any(a => a is EmittedArgument.Value value && value.Sql.Contains("NULL", StringComparison.Ordinal));

    /// <summary>Fills the holes of a template.</summary>
    public static string Fill(string template, LoweredCall call)
    {
        var fresh = new Dictionary<string, string>(StringComparer.Ordinal);
        return Fill(template, call, fresh);
    }

    static string Fill(string template, LoweredCall call, Dictionary<string, string> fresh)
    {
        var text = new StringBuilder();
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf('{', at);
            if (open < 0)
            {
                text.Append(template.AsSpan(at));
                break;
            }
            text.Append(template.AsSpan(at, open - at));
            var close = Close(template, open);
            text.Append(Hole(template[(open + 1)..close], call, fresh));
            at = close + 1;
        }
        return text.ToString();
    }

    static string Hole(string hole, LoweredCall call, Dictionary<string, string> fresh)
    {
        if (hole[0] == '$')
        {
            return fresh.TryGetValue(hole, out var name) ? name : fresh[hole] = call.Context.NextName();
        }
        if (hole[0] == '#')
        {
            return call.Found.Literals[hole[1..]].ToString(CultureInfo.InvariantCulture);
        }
        if (hole.StartsWith("tail:", StringComparison.Ordinal))
        {
            return call.Clauses.And(Fill(hole[5..], call, fresh)).TailText;
        }
        switch (hole)
        {
            case "*":
                return string.Join(", ", call.Arguments.Select(Text));
            case "r":
                return DuckTypes.Of(call.Found.ReturnType);
            case "tz":
                return SqlText.Quote(call.Context.TimeZone);
            case "distinct":
                return call.Clauses.DistinctText;
            case "order":
                return call.Clauses.OrderText;
            case "tail":
                return call.Clauses.TailText;
        }
        if (hole[^1] == '*')
        {
            return string.Join(", ", call.Arguments.Skip(int.Parse(hole[..^1], CultureInfo.InvariantCulture)).Select(Text));
        }
        if (hole.IndexOf('(', StringComparison.Ordinal) is var parenthesis and > 0)
        {
            var lambda = (EmittedArgument.Lambda)call.Arguments[int.Parse(hole[..parenthesis], CultureInfo.InvariantCulture)];
            return lambda.Apply([.. hole[(parenthesis + 1)..^1].Split(';').Select(e => Fill(e.Trim(), call, fresh))]);
        }
        var index = hole[^1] - '0';
        return hole[..^1] switch
        {
            "" => Text(call.Arguments[index]),
            "t" => DuckTypes.Of(call.Found.ArgumentTypes[index]),
            "p" => call.Found.ArgumentTypes[index].Precision.ToString(CultureInfo.InvariantCulture),
            "i" => $"({Text(call.Arguments[index])}).i",
            "z" => $"({Text(call.Arguments[index])}).z",
            "l" => $"trino_local(({Text(call.Arguments[index])}).i, ({Text(call.Arguments[index])}).z)",
            _ => throw new FormatException($"Unknown hole {{{hole}}}"),
        };
    }

    static string Text(EmittedArgument argument) =>
        argument switch
        {
            EmittedArgument.Value value => value.Sql,
            EmittedArgument.Lambda lambda => lambda.Sql,
            _ => throw new ArgumentOutOfRangeException(nameof(argument)),
        };

    static int Close(string template, int open)
    {
        var depth = 0;
        for (var i = open; i < template.Length; i++)
        {
            depth += template[i] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }
        throw new FormatException($"A hole is not closed: {template}");
    }
}
