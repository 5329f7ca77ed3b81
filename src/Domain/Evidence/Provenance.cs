namespace ToolRegistry.Domain.Evidence;

/// <summary>Where the support of a claim comes from, and how far it carries: DESIGN.md, "Evidence and confidence".</summary>
public sealed record Provenance
{
    private Provenance()
    {
    }

    /// <summary>How many pieces of evidence support the claim and are not withdrawn.</summary>
    public required int Links { get; init; }

    /// <summary>Numbers of the independent origins, ascending; of several by one publisher the best-graded.</summary>
    public required IReadOnlyList<int> IndependentOrigins { get; init; }

    /// <summary>How far they carry the claim.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>All of it in one sentence. It names publishers as they are on record, unpublished ones too.</summary>
    public required string Explanation { get; init; }

    /// <summary>All of it as a graph.</summary>
    public required ProvenanceGraph Graph { get; init; }

    /// <summary>Grades a claim.</summary>
    /// <param name="status">How the claim stands; a refuted one is low.</param>
    /// <param name="evidence">All that is on record of the claim's tool, each number once, in any order.</param>
    /// <exception cref="DomainException"><c>evidence.cycle</c></exception>
    public static Provenance Of(ClaimStatus status, IReadOnlyCollection<EvidenceFacts> evidence)
    {
        var derivations = new Derivations(evidence);
        var supporting = evidence.Where(e => e.Supports).ToArray();
        // An origin that supports the claim is itself evidence that supports it, and so is reachable from such: none is left out.
        var publishers = supporting.Where(e => e.IsOrigin).GroupBy(e => e.PublisherKey, StringComparer.Ordinal).Select(g => BestFirst(g).ToArray()).ToArray();
        var origins = BestFirst(publishers.Select(p => p[0])).ToArray();
        var answers = derivations.Reached(supporting.Where(e => e.IsReliable));
        var standing = evidence.Where(e => IsWeightyDispute(e) && !answers.ContainsKey(e.Number)).MinBy(e => e.Number);

        var (confidence, because) = Grade(status, origins, standing);
        EvidenceFacts[] byNumber = [.. origins.OrderBy(o => o.Number)];
        var counted = publishers.SelectMany(p => p, (p, origin) => (origin.Number, By: p[0].Number)).ToDictionary(o => o.Number, o => o.By);
        return new Provenance
        {
            Links = supporting.Length,
            IndependentOrigins = [.. byNumber.Select(o => o.Number)],
            Confidence = confidence,
            Explanation = ProvenanceTexts.Explain(supporting.Length, byNumber, confidence, because),
            Graph = Draw(evidence, derivations, e => Place(e, counted, answers)),
        };
    }

    // Every test of grading asks for a weight and whatever is heavier. So the heaviest stands for its publisher, and a further
    // origin never takes the place of one that passed more.
    private static IOrderedEnumerable<EvidenceFacts> BestFirst(IEnumerable<EvidenceFacts> origins) =>
        origins.OrderByDescending(o => o.Weight).ThenBy(o => o.Reliability).ThenBy(o => o.Credibility).ThenBy(o => o.Number);

    private static bool IsWeightyDispute(EvidenceFacts evidence) => evidence is { Disputes: true, IsOrigin: true, IsReliable: true };

    private static (Confidence Confidence, string Because) Grade(ClaimStatus status, EvidenceFacts[] origins, EvidenceFacts? standing)
    {
        if (status == ClaimStatus.Refuted)
            return (Confidence.Low, "the claim is refuted");
        var (confidence, because) = Weigh(origins);
        return confidence == Confidence.High && standing is not null
            ? (Confidence.Moderate, $"{ProvenanceTexts.Name(standing)}, graded {ProvenanceTexts.Grade(standing)}, disputes the claim and stands unanswered")
            : (confidence, because);
    }

