using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>An expression after name and type resolution: every implicit conversion is a node, every column is a <see cref="RelationColumn"/>.</summary>
abstract record BoundExpression(SqlType Type)
{
    /// <summary>The same node over mapped children; nodes without children return themselves.</summary>
    public virtual BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) => this;

    /// <summary>Direct children, those inside subqueries included.</summary>
    public IEnumerable<BoundExpression> Children()
    {
        var children = new List<BoundExpression>();
        MapChildren(child =>
        {
            children.Add(child);
            return child;
        });
        return children;
    }

    /// <summary>This node and everything below.</summary>
    public IEnumerable<BoundExpression> SelfAndDescendants() => Children().SelectMany(c => c.SelfAndDescendants()).Prepend(this);
}
