using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>The parts of a report that say what was decided; public text alone, but for what is asked for.</summary>
internal static class ReportMatter
{
    public static void WriteShort(MarkdownWriter document, ReportFacts facts, bool isInternal)
    {
        var entries = new List<Markup> { $"**Now:** {Now(facts)}", $"**Confidence:** {Confidence(facts)}", $"**Provisional:** {Provisional(facts)}" };
        if (isInternal)
            entries.Add($"**Since approval:** {Since(facts)}");
        if (isInternal && facts.Decision.Pending is { } pending && pending != facts.Shown)
            entries.Add($"**Pending:** revision {pending.Number} ({Words(pending.Kind)}) is {Words(pending.State)} and changes nothing until it is approved.");
        // Nobody is spared to see that it is overdue.
        if (facts.Shown is { State: ReviewState.Approved, Expedition: { IsUnratified: true } expedition } && (isInternal || expedition.RatifyBy <= facts.Source.At))
            entries.Add($"**Not ratified:** it was enforced ahead of review and must be ratified by {facts.Instant(expedition.RatifyBy)}{(expedition.RatifyBy <= facts.Source.At ? ", which has passed" : "")}.");
        document.Heading(2, $"In short");
        document.List(entries);
    }

    public static void Write(MarkdownWriter document, ReportFacts facts)
    {
        var terms = facts.Shown.Terms;
        document.Heading(2, $"What was decided");
        var entries = new List<Markup>
        {
            $"**Tool:** {facts.Tool.Name} ({Markup.Code(facts.Decision.Tool)}), published by {facts.Tool.Publisher}",
            $"**State:** {facts.Shown.State.ToString()}, revision {facts.Shown.Number}",
            $"**Versions:** {Markup.Join("; ", terms.Ranges.Select(r => Markup.Code(r.ToString())))}",
            $"**Where it holds:** {ScopeOf(terms.Scope)}",
        };
        if (terms.LiftWhen is { } condition)
            entries.Add($"**Looked at again to lift it when:** {condition}");
        entries.Add($"**Review by:** {ReviewBy(facts)}");
        document.List(entries);
        document.Paragraph($"The public statement:");
        document.Quote(terms.PublicStatement);
        WritePhases(document, facts);
        if (terms.Constraints.Count > 0)
        {
            document.Heading(3, $"Constraints");
            document.List([.. terms.Constraints.Select(c => (Markup)$"{c}")]);
        }

        WriteAlternatives(document, facts);
    }

    public static Markup ScopeOf(Scope scope)
    {
        var dimensions = new[] { ("groups", scope.Groups), ("environments", scope.Environments), ("regions", scope.Regions) }.Where(d => d.Item2.Count > 0);
        return scope.IsEverywhere ? $"everywhere" : Markup.Join("; ", dimensions.Select(d => (Markup)$"{d.Item1} {string.Join(", ", d.Item2)}"));
    }

    public static string Words<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');

    private static void WritePhases(MarkdownWriter document, ReportFacts facts)
    {
        var schedule = facts.Shown.Terms.Schedule;
        var current = schedule.PhaseAt(facts.Source.At);
        document.Heading(3, $"Phases");
        document.Table(
            ["From", "Disposition", "At the time of this report"],
            [.. schedule.Phases.Select(p => new Markup[] { $"{facts.Instant(p.From)}", $"{p.Disposition.ToString()}", TimeOf(p) })]);

        Markup TimeOf(Phase phase) => (phase.From > facts.Source.At, phase == current, facts.IsInForce) switch
        {
            (true, _, _) => $"to come",
            (false, false, _) => $"past",
            (false, true, true) => $"**holds now**",
            (false, true, false) => $"not in force",
        };
    }

    private static void WriteAlternatives(MarkdownWriter document, ReportFacts facts)
    {
        document.Heading(3, $"Alternatives");
        if (facts.Alternatives.Count == 0)
            document.Paragraph($"None is named.");
        else
            document.Table(["Tool", "Published by", "Note"], [.. facts.Alternatives.Select(a => new Markup[] { $"{a.Name} ({Markup.Code(a.Slug)})", a.IsOwnProduct ? (Markup)$"{a.Publisher}: **the organization itself**" : $"{a.Publisher}", $"{a.Note}" })]);
    }

    private static Markup Now(ReportFacts facts)
    {
        var schedule = facts.Shown.Terms.Schedule;
        if (!facts.IsInForce)
            return facts.Shown.IsPending ? (Markup)$"nothing is in force; revision {facts.Shown.Number} is {Words(facts.Shown.State)}." : $"nothing is in force; the decision is {Words(facts.Shown.State)}{(facts.Shown.DecidedAt is { } ended ? $" since {facts.Instant(ended)}" : "")}.";
        var then = schedule.PhaseAfter(facts.Source.At) is { } next ? (Markup)$"From {facts.Instant(next.From)}: **{next.Disposition.ToString()}**." : $"No later date changes that.";
        return schedule.PhaseAt(facts.Source.At) is { } phase
            ? (Markup)$"**{phase.Disposition.ToString()}** since {facts.Instant(phase.From)}. {then}"
            : $"it says nothing yet. {then}";
    }

    private static Markup Confidence(ReportFacts facts)
    {
        Markup now = $"**{Words(facts.Support.Confidence)}** now, from {Origins(facts.Support)}";
        return facts.Graded is { Support: { } then, DecidedAt: { } at } graded
            ? (Markup)$"{now}; {Words(then.Confidence)} when revision {graded.Number} was approved ({facts.Instant(at)}), from {Origins(then)}."
            : $"{now}.";
    }

    private static string Origins(Support support) => support.IndependentOrigins == 1 ? "1 independent origin" : $"{support.IndependentOrigins} independent origins";

    private static Markup Provisional(ReportFacts facts) => (facts.IsProvisional, facts.Shown.IsPending) switch
    {
        (true, false) => $"**yes.** It restricts, and the evidence carried it with low confidence when it was approved: it holds in full, and is to be looked at again by {ReviewBy(facts)}.",
        (true, true) => $"**it will be.** It restricts, and the evidence carries it with low confidence as it stands: approval needs a review date.",
        (false, _) => $"no.",
    };

    private static Markup Since(ReportFacts facts)
    {
        var material = facts.Changes.Count(c => c.IsMaterial);
        return (facts.IsInForce, facts.Changes.Count, material) switch
        {
            (false, _, _) => $"it is not in force.",
            (true, 0, _) => $"nothing changed of what it rests on.",
            (true, var all, 0) => $"{all} {(all == 1 ? "change" : "changes")} that may meet its lift condition; see below.",
            (true, var all, _) => $"{all} {(all == 1 ? "change" : "changes")}, of which {material} of what it rests on: **it must be validated again**; see below.",
        };
    }

    private static string ReviewBy(ReportFacts facts) => (facts.Shown.ReviewBy ?? facts.Shown.Terms.ReviewBy) switch
    {
        null => "no date is set",
        { } due when due <= facts.Source.At && facts.IsInForce => $"{facts.Instant(due)}, which has passed",
        { } due => facts.Instant(due),
    };
}
