using Coffer.Sql.Syntax;

namespace Coffer.Sql.Printing;

public sealed partial class SqlPrinter
{
    static Precedence PrecedenceOf(Expression expression) =>
        expression switch
        {
            Lambda => Precedence.Lambda,
            LogicalExpression { Operator: LogicalOperator.Or } => Precedence.Or,
            LogicalExpression => Precedence.And,
            NotExpression { Value: Between or InList or InSubquery or Like } => Precedence.Predicate,
            NotExpression { Value: Comparison { Operator: ComparisonOperator.IsDistinctFrom } } => Precedence.Predicate,
            NotExpression => Precedence.Not,
            Comparison or QuantifiedComparison or Between or InList or InSubquery or Like or IsNull or IsNotNull => Precedence.Predicate,
            ArithmeticBinary { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract } => Precedence.Sum,
            ArithmeticBinary => Precedence.Product,
            ArithmeticUnary => Precedence.Sign,
            AtTimeZone => Precedence.TimeZone,
            _ => Precedence.Primary,
        };

    /// <summary>Writes an expression where at least the given precedence is needed.</summary>
    void Write(Expression expression, Precedence needed)
    {
        if (PrecedenceOf(expression) < needed)
        {
            Parenthesized(() => WriteBare(expression));
        }
        else
        {
            WriteBare(expression);
        }
    }

    void Binary(Expression left, string op, Expression right, Precedence leftNeeded, Precedence rightNeeded)
    {
        Write(left, leftNeeded);
        Text($" {op} ");
        Write(right, rightNeeded);
    }

    void WriteBare(Expression expression)
    {
        switch (expression)
        {
            case Identifier name:
                Write(name);
                break;
            case Dereference dereference:
                Write(dereference.Base, Precedence.Primary);
                Text(".");
                Write(dereference.Field);
                break;
            case Subscript subscript:
                Write(subscript.Base, Precedence.Primary);
                Text("[");
                Write(subscript.Index, Precedence.Sum);
                Text("]");
                break;
            case Parameter:
                Text("?");
                break;
            case Literal literal:
                Write(literal);
                break;
            case LogicalExpression logical:
                var inside = logical.Operator == LogicalOperator.Or ? Precedence.And : Precedence.Not;
                List(logical.Terms, term => Write(term, inside), logical.Operator == LogicalOperator.Or ? " OR " : " AND ");
                break;
            case NotExpression { Value: Comparison { Operator: ComparisonOperator.IsDistinctFrom } distinct }:
                Binary(distinct.Left, "IS NOT DISTINCT FROM", distinct.Right, Precedence.Sum, Precedence.Sum);
                break;
            case NotExpression { Value: Between or InList or InSubquery or Like } not:
                WritePredicate(not.Value, "NOT ");
                break;
            case NotExpression not:
                Text("NOT ");
                Write(not.Value, Precedence.Not);
                break;
            case Comparison comparison:
                Binary(comparison.Left, Operator(comparison.Operator), comparison.Right, Precedence.Sum, Precedence.Sum);
                break;
            case QuantifiedComparison quantified:
                Write(quantified.Value, Precedence.Sum);
                Text($" {Operator(quantified.Operator)} {Words(quantified.Quantifier)} ");
                Write(quantified.Subquery, Precedence.Primary);
                break;
            case Between or InList or InSubquery or Like:
                WritePredicate(expression, "");
                break;
            case IsNull isNull:
                Write(isNull.Value, Precedence.Sum);
                Text(" IS NULL");
                break;
            case IsNotNull isNotNull:
                Write(isNotNull.Value, Precedence.Sum);
                Text(" IS NOT NULL");
                break;
            case ArithmeticBinary binary:
                var own = PrecedenceOf(binary);
                Binary(binary.Left, Operator(binary.Operator), binary.Right, own, own + 1);
                break;
            case ArithmeticUnary unary:
                WriteSign(unary);
                break;
            case AtTimeZone zone:
                Write(zone.Value, Precedence.TimeZone);
                Text(" AT TIME ZONE ");
                Write(zone.Zone, Precedence.Primary);
                break;
            case Lambda lambda:
                Names(lambda.Parameters);
                Text(" -> ");
                Write(lambda.Body, Precedence.Lambda);
                break;
            case SubqueryExpression subquery:
                Parenthesized(() => Write(subquery.Query));
                break;
            case Exists exists:
                Text("EXISTS ");
                Write(exists.Subquery, Precedence.Primary);
                break;
            default:
                WriteForm(expression);
                break;
        }
    }

