using System.Text.Json.Serialization;

namespace ToolRegistry.Client;

/// <summary>How a tool shows up somewhere.</summary>
/// <param name="Kind">Such as <c>purl</c>, <c>winget</c>, <c>file-name</c>, <c>sha256</c>, <c>domain</c>.</param>
/// <param name="Value">The value; a purl without version.</param>
/// <param name="OwnVersionLine">Whether it has versions of its own, so that only <c>*</c> of the tool's ranges reaches it.</param>
public sealed record IdentifierBody(string Kind, string Value, bool OwnVersionLine = false);

/// <summary>A file of a release.</summary>
/// <param name="Sha256">SHA-256 of the file, 64 hexadecimal digits.</param>
/// <param name="Platform">Such as <c>windows-x64</c>.</param>
/// <param name="FileName">Its name.</param>
public sealed record ArtifactBody(string Sha256, string? Platform = null, string? FileName = null);

/// <summary>One version of a tool.</summary>
/// <param name="Version">As its publisher writes it.</param>
/// <param name="ReleasedAt">When it was released.</param>
/// <param name="Artifacts">Its files.</param>
public sealed record ReleaseBody(string Version, DateOnly? ReleasedAt = null, IReadOnlyList<ArtifactBody>? Artifacts = null);

/// <summary>What is on record of a tool beside what it is recognised by.</summary>
public record ToolDetailsBody
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who makes it.</summary>
    public required string Publisher { get; init; }

    /// <summary>What sort of tool it is.</summary>
    public string? Category { get; init; }

    /// <summary>What it is used for.</summary>
    public string? BusinessPurpose { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary><c>unknown</c>, <c>supported</c> or <c>unsupported</c>.</summary>
    public string SupportStatus { get; init; } = "unknown";

    /// <summary>When support ends.</summary>
    public DateOnly? EndOfSupport { get; init; }

    /// <summary>When its record was last checked.</summary>
    public DateOnly? LastVerifiedAt { get; init; }
}

/// <summary>A tool to put on record.</summary>
public sealed record NewToolBody : ToolDetailsBody
{
    /// <summary>Its name in addresses; never changes.</summary>
    [JsonPropertyOrder(-1)]
    public required string Slug { get; init; }

    /// <summary>The scheme in which identifiers without one of their own compare.</summary>
    public string VersionScheme { get; init; } = "generic";

    /// <summary>Whether its identifiers number their versions alike.</summary>
    public bool OneVersionLine { get; init; }

    /// <summary>How it shows up.</summary>
    public IReadOnlyList<IdentifierBody> Identifiers { get; init; } = [];

    /// <summary>Its versions.</summary>
    public IReadOnlyList<ReleaseBody> Releases { get; init; } = [];
}

/// <summary>By what a tool is recognised.</summary>
public sealed record IdentityBody
{
    /// <summary>The scheme in which identifiers without one of their own compare.</summary>
    public required string VersionScheme { get; init; }

    /// <summary>Whether its identifiers number their versions alike.</summary>
    public required bool OneVersionLine { get; init; }

    /// <summary>All its identifiers.</summary>
    public required IReadOnlyList<IdentifierBody> Identifiers { get; init; }
}

/// <summary>A change of what a tool is recognised by that waits for review.</summary>
/// <param name="VersionScheme">The scheme it is to have.</param>
/// <param name="OneVersionLine">Whether its identifiers are to number their versions alike.</param>
/// <param name="Identifiers">All the identifiers it is to have.</param>
/// <param name="Artifacts">All the artifacts it is to have, by version.</param>
/// <param name="Authors">Who had a hand in it.</param>
/// <param name="Approvals">Who approved it.</param>
/// <param name="ProposedAt">When it was proposed.</param>
public sealed record PendingIdentityView(string VersionScheme, bool OneVersionLine, IReadOnlyList<IdentifierBody> Identifiers, IReadOnlyList<ReleaseBody> Artifacts, IReadOnlyList<string> Authors, IReadOnlyList<ApprovalView> Approvals, DateTimeOffset ProposedAt);

/// <summary>A tool on record.</summary>
public sealed record ToolView : ToolDetailsBody
{
    /// <summary>Its name in addresses.</summary>
    [JsonPropertyOrder(-1)]
    public required string Slug { get; init; }

    /// <summary>The scheme in which identifiers without one of their own compare.</summary>
    public required string VersionScheme { get; init; }

    /// <summary>Whether its identifiers number their versions alike.</summary>
    public required bool OneVersionLine { get; init; }

    /// <summary>How it shows up.</summary>
    public required IReadOnlyList<IdentifierBody> Identifiers { get; init; }

    /// <summary>Its versions.</summary>
    public required IReadOnlyList<ReleaseBody> Releases { get; init; }

    /// <summary>When it was put on record.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A change of identity that waits for review; for Analyst, Approver and Auditor only.</summary>
    public PendingIdentityView? Pending { get; init; }
}

/// <summary>A tool in a list.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Publisher">Who makes it.</param>
/// <param name="Category">What sort of tool it is.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="SupportStatus"><c>unknown</c>, <c>supported</c> or <c>unsupported</c>.</param>
/// <param name="CreatedAt">When it was put on record.</param>
public sealed record ToolSummary(string Slug, string Name, string Publisher, string? Category, string? Owner, string SupportStatus, DateTimeOffset CreatedAt);

