using System.Security.Cryptography;

namespace ToolRegistry.Infrastructure.Signing;

/// <summary>A key that can sign. The same text gives the same signature (RSASSA-PKCS1-v1_5, RFC 8017), whichever replica signs.</summary>
public sealed class OpenKey : IDisposable
{
    internal OpenKey(string kid, byte[] certificate, RSA key) => (Kid, Certificate, Key) = (kid, certificate, key);

    /// <summary>The key's id.</summary>
    public string Kid { get; }

    /// <summary>The key.</summary>
    public RSA Key { get; }

    /// <summary>Its certificate, DER.</summary>
    internal byte[] Certificate { get; }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    /// <summary>Signs a text by RS256 (RFC 7518, section 3.3).</summary>
    public byte[] Sign(byte[] text) => Key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
