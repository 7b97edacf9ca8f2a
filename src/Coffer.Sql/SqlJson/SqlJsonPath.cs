namespace Coffer.Sql.SqlJson;

/// <summary>A JSON path of the SQL standard: <c>lax $.a[*]?(@.b &gt; 1)</c>.</summary>
public sealed class SqlJsonPath
{
    internal SqlJsonPath(bool strict, PathNode root, IReadOnlyList<string> variables)
    {
        Strict = strict;
        Root = root;
        Variables = variables;
    }

    public bool Strict { get; }

    /// <summary>The names after <c>$</c>, which PASSING must define.</summary>
    public IReadOnlyList<string> Variables { get; }

    internal PathNode Root { get; }

    /// <exception cref="PathException">The text is no path, with Trino's words.</exception>
    public static SqlJsonPath Parse(string text) => new PathParser(text).Parse();

    /// <summary>The items that the path leads to.</summary>
    internal IReadOnlyList<JsonItem> Evaluate(JsonItem context, JsonItem parameters) => new PathEvaluation(this, context, parameters).Run();
}
