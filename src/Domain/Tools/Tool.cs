using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Tools;

/// <summary>One version of a tool.</summary>
/// <param name="Version">As its publisher writes it; 1 to 200 characters.</param>
/// <param name="ReleasedAt">When it was released, or null.</param>
public sealed record Release(string Version, DateOnly? ReleasedAt);

/// <summary>A change of a tool's identity that waits for review.</summary>
/// <param name="Identity">What it is to become.</param>
/// <param name="Review">Who wrote and who approved it.</param>
/// <param name="ProposedAt">When it was proposed.</param>
public sealed record IdentityChange(ToolIdentity Identity, Review Review, DateTimeOffset ProposedAt);

/// <summary>A product under governance.</summary>
public sealed class Tool
{
    /// <summary>The most releases of one tool.</summary>
    public const int MaxReleases = 5_000;

    private readonly List<Release> releases = [];

    private Tool()
    {
        Slug = null!;
        Details = null!;
        Identity = null!;
    }

    private Tool(string slug, ToolDetails details, ToolIdentity identity, DateTimeOffset at) =>
        (Slug, Details, Identity, CreatedAt) = (slug, details, identity, at);

    /// <summary>Its name in addresses: lower-case letters, digits, hyphens, dots and underscores. Never changes.</summary>
    public string Slug { get; private set; }

    /// <summary>What is on record of it.</summary>
    public ToolDetails Details { get; private set; }

    /// <summary>By what it is recognised.</summary>
    public ToolIdentity Identity { get; private set; }

    /// <summary>A change of its identity that waits for review, or null.</summary>
    public IdentityChange? PendingIdentity { get; private set; }

    /// <summary>Its releases, in no order.</summary>
    public IReadOnlyList<Release> Releases => releases;

    /// <summary>When it was put on record.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Puts a tool on record.</summary>
    /// <exception cref="DomainException"><c>tool.slug-invalid</c>, <c>tool.invalid</c></exception>
    public static Tool Register(string slug, ToolDetails details, ToolIdentity identity, DateTimeOffset at) =>
        Slugs.IsValid(slug)
            ? new Tool(slug, details.Checked(), identity, at)
            : throw DomainException.Invalid("tool.slug-invalid", $"A slug is 1 to {Slugs.MaxLength} lower-case letters, digits, hyphens, dots or underscores, and begins and ends with a letter or digit.", "slug");

    /// <summary>Changes what is on record of it.</summary>
    /// <exception cref="DomainException"><c>tool.invalid</c></exception>
    public void Describe(ToolDetails details) => Details = details.Checked();

    /// <summary>
    /// Changes by what it is recognised: at once, or, while a decision on it is approved, after another person's approval.
    /// </summary>
    /// <exception cref="DomainException"><c>tool.identity-pending</c>, <c>release.unknown</c></exception>
    public void Identify(ToolIdentity identity, bool hasApprovedDecision, Owner by, DateTimeOffset at)
    {
        RequireNoPendingIdentity();
        if (identity.Artifacts.FirstOrDefault(a => releases.TrueForAll(r => r.Version != a.Version)) is { } stray)
            throw DomainException.Conflict("release.unknown", $"No release {stray.Version} is on record for the artifact.", "artifacts");
        if (hasApprovedDecision)
            PendingIdentity = new IdentityChange(identity, new Review(by), at);
        else
            Identity = identity;
    }

    /// <summary>Approves the pending change of identity; with enough approvals it takes effect.</summary>
    /// <exception cref="DomainException"><c>tool.no-identity-pending</c>, <c>review.four-eyes</c>, <c>review.already-approved</c></exception>
    public void ApproveIdentity(int approvalsNeeded, Owner by, DateTimeOffset at)
    {
        var change = RequirePendingIdentity();
        var review = change.Review.Approved(by, at);
        if (review.Approvals.Count >= approvalsNeeded)
            (Identity, PendingIdentity) = (change.Identity, null);
        else
            PendingIdentity = change with { Review = review };
    }

    /// <summary>Drops the pending change of identity.</summary>
    /// <exception cref="DomainException"><c>tool.no-identity-pending</c></exception>
    public void RejectIdentity()
    {
        RequirePendingIdentity();
        PendingIdentity = null;
    }

    /// <summary>Puts a release on record. Its artifacts go the way of <see cref="Identify"/>.</summary>
    /// <exception cref="DomainException"><c>release.invalid</c>, <c>release.duplicate</c></exception>
    public void AddRelease(Release release, IReadOnlyList<Artifact> artifacts, bool hasApprovedDecision, Owner by, DateTimeOffset at)
    {
        if (!Texts.IsLine(release.Version, 200))
            throw DomainException.Invalid("release.invalid", "A version is one line of 1 to 200 characters.", "version");
        if (releases.Exists(r => r.Version == release.Version))
            throw DomainException.Conflict("release.duplicate", $"Release {release.Version} is on record already.", "version");
        if (releases.Count >= MaxReleases)
            throw DomainException.Conflict("release.too-many", $"A tool has at most {MaxReleases} releases.");
        if (artifacts.Any(a => a.Version != release.Version))
            throw DomainException.Conflict("release.unknown", "An artifact names another release than the one that it comes with.", "artifacts");
        // All that may be refused comes before the first change.
        var identity = Identity.With(artifacts);
        if (artifacts.Count > 0)
            RequireNoPendingIdentity();
        releases.Add(release);
        if (artifacts.Count > 0)
            Identify(identity, hasApprovedDecision, by, at);
    }

    private void RequireNoPendingIdentity()
    {
        if (PendingIdentity is not null)
            throw DomainException.Conflict("tool.identity-pending", "A change of this tool's identifiers waits for review: approve or reject it first.");
    }

    private IdentityChange RequirePendingIdentity() =>
        PendingIdentity ?? throw DomainException.Conflict("tool.no-identity-pending", "No change of this tool's identifiers waits for review.");
}
