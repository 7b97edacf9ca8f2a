using System.Text.Json;
using Coffer.DuckDb;
using Coffer.Query;
using Coffer.Query.DuckDb;
using Coffer.Sql;
using Coffer.Sql.Catalog;
using Coffer.Sql.Text;
using Coffer.Sql.Types;

namespace Coffer.Golden;

/// <summary>Answers recorded Trino cases with the front end and the engine as a job uses them, on the recorded tables, in this process.</summary>
sealed class TrinoBench : IDisposable
{
    const string Scratch = "scratch";

    /// <summary>The instant of now(); no recorded answer depends on it.</summary>
    static readonly DateTimeOffset Now = new(2024, 1, 15, 10, 30, 0, TimeSpan.Zero);

    readonly EngineInstance _engine = EngineInstance.Open();
    readonly FixtureCatalog _catalog;
    readonly string _catalogName;

    TrinoBench(string area, string goldenFolder)
    {
        _catalog = Fixtures.Load(area, goldenFolder, Connection);
        _catalogName = area == "tpch" ? "tpch" : "memory";
    }

    Connection Connection => _engine.Connection;

    public static TrinoBench Open(string area, string goldenFolder) => new(area, goldenFolder);

    public Answer Answer(GoldenCase asked)
    {
        try
        {
            foreach (var statement in asked.Setup)
            {
                Run(statement, asked);
            }

            return Run(asked.Sql, asked);
        }
        finally
        {
            EmptyScratch();
        }
    }

    public void Dispose() => _engine.Dispose();

    Answer Run(string text, GoldenCase asked)
    {
        try
        {
            var session = new SqlSession
            {
                Catalog = _catalogName,
                Database = asked.Schema,
                TimeZone = asked.TimeZone,
                NowMicros = Now.ToUnixTimeMilliseconds() * 1000,
                ScheduledTime = Now.ToUnixTimeSeconds(),
                ParseDecimalLiteralsAsDouble = asked.ParseDecimalLiteralsAsDouble,
                User = "coffer",
            };
            var compiled = SqlFrontEnd.Compile(SourceStatement.Whole(text), SqlDialect.Trino, session, _catalog);
            return compiled.Diagnostic is { } diagnostic
                ? Failed(diagnostic.Name, diagnostic.Code, diagnostic.Type, diagnostic.Message, diagnostic.Line, diagnostic.Column)
                : Run(compiled.Statement!);
        }
        catch (EngineException error)
        {
            return Failed(error.Name, error.Code, error.Type, error.Message, null, null);
        }
        catch (Exception defect)
        {
            // A defect of ours fails its case and is shown there; the other cases go on.
            return Failed("DEFECT", 0, defect.GetType().Name, defect.Message, null, null);
        }
    }

    Answer Run(CompiledStatement statement)
    {
        switch (statement)
        {
            case CompiledQuery query:
                return new Answer { Columns = Columns(query.Columns), Rows = [.. Rows(query).Select(Parse)] };
            case CompiledRows rows:
                return new Answer
                {
                    Columns = Columns(rows.Columns),
                    Rows = [.. rows.Rows.Select(row => JsonSerializer.SerializeToElement(row))],
                };
            case CompiledCreateTable create:
                Create(new SqlTable(create.Schema, create.Name, create.Columns), create.IfNotExists);
                return new Answer();
            case CompiledCreateTableAs create:
                var table = new SqlTable(
                    create.Schema,
                    create.Name,
                    [.. create.Query.Columns.Select(column => new SqlTableColumn(column.Name.ToLowerInvariant(), column.Type))]
                );
                return Create(table, create.IfNotExists) ? Changed(create.WithData ? Insert(table, null, create.Query) : 0) : Changed(0);
            case CompiledInsert insert:
                return Changed(Insert(insert.Target, insert.TargetColumns, insert.Query));
            case CompiledDelete delete:
                return Changed(Delete(delete));
            case CompiledDropTable drop:
                if (_catalog.FindTable(drop.Schema, drop.Name) is { } dropped)
                {
                    Connection.Execute($"DROP TABLE {Fixtures.NameOf(dropped)}");
                    _catalog.Remove(drop.Schema, drop.Name);
                }

                return new Answer();
            case CompiledRenameTable rename:
                Rename(rename);
                return new Answer();
            case CompiledNothing:
                return new Answer();
            default:
                throw new InvalidOperationException($"The bench does not know {statement.GetType().Name}");
        }
    }

