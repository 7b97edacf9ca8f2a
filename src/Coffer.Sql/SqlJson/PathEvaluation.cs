using System.Text.RegularExpressions;

namespace Coffer.Sql.SqlJson;

/// <summary>
/// Follows a path through an item. In lax mode arrays are opened and values are wrapped as an accessor needs it and what is not there is
/// skipped; in strict mode both are errors. (trinodb/trino core/trino-main PathEvaluationVisitor, PathPredicateEvaluationVisitor; SQL:2016
/// 9.39)
/// </summary>
sealed class PathEvaluation(SqlJsonPath path, JsonItem context, JsonItem parameters)
{
    readonly bool _lax = !path.Strict;
    int _objects;

    public IReadOnlyList<JsonItem> Run() => Evaluate(path.Root, JsonItem.Missing, 0);

    IReadOnlyList<JsonItem> Evaluate(PathNode node, JsonItem current, int last)
    {
        switch (node)
        {
            case LiteralNode literal:
                return [literal.Value];
            case ContextNode:
                return [context];
            case CurrentNode:
                return [current];
            case VariableNode variable:
                return [parameters.Member(variable.Name) ?? JsonItem.Null];
            case LastNode:
                return [JsonItem.Of((long)last)];
            case MemberNode member:
                return Members(Evaluate(member.Base, current, last), member.Name);
            case DescendantNode descendant:
                var found = new List<JsonItem>();
                foreach (var item in Evaluate(descendant.Base, current, last))
                {
                    Descend(item, descendant.Name, found);
                }
                return found;
            case ArrayNode array:
                return Elements(Evaluate(array.Base, current, last), array, current);
            case FilterNode filter:
                return [.. Opened(Evaluate(filter.Base, current, last)).Where(item => Test(filter.Predicate, item, last) == true)];
            case MethodNode method:
                return Apply(method.Method, Evaluate(method.Base, current, last));
            case SignNode sign:
                return [.. Opened(Evaluate(sign.Value, current, last)).Select(item => Sign(sign.Negative, item))];
            case ArithmeticNode arithmetic:
                return
                [
                    Calculate(
                        arithmetic.Operator,
                        Operand(Evaluate(arithmetic.Left, current, last), arithmetic.Operator),
                        Operand(Evaluate(arithmetic.Right, current, last), arithmetic.Operator)
                    ),
                ];
            default:
                throw new InvalidOperationException($"{node.GetType().Name} is not evaluated.");
        }
    }

    /// <summary>In lax mode an array stands for its elements, one level deep.</summary>
    IEnumerable<JsonItem> Opened(IEnumerable<JsonItem> items) =>
        _lax ? items.SelectMany(item => item.Kind == JsonItemKind.Array ? item.Elements : [item]) : items;

    static PathEvaluationException WrongType(string expected, JsonItem item) =>
        new($"invalid item type. Expected: {expected}, actual: {TypeOf(item).ToUpperInvariant()}");

    static PathEvaluationException Structural(string message) => new($"structural error: {message}");

    // Accessors

    List<JsonItem> Members(IReadOnlyList<JsonItem> items, string? name)
    {
        var result = new List<JsonItem>();
        foreach (var item in Opened(items))
        {
            if (item.Kind != JsonItemKind.Object)
            {
                if (!_lax)
                {
                    throw WrongType("OBJECT", item);
                }
            }
            else if (name is null)
            {
                result.AddRange(item.Members.Select(member => member.Value));
            }
            else if (item.Member(name) is { } value)
            {
                result.Add(value);
            }
            else if (!_lax)
            {
                throw Structural($"missing member '{name}' in JSON object");
            }
        }
        return result;
    }

    static void Descend(JsonItem item, string name, List<JsonItem> found)
    {
        if (item.Kind == JsonItemKind.Object)
        {
            if (item.Member(name) is { } value)
            {
                found.Add(value);
            }
            foreach (var member in item.Members)
            {
                Descend(member.Value, name, found);
            }
        }
        foreach (var element in item.Elements)
        {
            Descend(element, name, found);
        }
    }

    List<JsonItem> Elements(IReadOnlyList<JsonItem> items, ArrayNode node, JsonItem current)
    {
        var result = new List<JsonItem>();
        foreach (var item in items)
        {
            IReadOnlyList<JsonItem> elements =
                item.Kind == JsonItemKind.Array ? item.Elements
                : _lax ? [item]
                : throw WrongType("ARRAY", item);
            if (node.Subscripts.Count == 0)
            {
                result.AddRange(elements);
                continue;
            }
            foreach (var (fromNode, toNode) in node.Subscripts)
            {
                var last = elements.Count - 1;
                if (elements.Count == 0 && _lax)
                {
                    continue;
                }
                var from = Subscript(fromNode, current, last);
                var to = toNode is null ? from : Subscript(toNode, current, last);
                if (!_lax && (from < 0 || to > last || from > to))
                {
                    throw Structural($"invalid array subscript: [{from}, {to}] for array of size {elements.Count}");
                }
                for (var i = Math.Max(from, 0); i <= Math.Min(to, last); i++)
                {
                    result.Add(elements[(int)i]);
                }
            }
        }
        return result;
    }

