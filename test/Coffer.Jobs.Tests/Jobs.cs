using Coffer.Accounts;

namespace Coffer.Jobs.Tests;

static class Jobs
{
    public static Job Running(int failures = 0, int retryLimit = 0) =>
        new()
        {
            Id = new JobId(1),
            State = JobState.Running,
            CreatedAt = 0,
            UpdatedAt = 0,
            StartedAt = 0,
            EndedAt = null,
            CpuTime = null,
            NumRecords = null,
            ResultSize = null,
            Progress = 0,
            Type = "trino",
            Database = "db_1",
            Query = "SELECT 1",
            User = new UserId(1),
            UserName = "Ada",
            Priority = 0,
            RetryLimit = retryLimit,
            ResultUrl = "",
            DomainKey = null,
            PoolName = null,
            EngineVersion = null,
            ScheduledTime = null,
            KillRequested = false,
            Failures = failures,
            Losses = 0,
            StepsDone = 0,
            ResultPath = null,
            ResultSchema = null,
            LinkedResultExportJob = null,
            ResultExportTargetJob = null,
            CmdOut = "",
            StdErr = "",
        };
}
