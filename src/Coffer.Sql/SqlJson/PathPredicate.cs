using System.Text.RegularExpressions;

namespace Coffer.Sql.SqlJson;

/// <summary>A condition of a JSON path filter: true, false or unknown.</summary>
abstract record PathPredicate;

sealed record AndPredicate(PathPredicate Left, PathPredicate Right) : PathPredicate;

sealed record OrPredicate(PathPredicate Left, PathPredicate Right) : PathPredicate;

sealed record NotPredicate(PathPredicate Value) : PathPredicate;

/// <summary>The operator is one of <c>== &lt;&gt; &lt; &lt;= &gt; &gt;=</c>.</summary>
sealed record ComparisonPredicate(string Operator, PathNode Left, PathNode Right) : PathPredicate;

sealed record ExistsPredicate(PathNode Path) : PathPredicate;

sealed record UnknownPredicate(PathPredicate Value) : PathPredicate;

sealed record StartsWithPredicate(PathNode Value, PathNode Prefix) : PathPredicate;

sealed record LikeRegexPredicate(PathNode Value, Regex Pattern) : PathPredicate;
