using System.Buffers;
using System.Text;
using MessagePack;

namespace Coffer.Query.Results;

/// <summary>Rows as JSON arrays, or as objects when <paramref name="keys"/> are given.</summary>
sealed class JsonRows(ArrayBufferWriter<byte> output, bool nullifySpecial, IReadOnlyList<string>? keys) : TextRows(output, nullifySpecial)
{
    readonly byte[][]? _keys = keys?.Select(Encoding.UTF8.GetBytes).ToArray();

    internal override void Header(IReadOnlyList<string> columns)
    {
        // Objects carry their keys already.
        if (_keys is null)
        {
            Append((byte)'[');
            foreach (var (i, column) in columns.Index())
            {
                Separate(i);
                JsonText.Append(Encoding.UTF8.GetBytes(column), ascii: true, Output);
            }

            Append("]\n"u8);
        }
    }

    internal override void Row(ref MessagePackReader reader)
    {
        if (_keys is null)
        {
            Json(ref reader, ascii: true);
        }
        else
        {
            var count = reader.ReadArrayHeader();
            Append((byte)'{');
            for (var i = 0; i < count; i++)
            {
                Separate(i);
                JsonText.Append(_keys[i], ascii: true, Output);
                Append((byte)':');
                Json(ref reader, ascii: true);
            }

            Append((byte)'}');
        }

        Append((byte)'\n');
    }
}
