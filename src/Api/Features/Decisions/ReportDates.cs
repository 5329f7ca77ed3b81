using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>The parts of a report that say what stood when, and what changed.</summary>
internal static class ReportDates
{
    public static void Write(MarkdownWriter document, ReportFacts facts, bool isInternal)
    {
        document.Heading(2, $"Every date that ever stood");
        document.Table(
            ["Revision", "How it came about", "State", "Phases", "When"],
            [.. facts.Decision.Revisions.Where(r => isInternal || DecisionViews.IsPublic(r)).Select(r => new Markup[] { $"{r.Number}", $"{ReportMatter.Words(r.Kind)}", $"{r.State.ToString()}", Phases(facts, r), $"{When(facts, r)}" })]);
    }

    public static void WriteChanges(MarkdownWriter document, ReportFacts facts)
    {
        document.Heading(2, $"What changed since approval");
        if (!facts.IsInForce)
            document.Paragraph($"The decision is not in force, so that nothing it rests on is watched.");
        else if (facts.Changes.Count == 0)
            document.Paragraph($"Nothing: no claim, no evidence and no level of risk that the decision rests on has changed, and nothing that may meet its lift condition.");
        else
            document.Table(
                ["When", "Who", "What", "How", "Why", "So"],
                [.. facts.Changes.Select(c => new Markup[] { $"{facts.Instant(c.At)}", $"{c.By.Value}", $"{c.Subject} ({ReportMatter.Words(c.Kind)})", $"{c.What}", $"{c.Reason ?? "–"}", So(c.IsMaterial, c.OpensLiftReview) })]);
    }

    private static Markup Phases(ReportFacts facts, DecisionRevision revision) => revision.Kind == RevisionKind.Revoke
        ? $"ends the decision"
        : Markup.Join("; ", revision.Terms.Schedule.Phases.Select(p => (Markup)$"{p.Disposition.ToString()} from {facts.Instant(p.From)}"));

    private static string When(ReportFacts facts, DecisionRevision revision) => (revision.State, revision.DecidedAt, revision.EndedAt) switch
    {
        (ReviewState.Approved, { } from, _) => $"in force since {facts.Instant(from)}",
        (ReviewState.Superseded, { } from, { } until) => $"in force from {facts.Instant(from)} to {facts.Instant(until)}",
        (_, { } at, _) => facts.Instant(at),
        _ => $"begun {facts.Instant(revision.CreatedAt)}",
    };

    private static Markup So(bool isMaterial, bool opensLiftReview) => (isMaterial, opensLiftReview) switch
    {
        (true, true) => $"the decision must be validated again; its lift condition may be met",
        (true, false) => $"the decision must be validated again",
        _ => $"its lift condition may be met",
    };
}
