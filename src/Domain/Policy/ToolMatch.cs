using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Policy;

/// <summary>How a subject came to name a tool.</summary>
internal sealed class ToolMatch
{
    private readonly ToolIdentifier? identifier;
    private readonly string? artifactVersion;

    // The scheme in which the subject's versions stand; null for a slug, which takes each range's own.
    private readonly VersionScheme? scheme;

    private ToolMatch(ToolPolicy policy, ToolIdentifier? identifier, string? artifactVersion, VersionScheme? scheme, bool isExact = true) =>
        (Policy, this.identifier, this.artifactVersion, this.scheme, IsExact) = (policy, identifier, artifactVersion, scheme, isExact);

    public ToolPolicy Policy { get; }

    /// <summary>The next match under the same key, or null: most keys have one.</summary>
    public ToolMatch? Also { get; private init; }

    public ToolFact Tool => Policy.Tool;

    /// <summary>Whether what permits may reach the subject: a look-alike from another place inherits no approval.</summary>
    public bool IsExact { get; }

    public static ToolMatch BySlug(ToolPolicy policy) => new(policy, identifier: null, artifactVersion: null, scheme: null);

    public static ToolMatch ByIdentifier(ToolPolicy policy, ToolIdentifier identifier) =>
        new(policy, identifier, artifactVersion: null, SchemeOf(policy.Tool, identifier));

    public static ToolMatch ByArtifact(ToolPolicy policy, Artifact artifact) => new(policy, identifier: null, artifact.Version, policy.Tool.Identity.VersionScheme);

    /// <summary>The matches with another one after them.</summary>
    public ToolMatch And(ToolMatch other) => new(Policy, identifier, artifactVersion, scheme, IsExact) { Also = Also?.And(other) ?? other };

    /// <summary>This match without those that come with it.</summary>
    public ToolMatch Alone() => Also is null ? this : new ToolMatch(Policy, identifier, artifactVersion, scheme, IsExact);

    /// <summary>This match and those that come with it.</summary>
    public IEnumerable<ToolMatch> WithOthers()
    {
        for (var match = this; match is not null; match = match.Also)
            yield return match;
    }

    /// <summary>The version asked about: what the file's hash proves goes before what the asker says.</summary>
    public string? Version(CheckQuery query) => artifactVersion ?? query.Version;

    /// <summary>Whether the subject comes from where this identifier says.</summary>
    public bool IsFrom(Subject subject) => identifier is not { } one || subject.LocationsEqual(one.Identifier);

    /// <summary>The match of a subject that comes from another place.</summary>
    public ToolMatch FromElsewhere() => new(Policy, identifier, artifactVersion, scheme, isExact: false);

    /// <summary>Whether the subject's versions may be compared with the range. <c>*</c> needs no comparing.</summary>
    public bool Compares(VersionRange range) => Compares(Tool, identifier, scheme, range);

    /// <summary>Whether the versions of one of a tool's identifiers may be compared with the range.</summary>
    public static bool Compares(ToolFact tool, ToolIdentifier identifier, VersionRange range) =>
        // The scheme is looked for only where it decides.
        range.IsStar || tool.Identity.OneVersionLine && !identifier.OwnVersionLine || Compares(tool, identifier, SchemeOf(tool, identifier), range);

    private static bool Compares(ToolFact tool, ToolIdentifier? identifier, VersionScheme? scheme, VersionRange range) =>
        range.IsStar
        || identifier is not { OwnVersionLine: true }
        && (tool.Identity.OneVersionLine || scheme is null || scheme == range.Scheme);

    private static VersionScheme? SchemeOf(ToolFact tool, ToolIdentifier identifier) =>
        identifier.Identifier.PackageType is { } type ? VersionScheme.ForPurlType(type) : tool.Identity.VersionScheme;

    /// <summary>What the asker should know of how the subject was read.</summary>
    public string? Note(CheckQuery query) =>
        artifactVersion is { } proven && query.Version is { } said && said != proven
            ? $"The file is release {proven} of {Tool.Name}; the version given was not used."
            : null;
}
