using System.Text.Json.Serialization;

namespace ToolRegistry.Client;

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

/// <summary>Evidence as it is to stand from now on: all of it.</summary>
public sealed record ChangeEvidenceBody : NewEvidenceBody
{
    /// <summary>Why it changes; internal text.</summary>
    public required string Reason { get; init; }
}

/// <summary>Evidence that takes the place of other evidence.</summary>
/// <param name="SupersededBy">Such as <c>EV-12</c>: current evidence about the same tool.</param>
/// <param name="Reason">Why; internal text.</param>
public sealed record SupersedeEvidenceBody(string SupersededBy, string Reason);

/// <summary>Evidence on record.</summary>
public sealed record EvidenceView : NewEvidenceBody
{
    /// <summary>Such as <c>EV-9</c>.</summary>
    [JsonPropertyOrder(-1)]
    public required string Number { get; init; }

    /// <summary>The tool's slug.</summary>
    [JsonPropertyOrder(-1)]
    public required string Tool { get; init; }

    /// <summary><c>current</c>, <c>superseded</c> or <c>withdrawn</c>; only current evidence counts.</summary>
    public required string Status { get; init; }

    /// <summary>The evidence that takes its place.</summary>
    public required string? SupersededBy { get; init; }

    /// <summary>Whether the copy that was read is stored and can be downloaded.</summary>
    public required bool HasCopy { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>All that it ever was, the first version first; the last one is what it is now. Null in lists.</summary>
    public IReadOnlyList<EvidenceVersionView>? History { get; init; }
}

/// <summary>What a piece of evidence was from one change to the next.</summary>
public sealed record EvidenceVersionView : NewEvidenceBody
{
    /// <summary>Whether it counted.</summary>
    public required string Status { get; init; }

    /// <summary>Who put it so.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why; null for the first.</summary>
    public required string? Reason { get; init; }
}
