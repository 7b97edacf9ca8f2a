using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

sealed partial class ExpressionBinder
{
    BoundExpression BindArithmetic(ArithmeticBinary expression)
    {
        var left = Bind(expression.Left);
        var right = Bind(expression.Right);
        return Arithmetic(expression.Operator, left, right)
            ?? throw SqlErrorException.TypeMismatch(
                expression,
                $"Cannot apply operator: {left.Type} {Symbol(expression.Operator)} {right.Type}"
            );
    }

    static string Symbol(ArithmeticOperator op) =>
        op switch
        {
            ArithmeticOperator.Add => "+",
            ArithmeticOperator.Subtract => "-",
            ArithmeticOperator.Multiply => "*",
            ArithmeticOperator.Divide => "/",
            ArithmeticOperator.Modulus => "%",
        };

    static BoundExpression? Arithmetic(ArithmeticOperator op, BoundExpression left, BoundExpression right)
    {
        if (left.Type.IsUnknown && right.Type.IsUnknown)
            return new BoundLiteral(SqlType.Integer, null);
        if ((left.Type.IsNumeric || left.Type.IsUnknown) && (right.Type.IsNumeric || right.Type.IsUnknown))
            return NumericOperators.Bind(op, left, right);
        return IntervalOperators.Bind(op, left, right);
    }

    BoundExpression BindUnary(ArithmeticUnary expression)
    {
        // -9223372036854775808 is not a literal; -5 is folded so that it can be a frame offset or a constant argument.
        var value = Bind(expression.Value);
        if (value.Type.IsUnknown)
            return Coerce(value, SqlType.Integer);
        if (!value.Type.IsNumeric && value.Type.Kind is not (SqlTypeKind.IntervalDayToSecond or SqlTypeKind.IntervalYearToMonth))
            throw SqlErrorException.TypeMismatch(expression, $"Cannot apply operator: {(expression.Negative ? "-" : "+")}{value.Type}");
        if (!expression.Negative)
            return value;
        return value switch
        {
            BoundLiteral { Value: long n } when n > Lowest(value.Type) => new BoundLiteral(value.Type, -n),
            BoundLiteral { Value: double n } => new BoundLiteral(value.Type, -n),
            BoundLiteral { Value: float n } => new BoundLiteral(value.Type, -n),
            BoundLiteral { Value: Int128 n } => new BoundLiteral(value.Type, -n),
            _ => new BoundNative(value.Type, "(- {0})", value),
        };
    }

    static long Lowest(SqlType type) =>
        type.Kind switch
        {
            SqlTypeKind.TinyInt => sbyte.MinValue,
            SqlTypeKind.SmallInt => short.MinValue,
            SqlTypeKind.Integer => int.MinValue,
            _ => long.MinValue,
        };

    BoundExpression BindComparison(Comparison expression)
    {
        var left = Bind(expression.Left);
        var right = Bind(expression.Right);
        var common = Coercions.CommonSuperType(left.Type, right.Type);
        var equality = expression.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual or ComparisonOperator.IsDistinctFrom;
        if (common is null || !(equality ? common.IsComparable : common.IsOrderable))
        {
            // Trino knows three operators: > is < turned around in its messages too, <> is =.
            var symbol = expression.Operator switch
            {
                ComparisonOperator.Equal or ComparisonOperator.NotEqual => "=",
                ComparisonOperator.LessThan or ComparisonOperator.GreaterThan => "<",
                _ => "<=",
            };
            throw SqlErrorException.TypeMismatch(
                expression,
                expression.Operator == ComparisonOperator.IsDistinctFrom
                    ? $"Cannot check if {left.Type} is distinct from {right.Type}"
                    : $"Cannot apply operator: {left.Type} {symbol} {right.Type}"
            );
        }
        return Compare(expression.Operator, Coerce(left, common), Coerce(right, common));
    }

