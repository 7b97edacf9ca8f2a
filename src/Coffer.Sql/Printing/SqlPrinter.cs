using System.Globalization;
using System.Text;
using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Printing;

/// <summary>
/// Prints a syntax tree as Trino SQL on one line, with the parentheses that the grammar needs. What is printed reads back as an equal tree;
/// comments and spelling beyond the names are gone.
/// </summary>
public sealed partial class SqlPrinter
{
    readonly StringBuilder _out = new();

    SqlPrinter() { }

    public static string Print(Node node)
    {
        var printer = new SqlPrinter();
        printer.Write(node);
        return printer._out.ToString();
    }

    /// <summary>A name in double quotes.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A string literal.</summary>
    public static string QuoteText(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    void Write(Node node)
    {
        switch (node)
        {
            case Expression expression:
                Write(expression, Precedence.Lambda);
                break;
            case DataType type:
                Write(type);
                break;
            case Statement statement:
                Write(statement);
                break;
            case Query query:
                Write(query);
                break;
            case QueryBody body:
                Write(body);
                break;
            case Relation relation:
                Write(relation);
                break;
            case QualifiedName name:
                Write(name);
                break;
            case WindowSpecification window:
                Write(window);
                break;
            default:
                throw new ArgumentException($"{node.GetType().Name} is not printed alone.", nameof(node));
        }
    }

    void Text(string text) => _out.Append(text);

    void Parenthesized(Action write)
    {
        Text("(");
        write();
        Text(")");
    }

    void List<T>(IEnumerable<T> items, Action<T> write, string separator = ", ")
    {
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                Text(separator);
            }
            first = false;
            write(item);
        }
    }

    void Expressions(IEnumerable<Expression> items) => List(items, item => Write(item, Precedence.Lambda));

    void Write(Identifier name) => Text(name.Quoted ? Quote(name.Value) : name.Value);

    void Write(QualifiedName name) => List(name.Parts, Write, ".");

    void Write(StringLiteral text) => Text(QuoteText(text.Value));

    void Names(IEnumerable<Identifier> names) => Parenthesized(() => List(names, Write));

    /// <summary>A type name in a literal: as it is when it is a plain word, else in quotes.</summary>
    static string TypeName(string name) =>
        name.Length > 0
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !DialectSyntax.Trino.IsReserved(DialectSyntax.Trino.KeywordOf(name))
            ? name
            : Quote(name);

    // Types

    void Write(DataType type)
    {
        switch (type)
        {
            case GenericDataType generic:
                Write(generic.Name);
                if (generic.Arguments.Count > 0)
                {
                    Parenthesized(() => List(generic.Arguments, Write));
                }
                break;
            case DateTimeDataType dateTime:
                Text(dateTime.Timestamp ? "timestamp" : "time");
                if (dateTime.Precision is { } precision)
                {
                    Text($"({precision.Value})");
                }
                Text(dateTime.WithTimeZone ? " with time zone" : "");
                break;
            case IntervalDataType interval:
                Text($"interval {Field(interval.From)}");
                if (interval.To != interval.From)
                {
                    Text($" TO {Field(interval.To)}");
                }
                break;
            case RowDataType row:
                Text("row");
                Parenthesized(() =>
                    List(
                        row.Fields,
                        field =>
                        {
                            if (field.Name is { } name)
                            {
                                Write(name);
                                Text(" ");
                            }
                            Write(field.Type);
                        }
                    )
                );
                break;
        }
    }

    void Write(TypeArgument argument)
    {
        if (argument is NumericTypeArgument number)
        {
            Text(number.Value);
        }
        else if (argument is NestedTypeArgument nested)
        {
            Write(nested.Type);
        }
    }

    static string Field(IntervalField field) => field.ToString().ToUpperInvariant();

    static string Number(double value)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? "1E999" : "-1E999";
        }
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E') ? text : text + "E0";
    }

    /// <summary>An enum member as the words of the grammar: <c>ReadCommitted</c> is <c>READ COMMITTED</c>.</summary>
    static string Words(Enum member) =>
        string.Concat(member.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {c}" : c.ToString())).ToUpperInvariant();
}
