namespace Coffer.Query;

/// <summary>Runs compiled queries outside of the server process.</summary>
public interface IQueryEngine : IAsyncDisposable
{
    /// <summary>
    /// Waits for one of the engine's places (first come, first served) and takes it until the session is disposed. One session belongs to
    /// one job and runs its statements one after the other.
    /// </summary>
    Task<IQuerySession> OpenSessionAsync(EngineLimits limits, CancellationToken cancellationToken);
}
