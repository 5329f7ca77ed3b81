using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>The part of an internal report that says on what evidence: the claims, where their support comes from, and each piece of evidence.</summary>
internal static class ReportGrounds
{
    public static void Write(MarkdownWriter document, ReportFacts facts)
    {
        var terms = facts.Shown.Terms;
        var claims = facts.Grounds.Claims.Where(c => terms.Claims.Contains(c.Number)).OrderBy(c => c.Number).Select(c => (Claim: c, Provenance: facts.Grounds.ProvenanceOf(c))).ToArray();
        document.Heading(2, $"On what evidence");
        document.Paragraph(claims.Length == 0
            ? (Markup)$"The decision relies on no claim, so that its confidence is low."
            : $"The decision relies on {claims.Length} {(claims.Length == 1 ? "claim" : "claims")}, as {(claims.Length == 1 ? "it stands" : "they stand")} at the time of this report.");
        foreach (var (claim, provenance) in claims)
            Write(document, claim, provenance);

        var numbers = claims.SelectMany(c => c.Provenance.Graph.Nodes, (_, node) => node.Number).Concat(terms.Evidence).ToHashSet();
        EvidenceRecord[] evidence = [.. facts.Grounds.Evidence.Where(e => numbers.Contains(e.Number)).OrderBy(e => e.Number)];
        if (evidence.Length > 0)
            Write(document, evidence, terms.Evidence);
    }

    private static void Write(MarkdownWriter document, Claim claim, Provenance provenance)
    {
        document.Heading(3, $"Claim {Numbers.Format(Numbers.Claim, claim.Number)}: {ReportMatter.Words(claim.Status)}, {ReportMatter.Words(provenance.Confidence)} confidence");
        document.Quote(claim.Statement);
        document.List(
        [
            $"**Of versions:** {Markup.Code(claim.Range.ToString())}",
            $"**Graded:** {provenance.Explanation}",
        ]);
        if (provenance.Graph.Nodes.Count == 0)
            document.Paragraph($"No evidence on record takes a stance on it.");
        else
            document.Table(["Evidence", "Counts as an independent origin", "Why"], [.. provenance.Graph.Nodes.Select(Row)]);
    }

    private static Markup[] Row(ProvenanceNode node) =>
        [$"{Name(node.Number)}", node.Reason is null ? (Markup)$"**yes**" : $"no", $"{node.Reason ?? "It supports the claim and derives from nothing else on record."}"];

    private static void Write(MarkdownWriter document, EvidenceRecord[] evidence, IReadOnlyList<int> named)
    {
        document.Heading(3, $"The evidence");
        if (named.Count > 0)
            document.Paragraph($"The decision names {string.Join(", ", named.Order().Select(Name))} itself; the rest takes a stance on its claims, or leads to what does.");
        document.Table(
            ["Evidence", "What it is", "Grade", "Dates", "Stance", "Derives from", "Status"],
            [.. evidence.Select(e => new Markup[] { $"{Name(e.Number)}", $"{ReportMatter.Words(e.Content.Kind)}: {e.Content.Title}, by {e.Content.Publisher}", $"{e.Content.Reliability.ToString()}{e.Content.Credibility}", Dates(e.Content), Stances(e.Content), $"{(e.Content.DerivedFrom.Count == 0 ? "nothing: an origin" : string.Join(", ", e.Content.DerivedFrom.Order().Select(Name)))}", Status(e) })]);
        EvidenceRecord[] read = [.. evidence.Where(e => e.Content.Url is not null || e.Content.Sha256 is not null)];
        if (read.Length == 0)
            return;
        document.Heading(3, $"Where it was read");
        document.Table(
            ["Evidence", "Address", "SHA-256 of the copy that was read"],
            [.. read.Select(e => new Markup[] { $"{Name(e.Number)}", e.Content.Url is { } url ? Markup.Link(url) : $"–", e.Content.Sha256 is { } hash ? Markup.Code(hash) : $"–" })]);
    }

    private static Markup Dates(EvidenceContent content)
    {
        var dates = new List<Markup>();
        if (content.PublishedAt is { } published)
            dates.Add($"published {published.ToString("yyyy-MM-dd")}");
        if (content.RetrievedAt is { } retrieved)
            dates.Add($"read {retrieved.ToString("yyyy-MM-dd")}");
        return dates.Count == 0 ? $"–" : Markup.Join("; ", dates);
    }

    private static Markup Stances(EvidenceContent content) => content.Stances.Count == 0 ? $"–" : Markup.Join("; ", content.Stances.OrderBy(s => s.Claim).Select(s =>
        (Markup)$"{(s.Stance == Stance.Context ? "context to" : ReportMatter.Words(s.Stance))} {Numbers.Format(Numbers.Claim, s.Claim)}"));

    private static Markup Status(EvidenceRecord evidence) => evidence.SupersededBy is { } successor ? (Markup)$"superseded by {Name(successor)}" : $"{ReportMatter.Words(evidence.Status)}";

    private static string Name(int number) => Numbers.Format(Numbers.Evidence, number);
}
