using System.Buffers.Binary;
using System.Numerics;

namespace Coffer.Query.Functions;

/// <summary>Non-cryptographic hashes with fixed results: xxHash64 and MurmurHash3 (x64, 128 bits) with seed 0, CRC-32.</summary>
static class Hashes
{
    const ulong P1 = 0x9E3779B185EBCA87;
    const ulong P2 = 0xC2B2AE3D27D4EB4F;
    const ulong P3 = 0x165667B19E3779F9;
    const ulong P4 = 0x85EBCA77C2B2AE63;
    const ulong P5 = 0x27D4EB2F165667C5;
    const ulong C1 = 0x87C37B91114253D5;
    const ulong C2 = 0x4CF5AD432745937F;

    static readonly uint[] CrcTable = MakeCrcTable();

    public static ulong XxHash64(ReadOnlySpan<byte> data)
    {
        var length = (ulong)data.Length;
        ulong hash;
        if (data.Length >= 32)
        {
            unchecked
            {
                var (a, b, c, d) = (P1 + P2, P2, 0UL, 0UL - P1);
                for (; data.Length >= 32; data = data[32..])
                {
                    a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(data));
                    b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(data[8..]));
                    c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(data[16..]));
                    d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(data[24..]));
                }
                hash =
                    BitOperations.RotateLeft(a, 1)
                    + BitOperations.RotateLeft(b, 7)
                    + BitOperations.RotateLeft(c, 12)
                    + BitOperations.RotateLeft(d, 18);
                hash = Merge(Merge(Merge(Merge(hash, a), b), c), d);
            }
        }
        else
        {
            hash = P5;
        }
        hash += length;
        for (; data.Length >= 8; data = data[8..])
        {
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(data)), 27) * P1) + P4;
        }
        if (data.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(data) * P1), 23) * P2) + P3;
            data = data[4..];
        }
        foreach (var b in data)
        {
            hash = BitOperations.RotateLeft(hash ^ (b * P5), 11) * P1;
        }
        hash = (hash ^ (hash >> 33)) * P2;
        hash = (hash ^ (hash >> 29)) * P3;
        return hash ^ (hash >> 32);
    }

    /// <summary>Trino's hash of a bigint value.</summary>
    public static long OfBigint(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return (long)XxHash64(bytes);
    }

    public static (ulong First, ulong Second) Murmur3(ReadOnlySpan<byte> data)
    {
        var length = (ulong)data.Length;
        ulong h1 = 0;
        ulong h2 = 0;
        for (; data.Length >= 16; data = data[16..])
        {
            h1 ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(data) * C1, 31) * C2;
            h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52DCE729;
            h2 ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(data[8..]) * C2, 33) * C1;
            h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495AB5;
        }
        ulong k1 = 0;
        ulong k2 = 0;
        for (var i = 0; i < data.Length; i++)
        {
            if (i < 8)
            {
                k1 |= (ulong)data[i] << (8 * i);
            }
            else
            {
                k2 |= (ulong)data[i] << (8 * (i - 8));
            }
        }
        h2 ^= BitOperations.RotateLeft(k2 * C2, 33) * C1;
        h1 ^= BitOperations.RotateLeft(k1 * C1, 31) * C2;
        h1 ^= length;
        h2 ^= length;
        h1 += h2;
        h2 += h1;
        h1 = Mix(h1);
        h2 = Mix(h2);
        h1 += h2;
        h2 += h1;
        return (h1, h2);
    }

    public static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }
        return ~crc;
    }

    static ulong Round(ulong accumulator, ulong input) => BitOperations.RotateLeft(accumulator + (input * P2), 31) * P1;

    static ulong Merge(ulong hash, ulong accumulator) => ((hash ^ Round(0, accumulator)) * P1) + P4;

    static ulong Mix(ulong k)
    {
        k = (k ^ (k >> 33)) * 0xFF51AFD7ED558CCD;
        k = (k ^ (k >> 33)) * 0xC4CEB9FE1A85EC53;
        return k ^ (k >> 33);
    }

    static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }
            table[i] = value;
        }
        return table;
    }
}
