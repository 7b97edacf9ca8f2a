namespace Coffer.Conformance.Files;

/// <summary>Gives some bytes and then fails, as a dropped connection does.</summary>
sealed class BrokenStream() : MemoryStream(new byte[100_000])
{
    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
        CopyAsync(destination, cancellationToken);

    static async Task CopyAsync(Stream destination, CancellationToken cancellationToken)
    {
        await destination.WriteAsync(new byte[100_000], cancellationToken);
        throw new InvalidDataException("the sender is gone");
    }
}