    void WritePredicate(Expression predicate, string not)
    {
        switch (predicate)
        {
            case Between between:
                Write(between.Value, Precedence.Sum);
                Text($" {not}BETWEEN ");
                Binary(between.Min, "AND", between.Max, Precedence.Sum, Precedence.Sum);
                break;
            case InList list:
                Write(list.Value, Precedence.Sum);
                Text($" {not}IN ");
                Parenthesized(() => Expressions(list.Items));
                break;
            case InSubquery subquery:
                Write(subquery.Value, Precedence.Sum);
                Text($" {not}IN ");
                Write(subquery.Subquery, Precedence.Primary);
                break;
            case Like like:
                Binary(like.Value, $"{not}LIKE", like.Pattern, Precedence.Sum, Precedence.Sum);
                if (like.Escape is { } escape)
                {
                    Text(" ESCAPE ");
                    Write(escape, Precedence.Sum);
                }
                break;
        }
    }

    void WriteSign(ArithmeticUnary unary)
    {
        Text(unary.Negative ? "-" : "+");
        var before = _out.Length;
        // A minus before a number would be read as part of the number, and two minus signs as a comment.
        if (unary.Negative && unary.Value is IntegerLiteral { Value: >= 0 } or DecimalLiteral or DoubleLiteral)
        {
            Parenthesized(() => WriteBare(unary.Value));
            return;
        }
        Write(unary.Value, Precedence.Sign);
        if (_out[before] == '-')
        {
            _out.Insert(before, ' ');
        }
    }

    static string Operator(ComparisonOperator op) =>
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

    static string Operator(ArithmeticOperator op) =>
        op switch
        {
            ArithmeticOperator.Add => "+",
            ArithmeticOperator.Subtract => "-",
            ArithmeticOperator.Multiply => "*",
            ArithmeticOperator.Divide => "/",
            ArithmeticOperator.Modulus => "%",
        };

    void Write(Literal literal)
    {
        switch (literal)
        {
            case NullLiteral:
                Text("NULL");
                break;
            case BooleanLiteral boolean:
                Text(boolean.Value ? "true" : "false");
                break;
            case IntegerLiteral integer:
                Text($"{integer.Value}");
                break;
            case DecimalLiteral number:
                Text(number.Text);
                break;
            case DoubleLiteral number:
                Text(Number(number.Value));
                break;
            case StringLiteral text:
                Write(text);
                break;
            case BinaryLiteral binary:
                Text($"X'{binary.Hex}'");
                break;
            case TypedLiteral typed:
                Text($"{TypeName(typed.TypeName)} {QuoteText(typed.Value)}");
                break;
            case IntervalLiteral interval:
                Text($"INTERVAL {(interval.Negative ? "-" : "")}{QuoteText(interval.Value)} {Field(interval.From)}");
                Text(interval.To is { } to ? $" TO {Field(to)}" : "");
                break;
        }
    }

    void WriteForm(Expression expression)
    {
        switch (expression)
        {
            case FunctionCall call:
                Write(call);
                break;
            case SearchedCase searched:
                WriteCase(null, searched.Whens, searched.Default);
                break;
            case SimpleCase simple:
                WriteCase(simple.Operand, simple.Whens, simple.Default);
                break;
            case Cast cast:
                Text(cast.Safe ? "TRY_CAST(" : "CAST(");
                Write(cast.Value, Precedence.Lambda);
                Text(" AS ");
                Write(cast.Type);
                Text(")");
                break;
            case IfExpression condition:
                Form(
                    "if",
                    condition.Else is { } otherwise
                        ? [condition.Condition, condition.Then, otherwise]
                        : [condition.Condition, condition.Then]
                );
                break;
            case NullIf nullIf:
                Form("nullif", [nullIf.First, nullIf.Second]);
                break;
            case Coalesce coalesce:
                Form("coalesce", coalesce.Operands);
                break;
            case TryExpression attempt:
                Form("try", [attempt.Value]);
                break;
            case RowConstructor row:
                Form("ROW", row.Items);
                break;
            case ArrayConstructor array:
                Text("ARRAY[");
                Expressions(array.Items);
                Text("]");
                break;
            case CurrentTime time:
                Text(
                    time.Kind switch
                    {
                        CurrentTimeKind.Date => "CURRENT_DATE",
                        CurrentTimeKind.Time => "CURRENT_TIME",
                        CurrentTimeKind.Timestamp => "CURRENT_TIMESTAMP",
                        CurrentTimeKind.LocalTime => "LOCALTIME",
                        CurrentTimeKind.LocalTimestamp => "LOCALTIMESTAMP",
                    }
                );
                Text(time.Precision is { } precision ? $"({precision})" : "");
                break;
            case CurrentName name:
                Text($"CURRENT_{Words(name.Kind)}");
                break;
            case Extract extract:
                Text($"EXTRACT({Words(extract.Field).Replace(' ', '_')} FROM ");
                Write(extract.Value, Precedence.Sum);
                Text(")");
                break;
            case Trim trim:
                Text($"TRIM({Words(trim.Side)} ");
                if (trim.Characters is { } characters)
                {
                    Write(characters, Precedence.Sum);
                    Text(" ");
                }
                Text("FROM ");
                Write(trim.Value, Precedence.Sum);
                Text(")");
                break;
            case GroupingOperation grouping:
                Text("GROUPING");
                Parenthesized(() => List(grouping.Columns, Write));
                break;
            case ListAgg listAgg:
                Write(listAgg);
                break;
            case WindowMeasure measure:
                Write(measure.Name);
                Text(" OVER ");
                Write(measure.Over);
                break;
            case JsonExists or JsonValue or JsonQuery or JsonObject or JsonArray:
                WriteJson(expression);
                break;
            default:
                throw new ArgumentException($"{expression.GetType().Name} cannot be printed.", nameof(expression));
        }
    }

