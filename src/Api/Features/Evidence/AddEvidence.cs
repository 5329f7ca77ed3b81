using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Puts evidence about a tool on record.</summary>
internal sealed record AddEvidence(string Slug, NewEvidenceBody Body) : ICommand<Stored<EvidenceView>>, ICreates
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "evidence.add";

    public string Subject => Slug;
}

internal sealed class AddEvidenceValidator : AbstractValidator<AddEvidence>
{
    public AddEvidenceValidator()
    {
        RuleFor(c => c.Body.Kind).OneOf<AddEvidence, EvidenceKind>();
        RuleFor(c => c.Body.Title).Line(500);
        RuleFor(c => c.Body.Publisher).Line(200);
        RuleFor(c => c.Body.Url).Line(2_000);
        RuleFor(c => c.Body.Sha256).Matches("^[0-9a-fA-F]{64}$").WithMessage("64 hexadecimal digits.");
        RuleFor(c => c.Body.Reliability).OneOf<AddEvidence, Reliability>();
        RuleFor(c => c.Body.Credibility).InclusiveBetween(1, 6);
        RuleFor(c => c.Body.Stances).Must(s => s.Keys.All(k => Numbers.TryParse(Numbers.Claim, k, out _))).WithMessage("The members are numbers of claims, as CL-1.");
        RuleFor(c => c.Body.Stances).Must(s => s.Values.All(v => Wire.TryParse<Stance>(v, out _))).WithMessage("A stance is supports, disputes or context.");
        RuleForEach(c => c.Body.DerivedFrom).Numbered(Numbers.Evidence);
    }
}

internal sealed class AddEvidenceHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<AddEvidence, Stored<EvidenceView>>
{
    public async Task<Stored<EvidenceView>> Handle(AddEvidence request, CancellationToken cancellationToken)
    {
        var tool = await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        var content = ContentOf(request.Body);
        await RequireKnownAsync(tool.Slug, content, cancellationToken);
        var number = 1 + (await db.Evidence.MaxAsync(e => (int?)e.Number, cancellationToken) ?? 0);
        var evidence = new EvidenceRecord(number, tool.Slug, content, context.Principal.Person, clock.GetUtcNow());
        db.AddRecord(evidence);
        return new Stored<EvidenceView>(EvidenceViews.Of(evidence), RowVersion: 1);
    }

    private static EvidenceContent ContentOf(NewEvidenceBody body) => new()
    {
        Kind = Wire.Parse<EvidenceKind>(body.Kind, "kind"),
        Title = body.Title,
        Publisher = body.Publisher,
        Url = body.Url,
        PublishedAt = body.PublishedAt,
        RetrievedAt = body.RetrievedAt,
        Sha256 = body.Sha256?.ToLowerInvariant(),
        Reliability = Wire.Parse<Reliability>(body.Reliability, "reliability"),
        Credibility = body.Credibility,
        Stances = [.. body.Stances.Select(s => new ClaimStance(Wire.NumberIn(Numbers.Claim, s.Key, "stances"), Wire.Parse<Stance>(s.Value, "stances")))],
        DerivedFrom = [.. body.DerivedFrom.Select(e => Wire.NumberIn(Numbers.Evidence, e, "derivedFrom"))],
    };

    private async Task RequireKnownAsync(string slug, EvidenceContent content, CancellationToken ct)
    {
        var claims = content.Stances.Select(s => s.Claim).ToArray();
        if (await db.Claims.CountAsync(c => c.Tool == slug && claims.Contains(c.Number), ct) != claims.Length)
            throw DomainException.Conflict("claim.unknown", "A stance names a claim that is not on record for this tool.", "stances");
        var sources = content.DerivedFrom;
        if (await db.Evidence.CountAsync(e => sources.Contains(e.Number), ct) != sources.Distinct().Count())
            throw DomainException.Conflict("evidence.unknown", "derivedFrom names evidence that is not on record: record the source first.", "derivedFrom");
    }
}
