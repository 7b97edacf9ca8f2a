using Coffer.Query;
using Coffer.Sql;
using Coffer.Sql.Catalog;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Text;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Scans;
using Coffer.Storage.Snapshots;

namespace Coffer.Jobs.Kinds.Query;

/// <summary>Compiles a statement against the catalogue of this moment and finds the files that it reads.</summary>
sealed class StatementPreparer(TableCatalog catalog, TableSnapshots snapshots, TableScan scan)
{
    /// <summary>How often a statement is compiled again because a table changed its columns meanwhile.</summary>
    const int MaxAttempts = 10;

    /// <exception cref="QueryFailedException">The statement does not compile.</exception>
    public async Task<Statement> PrepareAsync(SourceStatement source, SqlSession session, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var view = new CatalogView(catalog, cancellationToken);
            var result = SqlFrontEnd.Compile(source, SqlDialect.Trino, session, view);
            if (!result.IsOk)
                throw new QueryFailedException(DiagnosticText.Render(result.Diagnostic, source.Source));
            var tables = Scans(result.Statement).Select(s => view.Get(s.Table)).ToList();
            var read =
                tables.Count == 0
                    ? new Dictionary<TableId, TableSnapshot>()
                    : await snapshots.ReadAsync([.. tables.Select(t => t.Id)], cancellationToken);
            if (tables.All(t => read.TryGetValue(t.Id, out var snapshot) && HasSameColumns(t, snapshot.Table)))
                return new Statement(result.Statement, view, read);
            if (attempt == MaxAttempts)
                throw new InvalidOperationException("The tables of the statement change faster than it can be compiled.");
        }
    }

    /// <summary>The query for the engine: its text, and each scan as a view on the files of the snapshot.</summary>
    public EngineQuery ToEngine(Statement statement, CompiledQuery query, IEnumerable<CompiledScan> scans)
    {
        var sources = scans.Select(s => (s.RelationName, Source: Source(statement, s))).ToList();
        return new EngineQuery
        {
            DuckSql = query.DuckSql,
            Columns = query.Columns,
            Views = [.. sources.Select(s => new EngineView(s.RelationName, s.Source.Sql))],
            Files = [.. sources.SelectMany(s => s.Source.Files).Distinct()],
        };
    }

    /// <summary>The files that a DELETE may have to rewrite.</summary>
    public IReadOnlyList<RewriteUnit> RewriteUnits(Statement statement, CompiledDelete delete) =>
        scan.RewriteUnits(SnapshotOf(statement, delete.Target), delete.KeepRows.Scans[0].Columns, Window(delete.Time));

    public static TableSnapshot SnapshotOf(Statement statement, SqlTable table) => statement.Snapshots[statement.Catalog.Get(table).Id];

    static IReadOnlyList<CompiledScan> Scans(CompiledStatement statement) =>
        statement switch
        {
            CompiledQuery query => query.Scans,
            CompiledInsert insert => insert.Query.Scans,
            CompiledCreateTableAs create => create.Query.Scans,
            CompiledDelete delete => delete.KeepRows.Scans,
            _ => [],
        };

    static bool HasSameColumns(Table one, Table other) => one.Columns.SequenceEqual(other.Columns);

    static TimeWindow Window(TimeRange time) => new(time.From, time.To);

    ScanSource Source(Statement statement, CompiledScan compiled) =>
        scan.Sql(SnapshotOf(statement, compiled.Table), compiled.Columns, Window(compiled.Time));
}