    void Form(string name, IEnumerable<Expression> arguments)
    {
        Text(name);
        Parenthesized(() => Expressions(arguments));
    }

    void WriteCase(Expression? operand, SyntaxList<WhenClause> whens, Expression? otherwise)
    {
        Text("CASE");
        if (operand is not null)
        {
            Text(" ");
            Write(operand, Precedence.Or);
        }
        foreach (var when in whens)
        {
            Text(" WHEN ");
            Write(when.Operand, Precedence.Or);
            Text(" THEN ");
            Write(when.Result, Precedence.Or);
        }
        if (otherwise is not null)
        {
            Text(" ELSE ");
            Write(otherwise, Precedence.Or);
        }
        Text(" END");
    }

    void Write(FunctionCall call)
    {
        Text(call.ProcessingMode is { } mode ? $"{Words(mode)} " : "");
        Write(call.Name);
        Text("(");
        if (call.Star)
        {
            if (call.StarOf is { } label)
            {
                Write(label);
                Text(".");
            }
            Text("*");
        }
        else if (call.Name.Parts is [{ Quoted: false, Lower: "normalize" }] && call.Arguments is [var value, StringLiteral form])
        {
            // A reserved word: the form is a word, too.
            Write(value, Precedence.Sum);
            Text($", {form.Value}");
        }
        else
        {
            Text(call.Distinct ? "DISTINCT " : "");
            Expressions(call.Arguments);
        }
        if (call.OrderBy.Count > 0)
        {
            Text(call.Arguments.Count > 0 ? " " : "");
            WriteOrderBy(call.OrderBy);
        }
        Text(")");
        WriteFilter(call.Filter);
        Text(call.NullTreatment is { } nulls ? $" {Words(nulls)} NULLS" : "");
        if (call.Over is { } over)
        {
            Text(" OVER ");
            Write(over);
        }
    }

    void WriteFilter(Expression? filter)
    {
        if (filter is not null)
        {
            Text(" FILTER (WHERE ");
            Write(filter, Precedence.Lambda);
            Text(")");
        }
    }

    void Write(ListAgg call)
    {
        Text(call.Distinct ? "LISTAGG(DISTINCT " : "LISTAGG(");
        Write(call.Value, Precedence.Lambda);
        if (call.Separator is { } separator)
        {
            Text(", ");
            Write(separator);
        }
        if (call.Overflow == OverflowBehavior.Truncate)
        {
            Text(" ON OVERFLOW TRUNCATE ");
            if (call.OverflowFiller is { } filler)
            {
                Write(filler);
                Text(" ");
            }
            Text(call.OverflowWithCount ? "WITH COUNT" : "WITHOUT COUNT");
        }
        Text(") WITHIN GROUP (");
        WriteOrderBy(call.OrderBy);
        Text(")");
    }

    // Windows

    void Write(Window window)
    {
        switch (window)
        {
            case WindowReference reference:
                Write(reference.Name);
                break;
            case WindowSpecification specification:
                Write(specification);
                break;
        }
    }

    void Write(WindowSpecification window)
    {
        var parts = new List<Action>();
        if (window.Base is { } name)
        {
            parts.Add(() => Write(name));
        }
        if (window.PartitionBy.Count > 0)
        {
            parts.Add(() =>
            {
                Text("PARTITION BY ");
                Expressions(window.PartitionBy);
            });
        }
        if (window.OrderBy.Count > 0)
        {
            parts.Add(() => WriteOrderBy(window.OrderBy));
        }
        if (window.Frame is { } frame)
        {
            parts.Add(() => Write(frame));
        }
        Parenthesized(() => List(parts, part => part(), " "));
    }

