namespace ToolRegistry.Client.Sboms;

/// <summary>A document of which no more than the bounds is read. Reads are filled, so that how the bytes came in makes no difference.</summary>
internal sealed class SbomSource(Stream document, CancellationToken ct) : Stream
{
    private const int HeadBytes = 1_024;

    private readonly byte[] head = new byte[HeadBytes];
    private int headStart;
    private int headEnd;
    private long total;

    /// <summary>How many bytes may be read before the next call of <see cref="Progress"/>; null: no matter.</summary>
    private int? left;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Looks at the first bytes, without reading them.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync()
    {
        headEnd += await FillAsync(head.AsMemory(headEnd)).ConfigureAwait(false);
        return head.AsMemory(headStart, headEnd - headStart);
    }

    /// <summary>Leaves out bytes that were peeked at.</summary>
    public void Skip(int bytes) => headStart += bytes;

    /// <summary>Says that a value came to its end, for a reader that would go on to the end of the document in search of one.</summary>
    public void Progress() => left = SbomReader.MaxValueBytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var known = Math.Min(headEnd - headStart, buffer.Length);
        head.AsMemory(headStart, known).CopyTo(buffer);
        headStart += known;
        var read = known + await FillAsync(buffer[known..]).ConfigureAwait(false);
        left -= read;
        return left < 0 ? throw SbomReader.ValueTooLong(line: null) : read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<int> FillAsync(Memory<byte> buffer)
    {
        var read = await document.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct).ConfigureAwait(false);
        total += read;
        return total <= SbomReader.MaxBytes ? read : throw new SbomException(SbomException.TooLarge, line: null, "The document is larger than 50 MB. Check it in parts.");
    }
}
