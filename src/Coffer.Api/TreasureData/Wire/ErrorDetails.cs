namespace Coffer.Api.TreasureData.Wire;

/// <param name="ConflictsWith">The id of the job that holds the domain key.</param>
sealed record ErrorDetails(string ConflictsWith);
