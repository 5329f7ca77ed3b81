using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace ToolRegistry.Client.Signatures;

/// <summary>The public half of a key, as RFC 7517 writes it: EC on P-256, for ES256.</summary>
/// <param name="Kty">Always <c>EC</c>.</param>
/// <param name="Crv">Always <c>P-256</c>.</param>
/// <param name="X">The x coordinate, base64url.</param>
/// <param name="Y">The y coordinate, base64url.</param>
/// <param name="Kid">Its id: its thumbprint (RFC 7638).</param>
/// <param name="Alg">Always <c>ES256</c>.</param>
/// <param name="Use">Always <c>sig</c>.</param>
public sealed record JsonWebKey(string Kty, string Crv, string X, string Y, string Kid, string Alg, string Use)
{
    /// <summary>Writes the public half of a P-256 key.</summary>
    public static JsonWebKey Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.Encode(point.X), Base64Url.Encode(point.Y));
        // The members that RFC 7638 names, in its order and without space.
        var thumbprint = SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
        return new JsonWebKey("EC", "P-256", x, y, Base64Url.Encode(thumbprint), "ES256", "sig");
    }

    /// <summary>The key; whoever calls disposes of it.</summary>
    /// <exception cref="CryptographicException">It is no P-256 key.</exception>
    public ECDsa ToKey()
    {
        if ((Kty, Crv) != ("EC", "P-256"))
            throw new CryptographicException($"A key of the kind {Kty} {Crv} is not used here.");
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Base64Url.Decode(Encoding.UTF8.GetBytes(X)), Y = Base64Url.Decode(Encoding.UTF8.GetBytes(Y)) } });
    }
}

/// <summary>The public halves of the keys by which the service signs (RFC 7517), the one in use first.</summary>
/// <param name="Keys">The keys.</param>
public sealed record JsonWebKeySet([property: JsonPropertyName("keys")] IReadOnlyList<JsonWebKey> Keys);

/// <summary>Base64 as JOSE writes it (RFC 7515, appendix C).</summary>
internal static class Base64Url
{
    public static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    /// <exception cref="CryptographicException">The text is not base64url.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> text) =>
        System.Buffers.Text.Base64Url.IsValid(text) ? System.Buffers.Text.Base64Url.DecodeFromUtf8(text) : throw new CryptographicException("What stands here is not base64url.");
}
