namespace Coffer.Sql.Tests.Parsing;

/// <summary>The statements of test/sql/syntax/statements.sql.</summary>
static class SqlSamples
{
    public static IReadOnlyList<string> All { get; } = Read();

    static List<string> Read()
    {
        using var stream = typeof(SqlSamples).Assembly.GetManifestResourceStream("syntax/statements.sql")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal));
        return [.. string.Join('\n', lines).Split("\n;\n").Select(statement => statement.Trim())];
    }
}
