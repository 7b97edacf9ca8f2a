using Coffer.DuckDb;

namespace Coffer.Query.Functions;

/// <summary>skewness (population form, NULL below three values) and kurtosis (sample form, NULL below four) from central moments.</summary>
sealed class MomentAggregate(bool kurtosis) : AggregateFunction<MomentAggregate.Moments>
{
    /// <summary>Count, mean and central moment sums.</summary>
    internal sealed class Moments
    {
        public double N;
        public double Mean;
        public double M2;
        public double M3;
        public double M4;

        public void Add(Moments other)
        {
            if (other.N == 0)
            {
                return;
            }
            var (na, nb) = (N, other.N);
            var n = na + nb;
            var delta = other.Mean - Mean;
            var d2 = delta * delta;
            M4 +=
                other.M4
                + (d2 * d2 * na * nb * ((na * na) - (na * nb) + (nb * nb)) / (n * n * n))
                + (6 * d2 * ((na * na * other.M2) + (nb * nb * M2)) / (n * n))
                + (4 * delta * ((na * other.M3) - (nb * M3)) / n);
            M3 += other.M3 + (delta * d2 * na * nb * (na - nb) / (n * n)) + (3 * delta * ((na * other.M2) - (nb * M2)) / n);
            M2 += other.M2 + (d2 * na * nb / n);
            Mean += delta * nb / n;
            N = n;
        }
    }

    protected override void Update(Moments state, ReadOnlySpan<Vector> arguments, int row) =>
        state.Add(new Moments { N = 1, Mean = arguments[0].Double(row) });

    protected override void Combine(Moments source, Moments target) => target.Add(source);

    protected override void Finish(Moments? state, VectorWriter result, int row)
    {
        if (state is null || state.N < (kurtosis ? 4 : 3))
        {
            result.SetNull(row);
            return;
        }
        var n = state.N;
        if (!kurtosis)
        {
            result.Set(row, Math.Sqrt(n) * state.M3 / Math.Pow(state.M2, 1.5));
            return;
        }
        var variance = state.M2 / (n - 1);
        result.Set(
            row,
            (n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * state.M4 / (variance * variance)) - (3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)))
        );
    }
}
