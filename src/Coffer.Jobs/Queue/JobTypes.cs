namespace Coffer.Jobs.Queue;

/// <summary>The job types that clients know (treasure-data/td-client-ruby lib/td/client/job.rb) and what becomes of them here.</summary>
static class JobTypes
{
    /// <summary>One engine under two names.</summary>
    public static bool IsQuery(string type) => type is "presto" or "trino";

    /// <summary>Why a job of this type cannot be issued, or null.</summary>
    public static string? Refusal(string type) =>
        type switch
        {
            "presto" or "trino" => null,
            "hive" => "Hive queries are not supported yet: issue the query with type 'trino' (or 'presto') in Trino's SQL.",
            "pig" or "impala" or "mapred" => $"Job type '{type}' is no longer run by anybody: use 'trino'.",
            "bulkload" or "export" or "bulk_import_perform" or "partialdelete" or "result_export" =>
                $"Jobs of type '{type}' are not supported yet.",
            _ => $"Unknown job type '{type}': use 'trino' or 'presto'.",
        };
}
