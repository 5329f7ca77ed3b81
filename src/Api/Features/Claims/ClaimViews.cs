using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Api.Features.Claims;

internal static class ClaimViews
{
    public static ClaimView InList(Claim claim, Grounds grounds) => Of(claim, grounds.ProvenanceOf(claim));

    public static ClaimView Whole(Claim claim, Grounds grounds)
    {
        var provenance = grounds.ProvenanceOf(claim);
        return Of(claim, provenance) with
        {
            Graph = GraphOf(provenance.Graph, grounds),
            History = [.. claim.History.Select(v => new ClaimVersionView(v.Range.ToString(), Wire.Name(v.Status), v.Statement, v.By.Value, v.At, v.Reason))],
        };
    }

    private static ClaimView Of(Claim claim, Provenance provenance) => new()
    {
        Number = Numbers.Format(Numbers.Claim, claim.Number),
        Tool = claim.Tool,
        Range = claim.Range.ToString(),
        Status = Wire.Name(claim.Status),
        Statement = claim.Statement,
        Links = provenance.Links,
        IndependentOrigins = provenance.IndependentOrigins.Count,
        Confidence = Wire.Name(provenance.Confidence),
        Explanation = provenance.Explanation,
        CreatedBy = claim.CreatedBy.Value,
        CreatedAt = claim.CreatedAt,
    };

    private static ProvenanceGraphView GraphOf(ProvenanceGraph graph, Grounds grounds)
    {
        var contents = grounds.Evidence.ToDictionary(e => e.Number, e => e.Content);
        return new ProvenanceGraphView(
            [.. graph.Nodes.Select(n => NodeOf(n, contents[n.Number]))],
            [.. graph.Edges.Select(e => new ProvenanceEdgeView(Numbers.Format(Numbers.Evidence, e.From), Numbers.Format(Numbers.Evidence, e.To)))]);
    }

    private static ProvenanceNodeView NodeOf(ProvenanceNode node, EvidenceContent content) =>
        new(Numbers.Format(Numbers.Evidence, node.Number), content.Title, content.Publisher, $"{content.Reliability}{content.Credibility}", Wire.Name(node.Role), node.Reason);
}
