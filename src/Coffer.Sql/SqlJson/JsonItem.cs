using Coffer.Sql.Values;

namespace Coffer.Sql.SqlJson;

/// <summary>An item of the SQL/JSON data model: a JSON value.</summary>
public sealed class JsonItem
{
    JsonItem(JsonItemKind kind) => Kind = kind;

    public static JsonItem Null { get; } = new(JsonItemKind.Null);

    public static JsonItem Missing { get; } = new(JsonItemKind.Missing);

    public JsonItemKind Kind { get; }

    public bool Boolean { get; private init; }

    public long Integer { get; private init; }

    public double Double { get; private init; }

    /// <summary>The text of a string, and the digits of a big integer.</summary>
    public string Text { get; private init; } = "";

    public IReadOnlyList<JsonItem> Elements { get; private init; } = [];

    /// <summary>The members of an object in order; names are unique.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonItem>> Members { get; private init; } = [];

    public bool IsNumber => Kind is JsonItemKind.Integer or JsonItemKind.BigInteger or JsonItemKind.Double;

    public bool IsScalar => Kind is not (JsonItemKind.Array or JsonItemKind.Object or JsonItemKind.Missing);

    /// <summary>The value of a number as a double.</summary>
    public double Number =>
        Kind switch
        {
            JsonItemKind.Integer => Integer,
            JsonItemKind.BigInteger => double.Parse(Text, System.Globalization.CultureInfo.InvariantCulture),
            _ => Double,
        };

    public static JsonItem Of(bool value) => new(JsonItemKind.Boolean) { Boolean = value };

    public static JsonItem Of(long value) => new(JsonItemKind.Integer) { Integer = value };

    public static JsonItem Of(double value) => new(JsonItemKind.Double) { Double = value };

    public static JsonItem Of(string value) => new(JsonItemKind.String) { Text = value };

    public static JsonItem BigInteger(string digits) => new(JsonItemKind.BigInteger) { Text = digits };

    public static JsonItem Array(IReadOnlyList<JsonItem> elements) => new(JsonItemKind.Array) { Elements = elements };

    /// <summary>An object; of equal names the last value wins and the first place stays.</summary>
    public static JsonItem Object(IEnumerable<KeyValuePair<string, JsonItem>> members)
    {
        var list = new List<KeyValuePair<string, JsonItem>>();
        var places = new Dictionary<string, int>();
        foreach (var member in members)
        {
            if (places.TryGetValue(member.Key, out var place))
            {
                list[place] = member;
            }
            else
            {
                places.Add(member.Key, list.Count);
                list.Add(member);
            }
        }
        return new JsonItem(JsonItemKind.Object) { Members = list };
    }

    public JsonItem? Member(string name)
    {
        foreach (var member in Members)
        {
            if (member.Key == name)
            {
                return member.Value;
            }
        }
        return null;
    }

    /// <summary>The canonical JSON text.</summary>
    public override string ToString()
    {
        var to = new Utf8Text();
        JsonItemText.Write(this, to);
        return to.ToString();
    }
}
