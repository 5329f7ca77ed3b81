namespace ToolRegistry.Client;

/// <summary>A claim to put on record.</summary>
/// <param name="Range">The versions of which it is said, as <c>vers:npm/&gt;=2.1.91|&lt;2.1.197</c>.</param>
/// <param name="Status"><c>unverified</c>, <c>confirmed</c>, <c>disputed</c>, <c>refuted</c> or <c>fixed</c>.</param>
/// <param name="Statement">What is said.</param>
public sealed record NewClaimBody(string Range, string Status, string Statement);

/// <summary>A claim as it is to stand from now on.</summary>
/// <param name="Range">The versions of which it is said.</param>
/// <param name="Status"><c>unverified</c>, <c>confirmed</c>, <c>disputed</c>, <c>refuted</c> or <c>fixed</c>.</param>
/// <param name="Statement">What is said; internal text.</param>
/// <param name="Reason">Why it changes; internal text.</param>
public sealed record ChangeClaimBody(string Range, string Status, string Statement, string Reason);

/// <summary>A claim on record, and how far the evidence carries it.</summary>
public sealed record ClaimView
{
    /// <summary>Such as <c>CL-1</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The tool's slug.</summary>
    public required string Tool { get; init; }

    /// <summary>The versions of which it is said.</summary>
    public required string Range { get; init; }

    /// <summary>How it stands.</summary>
    public required string Status { get; init; }

    /// <summary>What is said.</summary>
    public required string Statement { get; init; }

    /// <summary>How many pieces of evidence support it and count.</summary>
    public required int Links { get; init; }

    /// <summary>How many independent origins these go back to.</summary>
    public required int IndependentOrigins { get; init; }

    /// <summary><c>low</c>, <c>moderate</c> or <c>high</c>; computed from the origins and the disputes.</summary>
    public required string Confidence { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>Who put it on record.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The evidence that takes a stance on it, what that derives from, and what counts; null in lists.</summary>
    public ProvenanceGraphView? Graph { get; init; }

    /// <summary>All that it ever was, the first version first; the last one is what it is now. Null in lists.</summary>
    public IReadOnlyList<ClaimVersionView>? History { get; init; }
}

/// <summary>What a claim was from one change to the next.</summary>
/// <param name="Range">The versions of which it was said.</param>
/// <param name="Status">How it stood.</param>
/// <param name="Statement">What was said.</param>
/// <param name="By">Who put it so.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; null for the first.</param>
public sealed record ClaimVersionView(string Range, string Status, string Statement, string By, DateTimeOffset At, string? Reason);

/// <summary>Where a claim's support comes from.</summary>
/// <param name="Nodes">The evidence, by number.</param>
/// <param name="Edges">What derives from what.</param>
public sealed record ProvenanceGraphView(IReadOnlyList<ProvenanceNodeView> Nodes, IReadOnlyList<ProvenanceEdgeView> Edges);

/// <summary>A piece of evidence in a claim's provenance.</summary>
/// <param name="Evidence">Such as <c>EV-9</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Grade">Reliability and credibility, such as <c>B2</c>.</param>
/// <param name="Role"><c>independent_origin</c> counts; <c>same_publisher</c>, <c>derived</c>, <c>other_stance</c>, <c>no_stance</c>, <c>withdrawn</c> and <c>superseded</c> do not.</param>
/// <param name="Reason">Why it does not count; null when it does.</param>
public sealed record ProvenanceNodeView(string Evidence, string Title, string Publisher, string Grade, string Role, string? Reason);

/// <summary>One derivation.</summary>
/// <param name="From">The evidence that derives.</param>
/// <param name="To">What it derives from.</param>
public sealed record ProvenanceEdgeView(string From, string To);
