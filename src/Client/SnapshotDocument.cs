namespace ToolRegistry.Client;

/// <summary>All that checks of one asker need, at one revision: public text only, and of exceptions those that may be for the asker.</summary>
public sealed record SnapshotDocument
{
    /// <summary>What it is signed as.</summary>
    public const string Type = "toolregistry-snapshot+jws";

    /// <summary>The policy revision.</summary>
    public required long Revision { get; init; }

    /// <summary>When it was known to be all there is; its age counts from here.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The groups of whoever downloaded it, for whom it answers; null: unknown.</summary>
    public required IReadOnlyList<string>? Groups { get; init; }

    /// <summary>What to do about software of which no decision says anything: <c>allow</c>, <c>warn</c> or <c>block</c>.</summary>
    public required string UnknownAction { get; init; }

    /// <summary>Publishers that are the organization itself.</summary>
    public required IReadOnlyList<string> OwnPublishers { get; init; }

    /// <summary>The tools.</summary>
    public required IEnumerable<SnapshotTool> Tools { get; init; }

    /// <summary>The decisions in force.</summary>
    public required IEnumerable<SnapshotDecision> Decisions { get; init; }

    /// <summary>The exceptions granted.</summary>
    public required IEnumerable<SnapshotExceptionBody> Exceptions { get; init; }
}

/// <summary>A tool in a snapshot.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Publisher">Its publisher.</param>
/// <param name="VersionScheme">The scheme in which identifiers without one of their own compare.</param>
/// <param name="OneVersionLine">Whether its identifiers number their versions alike.</param>
/// <param name="Identifiers">How it shows up.</param>
/// <param name="Artifacts">Its files.</param>
public sealed record SnapshotTool(string Slug, string Name, string Publisher, string VersionScheme, bool OneVersionLine, IReadOnlyList<IdentifierBody> Identifiers, IReadOnlyList<SnapshotArtifact> Artifacts);

/// <summary>A file in a snapshot.</summary>
/// <param name="Version">The version of which it is.</param>
/// <param name="Sha256">Its SHA-256.</param>
public sealed record SnapshotArtifact(string Version, string Sha256);

/// <summary>A decision in a snapshot.</summary>
public sealed record SnapshotDecision
{
    /// <summary>Such as <c>TR-42</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The slug of the tool that it governs.</summary>
    public required string Tool { get; init; }

    /// <summary>The versions governed.</summary>
    public required IReadOnlyList<string> Ranges { get; init; }

    /// <summary>Where it holds.</summary>
    public required ScopeBody Scope { get; init; }

    /// <summary>What it says when.</summary>
    public required IReadOnlyList<PhaseBody> Phases { get; init; }

    /// <summary>What to use instead.</summary>
    public required IReadOnlyList<AlternativeBody> Alternatives { get; init; }

    /// <summary>Conditions of use.</summary>
    public required IReadOnlyList<string> Constraints { get; init; }

    /// <summary>What everyone may read.</summary>
    public required string PublicStatement { get; init; }

    /// <summary>When it is to be reviewed.</summary>
    public required DateTimeOffset? ReviewBy { get; init; }

    /// <summary>Whether it restricts on a weak case.</summary>
    public required bool Provisional { get; init; }

    /// <summary>How far the evidence carries it: <c>low</c>, <c>moderate</c> or <c>high</c>.</summary>
    public required string Confidence { get; init; }

    /// <summary>How many independent origins support the weakest of its claims.</summary>
    public required int IndependentOrigins { get; init; }

    /// <summary>Until when an expedited decision is to be ratified; null when it need not be.</summary>
    public required DateTimeOffset? RatifyBy { get; init; }
}

/// <summary>An exception in a snapshot.</summary>
/// <param name="Number">Such as <c>EX-3</c>.</param>
/// <param name="Decision">The decision that it is an exception to.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The instant from which it no longer holds.</param>
/// <param name="CompensatingControls">The constraints of those it is for.</param>
public sealed record SnapshotExceptionBody(string Number, string Decision, ScopeBody Audience, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> CompensatingControls);
