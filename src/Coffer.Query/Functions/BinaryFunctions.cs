using System.Buffers.Binary;
using System.Security.Cryptography;
using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>Hashes, encodings and binary numbers. Errors: golden/trino scalar-binary.</summary>
static class BinaryFunctions
{
    const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    delegate int Hash(ReadOnlySpan<byte> source, Span<byte> destination);

    delegate int Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> source, Span<byte> destination);

    public static void Register(FunctionRegistry f)
    {
        Digest(f, "trino_md5", MD5.HashData, 16);
        Digest(f, "trino_sha1", SHA1.HashData, 20);
        Digest(f, "trino_sha256", SHA256.HashData, 32);
        Digest(f, "trino_sha512", SHA512.HashData, 64);
        Authenticated(f, "trino_hmac_md5", HMACMD5.HashData, 16);
        Authenticated(f, "trino_hmac_sha1", HMACSHA1.HashData, 20);
        Authenticated(f, "trino_hmac_sha256", HMACSHA256.HashData, 32);
        Authenticated(f, "trino_hmac_sha512", HMACSHA512.HashData, 64);
        f.Blob(
            "trino_xxhash64",
            [LogicalType.Blob],
            (a, r, to) =>
            {
                BinaryPrimitives.WriteUInt64BigEndian(to.Reserve(8), Hashes.XxHash64(a[0].Utf8(r)));
                to.Advance(8);
                return true;
            }
        );
        f.Blob(
            "trino_murmur3",
            [LogicalType.Blob],
            (a, r, to) =>
            {
                var (high, low) = Hashes.Murmur3(a[0].Utf8(r));
                BinaryPrimitives.WriteUInt64LittleEndian(to.Reserve(8), high);
                to.Advance(8);
                BinaryPrimitives.WriteUInt64LittleEndian(to.Reserve(8), low);
                to.Advance(8);
                return true;
            }
        );
        f.Blob(
            "trino_spooky_hash_v2_32",
            [LogicalType.Blob],
            (a, r, to) =>
            {
                BinaryPrimitives.WriteUInt32BigEndian(to.Reserve(4), (uint)SpookyHash.Hash(a[0].Utf8(r)));
                to.Advance(4);
                return true;
            }
        );
        f.Blob(
            "trino_spooky_hash_v2_64",
            [LogicalType.Blob],
            (a, r, to) =>
            {
                BinaryPrimitives.WriteUInt64BigEndian(to.Reserve(8), SpookyHash.Hash(a[0].Utf8(r)));
                to.Advance(8);
                return true;
            }
        );
        f.Value("trino_crc32", [LogicalType.Blob], BigInt, (a, r) => (long)Hashes.Crc32(a[0].Utf8(r)));
        Encodings(f);
        Numbers(f);
    }

    static void Digest(FunctionRegistry f, string name, Hash hash, int size) =>
        f.Blob(
            name,
            [LogicalType.Blob],
            (a, r, to) =>
            {
                hash(a[0].Utf8(r), to.Reserve(size));
                to.Advance(size);
                return true;
            }
        );

    static void Authenticated(FunctionRegistry f, string name, Mac mac, int size) =>
        f.Blob(
            name,
            [LogicalType.Blob, LogicalType.Blob],
            (a, r, to) =>
            {
                if (a[1].Utf8(r).IsEmpty)
                {
                    throw new TrinoException("GENERIC_INTERNAL_ERROR", "Empty key");
                }
                mac(a[1].Utf8(r), a[0].Utf8(r), to.Reserve(size));
                to.Advance(size);
                return true;
            }
        );

    static void Encodings(FunctionRegistry f)
    {
        f.Text(
            "trino_to_base64",
            [LogicalType.Blob],
            (a, r, to) =>
            {
                to.Append(Convert.ToBase64String(a[0].Utf8(r)));
                return true;
            }
        );
        f.Text(
            "trino_to_base64url",
            [LogicalType.Blob],
            (a, r, to) =>
            {
                to.Append(Convert.ToBase64String(a[0].Utf8(r)).Replace('+', '-').Replace('/', '_'));
                return true;
            }
        );
        f.Text("trino_to_base32", [LogicalType.Blob], (a, r, to) => ToBase32(a[0].Utf8(r), to));
        f.Blob("trino_from_base64", [Varchar], (a, r, to) => FromBase64(a[0].Utf8(r), "+/", to));
        f.Blob("trino_from_base64url", [Varchar], (a, r, to) => FromBase64(a[0].Utf8(r), "-_", to));
        f.Blob("trino_from_base32", [Varchar], (a, r, to) => FromBase32(a[0].String(r), to));
        f.Blob("trino_from_hex", [Varchar], (a, r, to) => FromHex(a[0].Utf8(r), to));
    }

    static bool FromHex(ReadOnlySpan<byte> text, Utf8Text to)
    {
        if (text.Length % 2 != 0)
        {
            throw TrinoException.InvalidArgument($"invalid input length {text.Length}");
        }
        for (var i = 0; i < text.Length; i += 2)
        {
            to.Append((byte)((Digit(text[i]) << 4) | Digit(text[i + 1])));
        }
        return true;
    }

    static int Digit(byte c) =>
        char.IsAsciiHexDigit((char)c)
            ? Convert.ToInt32(((char)c).ToString(), 16)
            : throw TrinoException.InvalidArgument($"not a hexadecimal digit: \"{(char)(ushort)(sbyte)c}\" = {(sbyte)c}");

    // java.util.Base64: no blanks; padding may be missing, but not half of it.
    static bool FromBase64(ReadOnlySpan<byte> text, string extra, Utf8Text to)
    {
        var bits = 0;
        var count = 0;
        var i = 0;
        for (; i < text.Length && text[i] != '='; i++)
        {
            var c = (char)text[i];
            var value =
                c is >= 'A' and <= 'Z' ? c - 'A'
                : c is >= 'a' and <= 'z' ? c - 'a' + 26
                : c is >= '0' and <= '9' ? c - '0' + 52
                : c == extra[0] ? 62
                : c == extra[1] ? 63
                : throw TrinoException.InvalidArgument(
                    $"Illegal base64 character {((sbyte)text[i] < 0 ? "-" : "")}{Math.Abs((int)(sbyte)text[i]):x}"
                );
            bits = (bits << 6) | value;
            if (++count % 4 == 0)
            {
                to.Append((byte)(bits >> 16)).Append((byte)(bits >> 8)).Append((byte)bits);
                bits = 0;
            }
        }
        var rest = count % 4;
        var padding = text.Length - i;
        if (rest == 1)
        {
            throw TrinoException.InvalidArgument(
                text.Length < 2 ? "Input byte[] should at least have 2 bytes for base64 bytes" : "Last unit does not have enough valid bits"
            );
        }
        if (padding > 0)
        {
            if (rest == 0 || (rest == 2 && (padding < 2 || text[i + 1] != '=')))
            {
                throw TrinoException.InvalidArgument("Input byte array has wrong 4-byte ending unit");
            }
            var used = rest == 2 ? 2 : 1;
            if (padding > used)
            {
                throw TrinoException.InvalidArgument($"Input byte array has incorrect ending byte at {i + used}");
            }
        }
        if (rest == 2)
        {
            to.Append((byte)(bits >> 4));
        }
        else if (rest == 3)
        {
            to.Append((byte)(bits >> 10)).Append((byte)(bits >> 2));
        }
        return true;
    }

    static bool ToBase32(ReadOnlySpan<byte> bytes, Utf8Text to)
    {
        for (var i = 0; i < bytes.Length; i += 5)
        {
            var block = bytes.Slice(i, Math.Min(5, bytes.Length - i));
            ulong bits = 0;
            foreach (var b in block)
            {
                bits = (bits << 8) | b;
            }
            bits <<= 8 * (5 - block.Length);
            var letters = ((block.Length * 8) + 4) / 5;
            for (var n = 0; n < 8; n++)
            {
                to.Append(n < letters ? (byte)Base32Alphabet[(int)(bits >> (35 - (5 * n))) & 31] : (byte)'=');
            }
        }
        return true;
    }

    static bool FromBase32(string text, Utf8Text to)
    {
        var trimmed = text.TrimEnd('=');
        if (trimmed.Length % 8 is 1 or 3 or 6)
        {
            throw TrinoException.InvalidArgument($"Invalid input length {trimmed.Length}");
        }
        ulong bits = 0;
        var count = 0;
        foreach (var c in trimmed)
        {
            var value = Base32Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
            {
                throw TrinoException.InvalidArgument($"Unrecognized character: {(c < 0x80 ? c.ToString() : $"0x{(int)c:x}")}");
            }
            bits = (bits << 5) | (uint)value;
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                to.Append((byte)(bits >> count));
            }
        }
        return true;
    }

    static void Numbers(FunctionRegistry f)
    {
        f.Blob(
            "trino_to_big_endian_32",
            [LogicalType.Integer],
            (a, r, to) =>
            {
                BinaryPrimitives.WriteInt32BigEndian(to.Reserve(4), a[0].Int32(r));
                to.Advance(4);
                return true;
            }
        );
        f.Blob(
            "trino_to_big_endian_64",
            [BigInt],
            (a, r, to) =>
            {
                BinaryPrimitives.WriteInt64BigEndian(to.Reserve(8), a[0].Int64(r));
                to.Advance(8);
                return true;
            }
        );
        f.Blob(
            "trino_to_ieee754_32",
            [Float],
            (a, r, to) =>
            {
                BinaryPrimitives.WriteSingleBigEndian(to.Reserve(4), a[0].Single(r));
                to.Advance(4);
                return true;
            }
        );
        f.Blob(
            "trino_to_ieee754_64",
            [LogicalType.Double],
            (a, r, to) =>
            {
                BinaryPrimitives.WriteDoubleBigEndian(to.Reserve(8), a[0].Double(r));
                to.Advance(8);
                return true;
            }
        );
        f.Value(
            "trino_from_big_endian_32",
            [LogicalType.Blob],
            LogicalType.Integer,
            (a, r) => BinaryPrimitives.ReadInt32BigEndian(Sized(a[0].Utf8(r), 4, false))
        );
        f.Value(
            "trino_from_big_endian_64",
            [LogicalType.Blob],
            BigInt,
            (a, r) => BinaryPrimitives.ReadInt64BigEndian(Sized(a[0].Utf8(r), 8, false))
        );
        f.Value(
            "trino_from_ieee754_32",
            [LogicalType.Blob],
            Float,
            (a, r) => BinaryPrimitives.ReadSingleBigEndian(Sized(a[0].Utf8(r), 4, true))
        );
        f.Value(
            "trino_from_ieee754_64",
            [LogicalType.Blob],
            LogicalType.Double,
            (a, r) => BinaryPrimitives.ReadDoubleBigEndian(Sized(a[0].Utf8(r), 8, true))
        );
        f.Value("trino_hash_bigint", [BigInt], BigInt, (a, r) => Hashes.OfBigint(a[0].Int64(r)));
        f.Value(
            "trino_hash_double",
            [LogicalType.Double],
            BigInt,
            (a, r) => Hashes.OfBigint(BitConverter.DoubleToInt64Bits(a[0].Double(r) == 0 ? 0 : a[0].Double(r)))
        );
        f.Value(
            "trino_hash_real",
            [Float],
            BigInt,
            (a, r) => Hashes.OfBigint(BitConverter.SingleToInt32Bits(a[0].Single(r) == 0 ? 0 : a[0].Single(r)))
        );
        f.Value(
            "trino_hash_decimal",
            [LogicalType.Any, LogicalType.Boolean],
            BigInt,
            (a, r) =>
            {
                var unscaled = a[0].DecimalUnscaled(r);
                return a[1].Boolean(r)
                    ? Hashes.OfBigint((long)(unscaled >> 64)) ^ Hashes.OfBigint(unchecked((long)unscaled))
                    : Hashes.OfBigint((long)unscaled);
            }
        );
        f.Value("trino_hash_boolean", [LogicalType.Boolean], BigInt, (a, r) => Hashes.OfBigint(a[0].Boolean(r) ? 1 : 0));
        f.Value("trino_hash_bytes", [LogicalType.Blob], BigInt, (a, r) => (long)Hashes.XxHash64(a[0].Utf8(r)));
    }

    static ReadOnlySpan<byte> Sized(ReadOnlySpan<byte> bytes, int size, bool floating) =>
        bytes.Length == size ? bytes
        : floating ? throw TrinoException.InvalidArgument($"Input floating-point value must be exactly {size} bytes long")
        : throw TrinoException.InvalidArgument($"expected {size}-byte input, but got instead: {bytes.Length}");
}
