namespace ToolRegistry.Domain.Evidence;

/// <summary>What is claimed of one tool, and all evidence about it.</summary>
/// <param name="Claims">All claims about the tool.</param>
/// <param name="Evidence">All evidence about the tool, of which no two have one number.</param>
public sealed record Grounds(IReadOnlyCollection<Claim> Claims, IReadOnlyCollection<EvidenceRecord> Evidence)
{
    /// <summary>Nothing on record.</summary>
    public static readonly Grounds None = new([], []);

    /// <summary>Where a claim's support comes from.</summary>
    public Provenance ProvenanceOf(Claim claim) => Provenance.Of(claim.Status, [.. Evidence.Select(e => e.FactsFor(claim.Number))]);

    /// <summary>How far the evidence carries a decision that relies on these claims. A claim that is not on record carries nothing.</summary>
    public Support SupportOf(IReadOnlyCollection<int> claims)
    {
        var known = Claims.Where(c => claims.Contains(c.Number)).ToArray();
        return known.Length == claims.Count ? Support.Of(known.Select(ProvenanceOf)) : Support.None;
    }
}
