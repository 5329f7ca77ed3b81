using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Serialization;

namespace ToolRegistry.Client.Signatures;

/// <summary>The public half of a key, as RFC 7517 writes it: RSA, for RS256.</summary>
/// <param name="Kty">Always <c>RSA</c>.</param>
/// <param name="N">The modulus, base64url.</param>
/// <param name="E">The exponent, base64url.</param>
/// <param name="Kid">Its id.</param>
/// <param name="Alg">Always <c>RS256</c>.</param>
/// <param name="Use">Always <c>sig</c>.</param>
/// <param name="X5c">Its certificate, which it signed itself: DER as base64.</param>
public sealed record JsonWebKey(string Kty, string N, string E, string Kid, string Alg, string Use, IReadOnlyList<string> X5c)
{
    /// <summary>Writes the public half of an RSA key.</summary>
    /// <param name="kid">The key's id.</param>
    /// <param name="certificate">Its certificate.</param>
    public static JsonWebKey Of(string kid, X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey()!;
        var parts = key.ExportParameters(includePrivateParameters: false);
        return new JsonWebKey("RSA", Base64Url.Encode(parts.Modulus), Base64Url.Encode(parts.Exponent), kid, "RS256", "sig", [Convert.ToBase64String(certificate.RawData)]);
    }

    /// <summary>The key; whoever calls disposes of it.</summary>
    /// <exception cref="CryptographicException">It is no RSA key.</exception>
    public RSA ToKey()
    {
        if (Kty != "RSA")
            throw new CryptographicException($"A key of the kind {Kty} is not used here.");
        return RSA.Create(new RSAParameters { Modulus = Base64Url.Decode(Encoding.UTF8.GetBytes(N)), Exponent = Base64Url.Decode(Encoding.UTF8.GetBytes(E)) });
    }
}

/// <summary>The public halves of the keys by which the service signs (RFC 7517), the one in use first.</summary>
/// <param name="Keys">The keys: the one in use, one that will be, and those that were and are still to be trusted.</param>
public sealed record JsonWebKeySet([property: JsonPropertyName("keys")] IReadOnlyList<JsonWebKey> Keys);

/// <summary>What became of a rotation of keys.</summary>
/// <param name="Kid">The id of the new key.</param>
/// <param name="CreatedAt">When it was made; it is published since.</param>
/// <param name="SignsFrom">From when on it signs.</param>
/// <param name="FormerUntil">Until when the key that signs before it stays published.</param>
public sealed record RotatedKey(string Kid, DateTimeOffset CreatedAt, DateTimeOffset SignsFrom, DateTimeOffset FormerUntil);

/// <summary>Base64 as JOSE writes it (RFC 7515, appendix C).</summary>
internal static class Base64Url
{
    public static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    /// <exception cref="CryptographicException">The text is not base64url.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> text) =>
        System.Buffers.Text.Base64Url.IsValid(text) ? System.Buffers.Text.Base64Url.DecodeFromUtf8(text) : throw new CryptographicException("What stands here is not base64url.");
}
