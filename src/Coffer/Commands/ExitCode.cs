namespace Coffer.Commands;

/// <summary>What the process ends with. Scripts rely on the numbers.</summary>
enum ExitCode
{
    Done = 0,
    Failed = 1,
    Usage = 2,
    NotPermitted = 3,
    NotFound = 4,
    Conflict = 5,
    JobFailed = 6,
    JobKilled = 7,
    TimedOut = 8,
    ProblemsFound = 9,
    Unreachable = 10,
    Incompatible = 11,
    Interrupted = 130,
}