/// <summary>A claim to put on record.</summary>
/// <param name="Range">The versions of which it is said, as <c>vers:npm/&gt;=2.1.91|&lt;2.1.197</c>.</param>
/// <param name="Status"><c>unverified</c>, <c>confirmed</c>, <c>disputed</c>, <c>refuted</c> or <c>fixed</c>.</param>
/// <param name="Statement">What is said.</param>
public sealed record NewClaimBody(string Range, string Status, string Statement);

/// <summary>A claim on record.</summary>
/// <param name="Number">Such as <c>CL-1</c>.</param>
/// <param name="Tool">The tool's slug.</param>
/// <param name="Range">The versions of which it is said.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Statement">What is said.</param>
/// <param name="CreatedBy">Who put it on record.</param>
/// <param name="CreatedAt">When.</param>
public sealed record ClaimView(string Number, string Tool, string Range, string Status, string Statement, string CreatedBy, DateTimeOffset CreatedAt);

/// <summary>Evidence to put on record.</summary>
public record NewEvidenceBody
{
    /// <summary>An OSV reference kind in lower case, or <c>audit</c>, <c>vendor_statement</c>, <c>internal_test</c>, <c>unpublished</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Who published it.</summary>
    public required string Publisher { get; init; }

    /// <summary>Where it was read, http or https.</summary>
    public string? Url { get; init; }

    /// <summary>When it was published.</summary>
    public DateOnly? PublishedAt { get; init; }

    /// <summary>When it was read.</summary>
    public DateOnly? RetrievedAt { get; init; }

    /// <summary>SHA-256 of the copy that was read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Reliability of the source, <c>A</c> to <c>F</c>.</summary>
    public required string Reliability { get; init; }

    /// <summary>Credibility of the information, 1 to 6.</summary>
    public required int Credibility { get; init; }

    /// <summary>For each claim (<c>CL-1</c>) <c>supports</c>, <c>disputes</c> or <c>context</c>.</summary>
    public IReadOnlyDictionary<string, string> Stances { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The evidence (<c>EV-1</c>) that it derives from.</summary>
    public IReadOnlyList<string> DerivedFrom { get; init; } = [];
}

/// <summary>Evidence on record.</summary>
public sealed record EvidenceView : NewEvidenceBody
{
    /// <summary>Such as <c>EV-9</c>.</summary>
    [JsonPropertyOrder(-1)]
    public required string Number { get; init; }

    /// <summary>The tool's slug.</summary>
    [JsonPropertyOrder(-1)]
    public required string Tool { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A risk assessment to put on record.</summary>
/// <param name="Range">The versions rated.</param>
/// <param name="Likelihood">How likely harm is: <c>VeryLow</c>, <c>Low</c>, <c>Moderate</c>, <c>High</c> or <c>VeryHigh</c>.</param>
/// <param name="Impact">How great the harm would be, in the same words. The level follows from both (NIST SP 800-30 Rev. 1, table I-2).</param>
/// <param name="Rationale">Why; internal text.</param>
/// <param name="Factors">What was weighed, each code once.</param>
/// <param name="NextReviewAt">When it is to be looked at again; left off: as late as the level allows.</param>
public sealed record NewAssessmentBody(string Range, string Likelihood, string Impact, string Rationale, IReadOnlyList<RiskFactorBody>? Factors = null, DateTimeOffset? NextReviewAt = null);

/// <summary>One thing that was weighed in a risk assessment.</summary>
/// <param name="Code">One of the organization's factors, such as <c>telemetry_transparency</c>.</param>
/// <param name="Rating">How much risk it brings: <c>VeryLow</c>, <c>Low</c>, <c>Moderate</c>, <c>High</c> or <c>VeryHigh</c>.</param>
/// <param name="Reason">Why; internal text.</param>
public sealed record RiskFactorBody(string Code, string Rating, string Reason);

/// <summary>A risk assessment on record.</summary>
/// <param name="Number">Such as <c>RA-7</c>.</param>
/// <param name="Tool">The tool's slug.</param>
/// <param name="Range">The versions rated.</param>
/// <param name="Likelihood">How likely harm is.</param>
/// <param name="Impact">How great the harm would be.</param>
/// <param name="Level">The level that follows from both.</param>
/// <param name="Factors">What was weighed.</param>
/// <param name="Rationale">Why; internal text.</param>
/// <param name="NextReviewAt">When it is to be looked at again.</param>
/// <param name="AssessedBy">Who assessed.</param>
/// <param name="AssessedAt">When.</param>
public sealed record AssessmentView(
    string Number,
    string Tool,
    string Range,
    string Likelihood,
    string Impact,
    string Level,
    IReadOnlyList<RiskFactorBody> Factors,
    string Rationale,
    DateTimeOffset NextReviewAt,
    string AssessedBy,
    DateTimeOffset AssessedAt);

/// <summary>The releases of a tool.</summary>
/// <param name="Items">The releases.</param>
public sealed record ReleaseList(IReadOnlyList<ReleaseBody> Items);
