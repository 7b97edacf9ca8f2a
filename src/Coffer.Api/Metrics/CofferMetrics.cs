using System.Diagnostics.Metrics;
using Coffer.Jobs.Queue;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prometheus;

namespace Coffer.Api.Metrics;

/// <summary>
/// Every instrument of the meters named <c>Coffer.…</c>, under its own name, and the state of the queue, for Prometheus. One registry per server. The
/// library's own adapter puts the meter's name in front and forgets idle counters, so the measurements are taken here.
/// </summary>
sealed class CofferMetrics : IDisposable
{
    static readonly HistogramConfiguration Seconds = new() { Buckets = Histogram.ExponentialBuckets(0.005, 2, 16) };

    readonly IMetricFactory _factory;
    readonly MeterListener _listener = new();

    public CofferMetrics(JobQueue queue)
    {
        _factory = Prometheus.Metrics.WithCustomRegistry(Registry);
        var queued = _factory.CreateGauge("coffer_jobs_queued", "Jobs that wait.");
        var running = _factory.CreateGauge("coffer_jobs_running", "Jobs that run.");
        Registry.AddBeforeCollectCallback(async cancellationToken =>
        {
            var counts = await queue.CountAsync(cancellationToken);
            queued.Set(counts.Queued);
            running.Set(counts.Running);
        });
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Coffer.", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Made now and not with the first scrape: a meter counts only for those who listen.
        var metrics = routes.ServiceProvider.GetRequiredService<CofferMetrics>();
        routes.MapMetrics(settings => settings.Registry = metrics.Registry, "/metrics");
    }

    public void Dispose() => _listener.Dispose();

    void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var names = new string[tags.Length];
        var values = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            (names[i], values[i]) = (tags[i].Key, tags[i].Value?.ToString() ?? "");
        }

        var help = instrument.Description ?? "";
        if (instrument is Histogram<double>)
        {
            _factory.CreateHistogram(instrument.Name, help, names, Seconds).WithLabels(values).Observe(value);
        }
        else
        {
            _factory.CreateCounter(instrument.Name, help, names).WithLabels(values).Inc(value);
        }
    }
}
