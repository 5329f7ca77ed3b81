namespace ToolRegistry.Domain.Evidence;

/// <summary>What a piece of evidence does for a claim's independent origins. Only the first one counts.</summary>
public enum ProvenanceRole
{
    /// <summary>An origin that supports the claim, and counts.</summary>
    IndependentOrigin,

    /// <summary>An origin that supports the claim, whose publisher counts already by another that is graded at least as well.</summary>
    SamePublisher,

    /// <summary>It supports the claim and derives from other evidence.</summary>
    Derived,

    /// <summary>It disputes the claim, or gives context.</summary>
    OtherStance,

    /// <summary>It says nothing of the claim; something that does derives from it.</summary>
    NoStance,

    /// <summary>It was withdrawn. What derives from it is still derived.</summary>
    Withdrawn,

    /// <summary>Other evidence takes its place. What derives from it is still derived.</summary>
    Superseded,
}

/// <summary>A piece of evidence in a claim's provenance.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Role">What it does for the independent origins.</param>
/// <param name="Reason">Why it does not count, as a sentence; null when it does.</param>
public sealed record ProvenanceNode(int Number, ProvenanceRole Role, string? Reason);

/// <summary>One derivation (PROV-O <c>wasDerivedFrom</c>).</summary>
/// <param name="From">The number of the evidence that derives.</param>
/// <param name="To">The number of what it derives from.</param>
public sealed record ProvenanceEdge(int From, int To);

/// <summary>A claim's provenance: the evidence that takes a stance on it, all that this derives from, and how.</summary>
/// <param name="Nodes">The evidence, by number.</param>
/// <param name="Edges">The derivations among the nodes, by number. A source that is not on record has no edge; the reason of what derives from it names it.</param>
public sealed record ProvenanceGraph(IReadOnlyList<ProvenanceNode> Nodes, IReadOnlyList<ProvenanceEdge> Edges);
