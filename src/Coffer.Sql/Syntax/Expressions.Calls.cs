using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

public enum NullTreatment
{
    Respect,
    Ignore,
}

/// <summary>RUNNING or FINAL before a call inside MATCH_RECOGNIZE.</summary>
public enum ProcessingMode
{
    Running,
    Final,
}

/// <summary>
/// A call. These forms are calls too: <c>a || b</c> is <c>concat(a, b)</c>, <c>SUBSTRING(x FROM a FOR b)</c> is <c>substring(x, a, b)</c>,
/// <c>POSITION(a IN b)</c> is <c>strpos(b, a)</c>, <c>NORMALIZE(x, NFD)</c> is <c>normalize(x, 'NFD')</c>. These are nodes of their own:
/// if, nullif, coalesce, try, cast, extract, trim, grouping, listagg, the JSON_* forms, CURRENT_*.
/// </summary>
public sealed record FunctionCall(SourcePosition Position, QualifiedName Name, SyntaxList<Expression> Arguments) : Expression(Position)
{
    /// <summary><c>count(*)</c>: no argument list but a star.</summary>
    public bool Star { get; init; }

    /// <summary><c>count(t.*)</c>: the relation whose rows are the argument (MATCH_RECOGNIZE: a pattern variable).</summary>
    public Identifier? StarOf { get; init; }

    public bool Distinct { get; init; }

    public SyntaxList<SortItem> OrderBy { get; init; } = [];

    public Expression? Filter { get; init; }

    public Window? Over { get; init; }

    public NullTreatment? NullTreatment { get; init; }

    public ProcessingMode? ProcessingMode { get; init; }
}

public enum OverflowBehavior
{
    Error,
    Truncate,
}

/// <summary><c>LISTAGG([DISTINCT] value [, separator] [ON OVERFLOW …]) WITHIN GROUP (ORDER BY …)</c>; release 423 has no FILTER here.</summary>
/// <remarks><c>Separator</c>: Null when not written (empty text).</remarks>
/// <remarks><c>OverflowFiller</c>: Null when not written (<c>...</c>).</remarks>
/// <remarks><c>OverflowWithCount</c>: WITH COUNT or WITHOUT COUNT of a truncation.</remarks>
public sealed record ListAgg(
    SourcePosition Position,
    bool Distinct,
    Expression Value,
    StringLiteral? Separator,
    OverflowBehavior Overflow,
    StringLiteral? OverflowFiller,
    bool OverflowWithCount,
    SyntaxList<SortItem> OrderBy
) : Expression(Position);

/// <summary>How rows are windowed: by name or by specification.</summary>
public abstract record Window(SourcePosition Position) : Node(Position);

/// <summary><c>OVER w</c></summary>
public sealed record WindowReference(SourcePosition Position, Identifier Name) : Window(Position);

/// <summary><c>OVER (…)</c> and the right side of <c>WINDOW w AS (…)</c></summary>
public sealed record WindowSpecification(
    SourcePosition Position,
    Identifier? Base,
    SyntaxList<Expression> PartitionBy,
    SyntaxList<SortItem> OrderBy,
    WindowFrame? Frame
) : Window(Position);

public enum FrameUnit
{
    Range,
    Rows,
    Groups,
}

public enum FrameBoundKind
{
    UnboundedPreceding,
    Preceding,
    CurrentRow,
    Following,
    UnboundedFollowing,
}

/// <summary>An end of a window frame.</summary>
/// <remarks><c>Value</c>: The offset of n PRECEDING and n FOLLOWING.</remarks>
public sealed record FrameBound(SourcePosition Position, FrameBoundKind Kind, Expression? Value) : Node(Position);

/// <summary><c>ROWS BETWEEN start AND end</c>; End null = current row. Pattern is set when the frame carries MATCH_RECOGNIZE clauses.</summary>
public sealed record WindowFrame(SourcePosition Position, FrameUnit Unit, FrameBound Start, FrameBound? End, FramePattern? Pattern)
    : Node(Position);

/// <summary>Row pattern recognition inside a window frame.</summary>
public sealed record FramePattern(
    SourcePosition Position,
    SyntaxList<Measure> Measures,
    AfterMatchSkip? AfterMatch,
    PatternSearchMode? SearchMode,
    RowPattern? Pattern,
    SyntaxList<PatternSubset> Subsets,
    SyntaxList<PatternDefinition> Definitions
) : Node(Position);

/// <summary>A measure of a window's pattern: <c>name OVER w</c></summary>
public sealed record WindowMeasure(SourcePosition Position, Identifier Name, Window Over) : Expression(Position);

public enum CurrentTimeKind
{
    Date,
    Time,
    Timestamp,
    LocalTime,
    LocalTimestamp,
}

/// <summary><c>CURRENT_DATE</c>, <c>CURRENT_TIME[(p)]</c>, <c>CURRENT_TIMESTAMP[(p)]</c>, <c>LOCALTIME[(p)]</c>, <c>LOCALTIMESTAMP[(p)]</c></summary>
public sealed record CurrentTime(SourcePosition Position, CurrentTimeKind Kind, int? Precision) : Expression(Position);

public enum CurrentNameKind
{
    User,
    Catalog,
    Schema,
    Path,
}

/// <summary><c>CURRENT_USER</c>, <c>CURRENT_CATALOG</c>, <c>CURRENT_SCHEMA</c>, <c>CURRENT_PATH</c></summary>
public sealed record CurrentName(SourcePosition Position, CurrentNameKind Kind) : Expression(Position);

/// <summary><c>EXTRACT(field FROM value)</c></summary>
/// <remarks><c>Field</c>: As written; the parser has checked that Trino knows it.</remarks>
public sealed record Extract(SourcePosition Position, ExtractField Field, Expression Value) : Expression(Position);

/// <summary>The fields of EXTRACT.</summary>
public enum ExtractField
{
    Year,
    Quarter,
    Month,
    Week,
    Day,
    DayOfMonth,
    DayOfWeek,
    Dow,
    DayOfYear,
    Doy,
    YearOfWeek,
    Yow,
    Hour,
    Minute,
    Second,
    TimezoneMinute,
    TimezoneHour,
}

public enum TrimSide
{
    Both,
    Leading,
    Trailing,
}

/// <summary><c>TRIM([LEADING|TRAILING|BOTH] [characters] FROM value)</c>, <c>TRIM(value [, characters])</c></summary>
public sealed record Trim(SourcePosition Position, TrimSide Side, Expression Value, Expression? Characters) : Expression(Position);

/// <summary><c>GROUPING(a, b)</c></summary>
public sealed record GroupingOperation(SourcePosition Position, SyntaxList<QualifiedName> Columns) : Expression(Position);