    /// <summary>Compares two values of one type.</summary>
    static BoundExpression Compare(ComparisonOperator op, BoundExpression left, BoundExpression right)
    {
        if (left.Type.Kind == SqlTypeKind.Row && op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            return CompareRows(op, left, right);
        var plain = new BoundNative(SqlType.Boolean, $"({{0}} {ExpressionText.Symbol(op)} {{1}})", new BoundKey(left), new BoundKey(right));
        return left.Type.IsFloating ? WithoutNaN(op, plain, left, right) : plain;
    }

    // DuckDB sorts NaN above all numbers and equal to itself; in Trino no comparison with NaN holds except <>. Only where NaN would make
    // a difference does a second condition follow, so that the plain comparison can still be pushed down.
    static BoundExpression WithoutNaN(ComparisonOperator op, BoundExpression plain, BoundExpression left, BoundExpression right)
    {
        var suspect = op switch
        {
            ComparisonOperator.GreaterThan or ComparisonOperator.GreaterThanOrEqual => left,
            ComparisonOperator.LessThan or ComparisonOperator.LessThanOrEqual => right,
            ComparisonOperator.Equal or ComparisonOperator.NotEqual when right is not BoundLiteral { Value: double or float } => left,
            _ => null,
        };
        if (
            suspect is null or BoundLiteral { Value: double or float }
            || suspect.SelfAndDescendants().Any(e => e is BoundSubquery or BoundAggregate or BoundWindow)
        )
            return plain;
        return op == ComparisonOperator.NotEqual
            ? new BoundNative(SqlType.Boolean, "({0} OR (isnan({1}) AND isnan({2})))", plain, left, right)
            : new BoundNative(SqlType.Boolean, "({0} AND (NOT isnan({1})))", plain, suspect);
    }

    // DuckDB compares NULL fields of structs as values; Trino's answer is that of the fields joined by AND.
    static BoundExpression CompareRows(ComparisonOperator op, BoundExpression left, BoundExpression right)
    {
        var fields = Enumerable.Range(0, left.Type.Fields.Count).Select(i => Compare(op, FieldAt(left, i), FieldAt(right, i))).ToList();
        return fields.Count == 1 ? fields[0] : Logical(op == ComparisonOperator.Equal ? LogicalOperator.And : LogicalOperator.Or, fields);
    }

    BoundExpression BindLogical(LogicalExpression expression) =>
        Logical(
            expression.Operator,
            [
                .. expression.Terms.Select(term =>
                    BindAs(term, SqlType.Boolean, actual => $"Logical expression term must evaluate to a boolean (actual: {actual})")
                ),
            ]
        );

    /// <summary>Joins conditions with AND or OR.</summary>
    public static BoundExpression Logical(LogicalOperator op, IReadOnlyList<BoundExpression> terms) =>
        new BoundNative(
            SqlType.Boolean,
            $"({string.Join(op == LogicalOperator.And ? " AND " : " OR ", terms.Select((_, i) => $"{{{i}}}"))})",
            terms
        );

    BoundExpression BindNot(NotExpression expression)
    {
        var value = BindAs(
            expression.Value,
            SqlType.Boolean,
            actual => $"Value of logical NOT expression must evaluate to a boolean (actual: {actual})"
        );
        return new BoundNative(SqlType.Boolean, "(NOT {0})", value);
    }

    BoundExpression BindBetween(Between expression)
    {
        BoundExpression[] values = [Bind(expression.Value), Bind(expression.Min), Bind(expression.Max)];
        var common = Coercions.CommonSuperType(values[0].Type, values[1].Type) is { } two
            ? Coercions.CommonSuperType(two, values[2].Type)
            : null;
        if (common is null || !common.IsOrderable)
        {
            throw SqlErrorException.TypeMismatch(
                expression,
                $"Cannot check if {values[0].Type} is BETWEEN {values[1].Type} and {values[2].Type}"
            );
        }
        return new BoundNative(SqlType.Boolean, "({0} BETWEEN {1} AND {2})", [.. values.Select(v => new BoundKey(Coerce(v, common)))]);
    }

    BoundExpression BindInList(InList expression)
    {
        List<Expression> places = [expression.Value, .. expression.Items];
        var values = places.Select(Bind).ToList();
        var common = Common(
            values,
            places,
            (a, b) =>
                $"IN value and list items must be the same type or coercible to a common type. Cannot find common type between {a} and {b}, all types (without duplicates): {Distinct(values)}"
        );
        var list = string.Join(", ", Enumerable.Range(1, values.Count - 1).Select(i => $"{{{i}}}"));
        var coerced = values.Select(v => Coerce(v, common)).ToList();
        if (common.Kind == SqlTypeKind.Row)
            return Logical(LogicalOperator.Or, [.. coerced.Skip(1).Select(item => Compare(ComparisonOperator.Equal, coerced[0], item))]);
        return new BoundNative(SqlType.Boolean, $"({{0}} IN ({list}))", [.. coerced.Select(v => new BoundKey(v))]);
    }

    static string Distinct(IEnumerable<BoundExpression> values) =>
        $"[{string.Join(", ", values.Select(v => v.Type.Name).Distinct(StringComparer.Ordinal))}]";

    BoundExpression BindLike(Like expression)
    {
        var value = Bind(expression.Value);
        if (!value.Type.IsText && !value.Type.IsUnknown)
        {
            throw SqlErrorException.TypeMismatch(
                expression.Value,
                $"Left side of LIKE expression must evaluate to a varchar (actual: {value.Type})"
            );
        }
        var pattern = BindAs(
            expression.Pattern,
            SqlType.VarChar,
            actual => $"Pattern for LIKE expression must evaluate to a varchar (actual: {actual})"
        );
        var text = value.Type.Kind == SqlTypeKind.Char ? Padded(value) : Coerce(value, SqlType.VarChar);
        if (expression.Escape is null)
            return new BoundNative(SqlType.Boolean, "({0} LIKE {1})", text, pattern);
        var escape = BindAs(
            expression.Escape,
            SqlType.VarChar,
            actual => $"Escape for LIKE expression must evaluate to a varchar (actual: {actual})"
        );
        return new BoundNative(SqlType.Boolean, "({0} LIKE {1} ESCAPE {2})", text, pattern, escape);
    }

    // char(n) is stored without its trailing blanks; text functions see them.
    static BoundExpression Padded(BoundExpression value) =>
        new BoundNative(SqlType.VarChar, $"rpad({{0}}, {value.Type.Length}, ' ')", value);

    BoundExpression BindSearchedCase(SearchedCase expression)
    {
        var conditions = expression
            .Whens.Select(w =>
                BindAs(w.Operand, SqlType.Boolean, actual => $"CASE WHEN clause must evaluate to a boolean (actual: {actual})")
            )
            .ToList();
        return Case(conditions, expression.Whens, expression.Default);
    }

    BoundExpression BindSimpleCase(SimpleCase expression)
    {
        var operand = Bind(expression.Operand);
        var conditions = new List<BoundExpression>();
        foreach (var when in expression.Whens)
        {
            var value = Bind(when.Operand);
            var common = Coercions.CommonSuperType(operand.Type, value.Type);
            if (common is null || !common.IsComparable)
                throw SqlErrorException.TypeMismatch(
                    when.Operand,
                    $"CASE operand type does not match WHEN clause operand type: {operand.Type} vs {value.Type}"
                );
            conditions.Add(Compare(ComparisonOperator.Equal, Coerce(operand, common), Coerce(value, common)));
        }
        return Case(conditions, expression.Whens, expression.Default);
    }

    BoundExpression Case(List<BoundExpression> conditions, IReadOnlyList<WhenClause> whens, Expression? otherwise)
    {
        List<Expression> places = [.. whens.Select(w => w.Result)];
        if (otherwise is not null)
            places.Add(otherwise);
        var results = places.Select(Bind).ToList();
        var type = Common(
            results,
            places,
            (a, b) =>
                $"All CASE results must be the same type or coercible to a common type. Cannot find common type between {a} and {b}, all types (without duplicates): {Distinct(results)}"
        );
        var coerced = results.Select(r => Coerce(r, type)).ToList();
        var parts = conditions.Select((_, i) => $"WHEN {{{2 * i}}} THEN {{{(2 * i) + 1}}}");
        var arguments = conditions.SelectMany((c, i) => new[] { c, coerced[i] }).ToList();
        arguments.Add(otherwise is null ? new BoundLiteral(type, null) : coerced[^1]);
        return new BoundNative(type, $"CASE {string.Join(" ", parts)} ELSE {{{arguments.Count - 1}}} END", arguments);
    }

    BoundExpression BindIf(IfExpression expression)
    {
        var condition = BindAs(
            expression.Condition,
            SqlType.Boolean,
            actual => $"IF condition must evaluate to a boolean (actual: {actual})"
        );
        var then = Bind(expression.Then);
        var otherwise = expression.Else is null ? new BoundLiteral(SqlType.Unknown, null) : Bind(expression.Else);
        var type =
            Coercions.CommonSuperType(then.Type, otherwise.Type)
            ?? throw SqlErrorException.TypeMismatch(expression, $"Result types for IF must be the same: {then.Type} vs {otherwise.Type}");
        return new BoundNative(type, "CASE WHEN {0} THEN {1} ELSE {2} END", condition, Coerce(then, type), Coerce(otherwise, type));
    }

    BoundExpression BindNullIf(NullIf expression)
    {
        var first = Bind(expression.First);
        var second = Bind(expression.Second);
        var common = Coercions.CommonSuperType(first.Type, second.Type);
        if (common is null || !common.IsComparable)
            throw SqlErrorException.TypeMismatch(expression, $"Types are not comparable with NULLIF: {first.Type} vs {second.Type}");
        var equal = Compare(ComparisonOperator.Equal, Coerce(first, common), Coerce(second, common));
        return new BoundNative(first.Type, "CASE WHEN {0} THEN {1} ELSE {2} END", equal, new BoundLiteral(first.Type, null), first);
    }

    BoundExpression BindCoalesce(Coalesce expression)
    {
        var values = expression.Operands.Select(Bind).ToList();
        var type = Common(
            values,
            expression.Operands,
            (a, b) =>
                $"All COALESCE operands must be the same type or coercible to a common type. Cannot find common type between {a} and {b}, all types (without duplicates): {Distinct(values)}"
        );
        return new BoundNative(
            type,
            $"coalesce({string.Join(", ", values.Select((_, i) => $"{{{i}}}"))})",
            [.. values.Select(v => Coerce(v, type))]
        );
    }

    BoundExpression BindTry(TryExpression expression)
    {
        var value = Bind(expression.Value);
        // What cannot fail needs no guard; DuckDB refuses subqueries below TRY.
        return value is BoundLiteral or BoundColumn ? value : new BoundNative(value.Type, "TRY({0})", value);
    }

    BoundExpression BindArray(ArrayConstructor expression)
    {
        var values = expression.Items.Select(Bind).ToList();
        var type = Common(
            values,
            expression.Items,
            (a, b) =>
                $"All ARRAY elements must be the same type or coercible to a common type. Cannot find common type between {a} and {b}, all types (without duplicates): {Distinct(values)}"
        );
        var array = SqlType.Array(type);
        return values.Count == 0
            ? new BoundNative(array, $"CAST(list_value() AS {DuckTypes.Of(array)})")
            : new BoundNative(
                array,
                $"list_value({string.Join(", ", values.Select((_, i) => $"{{{i}}}"))})",
                [.. values.Select(v => Coerce(v, type))]
            );
    }

    const string RowTemplateStart = "struct_pack(\"f1\" := {0}";

    /// <summary>A row of unnamed fields.</summary>
    public static BoundExpression BindRow(IReadOnlyList<BoundExpression> values) =>
        new BoundNative(
            SqlType.Row([.. values.Select(v => new SqlField(null, v.Type))]),
            $"struct_pack({string.Join(", ", values.Select((_, i) => $"\"{Emit.PhysicalForm.FieldName(i)}\" := {{{i}}}"))})",
            values
        );

    BoundExpression BindSubscript(Subscript expression)
    {
        var value = Bind(expression.Base);
        if (value.Type.Kind == SqlTypeKind.Row)
            return RowSubscript(expression, value);
        var index = Bind(expression.Index);
        switch (value.Type.Kind)
        {
            case SqlTypeKind.Array when Coercions.CanCoerce(index.Type, SqlType.BigInt):
                return new BoundNative(value.Type.Element, ArraySubscript, value, Coerce(index, SqlType.BigInt));
            case SqlTypeKind.Map when Coercions.CommonSuperType(index.Type, value.Type.Key) is { } keyType:
                var key = Coerce(index, keyType);
                var keyText = CastCatalog.IsCastable(keyType, SqlType.VarChar)
                    ? Coerce(key, SqlType.VarChar)
                    : new BoundLiteral(SqlType.VarChar, keyType.Name);
                var map = Coerce(value, SqlType.Map(keyType, value.Type.Value));
                return new BoundNative(value.Type.Value, MapSubscript, map, key, keyText);
            default:
                throw SqlErrorException.TypeMismatch(expression, $"Cannot use {index.Type} for subscript of {value.Type}");
        }
    }

    // The failing function gives the index, so that the result keeps its type; NULL arrays and indexes stay NULL.
    const string ArraySubscript =
        "({0})[CASE WHEN ({1} BETWEEN CAST(1 AS BIGINT) AND len({0})) THEN {1}"
        + " WHEN ({1} = CAST(0 AS BIGINT)) THEN CAST(trino_fail('INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1') AS BIGINT)"
        + " WHEN ({1} < CAST(0 AS BIGINT)) THEN CAST(trino_fail('INVALID_FUNCTION_ARGUMENT: Array subscript is negative: ' || CAST({1} AS VARCHAR)) AS BIGINT)"
        + " WHEN ({0} IS NULL) THEN CAST(NULL AS BIGINT)"
        + " ELSE CAST(trino_fail('INVALID_FUNCTION_ARGUMENT: Array subscript must be less than or equal to array length: ' || CAST({1} AS VARCHAR) || ' > ' || CAST(len({0}) AS VARCHAR)) AS BIGINT) END]";

    const string MapSubscript =
        "(map_extract({0}, {1}))[CASE WHEN map_contains({0}, {1}) THEN CAST(1 AS BIGINT) WHEN (({0} IS NULL) OR ({1} IS NULL)) THEN CAST(NULL AS BIGINT)"
        + " ELSE CAST(trino_fail('INVALID_FUNCTION_ARGUMENT: Key not present in map: ' || {2}) AS BIGINT) END]";

    BoundExpression RowSubscript(Subscript expression, BoundExpression row)
    {
        if (expression.Index is not IntegerLiteral { Value: var index })
            throw SqlErrorException.TypeMismatch(expression.Index, "Subscript expression on ROW requires a constant index");
        if (index < 1)
            throw SqlErrorException.At(
                expression.Index,
                "INVALID_FUNCTION_ARGUMENT",
                $"Invalid subscript index: {index}. ROW indices start at 1"
            );
        if (index > row.Type.Fields.Count)
        {
            throw SqlErrorException.At(
                expression.Index,
                "INVALID_FUNCTION_ARGUMENT",
                $"Subscript index out of bounds: {index}, max value is {row.Type.Fields.Count}"
            );
        }
        return FieldAt(row, (int)index - 1);
    }
}
