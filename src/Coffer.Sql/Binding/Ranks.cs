using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Functions;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>Row numbers and ranks that a limit with ties is made of.</summary>
static class Ranks
{
    /// <summary>The rank among the rows behind an offset.</summary>
    public static BoundExpression Rank(IReadOnlyList<BoundSort> order, long offset) =>
        offset == 0
            ? Window("rank", order)
            : new BoundNative(
                SqlType.BigInt,
                "greatest(({0} - {1}), CAST(1 AS BIGINT))",
                Window("rank", order),
                new BoundLiteral(SqlType.BigInt, offset)
            );

    public static BoundExpression RowNumber(IReadOnlyList<BoundSort> order) => Window("row_number", order);

    public static BoundExpression AtMost(BoundExpression value, long limit) =>
        new BoundNative(SqlType.Boolean, "({0} <= {1})", value, new BoundLiteral(SqlType.BigInt, limit));

    public static BoundExpression Above(BoundExpression value, long limit) =>
        new BoundNative(SqlType.Boolean, "({0} > {1})", value, new BoundLiteral(SqlType.BigInt, limit));

    static BoundWindow Window(string name, IReadOnlyList<BoundSort> order) =>
        new((FunctionResolution.Found)FunctionCatalog.Resolve(name, []), [], false, [], order, null, null, null);
}
