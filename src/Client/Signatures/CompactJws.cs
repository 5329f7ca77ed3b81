using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ToolRegistry.Client.Signatures;

/// <summary>What a signature says of itself.</summary>
/// <param name="Alg">Always <c>RS256</c>.</param>
/// <param name="Kid">The id of the key.</param>
/// <param name="Typ">What is signed, such as <c>toolregistry-snapshot+jws</c>: a signature of one kind of document is none of another.</param>
public sealed record JwsHeader(string Alg, string Kid, string Typ);

/// <summary>Signed documents: JWS in compact serialization (RFC 7515) by RS256 (RFC 7518, section 3.3).</summary>
public static class CompactJws
{
    private const string Algorithm = "RS256";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The media type of a compact JWS.</summary>
    public const string MediaType = "application/jose";

    /// <summary>Writes a signed document while it is put together: it is never held as a whole.</summary>
    /// <param name="output">Where to; left open.</param>
    /// <param name="kid">The id of the key.</param>
    /// <param name="key">The key.</param>
    /// <param name="typ">What is signed.</param>
    /// <param name="write">Writes the document.</param>
    /// <param name="ct">Breaks off.</param>
    public static async Task WriteAsync(Stream output, string kid, RSA key, string typ, Func<Stream, Task> write, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = Encoding.ASCII.GetBytes(Base64Url.Encode(JsonSerializer.SerializeToUtf8Bytes(new JwsHeader(Algorithm, kid, typ), Json)) + ".");
        hash.AppendData(header);
        await output.WriteAsync(header, ct).ConfigureAwait(false);
        await using (var payload = new Base64UrlStream(output, hash))
            await write(payload).ConfigureAwait(false);
        var signature = key.SignHash(hash.GetHashAndReset(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        await output.WriteAsync(Encoding.ASCII.GetBytes("." + Base64Url.Encode(signature)), ct).ConfigureAwait(false);
    }

    /// <summary>Signs a small document, which is held as a whole.</summary>
    /// <param name="kid">The id of the key.</param>
    /// <param name="key">The key.</param>
    /// <param name="typ">What is signed.</param>
    /// <param name="document">What is written as JSON.</param>
    /// <param name="ct">Breaks off.</param>
    public static async Task<byte[]> SignAsync<T>(string kid, RSA key, string typ, T document, CancellationToken ct)
    {
        using var output = new MemoryStream();
        await WriteAsync(output, kid, key, typ, payload => JsonSerializer.SerializeAsync(payload, document, WireJson.Options, ct), ct).ConfigureAwait(false);
        return output.ToArray();
    }

    /// <summary>Reads a signed document, if one of the keys signed it as what it is said to be.</summary>
    /// <param name="text">The compact serialization.</param>
    /// <param name="typ">What it must be.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <returns>The document's bytes.</returns>
    /// <exception cref="CryptographicException">It is not signed by a key that is trusted, or was changed since.</exception>
    public static byte[] Read(ReadOnlySpan<byte> text, string typ, JsonWebKeySet keys)
    {
        var (first, last) = (text.IndexOf((byte)'.'), text.LastIndexOf((byte)'.'));
        if (first <= 0 || last <= first)
            throw new CryptographicException("This is no signed document: it has not three parts.");
        var header = HeaderOf(Base64Url.Decode(text[..first]));
        if (header is not { Alg: Algorithm } || header.Typ != typ)
            throw new CryptographicException($"This is not signed by {Algorithm} as {typ}.");
        var known = keys.Keys.FirstOrDefault(k => k.Kid == header.Kid) ?? throw new CryptographicException($"The key {header.Kid}, by which this is signed, is not among those that are trusted.");
        using var key = known.ToKey();
        return key.VerifyHash(SHA256.HashData(text[..last]), Base64Url.Decode(text[(last + 1)..]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ? Base64Url.Decode(text[(first + 1)..last])
            : throw new CryptographicException("The signature does not fit: the document was changed since it was signed.");
    }

    private static JwsHeader? HeaderOf(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<JwsHeader>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes what it is given as base64url, and takes the hash of that.</summary>
    private sealed class Base64UrlStream(Stream output, IncrementalHash hash) : Stream
    {
        // Whole groups of three bytes, which need no padding.
        private const int PartSize = 48 * 1024;

        private readonly byte[] part = new byte[PartSize];
        private readonly byte[] encoded = new byte[PartSize / 3 * 4];
        private int filled;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
            // Only whole parts can go on before the end.
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The connection takes no more than it can send: write asynchronously.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (!buffer.IsEmpty)
            {
                var taken = Math.Min(buffer.Length, PartSize - filled);
                buffer[..taken].CopyTo(part.AsMemory(filled));
                filled += taken;
                buffer = buffer[taken..];
                if (filled == PartSize)
                    await SendAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        public override async ValueTask DisposeAsync()
        {
            await SendAsync(CancellationToken.None).ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }

        private async Task SendAsync(CancellationToken ct)
        {
            var length = System.Buffers.Text.Base64Url.EncodeToUtf8(part.AsSpan(0, filled), encoded);
            filled = 0;
            hash.AppendData(encoded, 0, length);
            await output.WriteAsync(encoded.AsMemory(0, length), ct).ConfigureAwait(false);
        }
    }
}
