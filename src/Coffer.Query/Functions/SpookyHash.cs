using System.Buffers.Binary;
using System.Numerics;
using Coffer.Sql.Values;

namespace Coffer.Query.Functions;

/// <summary>SpookyHash V2 with seed 0, by Bob Jenkins (public domain); texts of 192 bytes and more use another procedure, which is not here.</summary>
static class SpookyHash
{
    const ulong Constant = 0xDEADBEEFDEADBEEF;
    const int LongFrom = 192;

    /// <exception cref="TrinoException">NOT_SUPPORTED: the value is too long.</exception>
    public static ulong Hash(ReadOnlySpan<byte> data)
    {
        if (data.Length >= LongFrom)
        {
            throw new TrinoException("NOT_SUPPORTED", $"spooky_hash_v2 of {LongFrom} or more bytes is not supported");
        }
        var length = (ulong)data.Length;
        ulong a = 0;
        ulong b = 0;
        var c = Constant;
        var d = Constant;
        if (data.Length > 15)
        {
            for (; data.Length >= 32; data = data[32..])
            {
                c += Word(data, 0);
                d += Word(data, 8);
                Mix(ref a, ref b, ref c, ref d);
                a += Word(data, 16);
                b += Word(data, 24);
            }
            if (data.Length >= 16)
            {
                c += Word(data, 0);
                d += Word(data, 8);
                Mix(ref a, ref b, ref c, ref d);
                data = data[16..];
            }
        }
        d += length << 56;
        if (data.IsEmpty)
        {
            c += Constant;
            d += Constant;
        }
        else
        {
            Span<byte> rest = stackalloc byte[16];
            rest.Clear();
            data.CopyTo(rest);
            c += Word(rest, 0);
            d += Word(rest, 8);
        }
        End(ref a, ref b, ref c, ref d);
        return a;
    }

    static ulong Word(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt64LittleEndian(data[at..]);

    static void Mix(ref ulong a, ref ulong b, ref ulong c, ref ulong d)
    {
        Step(ref a, ref c, d, 50);
        Step(ref b, ref d, a, 52);
        Step(ref c, ref a, b, 30);
        Step(ref d, ref b, c, 41);
        Step(ref a, ref c, d, 54);
        Step(ref b, ref d, a, 48);
        Step(ref c, ref a, b, 38);
        Step(ref d, ref b, c, 37);
        Step(ref a, ref c, d, 62);
        Step(ref b, ref d, a, 34);
        Step(ref c, ref a, b, 5);
        Step(ref d, ref b, c, 36);
    }

    static void Step(ref ulong changed, ref ulong rotated, ulong added, int bits)
    {
        rotated = BitOperations.RotateLeft(rotated, bits) + added;
        changed ^= rotated;
    }

    static void End(ref ulong a, ref ulong b, ref ulong c, ref ulong d)
    {
        Fold(ref d, ref c, 15);
        Fold(ref a, ref d, 52);
        Fold(ref b, ref a, 26);
        Fold(ref c, ref b, 51);
        Fold(ref d, ref c, 28);
        Fold(ref a, ref d, 9);
        Fold(ref b, ref a, 47);
        Fold(ref c, ref b, 54);
        Fold(ref d, ref c, 32);
        Fold(ref a, ref d, 25);
        Fold(ref b, ref a, 63);
    }

    static void Fold(ref ulong changed, ref ulong rotated, int bits)
    {
        changed ^= rotated;
        rotated = BitOperations.RotateLeft(rotated, bits);
        changed += rotated;
    }
}
