using System.Globalization;
using System.Text.RegularExpressions;

namespace Coffer.Sql.SqlJson;

/// <summary>
/// Reads a JSON path. Errors are worded as Trino's path parser, which uses its generator's own messages: "missing …", "mismatched input …",
/// "no viable alternative …" (recorded in golden/trino-queries/json.jsonl).
/// </summary>
sealed class PathParser
{
    const int MaxDepth = 200;
    const string AfterPath = "{<EOF>, '+', '*', '/', '%', '.', '..', '[', '?', '-'}";

    readonly string _text;
    readonly List<PathToken> _tokens;
    readonly List<string> _variables = [];
    int _at;
    int _depth;

    public PathParser(string text)
    {
        _text = text;
        _tokens = PathToken.Tokenize(text);
    }

    PathToken Current => _tokens[_at];

    public SqlJsonPath Parse()
    {
        var strict = Is("strict");
        if (!strict && !Is("lax"))
        {
            const string modes = "{'lax', 'strict'}";
            throw StartsPath(Current)
                ? Error($"missing {modes} at '{Current.Text}'")
                : Error($"mismatched input '{Current.Text}' expecting {modes}");
        }
        _at++;
        var root = Sum();
        if (Current.Kind != PathTokenKind.End)
        {
            throw Error($"mismatched input '{Current.Text}' expecting {AfterPath}");
        }
        return new SqlJsonPath(strict, root, _variables);
    }

    static bool StartsPath(PathToken token) =>
        token.Kind is PathTokenKind.Number or PathTokenKind.String
        || token.Text is "$" or "@" or "(" or "+" or "-"
        || token.Kind == PathTokenKind.Variable;

    bool Is(string text) => Current.Kind is PathTokenKind.Word or PathTokenKind.Symbol && Current.Text == text;

    bool Accept(string text)
    {
        if (!Is(text))
        {
            return false;
        }
        _at++;
        return true;
    }

    void Expect(string text)
    {
        if (!Accept(text))
        {
            throw Error($"mismatched input '{Current.Text}' expecting '{text}'");
        }
    }

    PathException Error(string message) => new("SYNTAX_ERROR", Current.Line, Current.Column, message);

    PathException NoViable(int start) => Error($"no viable alternative at input '{_text[_tokens[start].Start.._tokens[_at].End]}'");