    void Write(WindowFrame frame)
    {
        if (frame.Pattern is { Measures.Count: > 0 } measured)
        {
            WriteMeasures(measured.Measures);
            Text(" ");
        }
        Text(Words(frame.Unit));
        Text(frame.End is null ? " " : " BETWEEN ");
        Write(frame.Start);
        if (frame.End is { } end)
        {
            Text(" AND ");
            Write(end);
        }
        if (frame.Pattern is { } pattern)
        {
            WritePatternClauses(pattern.AfterMatch, pattern.SearchMode, pattern.Pattern, pattern.Subsets, pattern.Definitions);
        }
    }

    void Write(FrameBound bound)
    {
        if (bound.Value is { } value)
        {
            Write(value, Precedence.Lambda);
            Text(" ");
        }
        Text(Words(bound.Kind));
    }

    // SQL/JSON

    static string Format(JsonFormat format) => format == JsonFormat.Json ? "FORMAT JSON" : $"FORMAT JSON ENCODING {Words(format)}";

    void WriteFormat(JsonFormat? format) => Text(format is { } value ? $" {Format(value)}" : "");

    void Write(JsonReturning? returning)
    {
        if (returning is not null)
        {
            Text(" RETURNING ");
            Write(returning.Type);
            WriteFormat(returning.Format);
        }
    }

    void Write(JsonPathInvocation path)
    {
        Write(path.Input, Precedence.Or);
        WriteFormat(path.InputFormat);
        Text(", ");
        Write(path.Path);
        if (path.PathName is { } name)
        {
            Text(" AS ");
            Write(name);
        }
        if (path.Arguments.Count > 0)
        {
            Text(" PASSING ");
            List(
                path.Arguments,
                argument =>
                {
                    Write(argument.Value, Precedence.Or);
                    WriteFormat(argument.Format);
                    Text(" AS ");
                    Write(argument.Name);
                }
            );
        }
    }

    void WriteJson(Expression expression)
    {
        switch (expression)
        {
            case JsonExists exists:
                Text("JSON_EXISTS(");
                Write(exists.Path);
                Text(exists.OnError is { } onError ? $" {Words(onError)} ON ERROR" : "");
                break;
            case JsonValue value:
                Text("JSON_VALUE(");
                Write(value.Path);
                if (value.Returning is { } type)
                {
                    Text(" RETURNING ");
                    Write(type);
                }
                WriteBehaviors(value.OnEmpty, value.EmptyDefault, value.OnError, value.ErrorDefault);
                break;
            case JsonQuery query:
                Text("JSON_QUERY(");
                Write(query.Path);
                Write(query.Returning);
                WriteQueryOptions(query.Wrapper, query.Quotes, query.OnEmpty, query.OnError);
                break;
            case JsonObject json:
                Text("JSON_OBJECT(");
                List(
                    json.Members,
                    member =>
                    {
                        Write(member.Key, Precedence.Or);
                        Text(" VALUE ");
                        Write(member.Value, Precedence.Or);
                        WriteFormat(member.Format);
                    }
                );
                Text(json.NullOnNull ? "" : " ABSENT ON NULL");
                Text(json.UniqueKeys ? " WITH UNIQUE KEYS" : "");
                Write(json.Returning);
                break;
            case JsonArray array:
                Text("JSON_ARRAY(");
                List(
                    array.Elements,
                    element =>
                    {
                        Write(element.Value, Precedence.Or);
                        WriteFormat(element.Format);
                    }
                );
                Text(array.NullOnNull ? " NULL ON NULL" : "");
                Write(array.Returning);
                break;
        }
        Text(")");
    }

    void WriteBehaviors(JsonValueBehavior? onEmpty, Expression? emptyDefault, JsonValueBehavior? onError, Expression? errorDefault)
    {
        WriteBehavior(onEmpty, emptyDefault, "EMPTY");
        WriteBehavior(onError, errorDefault, "ERROR");
    }

    void WriteBehavior(JsonValueBehavior? behavior, Expression? value, string on)
    {
        if (behavior is not { } kind)
        {
            return;
        }
        Text($" {Words(kind)}");
        if (value is not null)
        {
            Text(" ");
            Write(value, Precedence.Or);
        }
        Text($" ON {on}");
    }

    void WriteQueryOptions(JsonWrapper? wrapper, JsonQuotes? quotes, JsonQueryBehavior? onEmpty, JsonQueryBehavior? onError)
    {
        Text(
            wrapper switch
            {
                JsonWrapper.Without => " WITHOUT ARRAY WRAPPER",
                JsonWrapper.Conditional => " WITH CONDITIONAL ARRAY WRAPPER",
                JsonWrapper.Unconditional => " WITH UNCONDITIONAL ARRAY WRAPPER",
                null => "",
            }
        );
        Text(quotes is { } kept ? $" {Words(kept)} QUOTES ON SCALAR STRING" : "");
        Text(onEmpty is { } empty ? $" {Words(empty)} ON EMPTY" : "");
        Text(onError is { } error ? $" {Words(error)} ON ERROR" : "");
    }
}
