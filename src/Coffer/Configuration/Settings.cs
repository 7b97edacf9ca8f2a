namespace Coffer.Configuration;

/// <summary>Every option of the server. docs/config.md is written from this list.</summary>
static class Settings
{
    public static readonly Setting Data = new(
        "data",
        "DIR",
        "Data directory: metadata, table files, results. One server at a time.",
        "./coffer-data"
    );

    public static readonly Setting Listen = new(
        "listen",
        "HOST:PORT",
        "Address of the main listener. Port 0 takes a free one.",
        "127.0.0.1:8080"
    );

    public static readonly Setting Database = new(
        "database",
        "URL",
        "Metadata store: postgres://user:password@host:port/database. Not set: SQLite in the data directory.",
        null,
        Secret: true
    );

    public static readonly Setting WorkflowListen = new(
        "workflow-listen",
        "HOST:PORT",
        "Address of the Workflow listener.",
        null,
        RefusedBecause: "the Workflow API is not part of this version"
    );

    public static readonly Setting DirectorListen = new(
        "director-listen",
        "HOST:PORT",
        "Address of the Director listener.",
        null,
        RefusedBecause: "the Director API is not part of this version"
    );

    public static readonly Setting DirectorHome = new(
        "director-home",
        "DIR",
        "Folder with the Director workflows.",
        null,
        RefusedBecause: "the Director API is not part of this version"
    );

    public static readonly Setting QueryMemory = new(
        "query-memory",
        "SIZE",
        "Memory cap of one query's worker process, as 512MB or 4GB. Above it the query is stopped and its job fails.",
        "2GB"
    );

    public static readonly Setting ParallelQueries = new(
        "parallel-queries",
        "N",
        "Queries that run at the same time; the rest wait. 0: as many as the machine's cores and memory carry.",
        "0"
    );

    public static readonly Setting VersionRetention = new(
        "version-retention",
        "DAYS",
        "How long old versions of a table stay readable and restorable.",
        "7"
    );

    public static readonly Setting LogLevel = new("log-level", "LEVEL", "trace, debug, information, warning or error.", "information");

    public static readonly IReadOnlyList<Setting> All =
    [
        Data,
        Listen,
        Database,
        WorkflowListen,
        DirectorListen,
        DirectorHome,
        QueryMemory,
        ParallelQueries,
        VersionRetention,
        LogLevel,
    ];

    /// <summary>Environment names that are documented but are not options of the server.</summary>
    public static readonly IReadOnlyList<string> OtherEnvironment =
    [
        "COFFER_API_KEY",
        "COFFER_CONFIG",
        "COFFER_ENDPOINT",
        "COFFER_TEST_REQUIRE",
    ];
}
