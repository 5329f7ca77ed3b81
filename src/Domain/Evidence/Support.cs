namespace ToolRegistry.Domain.Evidence;

/// <summary>How far the evidence carries a decision: as far as it carries the weakest of the claims that it relies on.</summary>
/// <param name="Confidence">The lowest confidence among the claims; low without any.</param>
/// <param name="IndependentOrigins">How many independent origins support the weakest claim; of several as weak the fewest.</param>
public sealed record Support(Confidence Confidence, int IndependentOrigins)
{
    /// <summary>That of a decision that names no claim.</summary>
    public static readonly Support None = new(Confidence.Low, 0);

    /// <summary>The support of a decision.</summary>
    /// <param name="claims">The claims that it relies on.</param>
    public static Support Of(IEnumerable<Provenance> claims) =>
        claims.Select(c => new Support(c.Confidence, c.IndependentOrigins.Count)).OrderBy(s => s.Confidence).ThenBy(s => s.IndependentOrigins).FirstOrDefault(None);
}
