using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Api.Features.Evidence;

internal static class EvidenceViews
{
    public static EvidenceView Of(EvidenceRecord evidence) => new()
    {
        Number = Numbers.Format(Numbers.Evidence, evidence.Number),
        Tool = evidence.Tool,
        Kind = Wire.Name(evidence.Content.Kind),
        Title = evidence.Content.Title,
        Publisher = evidence.Content.Publisher,
        Url = evidence.Content.Url,
        PublishedAt = evidence.Content.PublishedAt,
        RetrievedAt = evidence.Content.RetrievedAt,
        Sha256 = evidence.Content.Sha256,
        Reliability = Wire.Name(evidence.Content.Reliability),
        Credibility = evidence.Content.Credibility,
        Stances = evidence.Content.Stances.ToDictionary(s => Numbers.Format(Numbers.Claim, s.Claim), s => Wire.Name(s.Stance), StringComparer.Ordinal),
        DerivedFrom = [.. evidence.Content.DerivedFrom.Select(n => Numbers.Format(Numbers.Evidence, n))],
        RecordedBy = evidence.RecordedBy.Value,
        RecordedAt = evidence.RecordedAt,
    };
}