    private static (Confidence Confidence, string Because) Weigh(EvidenceFacts[] bestFirst) => bestFirst switch
    {
        [] => (Confidence.Low, "no origin supports the claim"),
        [{ Weight: OriginWeight.Proof } best, ..] => (Confidence.High, $"{ProvenanceTexts.Name(best)} is an {(best.Kind == EvidenceKind.Audit ? "audit" : "internal test")} graded {ProvenanceTexts.Grade(best)}"),
        [{ Weight: OriginWeight.Strong } best, { Weight: OriginWeight.Strong } next, ..] => (Confidence.High, AreGraded(best, next)),
        [{ Weight: >= OriginWeight.Fair } best, ..] => (Confidence.Moderate, $"{ProvenanceTexts.Name(best)} is graded {ProvenanceTexts.Grade(best)}"),
        [{ Weight: OriginWeight.Slight } best, { Weight: OriginWeight.Slight } next, ..] => (Confidence.Moderate, AreGraded(best, next)),
        [var only] => (Confidence.Low, $"{ProvenanceTexts.Name(only)} stands alone and is graded {ProvenanceTexts.Grade(only)}"),
        _ => (Confidence.Low, "none is graded A–C and 1–3, and no two are graded A–D and 1–4"),
    };

    private static string AreGraded(EvidenceFacts best, EvidenceFacts next) =>
        $"{ProvenanceTexts.Name(best)} is graded {ProvenanceTexts.Grade(best)} and {ProvenanceTexts.Name(next)} {ProvenanceTexts.Grade(next)}";

    // Evidence of other claims alone says nothing here, and would hide what does.
    private static ProvenanceGraph Draw(IReadOnlyCollection<EvidenceFacts> evidence, Derivations derivations, Func<EvidenceFacts, ProvenanceNode> place)
    {
        var reached = derivations.Reached(evidence.Where(e => e.Stance is not null));
        EvidenceFacts[] shown = [.. evidence.Where(e => reached.ContainsKey(e.Number)).OrderBy(e => e.Number)];
        return new ProvenanceGraph(
            [.. shown.Select(place)],
            [.. shown.SelectMany(e => derivations.SourcesOf(e.Number).Order(), (e, source) => new ProvenanceEdge(e.Number, source))]);
    }

    private static ProvenanceNode Place(EvidenceFacts evidence, Dictionary<int, int> counted, Dictionary<int, int> answers)
    {
        var (role, reason) = evidence switch
        {
            { IsWithdrawn: true } => (ProvenanceRole.Withdrawn, "It was withdrawn."),
            { SupersededBy: { } successor } => (ProvenanceRole.Superseded, $"{ProvenanceTexts.Name(successor)} takes its place."),
            { Stance: null } => (ProvenanceRole.NoStance, "It says nothing of the claim."),
            { Stance: Stance.Context } => (ProvenanceRole.OtherStance, "It gives context and takes no side."),
            { Stance: Stance.Disputes } => (ProvenanceRole.OtherStance, Dispute(evidence, answers)),
            { IsOrigin: false } => (ProvenanceRole.Derived, $"It derives from {ProvenanceTexts.List(evidence.DerivedFrom.Order().Select(ProvenanceTexts.Name))}."),
            _ when counted[evidence.Number] != evidence.Number => (ProvenanceRole.SamePublisher, $"Its publisher counts once, by {ProvenanceTexts.Name(counted[evidence.Number])}."),
            _ => (ProvenanceRole.IndependentOrigin, (string?)null),
        };
        return new ProvenanceNode(evidence.Number, role, reason);
    }

    private static string Dispute(EvidenceFacts evidence, Dictionary<int, int> answers) =>
        !IsWeightyDispute(evidence) ? "It disputes the claim."
        : answers.TryGetValue(evidence.Number, out var answer) ? $"It disputes the claim and is answered by {ProvenanceTexts.Name(answer)}."
        : "It disputes the claim and stands unanswered.";
}