    bool Create(SqlTable table, bool ifNotExists)
    {
        if (ifNotExists && _catalog.FindTable(table.Schema, table.Name) is not null)
        {
            return false;
        }

        Fixtures.CreateTable(table, Connection);
        _catalog.Add(table);
        return true;
    }

    long Insert(SqlTable target, IReadOnlyList<string>? columns, CompiledQuery query)
    {
        CreateViews(query.Scans);
        var named = columns is null ? "" : $" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})";
        return Change($"INSERT INTO {Fixtures.NameOf(target)}{named} {query.DuckSql}");
    }

    long Delete(CompiledDelete delete)
    {
        CreateViews(delete.KeepRows.Scans);
        var name = Fixtures.NameOf(delete.Target);
        // The rows to keep are the whole rows of this relation.
        Connection.Execute($"CREATE OR REPLACE TEMP VIEW {delete.KeepRows.Scans[0].RelationName} AS SELECT * FROM {name}");
        var before = Count(name);
        Change($"CREATE TABLE \"{delete.Target.Schema}\".\"kept\" AS {delete.KeepRows.DuckSql}");
        Change($"DROP TABLE {name}");
        Change($"ALTER TABLE \"{delete.Target.Schema}\".\"kept\" RENAME TO \"{delete.Target.Name}\"");
        return before - Count(name);
    }

    void Rename(CompiledRenameTable rename)
    {
        if (_catalog.FindTable(rename.Schema, rename.Name) is not { } table)
        {
            return;
        }

        Change($"ALTER TABLE {Fixtures.NameOf(table)} RENAME TO \"{rename.NewName}\"");
        _catalog.Remove(rename.Schema, rename.Name);
        _catalog.Add(table with { Name = rename.NewName });
    }

    IReadOnlyList<string> Rows(CompiledQuery query)
    {
        CreateViews(query.Scans);
        return InProcessQuery.Run(Connection, query);
    }

    void CreateViews(IEnumerable<CompiledScan> scans)
    {
        foreach (var scan in scans)
        {
            var columns = scan.Columns.Count == 0 ? "1 AS \"none\"" : string.Join(", ", scan.Columns.Select(column => $"\"{column}\""));
            Connection.Execute($"CREATE OR REPLACE TEMP VIEW {scan.RelationName} AS SELECT {columns} FROM {Fixtures.NameOf(scan.Table)}");
        }
    }

    long Count(string name)
    {
        using var result = Connection.Query($"SELECT count(*) FROM {name}");
        return result.NextChunk(out var chunk) ? chunk.Column(0).Int64(0) : 0;
    }

    long Change(string sql)
    {
        try
        {
            return Connection.Execute(sql);
        }
        catch (DuckDbException error)
        {
            throw EngineErrors.From(error);
        }
    }

    void EmptyScratch()
    {
        foreach (var table in _catalog.Tables(Scratch))
        {
            Connection.Execute($"DROP TABLE {Fixtures.NameOf(table)}");
            _catalog.Remove(Scratch, table.Name);
        }
    }

    static List<AnswerColumn> Columns(IEnumerable<SqlResultColumn> columns) =>
        [.. columns.Select(column => new AnswerColumn(column.Name, column.Type.ColumnText))];

    static Answer Changed(long rows) =>
        new()
        {
            Columns = [new AnswerColumn("rows", SqlType.BigInt.ColumnText)],
            Rows = [JsonSerializer.SerializeToElement(new[] { rows })],
        };

    static Answer Failed(string name, int code, string type, string message, int? line, int? column) =>
        new() { Error = new AnswerError(name, code, type, message, line, column) };

    static JsonElement Parse(string row)
    {
        using var document = JsonDocument.Parse(row);
        return document.RootElement.Clone();
    }
}