    void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw Error("path is too large");
        }
    }

    // Expressions

    PathNode Sum()
    {
        Enter();
        var left = Product();
        while (Current.Kind == PathTokenKind.Symbol && Current.Text is "+" or "-")
        {
            var op = Current.Text[0];
            _at++;
            left = new ArithmeticNode(op, left, Product());
        }
        _depth--;
        return left;
    }

    PathNode Product()
    {
        var left = Signed();
        while (Current.Kind == PathTokenKind.Symbol && Current.Text is "*" or "/" or "%")
        {
            var op = Current.Text[0];
            _at++;
            left = new ArithmeticNode(op, left, Signed());
        }
        return left;
    }

    PathNode Signed()
    {
        if (Current.Kind == PathTokenKind.Symbol && Current.Text is "+" or "-")
        {
            var negative = Current.Text == "-";
            _at++;
            Enter();
            var value = Signed();
            _depth--;
            return new SignNode(negative, value);
        }
        return Accessors();
    }

    PathNode Accessors()
    {
        var node = Primary();
        while (true)
        {
            if (Accept(".."))
            {
                node = new DescendantNode(node, Name());
            }
            else if (Accept("."))
            {
                node = Is("*") ? Star(node) : Member(node);
            }
            else if (Accept("["))
            {
                node = Subscripts(node);
            }
            else if (Accept("?"))
            {
                Expect("(");
                var predicate = Or();
                Expect(")");
                node = new FilterNode(node, predicate);
            }
            else
            {
                return node;
            }
        }
    }

    MemberNode Star(PathNode node)
    {
        _at++;
        return new MemberNode(node, null);
    }

    PathNode Member(PathNode node)
    {
        if (Current.Kind == PathTokenKind.Word && _tokens[_at + 1].Text == "(" && MethodOf(Current.Text) is { } method)
        {
            _at += 2;
            if (method == PathMethod.DateTime)
            {
                throw new PathException("NOT_SUPPORTED", 1, 0, "datetime method in JSON path is not yet supported");
            }
            Expect(")");
            return new MethodNode(node, method);
        }
        return new MemberNode(node, Name());
    }

    static PathMethod? MethodOf(string name) =>
        name switch
        {
            "type" => PathMethod.Type,
            "size" => PathMethod.Size,
            "double" => PathMethod.Double,
            "ceiling" => PathMethod.Ceiling,
            "floor" => PathMethod.Floor,
            "abs" => PathMethod.Abs,
            "keyvalue" => PathMethod.KeyValue,
            "datetime" => PathMethod.DateTime,
            _ => null,
        };

    string Name()
    {
        if (Current.Kind is PathTokenKind.Word or PathTokenKind.String)
        {
            return _tokens[_at++].Value;
        }
        throw Error($"mismatched input '{Current.Text}' expecting {{IDENTIFIER, STRING}}");
    }

    ArrayNode Subscripts(PathNode node)
    {
        if (Accept("*"))
        {
            Expect("]");
            return new ArrayNode(node, []);
        }
        var subscripts = new List<(PathNode, PathNode?)>();
        do
        {
            var from = Sum();
            subscripts.Add((from, Accept("to") ? Sum() : null));
        } while (Accept(","));
        Expect("]");
        return new ArrayNode(node, subscripts);
    }

    PathNode Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case PathTokenKind.Number:
                _at++;
                return new LiteralNode(
                    long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var integer)
                        ? JsonItem.Of(integer)
                        : JsonItem.Of(double.Parse(token.Text, CultureInfo.InvariantCulture))
                );
            case PathTokenKind.String:
                _at++;
                return new LiteralNode(JsonItem.Of(token.Value));
            case PathTokenKind.Variable:
                _at++;
                _variables.Add(token.Value);
                return new VariableNode(token.Value);
        }
        if (Accept("$"))
        {
            return new ContextNode();
        }
        if (Accept("@"))
        {
            return new CurrentNode();
        }
        if (Accept("last"))
        {
            return new LastNode();
        }
        if (Accept("null"))
        {
            return new LiteralNode(JsonItem.Null);
        }
        if (Accept("true"))
        {
            return new LiteralNode(JsonItem.Of(true));
        }
        if (Accept("false"))
        {
            return new LiteralNode(JsonItem.Of(false));
        }
        if (Accept("("))
        {
            var inner = Sum();
            Expect(")");
            return inner;
        }
        throw NoViable(_at);
    }

    // Predicates

    PathPredicate Or()
    {
        Enter();
        var left = And();
        while (Accept("||"))
        {
            left = new OrPredicate(left, And());
        }
        _depth--;
        return left;
    }

    PathPredicate And()
    {
        var left = Predicate();
        while (Accept("&&"))
        {
            left = new AndPredicate(left, Predicate());
        }
        return left;
    }

    PathPredicate Predicate()
    {
        if (Accept("!"))
        {
            return new NotPredicate(Delimited());
        }
        if (Is("exists") && _tokens[_at + 1].Text == "(" || (Is("(") && ParenthesisHoldsPredicate()))
        {
            var parenthesis = Is("(");
            var inner = Delimited();
            if (parenthesis && Accept("is"))
            {
                Expect("unknown");
                return new UnknownPredicate(inner);
            }
            return inner;
        }
        return Comparison();
    }

    PathPredicate Delimited()
    {
        if (Accept("exists"))
        {
            Expect("(");
            var path = Sum();
            Expect(")");
            return new ExistsPredicate(path);
        }
        Expect("(");
        var predicate = Or();
        Expect(")");
        return predicate;
    }

    /// <summary>Whether the parentheses here hold a condition and not a value: a comparison or a connective stands in them.</summary>
    bool ParenthesisHoldsPredicate()
    {
        var depth = 0;
        for (var i = _at; i < _tokens.Count; i++)
        {
            var token = _tokens[i];
            if (token.Kind is not (PathTokenKind.Symbol or PathTokenKind.Word))
            {
                continue;
            }
            switch (token.Text)
            {
                // A filter inside a value has conditions of its own.
                case "(" when depth > 0 && _tokens[i - 1].Text == "?":
                    i = Closing(i);
                    break;
                case "(":
                    depth++;
                    break;
                case ")" when --depth == 0:
                    return false;
                case "==" or "<>" or "!=" or "<" or "<=" or ">" or ">=" or "&&" or "||" or "!" or "exists" or "starts" or "like_regex":
                    return true;
            }
        }
        return false;
    }

    int Closing(int open)
    {
        var depth = 0;
        for (var i = open; i < _tokens.Count; i++)
        {
            depth += _tokens[i].Text switch
            {
                "(" => 1,
                ")" => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }
        return _tokens.Count - 1;
    }

    PathPredicate Comparison()
    {
        var start = _at;
        var left = Sum();
        if (Current.Kind == PathTokenKind.Symbol && Current.Text is "==" or "<>" or "!=" or "<" or "<=" or ">" or ">=")
        {
            var op = Current.Text == "!=" ? "<>" : Current.Text;
            _at++;
            return new ComparisonPredicate(op, left, Sum());
        }
        if (Accept("starts"))
        {
            Expect("with");
            return new StartsWithPredicate(left, Primary());
        }
        if (Accept("like_regex"))
        {
            return LikeRegex(left);
        }
        throw NoViable(start);
    }

    LikeRegexPredicate LikeRegex(PathNode value)
    {
        var at = _at;
        var pattern = Current.Kind == PathTokenKind.String ? Name() : throw NoViable(at);
        var options = RegexOptions.CultureInvariant;
        if (Accept("flag"))
        {
            foreach (var flag in Name())
            {
                options |= flag switch
                {
                    'i' => RegexOptions.IgnoreCase,
                    's' => RegexOptions.Singleline,
                    'm' => RegexOptions.Multiline,
                    'x' => RegexOptions.IgnorePatternWhitespace,
                    _ => throw new PathException("INVALID_PATH", 1, 0, $"unsupported flag of like_regex: {flag}"),
                };
            }
        }
        try
        {
            return new LikeRegexPredicate(value, new Regex(pattern, options, TimeSpan.FromSeconds(1)));
        }
        catch (ArgumentException e)
        {
            throw new PathException("INVALID_PATH", 1, 0, $"invalid pattern of like_regex: {e.Message}");
        }
    }
}
