namespace ToolRegistry.Domain.Versions.Native;

/// <summary>The affected versions in the advisories of OpenSSL: each version by itself, joined by commas.</summary>
internal sealed class OpenSslNotation() : NativeNotation("openssl", "openssl")
{
    internal override Meaning Read(string text) => ReadAlternatives(text, ",", version => Meaning.Of(Scheme, Comparator.Equal, version));
}
