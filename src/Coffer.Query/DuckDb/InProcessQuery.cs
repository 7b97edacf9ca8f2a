using Coffer.DuckDb;
using Coffer.Query.Results;
using Coffer.Sql;

namespace Coffer.Query.DuckDb;

/// <summary>Runs a compiled query on an open connection, whose relations <c>scan_0</c>, <c>scan_1</c> … exist already: for tests and goldens.</summary>
public static class InProcessQuery
{
    /// <summary>The rows, each a JSON array as <see cref="TrinoJson"/> writes it.</summary>
    /// <exception cref="EngineException">The query failed.</exception>
    public static IReadOnlyList<string> Run(Connection connection, CompiledQuery query)
    {
        var types = query.Columns.Select(column => column.Type).ToArray();
        var rows = new List<string>();
        try
        {
            using var result = connection.Query(query.DuckSql);
            PhysicalForm.Check(result.Columns, types);
            var json = new TrinoJson();
            while (result.NextChunk(out var chunk))
            {
                for (var row = 0; row < chunk.Count; row++)
                {
                    rows.Add(json.Row(chunk, types, row));
                }
            }
        }
        catch (DuckDbException error)
        {
            throw EngineErrors.From(error);
        }

        return rows;
    }
}
