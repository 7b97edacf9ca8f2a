namespace Coffer.Client;

/// <param name="Status">queued, booting, running, success, error or killed.</param>
/// <param name="Duration">Seconds.</param>
public sealed record JobStatusInfo(
    string JobId,
    string Status,
    string StartAt,
    string EndAt,
    long? Duration,
    long? ResultSize,
    long? NumRecords
)
{
    public bool IsFinished => Status is "success" or "error" or "killed";
}
