using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Domain.Decisions;

/// <summary>What kind of change it is that a decision may have to answer to.</summary>
public enum ChangeKind
{
    /// <summary>A claim's status, range or statement changed.</summary>
    ClaimChanged,

    /// <summary>Evidence was put on record.</summary>
    EvidenceAdded,

    /// <summary>Evidence was graded or described anew.</summary>
    EvidenceChanged,

    /// <summary>Evidence was withdrawn.</summary>
    EvidenceWithdrawn,

    /// <summary>Other evidence took the place of evidence.</summary>
    EvidenceSuperseded,

    /// <summary>The risk was assessed.</summary>
    Assessed,

    /// <summary>A release was put on record.</summary>
    Released,
}

/// <summary>A change on record of a tool, as far as decisions about the tool may rest on what changed.</summary>
public sealed record RecordChange
{
    private RecordChange(ChangeKind kind, string subject, string what, string? reason = null) =>
        (Kind, Subject, What, Reason) = (kind, subject, what, reason);

    /// <summary>What kind of change.</summary>
    public ChangeKind Kind { get; }

    /// <summary>What changed: <c>CL-1</c>, <c>EV-9</c>, <c>RA-7</c>, or a release's version.</summary>
    public string Subject { get; }

    /// <summary>How it changed, as part of a sentence; internal text.</summary>
    public string What { get; }

    /// <summary>Why, as whoever changed it says; internal text, or null.</summary>
    public string? Reason { get; }

    /// <summary>Claims whose case it alters.</summary>
    private IReadOnlyCollection<int> Claims { get; init; } = [];

    private int? Evidence { get; init; }

    private RiskLevel? Level { get; init; }

    /// <summary>The latest change of a claim.</summary>
    public static RecordChange Of(Claim claim)
    {
        var (now, before) = (claim.History[^1], claim.History[^2]);
        string?[] parts =
        [
            now.Status == before.Status ? null : $"status {Word(before.Status)} → {Word(now.Status)}",
            now.Range.Equals(before.Range) ? null : $"range {before.Range} → {now.Range}",
            now.Statement == before.Statement ? null : "reworded",
        ];
        return new RecordChange(ChangeKind.ClaimChanged, Numbers.Format(Numbers.Claim, claim.Number), Join(parts), now.Reason) { Claims = [claim.Number] };
    }

    /// <summary>The latest change of a piece of evidence, its being put on record included.</summary>
    public static RecordChange Of(EvidenceRecord evidence)
    {
        var subject = Numbers.Format(Numbers.Evidence, evidence.Number);
        var now = evidence.History[^1];
        var before = evidence.History.Count > 1 ? evidence.History[^2].Content : null;
        var (kind, what) = (now.Status, before) switch
        {
            (_, null) => (ChangeKind.EvidenceAdded, Join([$"{now.Content.Kind} by {now.Content.Publisher}, graded {Grade(now.Content)}", .. now.Content.Stances.Select(Takes)])),
            (EvidenceStatus.Withdrawn, _) => (ChangeKind.EvidenceWithdrawn, "withdrawn"),
            (EvidenceStatus.Superseded, _) => (ChangeKind.EvidenceSuperseded, $"{Numbers.Format(Numbers.Evidence, evidence.SupersededBy!.Value)} takes its place"),
            _ => (ChangeKind.EvidenceChanged, Differences(before, now.Content)),
        };
        // A corrected title or address weighs nothing.
        var weighs = kind != ChangeKind.EvidenceChanged || what.Length > 0;
        return new RecordChange(kind, subject, weighs ? what : "described anew", now.Reason)
        {
            Claims = weighs ? [.. now.Content.Stances.Concat(before?.Stances ?? []).Select(s => s.Claim)] : [],
            Evidence = weighs ? evidence.Number : null,
        };
    }

    /// <summary>A further assessment.</summary>
    public static RecordChange Of(RiskAssessment assessment) =>
        new(ChangeKind.Assessed, Numbers.Format(Numbers.Assessment, assessment.Number), $"the risk of {assessment.Range} is {assessment.Level}") { Level = assessment.Level };

    /// <summary>A further release.</summary>
    public static RecordChange Of(Release release) => new(ChangeKind.Released, release.Version, "a new release");

    /// <summary>Whether it alters what an approved revision rests on: a claim or evidence that it relies on, or the level of risk.</summary>
    public bool IsMaterialTo(DecisionRevision revision) =>
        Claims.Intersect(revision.Terms.Claims).Any()
        || Evidence is { } evidence && revision.Terms.Evidence.Contains(evidence)
        || Level is { } level && level != revision.RiskLevel;

    /// <summary>Whether it may meet an approved revision's lift condition, so that people must look: it lifts nothing by itself.</summary>
    public bool OpensLiftReviewOf(DecisionRevision revision) => revision.Terms.LiftWhen is not null && Kind != ChangeKind.Assessed;

    // What provenance and people weigh; the rest only describes.
    private static string Differences(EvidenceContent before, EvidenceContent now) => Join(
    [
        now.Kind == before.Kind ? null : $"{before.Kind} → {now.Kind}",
        now.Publisher == before.Publisher ? null : $"publisher {before.Publisher} → {now.Publisher}",
        Grade(now) == Grade(before) ? null : $"graded {Grade(before)} → {Grade(now)}",
        .. now.Stances.Except(before.Stances).Select(Takes),
        .. before.Stances.ExceptBy(now.Stances.Select(s => s.Claim), s => s.Claim).Select(s => $"takes no stance on {Numbers.Format(Numbers.Claim, s.Claim)} any more"),
        now.DerivedFrom.Order().SequenceEqual(before.DerivedFrom.Order()) ? null : $"derives from {Sources(now)}",
    ]);

    private static string Sources(EvidenceContent content) =>
        content.DerivedFrom.Count == 0 ? "nothing" : ProvenanceTexts.List(content.DerivedFrom.Order().Select(ProvenanceTexts.Name));

    private static string Takes(ClaimStance stance) =>
        stance.Stance == Stance.Context ? $"gives context to {Numbers.Format(Numbers.Claim, stance.Claim)}" : $"{Word(stance.Stance)} {Numbers.Format(Numbers.Claim, stance.Claim)}";

    private static string Grade(EvidenceContent content) => $"{content.Reliability}{content.Credibility}";

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Join(IEnumerable<string?> parts) => string.Join("; ", parts.OfType<string>());
}
