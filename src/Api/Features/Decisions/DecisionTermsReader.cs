using Microsoft.EntityFrameworkCore;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Reads terms from the wire, and sees to it that the records that they name exist.</summary>
internal static class DecisionTermsReader
{
    public static DecisionTerms TermsOf(DecisionTermsBody body) => DecisionTerms.Create(new DecisionContent
    {
        Ranges = [.. body.Ranges.Select(r => Wire.Range(r, "ranges"))],
        Scope = Wire.Scope(body.Scope),
        Schedule = ScheduleOf(body.Phases),
        Alternatives = Alternatives(body.Alternatives),
        Constraints = body.Constraints,
        Identifiers = Identifiers(body.Identifiers),
        Claims = Claims(body.Claims),
        Evidence = Evidence(body.Evidence),
        Assessment = Assessment(body.Assessment),
        LiftWhen = body.LiftWhen,
        PublicStatement = body.PublicStatement,
        Rationale = body.Rationale,
        ReviewBy = body.ReviewBy,
    });

    /// <summary>What is in force with the members that the body gives.</summary>
    public static DecisionTerms TermsOf(ReviseBody body, DecisionTerms inForce)
    {
        var content = inForce.Content();
        return DecisionTerms.Create(content with
        {
            Ranges = body.Ranges?.Select(r => Wire.Range(r, "ranges")).ToArray() ?? content.Ranges,
            Scope = body.Scope is null ? content.Scope : Wire.Scope(body.Scope),
            Schedule = body.Phases is null ? content.Schedule : ScheduleOf(body.Phases),
            Alternatives = body.Alternatives is null ? content.Alternatives : Alternatives(body.Alternatives),
            Constraints = body.Constraints ?? content.Constraints,
            Identifiers = body.Identifiers is null ? content.Identifiers : Identifiers(body.Identifiers),
            Claims = body.Claims is null ? content.Claims : Claims(body.Claims),
            Evidence = body.Evidence is null ? content.Evidence : Evidence(body.Evidence),
            Assessment = Assessment(body.Assessment) ?? content.Assessment,
            LiftWhen = body.LiftWhen ?? content.LiftWhen,
            PublicStatement = body.PublicStatement ?? content.PublicStatement,
            Rationale = body.Rationale ?? content.Rationale,
            ReviewBy = body.ReviewBy ?? content.ReviewBy,
        });
    }

    public static Schedule ScheduleOf(IReadOnlyList<PhaseBody> phases) =>
        Schedule.Create(phases.Select(p => new Phase(p.From, Wire.Parse<Disposition>(p.Disposition, "phases"))));

    public static IReadOnlyList<ExceptionChoice> ChoicesOf(IReadOnlyList<ExceptionChoiceBody> choices) =>
        [.. choices.Select(c => new ExceptionChoice(Wire.NumberIn(Numbers.Exception, c.Exception, "exceptions"), c.Keep))];

    /// <summary>Refuses terms that name records that are not there, or are another tool's.</summary>
    /// <exception cref="DomainException"><c>decision.reference-unknown</c></exception>
    public static async Task RequireReferencesAsync(this RegisterDbContext db, string tool, DecisionTerms terms, CancellationToken ct)
    {
        var alternatives = terms.Alternatives.Select(a => a.Tool).ToArray();
        Require(await db.Tools.CountAsync(t => alternatives.Contains(t.Slug), ct) == alternatives.Length, "alternatives", "An alternative is not on record: register the tool first.");
        var identity = terms.Identifiers.Count == 0 ? null : (await db.FindRecordAsync<Tool>(tool, ct)).Identity;
        Require(terms.Identifiers.All(i => identity!.Identifiers.Any(own => own.Identifier.Equals(i))), "identifiers", "An identifier is not on record for this tool: add it to the tool first.");
        var claims = terms.Claims;
        Require(await db.Claims.CountAsync(c => c.Tool == tool && claims.Contains(c.Number), ct) == claims.Count, "claims", "A claim is not on record for this tool.");
        var evidence = terms.Evidence;
        Require(await db.Evidence.CountAsync(e => e.Tool == tool && evidence.Contains(e.Number), ct) == evidence.Count, "evidence", "A piece of evidence is not on record for this tool.");
        var assessment = terms.Assessment;
        Require(assessment is null || await db.Assessments.AnyAsync(a => a.Number == assessment && a.Tool == tool, ct), "assessment", "The assessment is not on record for this tool.");
    }

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw DomainException.Conflict("decision.reference-unknown", message, field);
    }

    private static IReadOnlyList<Alternative> Alternatives(IReadOnlyList<AlternativeBody> alternatives) =>
        [.. alternatives.Select(a => new Alternative(a.Tool, a.Note))];

    private static IReadOnlyList<Identifier> Identifiers(IReadOnlyList<string> identifiers) => [.. identifiers.Select(i => Wire.Identifier(i, "identifiers"))];

    private static IReadOnlyList<int> Claims(IReadOnlyList<string> claims) => [.. claims.Select(c => Wire.NumberIn(Numbers.Claim, c, "claims"))];

    private static IReadOnlyList<int> Evidence(IReadOnlyList<string> evidence) => [.. evidence.Select(e => Wire.NumberIn(Numbers.Evidence, e, "evidence"))];

    private static int? Assessment(string? assessment) => assessment is null ? null : Wire.NumberIn(Numbers.Assessment, assessment, "assessment");
}
