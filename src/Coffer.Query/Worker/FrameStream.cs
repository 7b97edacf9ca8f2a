using System.Buffers.Binary;
using System.Text.Json;

namespace Coffer.Query.Worker;

/// <summary>
/// Reads and writes the frames of <see cref="WorkerMessage"/>. One reading thread; several threads may write. Blocking, because .NET has no
/// asynchronous reads on anonymous pipes: it would block a thread of the pool instead.
/// </summary>
sealed class FrameStream(Stream input, Stream output) : IDisposable
{
    const int MaxFrameBytes = 256 << 20;

    readonly Lock _writing = new();
    readonly byte[] _header = new byte[4];

    /// <summary>The next message; null when the other side is gone.</summary>
    internal WorkerMessage? Read()
    {
        if (input.ReadAtLeast(_header, 4, throwOnEndOfStream: false) < 4)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_header);
        if (length is < 0 or > MaxFrameBytes)
        {
            throw new InvalidDataException($"A frame of {length} bytes is not possible");
        }

        var body = new byte[length];
        return input.ReadAtLeast(body, length, throwOnEndOfStream: false) < length
            ? null
            : JsonSerializer.Deserialize(body, WorkerJson.Default.WorkerMessage);
    }

    /// <exception cref="IOException">The other side is gone.</exception>
    internal void Write(WorkerMessage message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, WorkerJson.Default.WorkerMessage);
        var frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        body.CopyTo(frame, 4);
        lock (_writing)
        {
            output.Write(frame);
            output.Flush();
        }
    }

    public void Dispose()
    {
        input.Dispose();
        output.Dispose();
    }
}
