namespace Coffer.Storage.Catalog;

/// <summary>A schema that is good, or what is wrong with it, worded for the user.</summary>
public sealed record SchemaCheck
{
    SchemaCheck(TableSchema? schema, string? problem)
    {
        Schema = schema;
        Problem = problem;
    }

    public TableSchema? Schema { get; }

    public string? Problem { get; }

    internal static SchemaCheck Accepted(TableSchema schema) => new(schema, null);

    internal static SchemaCheck Refused(string problem) => new(null, problem);
}
