namespace Coffer.Sql.SqlJson;

/// <summary>A path met data that it cannot be applied to; what happens then is the caller's ON ERROR.</summary>
sealed class PathEvaluationException(string message) : Exception(message);
