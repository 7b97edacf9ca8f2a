using System.Buffers.Binary;
using Coffer.DuckDb;

namespace Coffer.Query.Functions;

/// <summary>checksum(): a sum of value hashes that does not depend on the order; arguments are the hash and whether the value is NULL.</summary>
sealed class ChecksumAggregate : AggregateFunction<ChecksumAggregate.Sum>
{
    const ulong Prime = 0x9E3779B185EBCA87;

    internal sealed class Sum
    {
        public ulong Value;
    }

    protected override void Update(Sum state, ReadOnlySpan<Vector> arguments, int row) =>
        state.Value += arguments[1].Boolean(row) ? Prime : (ulong)arguments[0].Int64(row) * Prime;

    protected override void Combine(Sum source, Sum target) => target.Value += source.Value;

    protected override void Finish(Sum? state, VectorWriter result, int row)
    {
        if (state is null)
        {
            result.SetNull(row);
            return;
        }
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, state.Value);
        result.SetBlob(row, bytes);
    }
}
