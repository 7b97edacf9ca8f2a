using System.Globalization;
using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Catalog;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Emit;
using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;
using Coffer.Sql.Values;

namespace Coffer.Sql.Binding;

/// <summary>What all parts of one statement share: session, catalogue, and the generated names.</summary>
sealed class StatementBinder
{
    // Deep nesting would exhaust the stack of a request thread; the parser limits expressions the same way.
    const int MaxQueryDepth = 200;

    readonly List<ScanRelation> _scans = [];
    int _aliases;
    int _ctes;
    int _depth;

    public StatementBinder(SqlSession session, ISqlCatalog catalog)
    {
        Session = session;
        Catalog = catalog;
        SessionZone = TrinoZone.TryGet(session.TimeZone, out var zone) ? zone : TrinoZone.Utc;
        Context = new EmitContext(SessionZone.Id);
    }

    public SqlSession Session { get; }

    public ISqlCatalog Catalog { get; }

    public TrinoZone SessionZone { get; }

    public EmitContext Context { get; }

    public QueryBinder Queries(CteScope ctes) => new(this, ctes);

    public string NewAlias() => string.Create(CultureInfo.InvariantCulture, $"r{++_aliases}");

    public string NewCteName() => string.Create(CultureInfo.InvariantCulture, $"q{++_ctes}");

    /// <summary>The name of a generated column at a position from 0.</summary>
    public static string ColumnName(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index + 1}");

    /// <summary>A block with these values as columns c1, c2 …</summary>
    public SelectRelation Select(IReadOnlyList<BoundExpression> values)
    {
        var alias = NewAlias();
        return new SelectRelation(alias, [.. values.Select((v, i) => new BoundItem(new RelationColumn(alias, ColumnName(i), v.Type), v))]);
    }

    /// <summary>The block with one more column.</summary>
    public SelectRelation WithItem(SelectRelation block, BoundExpression value, out BoundColumn column)
    {
        var added = new RelationColumn(block.Alias, ColumnName(block.Items.Count), value.Type);
        column = new BoundColumn(added);
        return block with { Items = [.. block.Items, new BoundItem(added, value)], Columns = [.. block.Columns, added] };
    }

    public ScanRelation Scan(SqlTable table)
    {
        var alias = NewAlias();
        var scan = new ScanRelation(_scans.Count, table, alias, [.. table.Columns.Select(c => new RelationColumn(alias, c.Name, c.Type))]);
        _scans.Add(scan);
        return scan;
    }

    public IDisposable EnterQuery(Node place)
    {
        if (++_depth > MaxQueryDepth)
            throw SqlErrorException.At(place, "STACK_OVERFLOW", "statement is too large (stack overflow during analysis)");
        return new Depth(this);
    }

    /// <summary>Prints a bound query as the engine runs it.</summary>
    public CompiledQuery Print(BoundRelation relation, IReadOnlyList<SqlResultColumn> columns)
    {
        var ranges = TimePruning.Of(relation);
        var printer = new DuckPrinter(Context);
        var text = printer.Query(relation);
        // A scan that the final tree does not contain keeps its number and reads nothing.
        var scans = _scans.Select(scan => new CompiledScan(
            scan.Index,
            scan.Table,
            [.. scan.Columns.Where(printer.Uses).Select(c => c.Name)],
            ranges.TryGetValue(scan.Index, out var range) ? range : TimeRange.All
        ));
        return new CompiledQuery(text, columns, [.. scans]);
    }

    sealed class Depth(StatementBinder binder) : IDisposable
    {
        public void Dispose() => binder._depth--;
    }
}
