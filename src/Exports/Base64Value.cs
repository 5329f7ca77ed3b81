using System.Text.Json;

namespace ToolRegistry.Exports;

/// <summary>A file that stands in base64 as a member of another in JSON. Disposing ends the member.</summary>
internal sealed class Base64Value : Stream
{
    private readonly Utf8JsonWriter json;

    /// <summary>Begins the member.</summary>
    public Base64Value(Utf8JsonWriter json, string name)
    {
        this.json = json;
        json.WritePropertyName(name);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        json.WriteBase64StringSegment(buffer, isFinalSegment: false);
        json.FlushIfLarge();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => json.FlushIfLarge();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            json.WriteBase64StringSegment([], isFinalSegment: true);
        base.Dispose(disposing);
    }
}
