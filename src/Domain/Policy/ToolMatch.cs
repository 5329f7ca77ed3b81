using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Policy;

/// <summary>How a subject came to name a tool.</summary>
internal sealed class ToolMatch
{
    private ToolMatch(ToolFact tool, ToolIdentifier? identifier, string? artifactVersion, bool isSlug, bool isExact = true) =>
        (Tool, Identifier, ArtifactVersion, IsSlug, IsExact) = (tool, identifier, artifactVersion, isSlug, isExact);

    public ToolFact Tool { get; }

    public ToolIdentifier? Identifier { get; }

    public string? ArtifactVersion { get; }

    public bool IsSlug { get; }

    public static ToolMatch BySlug(ToolFact tool) => new(tool, identifier: null, artifactVersion: null, isSlug: true);

    public static ToolMatch ByIdentifier(ToolFact tool, ToolIdentifier identifier) => new(tool, identifier, artifactVersion: null, isSlug: false);

    public static ToolMatch ByArtifact(ToolFact tool, Artifact artifact) => new(tool, identifier: null, artifact.Version, isSlug: false);

    /// <summary>The version asked about: what the file's hash proves goes before what the asker says.</summary>
    public string? Version(CheckQuery query) => ArtifactVersion ?? query.Version;

    /// <summary>Whether what permits may reach the subject: a look-alike from another place inherits no approval.</summary>
    public bool IsExact { get; }

    /// <summary>Whether the subject comes from where this identifier says.</summary>
    public bool IsFrom(Subject subject) => Identifier is null || subject.LocationsEqual(Identifier.Identifier);

    /// <summary>The match of a subject that comes from another place.</summary>
    public ToolMatch FromElsewhere() => new(Tool, Identifier, ArtifactVersion, IsSlug, isExact: false);

    /// <summary>The scheme in which the subject's versions stand; null for a slug, which takes each range's own.</summary>
    public VersionScheme? Scheme =>
        IsSlug ? null
        : Identifier?.Identifier.Purl is { } purl ? VersionScheme.ForPurlType(purl.Type)
        : Tool.Identity.VersionScheme;

    /// <summary>Whether the subject's versions may be compared with the range. <c>*</c> needs no comparing.</summary>
    public bool Compares(VersionRange range) =>
        range.IsStar
        || Identifier is not { OwnVersionLine: true }
        && (Scheme is not { } scheme || scheme.Name == range.Scheme.Name || Tool.Identity.OneVersionLine);

    /// <summary>What the asker should know of how the subject was read.</summary>
    public IEnumerable<string> Notes(CheckQuery query) =>
        ArtifactVersion is { } proven && query.Version is { } said && said != proven
            ? [$"The file is release {proven} of {Tool.Name}; the version given was not used."]
            : [];
}
