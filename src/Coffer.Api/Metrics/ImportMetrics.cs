using System.Diagnostics.Metrics;
using Coffer.Storage.Imports;

namespace Coffer.Api.Metrics;

/// <summary>The import rows of /metrics.</summary>
static class ImportMetrics
{
    static readonly Meter Meter = new("Coffer.Api");
    static readonly Counter<long> Rows = Meter.CreateCounter<long>("coffer_import_rows_total", description: "Rows imported.");
    static readonly Counter<long> Bytes = Meter.CreateCounter<long>(
        "coffer_import_bytes_total",
        description: "Bytes of import requests that were acknowledged, as sent."
    );
    static readonly Counter<long> Duplicates = Meter.CreateCounter<long>(
        "coffer_import_duplicates_total",
        description: "Imports acknowledged again under a known unique id."
    );

    /// <param name="length">Bytes of the request when the client said so.</param>
    public static void Done(ImportResult result, long? length)
    {
        switch (result.Status)
        {
            case ImportStatus.Imported:
                Rows.Add(result.Records);
                Bytes.Add(length ?? 0);
                break;
            case ImportStatus.Duplicate:
                Duplicates.Add(1);
                break;
            case ImportStatus.DatabaseNotFound:
            case ImportStatus.TableNotFound:
                break;
        }
    }
}
