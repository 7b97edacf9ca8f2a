using Coffer.DuckDb;

namespace Coffer.Query.Functions;

/// <summary>numeric_histogram: at most n centres with their weights; the pair whose merging loses least is merged first.</summary>
sealed class NumericHistogramAggregate : AggregateFunction<NumericHistogramAggregate.Buckets>
{
    internal sealed class Buckets
    {
        public int Limit;

        public SortedList<double, double> Weights { get; } = [];

        public void Add(double value, double weight)
        {
            Weights[value] = Weights.GetValueOrDefault(value) + weight;
            if (Limit > 0 && Weights.Count > Limit * 4)
            {
                Shrink(Weights, Limit * 2);
            }
        }
    }

    protected override void Update(Buckets state, ReadOnlySpan<Vector> arguments, int row)
    {
        var limit = arguments[0].Int64(row);
        if (limit < 2)
        {
            throw new InvalidOperationException("INVALID_FUNCTION_ARGUMENT: numeric_histogram bucket count must be greater than one");
        }
        state.Limit = (int)Math.Min(limit, 100_000);
        state.Add(arguments[1].Double(row), arguments[2].Double(row));
    }

    protected override void Combine(Buckets source, Buckets target)
    {
        target.Limit = Math.Max(target.Limit, source.Limit);
        foreach (var (value, weight) in source.Weights)
        {
            target.Add(value, weight);
        }
    }

    protected override void Finish(Buckets? state, VectorWriter result, int row)
    {
        if (state is null)
        {
            result.SetNull(row);
            return;
        }
        var weights = new SortedList<double, double>(state.Weights);
        Shrink(weights, state.Limit);
        var start = result.AppendList(row, weights.Count);
        for (var i = 0; i < weights.Count; i++)
        {
            result.Elements.Field(0).Set(start + i, weights.GetKeyAtIndex(i));
            result.Elements.Field(1).Set(start + i, weights.GetValueAtIndex(i));
        }
    }

    static void Shrink(SortedList<double, double> weights, int limit)
    {
        while (weights.Count > limit)
        {
            var best = 0;
            var least = double.PositiveInfinity;
            for (var i = 0; i + 1 < weights.Count; i++)
            {
                var (w1, w2) = (weights.GetValueAtIndex(i), weights.GetValueAtIndex(i + 1));
                var gap = weights.GetKeyAtIndex(i + 1) - weights.GetKeyAtIndex(i);
                var penalty = gap * gap * w1 * w2 / (w1 + w2);
                if (penalty < least)
                {
                    least = penalty;
                    best = i;
                }
            }
            var (v1, left) = (weights.GetKeyAtIndex(best), weights.GetValueAtIndex(best));
            var (v2, right) = (weights.GetKeyAtIndex(best + 1), weights.GetValueAtIndex(best + 1));
            weights.RemoveAt(best + 1);
            weights.RemoveAt(best);
            var centre = ((v1 * left) + (v2 * right)) / (left + right);
            weights[centre] = weights.GetValueOrDefault(centre) + left + right;
        }
    }
}
