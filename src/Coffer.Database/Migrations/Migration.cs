using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Coffer.Database.Migrations;

/// <summary>One step of the schema's history, from <c>Migrations/Sqlite/NNNN_name.sql</c> or <c>Migrations/Postgres/NNNN_name.sql</c>.</summary>
public sealed record Migration(int Version, string Name, string Script)
{
    /// <summary>A released migration never changes; the checksum in the history finds one that did.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Script.ReplaceLineEndings("\n"))));

    /// <summary>The migrations that this build carries for a database, oldest first.</summary>
    public static IReadOnlyList<Migration> Embedded(DatabaseKind kind)
    {
        var prefix = $"{typeof(Migration).Namespace}.{kind}.";
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
                .Select(n => Read(assembly, n, n[prefix.Length..^".sql".Length]))
                .OrderBy(m => m.Version),
        ];
    }

    static Migration Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var parts = file.Split('_', 2);
        return new Migration(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], reader.ReadToEnd());
    }
}
