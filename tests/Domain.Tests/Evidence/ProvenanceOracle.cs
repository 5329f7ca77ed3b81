using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Domain.Tests.Evidence;

/// <summary>The table of confidence as it is written, without regard to speed.</summary>
internal static class ProvenanceOracle
{
    public static Confidence Confidence(ClaimStatus status, EvidenceFacts[] all)
    {
        var origins = Origins(all);
        if (status == ClaimStatus.Refuted)
            return Domain.Evidence.Confidence.Low;
        var strong = TwoOf(origins, "AB", 2) || origins.Any(o => o.Kind is EvidenceKind.Audit or EvidenceKind.InternalTest && Is(o, "A", 2));
        if (strong && !all.Any(d => IsStandingDispute(d, all)))
            return Domain.Evidence.Confidence.High;
        return origins.Any(o => Is(o, "ABC", 3)) || TwoOf(origins, "ABCD", 4) ? Domain.Evidence.Confidence.Moderate : Domain.Evidence.Confidence.Low;
    }

    /// <summary>The origins that support the claim and to which one comes from what supports it, one publisher as often as it has any.</summary>
    public static EvidenceFacts[] Origins(EvidenceFacts[] all) =>
        [.. all.Where(o => o.DerivedFrom.Count == 0 && Counts(o, Stance.Supports) && all.Any(e => Counts(e, Stance.Supports) && LeadsTo(e, o, all)))];

    public static string[] Publishers(EvidenceFacts[] all) => [.. Origins(all).Select(o => ProvenanceWorld.PublisherOf(o.Publisher)).Distinct()];

    public static bool LeadsTo(EvidenceFacts from, EvidenceFacts to, EvidenceFacts[] all) =>
        from == to || all.Any(source => from.DerivedFrom.Contains(source.Number) && LeadsTo(source, to, all));

    private static bool IsStandingDispute(EvidenceFacts dispute, EvidenceFacts[] all) =>
        dispute.DerivedFrom.Count == 0
        && Counts(dispute, Stance.Disputes)
        && Is(dispute, "AB", 6)
        && !all.Any(e => Counts(e, Stance.Supports) && Is(e, "AB", 6) && LeadsTo(e, dispute, all));

    private static bool TwoOf(EvidenceFacts[] origins, string reliabilities, int credibility) => origins.Any(a => origins.Any(b =>
        Is(a, reliabilities, credibility) && Is(b, reliabilities, credibility) && ProvenanceWorld.PublisherOf(a.Publisher) != ProvenanceWorld.PublisherOf(b.Publisher)));

    private static bool Is(EvidenceFacts evidence, string reliabilities, int credibility) =>
        reliabilities.Contains(evidence.Reliability.ToString(), StringComparison.Ordinal) && evidence.Credibility <= credibility;

    private static bool Counts(EvidenceFacts evidence, Stance stance) => evidence.Stance == stance && !evidence.IsWithdrawn && evidence.SupersededBy is null;
}
