using Coffer.DuckDb;
using Coffer.Sql.Values;

namespace Coffer.Query.Functions;

/// <summary>approx_percentile with weights, exact: the smallest value at which the share of the weight reaches the percentile.</summary>
sealed class WeightedPercentileAggregate : AggregateFunction<WeightedPercentileAggregate.Values>
{
    internal sealed class Values
    {
        public List<(double Value, double Weight)> Items { get; } = [];

        public double[] Percentiles { get; set; } = [];
    }

    protected override void Update(Values state, ReadOnlySpan<Vector> arguments, int row)
    {
        var weight = arguments[1].Double(row);
        if (!(weight >= 1))
        {
            throw new InvalidOperationException($"INVALID_FUNCTION_ARGUMENT: weight must be >= 1, was {TrinoText.JavaDouble(weight)}");
        }
        if (state.Percentiles.Length == 0)
        {
            state.Percentiles = Percentiles(arguments[2], row);
        }
        state.Items.Add((arguments[0].Double(row), weight));
    }

    protected override void Combine(Values source, Values target)
    {
        target.Items.AddRange(source.Items);
        if (target.Percentiles.Length == 0)
        {
            target.Percentiles = source.Percentiles;
        }
    }

    protected override void Finish(Values? state, VectorWriter result, int row)
    {
        if (state is null || state.Items.Count == 0)
        {
            result.SetNull(row);
            return;
        }
        var items = state.Items.OrderBy(i => i.Value).ToList();
        if (Returns.Element is null)
        {
            result.Set(row, At(items, state.Percentiles[0]));
            return;
        }
        var start = result.AppendList(row, state.Percentiles.Length);
        for (var i = 0; i < state.Percentiles.Length; i++)
        {
            result.Elements.Set(start + i, At(items, state.Percentiles[i]));
        }
    }

    static double At(List<(double Value, double Weight)> items, double percentile)
    {
        var target = percentile * items.Sum(i => i.Weight);
        double sum = 0;
        foreach (var (value, weight) in items)
        {
            sum += weight;
            if (sum >= target)
            {
                return value;
            }
        }
        return items[^1].Value;
    }

    static double[] Percentiles(Vector argument, int row)
    {
        double[] values;
        if (argument.Type.Element is null)
        {
            values = [argument.Double(row)];
        }
        else
        {
            var range = argument.Range(row);
            values = argument.Elements.Values<double>()[range.Start..range.End].ToArray();
        }
        return Array.TrueForAll(values, p => p is >= 0 and <= 1)
            ? values
            : throw new InvalidOperationException("INVALID_FUNCTION_ARGUMENT: Percentile must be between 0 and 1");
    }
}
