using System.Collections.Frozen;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Feeds;

/// <summary>A package as OSV names it.</summary>
/// <param name="Purl">Its package URL.</param>
/// <param name="Ecosystem">One of the closed list of the OSV schema.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Scheme">How OSV's consumers order its versions; null: not in a way that we know.</param>
internal sealed record OsvPackage(PackageUrl Purl, string Ecosystem, string Name, VersionScheme? Scheme)
{
    /// <summary>Whether its versions are ordered as those of a scheme are.</summary>
    public bool IsOrderedBy(VersionScheme scheme) =>
        scheme == Scheme || Scheme is not null && OsvRanges.TypeOf(Scheme) == "SEMVER" && OsvRanges.TypeOf(scheme) == "SEMVER";

    /// <summary>
    /// The types of package URLs whose packages OSV knows by the same name. Those of distributions are not among them: OSV has source
    /// packages of single releases there. Swift packages are known by several addresses.
    /// </summary>
    public static IReadOnlyList<string> Types { get; } = ["cargo", "composer", "conan", "cran", "gem", "golang", "hackage", "hex", "maven", "npm", "nuget", "pub", "pypi", "vscode-extension"];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Types.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The package of an identifier that is a package URL, or null where OSV has no name for it.</summary>
    public static OsvPackage? Of(Identifier identifier)
    {
        // Most have a type that OSV does not know, and need not be read.
        var type = identifier.Value.AsSpan("pkg:".Length);
        return Known.Contains(type[..type.IndexOf('/')]) ? Of(identifier.ToPurl()) : null;
    }

    /// <summary>The package of a package URL, or null where OSV has no name for it.</summary>
    public static OsvPackage? Of(PackageUrl purl)
    {
        var path = purl.Namespace is null ? purl.Name : $"{purl.Namespace}/{purl.Name}";
        var scheme = VersionScheme.ForPurlType(purl.Type);
        return purl switch
        {
            { Type: "npm" } => new(purl, "npm", path, scheme),
            { Type: "pypi" } => new(purl, "PyPI", purl.Name, scheme),
            { Type: "nuget" } => new(purl, "NuGet", purl.Name, scheme),
            { Type: "maven" } => new(purl, "Maven", $"{purl.Namespace}:{purl.Name}", scheme),
            { Type: "cargo" } => new(purl, "crates.io", purl.Name, scheme),
            { Type: "gem" } => new(purl, "RubyGems", purl.Name, scheme),
            { Type: "golang" } => new(purl, "Go", path, scheme),
            { Type: "vscode-extension" } => new(purl, "VSCode", $"{purl.Namespace}.{purl.Name}", scheme),
            { Type: "composer" } => new(purl, "Packagist", path, Scheme: null),
            { Type: "pub" } => new(purl, "Pub", purl.Name, Scheme: null),
            { Type: "hackage" } => new(purl, "Hackage", purl.Name, Scheme: null),
            { Type: "cran" } => new(purl, "CRAN", purl.Name, Scheme: null),
            // A namespace is an organization's own repository in Hex, and another user's package in Conan.
            { Type: "hex", Namespace: null } => new(purl, "Hex", purl.Name, scheme),
            { Type: "conan", Namespace: null } => new(purl, "ConanCenter", purl.Name, scheme),
            _ => null,
        };
    }
}
