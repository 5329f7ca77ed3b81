using FluentValidation;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Api.Features.Evidence;

internal static class EvidenceViews
{
    public static EvidenceContent ContentOf(NewEvidenceBody body) => new()
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

    public static EvidenceView InList(EvidenceRecord evidence, bool hasCopy) => new()
    {
        Number = Numbers.Format(Numbers.Evidence, evidence.Number),
        Tool = evidence.Tool,
        Status = Wire.Name(evidence.Status),
        SupersededBy = evidence.SupersededBy is { } successor ? Numbers.Format(Numbers.Evidence, successor) : null,
        Kind = Wire.Name(evidence.Content.Kind),
        Title = evidence.Content.Title,
        Publisher = evidence.Content.Publisher,
        Url = evidence.Content.Url,
        PublishedAt = evidence.Content.PublishedAt,
        RetrievedAt = evidence.Content.RetrievedAt,
        Sha256 = evidence.Content.Sha256,
        HasCopy = hasCopy,
        Reliability = Wire.Name(evidence.Content.Reliability),
        Credibility = evidence.Content.Credibility,
        Stances = Stances(evidence.Content),
        DerivedFrom = Sources(evidence.Content),
        RecordedBy = evidence.RecordedBy.Value,
        RecordedAt = evidence.RecordedAt,
    };

    public static EvidenceView Whole(EvidenceRecord evidence, bool hasCopy) => InList(evidence, hasCopy) with { History = [.. evidence.History.Select(VersionOf)] };

    private static EvidenceVersionView VersionOf(EvidenceVersion version) => new()
    {
        Status = Wire.Name(version.Status),
        Kind = Wire.Name(version.Content.Kind),
        Title = version.Content.Title,
        Publisher = version.Content.Publisher,
        Url = version.Content.Url,
        PublishedAt = version.Content.PublishedAt,
        RetrievedAt = version.Content.RetrievedAt,
        Sha256 = version.Content.Sha256,
        Reliability = Wire.Name(version.Content.Reliability),
        Credibility = version.Content.Credibility,
        Stances = Stances(version.Content),
        DerivedFrom = Sources(version.Content),
        By = version.By.Value,
        At = version.At,
        Reason = version.Reason,
    };

    private static Dictionary<string, string> Stances(EvidenceContent content) =>
        content.Stances.ToDictionary(s => Numbers.Format(Numbers.Claim, s.Claim), s => Wire.Name(s.Stance), StringComparer.Ordinal);

    private static IReadOnlyList<string> Sources(EvidenceContent content) => [.. content.DerivedFrom.Select(n => Numbers.Format(Numbers.Evidence, n))];
}

internal sealed class EvidenceBodyValidator : AbstractValidator<NewEvidenceBody>
{
    public EvidenceBodyValidator()
    {
        RuleFor(b => b.Kind).OneOf<NewEvidenceBody, EvidenceKind>();
        RuleFor(b => b.Title).Line(500);
        RuleFor(b => b.Publisher).Line(200);
        RuleFor(b => b.Url).Line(2_000);
        RuleFor(b => b.Sha256).Matches("^[0-9a-fA-F]{64}$").WithMessage("64 hexadecimal digits.");
        RuleFor(b => b.Reliability).OneOf<NewEvidenceBody, Reliability>();
        RuleFor(b => b.Credibility).InclusiveBetween(1, 6);
        RuleFor(b => b.Stances).Must(s => s.Keys.All(k => Numbers.TryParse(Numbers.Claim, k, out _))).WithMessage("The members are numbers of claims, as CL-1.");
        RuleFor(b => b.Stances).Must(s => s.Values.All(v => Wire.TryParse<Stance>(v, out _))).WithMessage("A stance is supports, disputes or context.");
        RuleForEach(b => b.DerivedFrom).Numbered(Numbers.Evidence);
    }
}
