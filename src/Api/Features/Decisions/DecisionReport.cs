using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Writes the report on a decision as Markdown. The public variant has no part that reads internal text.</summary>
internal static class DecisionReport
{
    public static string Write(ReportFacts facts, ReportVariant variant)
    {
        var isInternal = variant == ReportVariant.Internal;
        var document = new MarkdownWriter();
        Begin(document, facts, isInternal);
        ReportMatter.WriteShort(document, facts, isInternal);
        ReportMatter.Write(document, facts);
        if (isInternal)
        {
            ReportPeople.Write(document, facts);
            ReportGrounds.Write(document, facts);
            ReportRisk.Write(document, facts);
            ReportPeople.WriteExceptions(document, facts);
        }

        ReportDates.Write(document, facts, isInternal);
        if (isInternal)
        {
            ReportDates.WriteChanges(document, facts);
            Verify(document, facts);
        }

        Explain(document, isInternal);
        return document.ToString();
    }

    private static void Begin(MarkdownWriter document, ReportFacts facts, bool isInternal)
    {
        var source = facts.Source;
        document.Heading(1, $"Decision {facts.Name} on {facts.Tool.Name}");
        Markup of = source.Organization.Length > 0 ? (Markup)$" of {source.Organization}" : $"";
        Markup readers = isInternal ? (Markup)$"**Internal report.** It holds internal text: pass it on to no one who may not read that." : $"**Public report.** It holds what everyone may read.";
        document.Paragraph($"{readers} Made {facts.Instant(source.At)} by {source.Service} from the register{of} at policy revision {source.PolicyRevision}. All times are of the zone {source.Zone.Id}.");
    }

    private static void Verify(MarkdownWriter document, ReportFacts facts)
    {
        document.Heading(2, $"How to verify this report");
        document.Paragraph($"Every change of the register is an entry of one audit log, in which each entry's hash covers the one before. When this report was made, the last entry was number {facts.Source.AuditSeq}, with the hash {Markup.Code(facts.Source.AuditHash)}.");
        document.List(
        [
            $"`GET /v1/audit/verify` reads the whole log and says whether it is intact.",
            $"`GET /v1/audit` lists the entries: number {facts.Source.AuditSeq} must have that hash.",
            $"`GET /v1/audit?subject={facts.Name}` lists who did what to this decision, and what was refused.",
            $"The SHA-256 of a piece of evidence is that of the copy that was read: a copy with another one is not what was decided on.",
        ]);
    }

    private static void Explain(MarkdownWriter document, bool isInternal)
    {
        document.Heading(2, $"Words");
        document.List(
        [
            $"**Approved**: may be used. **Constrained**: may be used under the constraints named. **HighRisk**: use is warned about. **Banned**: may not be used. **Lapsed**: the decision says nothing any more.",
            $"**Independent origin**: evidence that supports a claim itself and derives from nothing else on record. One publisher counts once, and articles that repeat an origin add none. A decision counts the origins of the weakest claim that it relies on.",
            $"**Confidence** says how good the evidence is, not how likely the claim. It is computed: *high* from two independent origins of reliability A–B and credibility 1–2, or one audit or internal test of A1–A2, and no dispute of A–B unanswered; *moderate* from one origin of A–C and 1–3, or two of A–D and 1–4; else *low*. A decision has that of its weakest claim, and low without a claim.",
            $"**Provisional**: a restriction that was approved with low confidence. It must be reviewed within {(long)Decision.ProvisionalTime.TotalDays} days of its approval.",
            .. isInternal ? [$"**Grade** (Admiralty code): reliability of the source, from A completely reliable to E unreliable, F cannot be judged; credibility of the information, from 1 confirmed to 5 improbable, 6 cannot be judged.", $"**Risk level**: what follows from likelihood and impact by table I-2 of NIST SP 800-30 Rev. 1."] : Array.Empty<Markup>(),
        ]);
    }
}
