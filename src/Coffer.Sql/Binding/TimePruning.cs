using Coffer.Sql.Binding.Bound;

namespace Coffer.Sql.Binding;

/// <summary>What the predicates of a statement imply for the column <c>time</c> of each scan.</summary>
static class TimePruning
{
    /// <summary>The range of unix seconds by scan number; scans without an entry are unbounded.</summary>
    public static IReadOnlyDictionary<int, TimeRange> Of(BoundRelation relation)
    {
        _ = relation;
        return new Dictionary<int, TimeRange>();
    }
}
