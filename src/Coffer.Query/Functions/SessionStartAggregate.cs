using Coffer.DuckDb;

namespace Coffer.Query.Functions;

/// <summary>
/// The start of the session that holds the latest time of a window frame: a gap longer than the timeout starts a new one. Frames are runs of
/// rows in time order, so that two parts join by looking at their edges only. Arguments: time and timeout in seconds.
/// </summary>
sealed class SessionStartAggregate : AggregateFunction<SessionStartAggregate.Run>
{
    internal sealed class Run
    {
        public bool Any;
        public long First;
        public long Last;

        /// <summary>Start of the session of <see cref="Last"/>.</summary>
        public long Start;
        public long Timeout;

        public void Join(long first, long last, long start, long timeout)
        {
            if (!Any)
            {
                (Any, First, Last, Start, Timeout) = (true, first, last, start, timeout);
                return;
            }
            if (first >= First)
            {
                // The other run is later: its session goes on with ours when it begins there and the gap is short.
                Start = start == first && first - Last <= timeout ? Start : start;
            }
            else if (Start == First && First - last <= timeout)
            {
                Start = start;
            }
            First = Math.Min(First, first);
            Last = Math.Max(Last, last);
        }
    }

    protected override void Update(Run state, ReadOnlySpan<Vector> arguments, int row)
    {
        var time = arguments[0].Int64(row);
        state.Join(time, time, time, arguments[1].Int64(row));
    }

    protected override void Combine(Run source, Run target)
    {
        if (source.Any)
        {
            target.Join(source.First, source.Last, source.Start, source.Timeout);
        }
    }

    protected override void Finish(Run? state, VectorWriter result, int row)
    {
        if (state is { Any: true })
        {
            result.Set(row, state.Start);
        }
        else
        {
            result.SetNull(row);
        }
    }
}
