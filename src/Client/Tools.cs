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

/// <summary>The releases of a tool.</summary>
/// <param name="Items">The releases.</param>
public sealed record ReleaseList(IReadOnlyList<ReleaseBody> Items);