    long Subscript(PathNode node, JsonItem current, int last)
    {
        var values = Opened(Evaluate(node, current, last)).ToList();
        if (values is not [{ IsNumber: true } value])
        {
            throw new PathEvaluationException("array subscript expression evaluated to non-numeric value or to more than one value");
        }
        return value.Kind == JsonItemKind.Integer ? value.Integer : (long)Math.Truncate(value.Number);
    }

    // Methods

    List<JsonItem> Apply(PathMethod method, IReadOnlyList<JsonItem> items) =>
        method switch
        {
            PathMethod.Type => [.. items.Select(item => JsonItem.Of(TypeOf(item)))],
            PathMethod.Size => [.. items.Select(Size)],
            PathMethod.KeyValue => [.. Opened(items).SelectMany(KeyValues)],
            PathMethod.Double => [.. Opened(items).Select(ToDouble)],
            _ => [.. Opened(items).Select(item => Round(method, item))],
        };

    static string TypeOf(JsonItem item) =>
        item.Kind switch
        {
            JsonItemKind.Null => "null",
            JsonItemKind.Boolean => "boolean",
            JsonItemKind.Integer or JsonItemKind.BigInteger or JsonItemKind.Double => "number",
            JsonItemKind.String => "string",
            JsonItemKind.Array => "array",
            JsonItemKind.Object => "object",
            JsonItemKind.Missing => "missing",
        };

    JsonItem Size(JsonItem item)
    {
        if (item.Kind == JsonItemKind.Array)
        {
            return JsonItem.Of((long)item.Elements.Count);
        }
        return _lax ? JsonItem.Of(1L) : throw WrongType("ARRAY", item);
    }

    IEnumerable<JsonItem> KeyValues(JsonItem item)
    {
        if (item.Kind != JsonItemKind.Object)
        {
            throw WrongType("OBJECT", item);
        }
        var id = JsonItem.Of((long)_objects++);
        return item.Members.Select(member =>
            JsonItem.Object([new("name", JsonItem.Of(member.Key)), new("value", member.Value), new("id", id)])
        );
    }

    static JsonItem ToDouble(JsonItem item)
    {
        if (item.IsNumber)
        {
            return JsonItem.Of(item.Number);
        }
        return
            item.Kind == JsonItemKind.String
            && Values.TrinoParse.TryDouble(System.Text.Encoding.UTF8.GetBytes(item.Text), out var value)
            && double.IsFinite(value)
            ? JsonItem.Of(value)
            : throw WrongType("NUMBER or TEXT", item);
    }

    static JsonItem Round(PathMethod method, JsonItem item)
    {
        if (item.Kind == JsonItemKind.Integer)
        {
            return method == PathMethod.Abs && item.Integer < 0 ? Sign(true, item) : item;
        }
        if (!item.IsNumber)
        {
            throw WrongType("NUMBER", item);
        }
        return JsonItem.Of(
            method switch
            {
                PathMethod.Ceiling => Math.Ceiling(item.Number),
                PathMethod.Floor => Math.Floor(item.Number),
                _ => Math.Abs(item.Number),
            }
        );
    }

    // Arithmetic

    static JsonItem Sign(bool negative, JsonItem item)
    {
        if (!item.IsNumber)
        {
            throw WrongType("NUMBER", item);
        }
        if (!negative)
        {
            return item;
        }
        if (item.Kind != JsonItemKind.Integer)
        {
            return JsonItem.Of(-item.Number);
        }
        return item.Integer != long.MinValue ? JsonItem.Of(-item.Integer) : throw new PathEvaluationException("bigint value out of range");
    }

    JsonItem Operand(IReadOnlyList<JsonItem> items, char op)
    {
        var operands = Opened(items).ToList();
        return operands is [{ IsNumber: true } operand]
            ? operand
            : throw new PathEvaluationException($"arithmetic operator {op} requires two numbers");
    }

