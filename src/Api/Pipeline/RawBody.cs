using System.IO.Compression;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Reads bodies that are bytes and no JSON.</summary>
internal static class RawBody
{
    private const int PartBytes = 64 * 1024;

    /// <summary>The body as it was before its sender compressed it (RFC 9110, 8.4.1); null: in a way that is not read here. Bounds hold for what comes out.</summary>
    public static Stream? Inflated(Stream body, string? encoding) => encoding?.ToLowerInvariant() switch
    {
        null or "" or "identity" => body,
        "gzip" => new GZipStream(body, CompressionMode.Decompress),
        "deflate" => new ZLibStream(body, CompressionMode.Decompress),
        _ => null,
    };

    /// <summary>Reads a body to its end. What is announced of its length is not believed; no more than <paramref name="max"/> bytes are kept.</summary>
    /// <exception cref="BadHttpRequestException">There are more bytes than <paramref name="max"/> (413).</exception>
    public static async Task<byte[]> ReadAsync(Stream body, int max, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var part = new byte[PartBytes];
        int read;
        while ((read = await body.ReadAsync(part, ct)) > 0)
        {
            if (bytes.Length + read > max)
                throw new BadHttpRequestException($"The body is larger than {max} bytes.", StatusCodes.Status413PayloadTooLarge);
            bytes.Write(part, 0, read);
        }

        return bytes.ToArray();
    }
}
