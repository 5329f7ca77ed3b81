namespace ToolRegistry.Domain.Evidence;

/// <summary>How far the evidence carries a claim, in the three levels of ICD 203; computed by <see cref="Provenance"/>, never typed in.</summary>
/// <remarks>It says how good the basis is, not how likely the claim.</remarks>
public enum Confidence
{
    /// <summary>Neither of the others; always for a refuted claim, and for a decision that names no claim.</summary>
    Low,

    /// <summary>One independent origin of A–C with credibility 1–3, or two or more of A–D and 1–4.</summary>
    Moderate,

    /// <summary>
    /// Two or more independent origins of A–B and 1–2, or one audit or internal test of A1–A2; and no dispute from an origin
    /// graded A–B that stands unanswered.
    /// </summary>
    High,
}