    static JsonItem Calculate(char op, JsonItem left, JsonItem right)
    {
        try
        {
            if (left.Kind == JsonItemKind.Integer && right.Kind == JsonItemKind.Integer)
            {
                return JsonItem.Of(
                    op switch
                    {
                        '+' => checked(left.Integer + right.Integer),
                        '-' => checked(left.Integer - right.Integer),
                        '*' => checked(left.Integer * right.Integer),
                        '/' => left.Integer / right.Integer,
                        _ => left.Integer % right.Integer,
                    }
                );
            }
        }
        catch (ArithmeticException e)
        {
            throw new PathEvaluationException(e.Message);
        }
        return JsonItem.Of(
            op switch
            {
                '+' => left.Number + right.Number,
                '-' => left.Number - right.Number,
                '*' => left.Number * right.Number,
                '/' => left.Number / right.Number,
                _ => left.Number % right.Number,
            }
        );
    }

    // Predicates: null is unknown

    bool? Test(PathPredicate predicate, JsonItem current, int last)
    {
        switch (predicate)
        {
            case AndPredicate and:
                return Test(and.Left, current, last) is false ? false : Test(and.Left, current, last) & Test(and.Right, current, last);
            case OrPredicate or:
                return Test(or.Left, current, last) is true ? true : Test(or.Left, current, last) | Test(or.Right, current, last);
            case NotPredicate not:
                return !Test(not.Value, current, last);
            case UnknownPredicate unknown:
                return Test(unknown.Value, current, last) is null;
            case ExistsPredicate exists:
                return TryEvaluate(exists.Path, current, last) is { } items ? items.Count > 0 : null;
            case ComparisonPredicate comparison:
                return Compare(
                    comparison.Operator,
                    TryEvaluate(comparison.Left, current, last),
                    TryEvaluate(comparison.Right, current, last)
                );
            case StartsWithPredicate starts:
                var prefix = TryEvaluate(starts.Prefix, current, last);
                return Texts(
                    TryEvaluate(starts.Value, current, last),
                    text => prefix is [{ Kind: JsonItemKind.String } first] ? text.StartsWith(first.Text, StringComparison.Ordinal) : null
                );
            case LikeRegexPredicate like:
                return Texts(TryEvaluate(like.Value, current, last), text => Matches(like.Pattern, text));
            default:
                throw new InvalidOperationException($"{predicate.GetType().Name} is not evaluated.");
        }
    }

    static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new PathEvaluationException("pattern of like_regex takes too long");
        }
    }

    IReadOnlyList<JsonItem>? TryEvaluate(PathNode node, JsonItem current, int last)
    {
        try
        {
            return Evaluate(node, current, last);
        }
        catch (PathEvaluationException)
        {
            return null;
        }
    }

    bool? Texts(IReadOnlyList<JsonItem>? items, Func<string, bool?> test)
    {
        if (items is null)
        {
            return null;
        }
        var (found, unknown) = (false, false);
        foreach (var item in Opened(items))
        {
            var result = item.Kind == JsonItemKind.String ? test(item.Text) : null;
            found |= result == true;
            unknown |= result is null;
        }
        return Combine(found, unknown);
    }

    /// <summary>Lax mode is content with one hit; strict mode wants every comparison to be possible.</summary>
    bool? Combine(bool found, bool unknown) =>
        _lax && found ? true
        : unknown ? null
        : found;

    bool? Compare(string op, IReadOnlyList<JsonItem>? left, IReadOnlyList<JsonItem>? right)
    {
        if (left is null || right is null)
        {
            return null;
        }
        var (found, unknown) = (false, false);
        var others = Opened(right).ToList();
        foreach (var one in Opened(left))
        {
            foreach (var other in others)
            {
                var result = Compare(op, one, other);
                found |= result == true;
                unknown |= result is null;
            }
        }
        return Combine(found, unknown);
    }

    static bool? Compare(string op, JsonItem left, JsonItem right)
    {
        if (!left.IsScalar || !right.IsScalar)
        {
            return null;
        }
        if (left.Kind == JsonItemKind.Null || right.Kind == JsonItemKind.Null)
        {
            var same = left.Kind == right.Kind;
            return op switch
            {
                "==" or "<=" or ">=" => same,
                "<>" => !same,
                _ => false,
            };
        }
        return Order(left, right) is { } order
            ? op switch
            {
                "==" => order == 0,
                "<>" => order != 0,
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            }
            : null;
    }

    static int? Order(JsonItem left, JsonItem right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return left.Kind == JsonItemKind.Integer && right.Kind == JsonItemKind.Integer
                ? left.Integer.CompareTo(right.Integer)
                : left.Number.CompareTo(right.Number);
        }
        return (left.Kind, right.Kind) switch
        {
            (JsonItemKind.String, JsonItemKind.String) => string.CompareOrdinal(left.Text, right.Text),
            (JsonItemKind.Boolean, JsonItemKind.Boolean) => left.Boolean.CompareTo(right.Boolean),
            _ => null,
        };
    }
}
