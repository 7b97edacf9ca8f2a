using System.Globalization;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding;

/// <summary>
/// Expressions as Trino prints them in its messages (trinodb/trino core/trino-parser ExpressionFormatter.java): binary operators in parentheses,
/// names as written, keywords upper case.
/// </summary>
static class ExpressionText
{
    public static string Of(Expression expression) =>
        expression switch
        {
            Identifier e => Name(e),
            Dereference e => $"{Of(e.Base)}.{Name(e.Field)}",
            NullLiteral => "null",
            BooleanLiteral e => e.Value ? "true" : "false",
            IntegerLiteral e => e.Value.ToString(CultureInfo.InvariantCulture),
            DecimalLiteral e => $"DECIMAL '{e.Text}'",
            DoubleLiteral e => Values.TrinoText.Double(e.Value),
            StringLiteral e => Quote(e.Value),
            BinaryLiteral e => $"X'{e.Hex}'",
            TypedLiteral e => $"{e.TypeName.ToUpperInvariant()} {Quote(e.Value)}",
            IntervalLiteral e =>
                $"INTERVAL {(e.Negative ? "- " : "")}{Quote(e.Value)} {Upper(e.From)}{(e.To is { } to ? $" TO {Upper(to)}" : "")}",
            ArithmeticBinary e => $"({Of(e.Left)} {Symbol(e.Operator)} {Of(e.Right)})",
            ArithmeticUnary e => (e.Negative ? "-" : "+") + Of(e.Value),
            Comparison e => $"({Of(e.Left)} {Symbol(e.Operator)} {Of(e.Right)})",
            LogicalExpression e => $"({string.Join(e.Operator == LogicalOperator.And ? " AND " : " OR ", e.Terms.Select(Of))})",
            NotExpression e => $"(NOT {Of(e.Value)})",
            Between e => $"({Of(e.Value)} BETWEEN {Of(e.Min)} AND {Of(e.Max)})",
            InList e => $"({Of(e.Value)} IN ({List(e.Items)}))",
            InSubquery e => $"({Of(e.Value)} IN (subquery))",
            Like e => $"({Of(e.Value)} LIKE {Of(e.Pattern)}{(e.Escape is null ? "" : $" ESCAPE {Of(e.Escape)}")})",
            IsNull e => $"({Of(e.Value)} IS NULL)",
            IsNotNull e => $"({Of(e.Value)} IS NOT NULL)",
            Cast e => $"{(e.Safe ? "TRY_CAST" : "CAST")}({Of(e.Value)} AS {OfType(e.Type)})",
            SearchedCase e => $"(CASE {string.Join(" ", e.Whens.Select(When))}{(e.Default is null ? "" : $" ELSE {Of(e.Default)}")} END)",
            SimpleCase e =>
                $"(CASE {Of(e.Operand)} {string.Join(" ", e.Whens.Select(When))}{(e.Default is null ? "" : $" ELSE {Of(e.Default)}")} END)",
            IfExpression e => $"IF({Of(e.Condition)}, {Of(e.Then)}{(e.Else is null ? "" : $", {Of(e.Else)}")})",
            NullIf e => $"NULLIF({Of(e.First)}, {Of(e.Second)})",
            Coalesce e => $"COALESCE({List(e.Operands)})",
            TryExpression e => $"TRY({Of(e.Value)})",
            ArrayConstructor e => $"ARRAY[{List(e.Items)}]",
            RowConstructor e => $"ROW ({List(e.Items)})",
            Subscript e => $"{Of(e.Base)}[{Of(e.Index)}]",
            Lambda e => $"({string.Join(", ", e.Parameters.Select(Name))}) -> {Of(e.Body)}",
            Extract e => $"EXTRACT({e.Field.ToString().ToUpperInvariant()} FROM {Of(e.Value)})",
            AtTimeZone e => $"{Of(e.Value)} AT TIME ZONE {Of(e.Zone)}",
            SubqueryExpression => "(subquery)",
            Exists => "(EXISTS (subquery))",
            GroupingOperation e => $"GROUPING ({string.Join(", ", e.Columns)})",
            FunctionCall e => Call(e),
            _ => Printing.SqlPrinter.Print(expression),
        };

