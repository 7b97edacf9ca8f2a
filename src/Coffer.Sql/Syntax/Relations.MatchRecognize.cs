using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

public enum RowsPerMatch
{
    One,

    /// <summary>ALL ROWS PER MATCH without an option, which shows empty matches.</summary>
    All,
    AllShowEmpty,
    AllOmitEmpty,
    AllWithUnmatched,
}

public enum AfterMatchKind
{
    PastLastRow,
    NextRow,
    First,
    Last,

    /// <summary><c>TO variable</c>, which is the same as LAST.</summary>
    Variable,
}

public enum PatternSearchMode
{
    Initial,
    Seek,
}

/// <summary><c>relation MATCH_RECOGNIZE (…)</c></summary>
public sealed record MatchRecognize(
    SourcePosition Position,
    Relation Source,
    SyntaxList<Expression> PartitionBy,
    OrderBy? OrderBy,
    SyntaxList<Measure> Measures,
    RowsPerMatch? Rows,
    AfterMatchSkip? AfterMatch,
    PatternSearchMode? SearchMode,
    RowPattern Pattern,
    SyntaxList<PatternSubset> Subsets,
    SyntaxList<PatternDefinition> Definitions
) : Relation(Position);

public sealed record Measure(SourcePosition Position, Expression Value, Identifier Name) : Node(Position);

/// <remarks><c>Variable</c>: The variable of FIRST, LAST and a plain variable.</remarks>
public sealed record AfterMatchSkip(SourcePosition Position, AfterMatchKind Kind, Identifier? Variable) : Node(Position);

public sealed record PatternSubset(SourcePosition Position, Identifier Name, SyntaxList<Identifier> Variables) : Node(Position);

public sealed record PatternDefinition(SourcePosition Position, Identifier Name, Expression Condition) : Node(Position);

public abstract record RowPattern(SourcePosition Position) : Node(Position);

public sealed record PatternVariable(SourcePosition Position, Identifier Name) : RowPattern(Position);

/// <summary><c>()</c></summary>
public sealed record EmptyPattern(SourcePosition Position) : RowPattern(Position);

public sealed record PatternConcatenation(SourcePosition Position, SyntaxList<RowPattern> Parts) : RowPattern(Position);

public sealed record PatternAlternation(SourcePosition Position, SyntaxList<RowPattern> Parts) : RowPattern(Position);

/// <summary><c>PERMUTE(a, b)</c></summary>
public sealed record PatternPermutation(SourcePosition Position, SyntaxList<RowPattern> Parts) : RowPattern(Position);

/// <summary><c>^</c> or <c>$</c></summary>
public sealed record PatternAnchor(SourcePosition Position, bool End) : RowPattern(Position);

/// <summary><c>{- pattern -}</c></summary>
public sealed record ExcludedPattern(SourcePosition Position, RowPattern Pattern) : RowPattern(Position);

/// <summary><c>*</c> (0, null), <c>+</c> (1, null), <c>?</c> (0, 1), <c>{n}</c> (n, n), <c>{n,m}</c>; each may be reluctant (<c>*?</c>).</summary>
/// <remarks><c>Max</c>: Null when there is no upper bound.</remarks>
public sealed record QuantifiedPattern(SourcePosition Position, RowPattern Pattern, long Min, long? Max, bool Greedy)
    : RowPattern(Position);
