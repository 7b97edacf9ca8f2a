using Coffer.DuckDb;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>Aggregates that the database does not have.</summary>
static class AggregateFunctions
{
    public static void Register(FunctionRegistry f)
    {
        f.Aggregate(
            new MomentAggregate(false)
            {
                Name = "trino_skewness",
                Parameters = [LogicalType.Double],
                Returns = LogicalType.Double,
            }
        );
        f.Aggregate(
            new MomentAggregate(true)
            {
                Name = "trino_kurtosis",
                Parameters = [LogicalType.Double],
                Returns = LogicalType.Double,
            }
        );
        f.Aggregate(
            new ChecksumAggregate
            {
                Name = "trino_checksum",
                Parameters = [BigInt, LogicalType.Boolean],
                Returns = LogicalType.Blob,
                NullHandling = NullHandling.Called,
            }
        );
        f.Aggregate(
            new WeightedPercentileAggregate
            {
                Name = "trino_weighted_percentile",
                Parameters = [LogicalType.Double, LogicalType.Double, LogicalType.Double],
                Returns = LogicalType.Double,
            }
        );
        f.Aggregate(
            new WeightedPercentileAggregate
            {
                Name = "trino_weighted_percentiles",
                Parameters = [LogicalType.Double, LogicalType.Double, List(LogicalType.Double)],
                Returns = List(LogicalType.Double),
            }
        );
        f.Aggregate(
            new SessionStartAggregate
            {
                Name = "trino_session_start",
                Parameters = [BigInt, BigInt],
                Returns = BigInt,
            }
        );
        f.Aggregate(
            new NumericHistogramAggregate
            {
                Name = "trino_numeric_histogram",
                Parameters = [BigInt, LogicalType.Double, LogicalType.Double],
                Returns = Map(LogicalType.Double, LogicalType.Double),
            }
        );
    }
}