    static string Call(FunctionCall call)
    {
        var arguments = call.Star ? "*" : List(call.Arguments);
        var order = call.OrderBy.Count > 0 ? $" ORDER BY {Sorts(call.OrderBy)}" : "";
        var text = $"{string.Join('.', call.Name.Parts.Select(p => p.Lower))}({(call.Distinct ? "DISTINCT " : "")}{arguments}{order})";
        if (call.NullTreatment is { } treatment)
            text += treatment == NullTreatment.Ignore ? " IGNORE NULLS" : " RESPECT NULLS";
        if (call.Filter is not null)
            text += $" FILTER (WHERE {Of(call.Filter)})";
        return call.Over switch
        {
            WindowReference r => $"{text} OVER {Name(r.Name)}",
            WindowSpecification w => $"{text} OVER ({Specification(w)})",
            _ => text,
        };
    }

    static string Specification(WindowSpecification w)
    {
        var parts = new List<string>();
        if (w.PartitionBy.Count > 0)
            parts.Add($"PARTITION BY {List(w.PartitionBy)}");
        if (w.OrderBy.Count > 0)
            parts.Add($"ORDER BY {Sorts(w.OrderBy)}");
        return string.Join(" ", parts);
    }

    static string Sorts(IEnumerable<SortItem> items) =>
        string.Join(
            ", ",
            items.Select(i => $"{Of(i.Key)} {(i.Descending ? "DESC" : "ASC")} NULLS {(i.Nulls == NullOrdering.First ? "FIRST" : "LAST")}")
        );

    static string When(WhenClause when) => $"WHEN {Of(when.Operand)} THEN {Of(when.Result)}";

    static string List(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(Of));

    static string Name(Identifier name) => name.Quoted ? $"\"{name.Value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name.Value;

    static string Quote(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    static string Upper(IntervalField field) => field.ToString().ToUpperInvariant();

    /// <summary>A type as Trino prints it in messages.</summary>
    public static string OfType(DataType type) =>
        type switch
        {
            GenericDataType g => g.Arguments.Count == 0
                ? g.Name.Value
                : $"{g.Name.Value}({string.Join(", ", g.Arguments.Select(a => a is NumericTypeArgument n ? n.Value : OfType(((NestedTypeArgument)a).Type)))})",
            DateTimeDataType d =>
                $"{(d.Timestamp ? "timestamp" : "time")}{(d.Precision is { } p ? $"({p.Value})" : "")}{(d.WithTimeZone ? " with time zone" : "")}",
            IntervalDataType i => $"interval {i.From.ToString().ToLowerInvariant()} to {i.To.ToString().ToLowerInvariant()}",
            RowDataType r =>
                $"ROW({string.Join(", ", r.Fields.Select(f => f.Name is null ? OfType(f.Type) : $"{Name(f.Name)} {OfType(f.Type)}"))})",
            _ => "type",
        };

    static string Symbol(ArithmeticOperator op) =>
        op switch
        {
            ArithmeticOperator.Add => "+",
            ArithmeticOperator.Subtract => "-",
            ArithmeticOperator.Multiply => "*",
            ArithmeticOperator.Divide => "/",
            ArithmeticOperator.Modulus => "%",
        };

    public static string Symbol(ComparisonOperator op) =>
        op switch
        {
            ComparisonOperator.Equal => "=",
            ComparisonOperator.NotEqual => "<>",
            ComparisonOperator.LessThan => "<",
            ComparisonOperator.LessThanOrEqual => "<=",
            ComparisonOperator.GreaterThan => ">",
            ComparisonOperator.GreaterThanOrEqual => ">=",
            ComparisonOperator.IsDistinctFrom => "IS DISTINCT FROM",
        };
}
