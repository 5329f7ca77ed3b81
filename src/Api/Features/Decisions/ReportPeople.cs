using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>The parts of an internal report that say who decided, why, and for whom it does not hold.</summary>
internal static class ReportPeople
{
    public static void Write(MarkdownWriter document, ReportFacts facts)
    {
        document.Heading(2, $"Who decided");
        document.Paragraph($"Nobody approves what they wrote: whoever wrote, edited or proposed a revision is an author of it.");
        document.Table(
            ["Revision", "Authors", "Proposed", "Approved", "Enforced ahead of review"],
            [.. facts.Decision.Revisions.Select(r => new Markup[] { $"{r.Number} ({ReportMatter.Words(r.Kind)})", $"{string.Join(", ", r.Review.Authors)}", ByAt(facts, r.ProposedBy, r.ProposedAt), Approvals(facts, r.Review), Expedition(facts, r.Expedition) })]);
        document.Heading(2, $"Why");
        if (facts.Shown.Terms.Rationale is { } rationale)
            document.Quote(rationale);
        else
            document.Paragraph($"No rationale is on record.");
        foreach (var (about, reason) in facts.Decision.Revisions.SelectMany(Reasons))
        {
            document.Paragraph(about);
            document.Quote(reason);
        }
    }

    public static void WriteExceptions(MarkdownWriter document, ReportFacts facts)
    {
        document.Heading(2, $"Exceptions");
        if (facts.Exceptions.Count == 0)
            document.Paragraph($"None was asked for.");
        foreach (var exception in facts.Exceptions.Take(MarkdownWriter.MaxRows))
            Write(document, facts, exception);
        if (facts.Exceptions.Count > MarkdownWriter.MaxRows)
            document.Paragraph($"And {facts.Exceptions.Count - MarkdownWriter.MaxRows} more, which the API lists.");
    }

    private static void Write(MarkdownWriter document, ReportFacts facts, ExceptionRecord exception)
    {
        var terms = exception.Terms;
        document.Heading(3, $"{Numbers.Format(Numbers.Exception, exception.Number)}: {StateOf(exception, facts.Source.At)}");
        var entries = new List<Markup>
        {
            $"**For:** {ReportMatter.ScopeOf(terms.Audience)}",
            $"**From** {facts.Instant(terms.From)} **until** {facts.Instant(terms.Until)}",
            $"**Compensating controls:** {string.Join("; ", terms.CompensatingControls)}",
            $"**Asked for by:** {exception.RequestedBy.Value}; authors {string.Join(", ", exception.Review.Authors)}",
            $"**Approved by:** {Approvals(facts, exception.Review)}",
            $"**Reason:** {terms.Reason}",
            $"**Residual risk:** {terms.ResidualRisk}",
        };
        if (exception.Outcome is { } outcome)
            entries.Add($"**Ended or refused:** {outcome}");
        document.List(entries);
    }

    private static string StateOf(ExceptionRecord exception, DateTimeOffset at) => exception.State switch
    {
        ReviewState.Approved when at < exception.Terms.From => "approved, not yet in force",
        ReviewState.Approved when at >= exception.Terms.Until => "over",
        ReviewState.Approved => "in force",
        var state => ReportMatter.Words(state),
    };

    private static IEnumerable<(Markup About, string Reason)> Reasons(DecisionRevision revision)
    {
        if (revision.Reason is { } reason)
            yield return ($"Revision {revision.Number} was begun because:", reason);
        if (revision.Expedition is { } expedition)
            yield return ($"Revision {revision.Number} was enforced ahead of review because:", expedition.Reason);
        if (revision.Outcome is { } outcome)
            yield return ($"Revision {revision.Number} was {ReportMatter.Words(revision.State)} because:", outcome);
    }

    private static Markup Approvals(ReportFacts facts, Review review) =>
        review.Approvals.Count == 0 ? $"–" : Markup.Join("; ", review.Approvals.Select(a => ByAt(facts, a.By, a.At)));

    private static Markup Expedition(ReportFacts facts, Expedition? expedition) => expedition switch
    {
        null => $"–",
        { RatifiedBy: { } by } => $"{ByAt(facts, expedition.By, expedition.At)}; ratified by {ByAt(facts, by, expedition.RatifiedAt)}",
        _ => $"{ByAt(facts, expedition.By, expedition.At)}; **not ratified**, due {facts.Instant(expedition.RatifyBy)}",
    };

    private static Markup ByAt(ReportFacts facts, Owner? by, DateTimeOffset? at) => (by, at) is ({ } who, { } when) ? (Markup)$"{who.Value}, {facts.Instant(when)}" : $"–";
}
