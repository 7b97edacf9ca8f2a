using Coffer.Jobs.Queue;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prometheus;

namespace Coffer.Api.Metrics;

/// <summary>Every meter named <c>Coffer.…</c> and the state of the queue, for Prometheus. One registry per server.</summary>
sealed class CofferMetrics : IDisposable
{
    readonly IDisposable _meters;

    public CofferMetrics(JobQueue queue)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(Registry);
        var queued = factory.CreateGauge("coffer_jobs_queued", "Jobs that wait.");
        var running = factory.CreateGauge("coffer_jobs_running", "Jobs that run.");
        Registry.AddBeforeCollectCallback(async cancellationToken =>
        {
            var counts = await queue.CountAsync(cancellationToken);
            queued.Set(counts.Queued);
            running.Set(counts.Running);
        });
        _meters = MeterAdapter.StartListening(
            new MeterAdapterOptions
            {
                Registry = Registry,
                InstrumentFilterPredicate = instrument => instrument.Meter.Name.StartsWith("Coffer.", StringComparison.Ordinal),
                ResolveHistogramBuckets = _ => Histogram.ExponentialBuckets(0.005, 2, 16),
            }
        );
    }

    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMetrics(settings => settings.Registry = routes.ServiceProvider.GetRequiredService<CofferMetrics>().Registry, "/metrics");

    public void Dispose() => _meters.Dispose();
}
