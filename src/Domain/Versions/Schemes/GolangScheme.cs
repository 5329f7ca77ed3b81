using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// Versions of Go modules: Semantic Versioning 2.0.0, of which Go's own library <c>golang.org/x/mod/semver</c> lets the last
/// numbers be left out: <c>v1</c> and <c>v1.0</c> are <c>v1.0.0</c>.
/// </summary>
/// <remarks>
/// A version is read with the leading <c>v</c> that Go demands and without it, as vulnerability databases write it. Pseudo-versions
/// (<c>v0.0.0-20191109021931-daa7c04131f5</c>) are prereleases that sort by their time. Build metadata, and so <c>+incompatible</c>,
/// is no part of the order.
/// </remarks>
internal sealed class GolangScheme : VersionScheme
{
    private readonly SemanticScheme semantic;

    internal GolangScheme()
        : base("golang")
    {
        semantic = new SemanticScheme(Name);
        Lowest = Read("v0.0.0-0");
    }

    internal override ParsedVersion? Lowest { get; }

    private protected override ParsedVersion? Read(string text)
    {
        var version = text[0] == 'v' ? text[1..] : text;
        if (version.Length == 0 || !char.IsAsciiDigit(version[0]) || !PlainText.AsciiLettersDigitsHyphen.Contains(version[^1]))
            return null;
        if (!version.AsSpan().ContainsAny('-', '+'))
            version += version.AsSpan().Count('.') switch { 0 => ".0.0", 1 => ".0", _ => "" };
        return semantic.TryParse(version, out var value) ? new Version(this, text, value) : null;
    }

    private protected override int Order(ParsedVersion a, ParsedVersion b) => semantic.Compare(((Version)a).Value, ((Version)b).Value);

    internal override bool AreNeighbours(ParsedVersion low, ParsedVersion high) => semantic.AreNeighbours(((Version)low).Value, ((Version)high).Value);

    private sealed class Version(VersionScheme scheme, string text, ParsedVersion value) : ParsedVersion(scheme, text)
    {
        internal ParsedVersion Value { get; } = value;
    }
}
