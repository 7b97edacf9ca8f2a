using System.Globalization;
using System.Text;
using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Emit;

/// <summary>
/// Prints bound trees as DuckDB text. The printed language is closed: quoted identifiers, literals of known type, parenthesised expressions,
/// functions of the catalogue's templates and of the forms that this project owns, relations named <c>scan_N</c>.
/// </summary>
sealed partial class DuckPrinter
{
    readonly EmitContext _context;
    readonly Dictionary<string, string>? _renamed;
    readonly HashSet<(string Alias, string Column)> _used = [];

    /// <param name="context">Gives names to lambda parameters; the same instance that bound the tree.</param>
    public DuckPrinter(EmitContext context) => _context = context;

    DuckPrinter()
    {
        _context = new EmitContext("UTC");
        _renamed = new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>A text that is equal for expressions that mean the same, whatever their lambda parameters are called.</summary>
    public static string Fingerprint(BoundExpression expression) => new DuckPrinter().Expression(expression);

    /// <summary>Whether the printed text reads this column.</summary>
    public bool Uses(RelationColumn column) => _used.Contains((column.Alias, column.Name));

    public string Expression(BoundExpression expression) =>
        expression switch
        {
            BoundLiteral e => DuckText.Literal(e.Type, e.Value),
            BoundColumn e => Column(e.Column),
            BoundLambdaParameter e => _renamed is not null && _renamed.TryGetValue(e.Name, out var name) ? name : e.Name,
            BoundNative e => Fill(e.Template, e.Arguments),
            BoundKey e => PhysicalForm.Key(e.Type, Expression(e.Value)),
            BoundCast e => CastCatalog.Lower(e.Value.Type, e.Type, Expression(e.Value), e.Safe, _context)
                ?? throw new InvalidOperationException($"No cast from {e.Value.Type} to {e.Type}."),
            BoundCall e => e.Function.Emit([.. e.Arguments.Select(Argument)], _context),
            BoundAggregate e => Aggregate(e),
            BoundGrouping e => $"CAST(grouping({List(e.Keys)}) AS {DuckTypes.Of(e.Type)})",
            BoundWindow e => Window(e),
            BoundSubquery e => $"({Query(e.Query)})",
            BoundLambda e => Lambda(e).Sql,
            BoundExists e => $"EXISTS ({Query(WithoutColumns(e.Query))})",
            BoundQuantified e =>
                $"({(e.Values.Count == 1 ? Expression(e.Values[0]) : $"({List(e.Values)})")} {e.Operator} ({Query(e.Query)}))",
            _ => throw new InvalidOperationException($"{expression.GetType().Name} is not a value."),
        };

    EmittedArgument Argument(BoundExpression argument)
    {
        return argument is BoundLambda lambda ? Lambda(lambda) : new EmittedArgument.Value(Expression(argument));
    }

    EmittedArgument.Lambda Lambda(BoundLambda lambda)
    {
        var parameters = lambda.Parameters;
        if (_renamed is not null)
        {
            parameters = [.. parameters.Select(_ => _context.NextName())];
            foreach (var (from, to) in lambda.Parameters.Zip(parameters))
                _renamed[from] = to;
        }
        return new EmittedArgument.Lambda(parameters, Expression(lambda.Body));
    }

    // Only whether there are rows matters; naming no columns keeps scans narrow.
    static BoundRelation WithoutColumns(BoundRelation query) =>
        query is SelectRelation { Distinct: false, Grouped: false } select
            ? select with
            {
                Items = [select.Items[0] with { Value = new BoundLiteral(SqlType.Integer, 1L) }],
                OrderBy = [],
            }
            : query;

    string Column(RelationColumn column)
    {
        _used.Add((column.Alias, column.Name));
        return $"{DuckText.Identifier(column.Alias)}.{DuckText.Identifier(column.Name)}";
    }

    string Aggregate(BoundAggregate e) =>
        e.Function.Emit(
            [.. e.Arguments.Select(Argument)],
            _context,
            new CallClauses(
                e.Distinct,
                e.OrderBy.Count == 0 ? null : Sorts(e.OrderBy),
                e.Filter is null ? null : Expression(e.Filter),
                null,
                false
            )
        );

    string Window(BoundWindow e)
    {
        var over = new List<string>();
        if (e.PartitionBy.Count > 0)
            over.Add($"PARTITION BY {string.Join(", ", e.PartitionBy.Select(p => PhysicalForm.Key(p.Type, Expression(p))))}");
        if (e.OrderBy.Count > 0)
            over.Add($"ORDER BY {Sorts(e.OrderBy)}");
        if (e.HasEmptyFrame)
            over.Add("ROWS BETWEEN CURRENT ROW AND CURRENT ROW EXCLUDE CURRENT ROW");
        else if (e.Unit is { } unit)
            over.Add($"{Unit(unit)} BETWEEN {Bound(e.Start!)} AND {Bound(e.End!)}");
        return e.Function.Emit(
            [.. e.Arguments.Select(Argument)],
            _context,
            new CallClauses(false, null, null, string.Join(" ", over), e.IgnoreNulls)
        );
    }

    static string Unit(FrameUnit unit) =>
        unit switch
        {
            FrameUnit.Rows => "ROWS",
            FrameUnit.Range => "RANGE",
            FrameUnit.Groups => "GROUPS",
        };

    string Bound(BoundFrameBound bound) =>
        bound.Kind switch
        {
            FrameBoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
            FrameBoundKind.Preceding => $"{Expression(bound.Offset!)} PRECEDING",
            FrameBoundKind.CurrentRow => "CURRENT ROW",
            FrameBoundKind.Following => $"{Expression(bound.Offset!)} FOLLOWING",
            FrameBoundKind.UnboundedFollowing => "UNBOUNDED FOLLOWING",
        };

    string Sorts(IEnumerable<BoundSort> sorts) =>
        string.Join(", ", sorts.Select(s => PhysicalForm.Key(s.Key.Type, Expression(s.Key)) + Direction(s)));

    static string Direction(BoundSort sort) => $" {(sort.Descending ? "DESC" : "ASC")} NULLS {(sort.NullsFirst ? "FIRST" : "LAST")}";

    string List(IEnumerable<BoundExpression> expressions) => string.Join(", ", expressions.Select(Expression));

    string Fill(string template, IReadOnlyList<BoundExpression> arguments)
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                text.Append(template[i]);
                continue;
            }
            var close = template.IndexOf('}', i);
            text.Append(
                Expression(arguments[int.Parse(template.AsSpan(i + 1, close - i - 1), NumberStyles.None, CultureInfo.InvariantCulture)])
            );
            i = close;
        }
        return text.ToString();
    }
}
