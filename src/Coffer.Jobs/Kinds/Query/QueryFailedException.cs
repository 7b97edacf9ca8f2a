namespace Coffer.Jobs.Kinds.Query;

/// <summary>The query is wrong; the message is for its author.</summary>
sealed class QueryFailedException(string message) : Exception(message);
