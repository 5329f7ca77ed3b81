using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Between a tool's wire records and the domain.</summary>
internal static class ToolViews
{
    public static ToolDetails DetailsOf(ToolDetailsBody body) => new()
    {
        Name = body.Name,
        Publisher = body.Publisher,
        Category = body.Category,
        BusinessPurpose = body.BusinessPurpose,
        Owner = body.Owner is null ? null : Owner.Parse(body.Owner),
        SupportStatus = Wire.Parse<SupportStatus>(body.SupportStatus, "supportStatus"),
        EndOfSupport = body.EndOfSupport,
        LastVerifiedAt = body.LastVerifiedAt,
    };

    public static ToolIdentity IdentityOf(string scheme, bool oneVersionLine, IEnumerable<IdentifierBody> identifiers, IEnumerable<Artifact> artifacts) =>
        ToolIdentity.Create(VersionScheme.Get(scheme), oneVersionLine, [.. identifiers.Select(IdentifierOf)], [.. artifacts]);

    public static ToolIdentifier IdentifierOf(IdentifierBody body) => new(Wire.Identifier(body), body.OwnVersionLine);

    public static IEnumerable<Artifact> ArtifactsOf(ReleaseBody release) =>
        (release.Artifacts ?? []).Select(a => new Artifact(release.Version, a.Platform, a.FileName, a.Sha256.ToLowerInvariant()));

    public static ToolView Of(Tool tool, bool withInternals) => new()
    {
        Slug = tool.Slug,
        Name = tool.Details.Name,
        Publisher = tool.Details.Publisher,
        Category = tool.Details.Category,
        BusinessPurpose = tool.Details.BusinessPurpose,
        Owner = tool.Details.Owner?.Value,
        SupportStatus = Wire.Name(tool.Details.SupportStatus),
        EndOfSupport = tool.Details.EndOfSupport,
        LastVerifiedAt = tool.Details.LastVerifiedAt,
        VersionScheme = tool.Identity.VersionScheme.Name,
        OneVersionLine = tool.Identity.OneVersionLine,
        Identifiers = Identifiers(tool.Identity),
        Releases = ReleasesOf(tool),
        CreatedAt = tool.CreatedAt,
        Pending = withInternals && tool.PendingIdentity is { } change ? Pending(change) : null,
    };

    /// <summary>The releases by version, the lowest first; what the tool's scheme can't read comes last.</summary>
    public static IReadOnlyList<ReleaseBody> ReleasesOf(Tool tool)
    {
        var scheme = tool.Identity.VersionScheme;
        return
        [
            .. tool.Releases
                .Select(r => (Release: r, Version: scheme.TryParse(r.Version, out var version) ? version : null))
                .OrderBy(r => r.Version is null)
                .ThenBy(r => r.Version, Comparer<ParsedVersion?>.Create((a, b) => a is null || b is null ? 0 : scheme.Compare(a, b)))
                .ThenBy(r => r.Release.Version, StringComparer.Ordinal)
                .Select(r => new ReleaseBody(r.Release.Version, r.Release.ReleasedAt, Artifacts(tool.Identity, r.Release.Version))),
        ];
    }

    public static IReadOnlyList<IdentifierBody> Identifiers(ToolIdentity identity) =>
        [.. identity.Identifiers.Select(i => new IdentifierBody(i.Identifier.Kind.Name(), i.Identifier.Value, i.OwnVersionLine))];

    private static PendingIdentityView Pending(IdentityChange change) => new(
        change.Identity.VersionScheme.Name,
        change.Identity.OneVersionLine,
        Identifiers(change.Identity),
        [.. change.Identity.Artifacts.Select(a => a.Version).Distinct(StringComparer.Ordinal).Select(v => new ReleaseBody(v, ReleasedAt: null, Artifacts(change.Identity, v)))],
        [.. change.Review.Authors.Select(a => a.Value)],
        [.. change.Review.Approvals.Select(Wire.Approval)],
        change.ProposedAt);

    private static IReadOnlyList<ArtifactBody> Artifacts(ToolIdentity identity, string version) =>
        [.. identity.Artifacts.Where(a => a.Version == version).Select(a => new ArtifactBody(a.Sha256, a.Platform, a.FileName))];
}
