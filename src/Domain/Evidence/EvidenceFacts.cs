using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Evidence;

/// <summary>What counts of a piece of evidence when one claim is graded.</summary>
/// <param name="Number">Its number; written <c>EV-9</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Reliability">Reliability of the source (Admiralty code).</param>
/// <param name="Credibility">Credibility of the information (Admiralty code), 1 to 6.</param>
/// <param name="Stance">How it stands to the claim, or null when it says nothing of it.</param>
/// <param name="DerivedFrom">Numbers of the evidence that it derives from; empty for an origin.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn and so counts no more.</param>
/// <param name="SupersededBy">Number of the evidence that takes its place, so that it counts no more; or null.</param>
public sealed record EvidenceFacts(
    int Number, EvidenceKind Kind, string Publisher, Reliability Reliability, int Credibility, Stance? Stance, IReadOnlyList<int> DerivedFrom, bool IsWithdrawn, int? SupersededBy = null)
{
    internal bool IsOrigin => DerivedFrom.Count == 0;

    internal bool Counts => !IsWithdrawn && SupersededBy is null;

    internal bool Supports => Stance is Evidence.Stance.Supports && Counts;

    internal bool Disputes => Stance is Evidence.Stance.Disputes && Counts;

    /// <summary>Whether its source is at least usually reliable, as a dispute and its answer must be.</summary>
    internal bool IsReliable => Reliability <= Reliability.B;

    /// <summary>The publisher's name without case and without white space that only sets apart.</summary>
    internal string PublisherKey => string.Join(' ', TextFold.Wide(Publisher).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    internal OriginWeight Weight => (Kind, Reliability, Credibility) switch
    {
        (EvidenceKind.Audit or EvidenceKind.InternalTest, Reliability.A, 1 or 2) => OriginWeight.Proof,
        (_, <= Reliability.B, 1 or 2) => OriginWeight.Strong,
        (_, <= Reliability.C, >= 1 and <= 3) => OriginWeight.Fair,
        (_, <= Reliability.D, >= 1 and <= 4) => OriginWeight.Slight,
        _ => OriginWeight.None,
    };
}

/// <summary>What an origin can bear, by the table of confidence. Each weight passes all the tests that the lesser ones pass.</summary>
internal enum OriginWeight
{
    /// <summary>Less than any row of the table asks for.</summary>
    None,

    /// <summary>A–D and 1–4: two make a claim moderate.</summary>
    Slight,

    /// <summary>A–C and 1–3: one makes a claim moderate.</summary>
    Fair,

    /// <summary>A–B and 1–2: two make a claim high.</summary>
    Strong,

    /// <summary>An audit or internal test of A1–A2: one makes a claim high.</summary>
    Proof,
}
