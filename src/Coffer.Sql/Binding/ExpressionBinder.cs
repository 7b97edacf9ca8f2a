using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>
/// Gives expressions of one scope their meaning: names, types, conversions. Matched in order of checks, wording and places of errors:
/// trinodb/trino core/trino-main/src/main/java/io/trino/sql/analyzer/ExpressionAnalyzer.java.
/// </summary>
sealed partial class ExpressionBinder(StatementBinder statement, Scope scope)
{
    // Parameters of the lambdas around the expression, innermost last.
    readonly List<(string Name, BoundLambdaParameter Value)> _lambdaParameters = [];

    /// <summary>Windows of the WINDOW clause by lower-case name.</summary>
    public IReadOnlyDictionary<string, WindowSpecification> NamedWindows { get; init; } = new Dictionary<string, WindowSpecification>();

    /// <summary>The SELECT (or statement) that the expressions belong to.</summary>
    public required Node Place { get; init; }

    /// <summary>Named queries that subqueries may read.</summary>
    public required CteScope Ctes { get; init; }

    public BoundExpression Bind(Expression expression) =>
        expression switch
        {
            Identifier e => BindName(e, [e.Lower]),
            Dereference e => BindDereference(e),
            Literal e => BindLiteral(e),
            ArithmeticBinary e => BindArithmetic(e),
            ArithmeticUnary e => BindUnary(e),
            Comparison e => BindComparison(e),
            LogicalExpression e => BindLogical(e),
            NotExpression e => BindNot(e),
            Between e => BindBetween(e),
            InList e => BindInList(e),
            InSubquery e => BindInSubquery(e),
            QuantifiedComparison e => BindQuantified(e),
            Exists e => new BoundExists(statement.Queries(Ctes).BindSubquery(e.Subquery.Query, scope).Relation),
            SubqueryExpression e => BindScalarSubquery(e),
            Like e => BindLike(e),
            IsNull e => new BoundNative(SqlType.Boolean, "({0} IS NULL)", Bind(e.Value)),
            IsNotNull e => new BoundNative(SqlType.Boolean, "({0} IS NOT NULL)", Bind(e.Value)),
            SearchedCase e => BindSearchedCase(e),
            SimpleCase e => BindSimpleCase(e),
            IfExpression e => BindIf(e),
            NullIf e => BindNullIf(e),
            Coalesce e => BindCoalesce(e),
            TryExpression e => BindTry(e),
            Cast e => BindCast(e),
            ArrayConstructor e => BindArray(e),
            RowConstructor e => BindRow([.. e.Items.Select(Bind)]),
            Subscript e => BindSubscript(e),
            FunctionCall e => BindCall(e),
            Trim e => BindTrim(e),
            Extract e => BindExtract(e),
            AtTimeZone e => BindAtTimeZone(e),
            CurrentTime e => BindCurrentTime(e),
            CurrentName e => BindCurrentName(e),
            GroupingOperation e => BindGrouping(e),
            ListAgg e => BindListAgg(e),
            JsonExists e => BindJsonExists(e),
            JsonValue e => BindJsonValue(e),
            JsonQuery e => BindJsonQuery(e),
            JsonObject e => BindJsonObject(e),
            JsonArray e => BindJsonArray(e),
            Lambda e => throw SqlErrorException.TypeMismatch(e, "Lambda expression should always be used inside a function"),
            Parameter e => throw SqlErrorException.At(
                e,
                "INVALID_PARAMETER_USAGE",
                "Incorrect number of parameters: expected 1 but found 0"
            ),
            _ => throw SqlErrorException.NotSupported(expression, $"{expression.GetType().Name} is not supported"),
        };

    /// <summary>Binds a condition of WHERE, HAVING, ON or FILTER.</summary>
    public BoundExpression BindCondition(Expression condition, string clause)
    {
        var bound = Bind(condition);
        if (bound.Type.Kind is SqlTypeKind.Boolean or SqlTypeKind.Unknown)
            return Coerce(bound, SqlType.Boolean);
        throw SqlErrorException.TypeMismatch(condition, $"{clause} must evaluate to a boolean: actual type {bound.Type}");
    }

