namespace Coffer.Api.Http;

/// <summary>The format suffix that a path carried (<c>table/tail/db/t.json</c>).</summary>
sealed record RequestedFormat(string Name);
