using Coffer.Api.Auth;
using Coffer.Api.Http;
using Coffer.Api.TreasureData.Wire;
using Coffer.Jobs;
using Coffer.Jobs.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.TreasureData.Jobs;

static class JobEndpoints
{
    public static void MapJobs(this RouteGroupBuilder v3)
    {
        var group = v3.MapGroup("/job");
        group.MapPost("/issue/{type}/{db}", Issue);
        group.MapGet("/list", List);
        group.MapGet("/show/{id}", Show);
        group.MapGet("/status/{id}", Status);
        group.MapGet("/status_by_domain_key/{key}", StatusByDomainKey);
        group.MapPost("/kill/{id}", Kill);
    }

    static async Task<IResult> Issue(
        string type,
        string db,
        HttpContext context,
        TdParameters parameters,
        JobQueue queue,
        CancellationToken cancellationToken
    )
    {
        foreach (var unserved in (ReadOnlySpan<string>)["result", "result_connection_id", "result_connection_settings"])
        {
            if (parameters.Text(unserved) is not null)
            {
                return Errors.Invalid($"{unserved}: writing results to other systems is not served yet");
            }
        }

        if (!TryScheduledTime(parameters, out var scheduledTime))
        {
            return Errors.Invalid("scheduled_time must be unix seconds or an ISO 8601 time");
        }

        if (!Names.TryDatabase(db, out var database))
        {
            return Errors.DatabaseNotFound(PathSegments.Value(db));
        }

        var caller = context.Caller();
        var job = new NewJob
        {
            Type = type,
            Database = database.Value,
            Query = parameters.Required("query"),
            User = caller.UserId,
            UserName = caller.UserName,
            Priority = Priority(parameters),
            RetryLimit = (int)(parameters.Integer("retry_limit", 0, 32) ?? 0),
            DomainKey = parameters.Text("domain_key"),
            PoolName = parameters.Text("pool_name"),
            EngineVersion = parameters.Text("engine_version"),
            ScheduledTime = scheduledTime,
        };
        return await queue.IssueAsync(job, cancellationToken) switch
        {
            IssueResult.Created created => Issued(context, created.Job, job),
            IssueResult.DomainKeyTaken taken => Errors.DomainKeyTaken(taken.ConflictsWith.ToString()),
            IssueResult.DatabaseNotFound => Errors.DatabaseNotFound(database.Value),
            IssueResult.Refused refused => Errors.Invalid(refused.Message),
            var other => throw new InvalidOperationException($"Unknown answer {other}"),
        };
    }

    static IResult Issued(HttpContext context, JobId id, NewJob job)
    {
        var all = ClientShapes.Of(context) == ClientShape.Tolerant;
        var reply = new JobIssueReply(
            Job: id.ToString(),
            JobId: id.ToString(),
            Database: job.Database,
            JobType: all ? job.Type : null,
            Status: all ? JobShape.Status(JobState.Queued) : null,
            Url: all ? JobShape.Url(context, id) : null
        );
        return TdReply.Json(reply, TdJson.Wire.JobIssueReply);
    }

    static async Task<IResult> List(HttpContext context, TdParameters parameters, JobQueue queue, CancellationToken cancellationToken)
    {
        var state = default(JobState?);
        if (parameters.Text("status") is { } status)
        {
            state = JobShape.State(status);
            if (state is null)
            {
                return Errors.Invalid($"status '{status}' is not one of queued, booting, running, success, error and killed");
            }
        }

        var from = parameters.Integer("from", 0, int.MaxValue);
        var to = parameters.Integer("to", 0, int.MaxValue);
        var filter = new JobFilter
        {
            From = (int)(from ?? 0),
            To = (int?)to,
            State = state,
            SlowerThan = parameters.Integer("slower_than", 0),
            FromId = parameters.Integer("from_id", 0) is { } first ? new JobId(first) : null,
            ToId = parameters.Integer("to_id", 0) is { } last ? new JobId(last) : null,
            Limit = (int?)parameters.Integer("limit", 0, int.MaxValue),
        };
        var jobs = await queue.ListAsync(filter, cancellationToken);
        return TdReply.Json(
            new JobListReply(jobs.Count, from, to, [.. jobs.Select(job => JobShape.Item(context, job, withDebug: false))]),
            TdJson.Wire.JobListReply
        );
    }

    static async Task<IResult> Show(string id, HttpContext context, JobQueue queue, CancellationToken cancellationToken) =>
        JobId.TryParse(id, out var job) && await queue.FindAsync(job, cancellationToken) is { } found
            ? TdReply.Json(JobShape.Item(context, found, withDebug: true), TdJson.Wire.JobItem)
            : Errors.JobNotFound(PathSegments.Value(id));

    static async Task<IResult> Status(string id, JobQueue queue, CancellationToken cancellationToken) =>
        JobId.TryParse(id, out var job) && await queue.FindStatusAsync(job, cancellationToken) is { } found
            ? TdReply.Json(JobShape.StatusReply(found), TdJson.Wire.JobStatusReply)
            : Errors.JobNotFound(PathSegments.Value(id));

    static async Task<IResult> StatusByDomainKey(string key, JobQueue queue, CancellationToken cancellationToken)
    {
        foreach (var candidate in PathSegments.Candidates(key))
        {
            if (await queue.FindByDomainKeyAsync(candidate, cancellationToken) is { } found)
            {
                return TdReply.Json(JobShape.StatusReply(found), TdJson.Wire.JobStatusReply);
            }
        }

        return Errors.NotFound($"Couldn't find Job with domain_key = {PathSegments.Value(key)}");
    }

    static async Task<IResult> Kill(string id, JobQueue queue, CancellationToken cancellationToken) =>
        JobId.TryParse(id, out var job) && await queue.KillAsync(job, cancellationToken) is { } killed
            ? TdReply.Json(new JobKillReply(JobShape.Status(killed.FormerState), killed.Job.ToString()), TdJson.Wire.JobKillReply)
            : Errors.JobNotFound(PathSegments.Value(id));

    static int Priority(TdParameters parameters) =>
        parameters.Text("priority") is { } text && PriorityName.Parse(text) is { } named
            ? named
            : (int)(parameters.Integer("priority", -2, 2) ?? 0);

    static bool TryScheduledTime(TdParameters parameters, out long? scheduledTime)
    {
        scheduledTime = null;
        if (parameters.Text("scheduled_time") is not { } text)
        {
            return true;
        }

        var valid = ScheduledTime.TryParse(text, out var seconds);
        scheduledTime = seconds;
        return valid;
    }
}
