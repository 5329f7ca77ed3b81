using System.Text;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>The VERS type <c>lexicographic</c>: any text, compared byte by byte as UTF-8, unsigned and without normalization.</summary>
/// <remarks>
/// The bytes are compared, and not the code units of UTF-16: those put characters beyond U+FFFF, such as emoji, below U+E000 to
/// U+FFFD.
/// </remarks>
internal sealed class LexicographicScheme : VersionScheme
{
    // No version holds a control character, and the space comes right after them.
    internal LexicographicScheme()
        : base("lexicographic") => Lowest = Read(" ");

    internal override ParsedVersion? Lowest { get; }

    private protected override ParsedVersion? Read(string text) => new Version(this, text, Encoding.UTF8.GetBytes(text));

    private protected override int Order(ParsedVersion a, ParsedVersion b) => ((Version)a).Bytes.AsSpan().SequenceCompareTo(((Version)b).Bytes);

    private sealed class Version(VersionScheme scheme, string text, byte[] bytes) : ParsedVersion(scheme, text)
    {
        internal byte[] Bytes { get; } = bytes;
    }
}
