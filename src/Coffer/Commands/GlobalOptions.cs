using System.CommandLine;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary>Options that every command takes.</summary>
static class GlobalOptions
{
    public static readonly Option<string?> Endpoint = new("--endpoint")
    {
        Description = "Server to talk to (COFFER_ENDPOINT, TD_API_SERVER, td.conf; default http://127.0.0.1:8080)",
        HelpName = "URL",
        Recursive = true,
    };

    public static readonly Option<string?> ApiKey = new("--apikey")
    {
        Description = "API key (COFFER_API_KEY, TD_API_KEY, td.conf)",
        HelpName = "KEY",
        Recursive = true,
    };

    public static readonly Option<OutputFormat?> Format = new("--format", "-f")
    {
        Description = "table, csv, tsv, json or jsonl (default: table on a terminal, tsv in a pipe)",
        HelpName = "FORMAT",
        Recursive = true,
    };

    public static readonly Option<bool> Quiet = new("--quiet", "-q")
    {
        Description = "No progress and no notes on stderr",
        Recursive = true,
    };
}