    /// <summary>Binds and converts to a type that the value must be convertible to.</summary>
    BoundExpression BindAs(Expression expression, SqlType type, Func<SqlType, string> message, Node? place = null)
    {
        var bound = Bind(expression);
        return Coercions.CanCoerce(bound.Type, type)
            ? Coerce(bound, type)
            : throw SqlErrorException.TypeMismatch(place ?? expression, message(bound.Type));
    }

    BoundExpression BindName(Expression expression, IReadOnlyList<string> parts)
    {
        if (parts.Count == 1 && LambdaParameter(parts[0]) is { } parameter)
            return parameter;
        return Resolve(expression, parts, out var consumed) is { } value && consumed == parts.Count
            ? value
            : throw SqlErrorException.At(expression, "COLUMN_NOT_FOUND", $"Column '{string.Join('.', parts)}' cannot be resolved");
    }

    BoundExpression BindDereference(Dereference expression)
    {
        if (NameParts(expression) is { } parts && LambdaParameter(parts[0].Lower) is null)
        {
            var lower = parts.Select(p => p.Lower).ToList();
            var value = Resolve(expression, lower, out var consumed);
            if (value is null)
                throw SqlErrorException.At(expression, "COLUMN_NOT_FOUND", $"Column '{string.Join('.', lower)}' cannot be resolved");
            for (var at = consumed; at < parts.Count; at++)
                value = Field(expression, value, parts[at], string.Join('.', parts.Take(at).Select(p => p.Value)));
            return value;
        }
        return Field(expression, Bind(expression.Base), expression.Field, ExpressionText.Of(expression.Base));
    }

    static BoundExpression Field(Expression place, BoundExpression row, Identifier field, string rowText)
    {
        if (row.Type.Kind != SqlTypeKind.Row)
            throw SqlErrorException.TypeMismatch(place, $"Expression {rowText} is not of type ROW");
        var matches = Enumerable
            .Range(0, row.Type.Fields.Count)
            .Where(i => string.Equals(row.Type.Fields[i].Name, field.Value, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return matches.Count switch
        {
            0 => throw SqlErrorException.At(place, "COLUMN_NOT_FOUND", $"Column '{rowText}.{field.Value}' cannot be resolved"),
            1 => FieldAt(row, matches[0]),
            _ => throw SqlErrorException.At(field, "AMBIGUOUS_NAME", $"Ambiguous row field reference: {field.Value}"),
        };
    }

    /// <summary>The value of a row's field at a position from 0.</summary>
    public static BoundExpression FieldAt(BoundExpression row, int index)
    {
        // A row that was just put together is taken apart again, so that comparisons of rows see the values.
        if (
            row is BoundNative { Arguments: var arguments } native
            && native.Template.StartsWith(RowTemplateStart, StringComparison.Ordinal)
        )
            return arguments[index] with { };
        return new BoundNative(row.Type.Fields[index].Type, $"struct_extract({{0}}, '{Emit.PhysicalForm.FieldName(index)}')", row);
    }

    BoundLambdaParameter? LambdaParameter(string lowerName) =>
        _lambdaParameters.FindLast(p => p.Name == lowerName) is { Value: { } value } ? value : null;

    static List<Identifier>? NameParts(Expression expression) =>
        expression switch
        {
            Identifier id => [id],
            Dereference d when NameParts(d.Base) is { } parts => [.. parts, d.Field],
            _ => null,
        };

    // Column names are looked up scope by scope; a scope that knows a column by a prefix of the name ends the search (the rest are row fields).
    BoundExpression? Resolve(Expression place, IReadOnlyList<string> parts, out int consumed)
    {
        for (var current = scope; current is not null; current = current.Outer)
        {
            for (consumed = parts.Count; consumed > 0; consumed--)
            {
                var prefix = parts.Take(consumed).ToList();
                var matches = current.Fields.Where(f => f.Answers(prefix)).Take(2).ToList();
                if (matches.Count > 1)
                    throw SqlErrorException.At(place, "AMBIGUOUS_NAME", $"Column '{string.Join('.', prefix)}' is ambiguous");
                if (matches.Count == 1)
                    return matches[0].Value;
            }
        }
        consumed = 0;
        return null;
    }
}
