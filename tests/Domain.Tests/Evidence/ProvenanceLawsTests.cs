using CsCheck;
using ToolRegistry.Domain.Evidence;
using static ToolRegistry.Domain.Tests.Evidence.ProvenanceWorld;

namespace ToolRegistry.Domain.Tests.Evidence;

/// <summary>The laws of "Evidence and confidence", for any evidence.</summary>
public class ProvenanceLawsTests
{
    private const int Samples = 8_000;

    [Fact]
    public void Provenance_AgreesWithTheOracle() => Hold((status, evidence) =>
    {
        var found = Provenance.Of(status, evidence);
        var origins = ProvenanceOracle.Origins(evidence);
        Assert.Equal(ProvenanceOracle.Confidence(status, evidence), found.Confidence);
        Assert.Equal(evidence.Count(e => e is { Stance: Stance.Supports, IsWithdrawn: false, SupersededBy: null }), found.Links);
        Assert.Subset(origins.Select(o => o.Number).ToHashSet(), found.IndependentOrigins.ToHashSet());
        Assert.Equal(ProvenanceOracle.Publishers(evidence).Order(), found.IndependentOrigins.Select(n => PublisherOf(origins.Single(o => o.Number == n).Publisher)).Order());
        Assert.Equal(found.IndependentOrigins.Order(), found.IndependentOrigins);
    });

    [Fact]
    public void Generator_ReachesEveryAnswer()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Gen.Select(Statuses, Any).Sample(
            (status, evidence) =>
            {
                var found = Provenance.Of(status, evidence);
                reached.Add($"{found.Confidence}");
                reached.Add(found.Explanation.Split(' ')[^1]);
                reached.UnionWith(found.Graph.Nodes.Select(n => $"{n.Role}"));
                reached.UnionWith(found.Graph.Nodes.Select(n => n.Reason?.Split(' ')[^2]).OfType<string>());
            },
            iter: Samples,
            threads: 1);
        string[] all = [.. Enum.GetNames<Confidence>(), .. Enum.GetNames<ProvenanceRole>(), "claim.", "refuted.", "unanswered.", "1–4.", "by", "stands"];
        Assert.Superset(all.ToHashSet(), reached);
    }

    [Fact]
    public void FurtherDerivedEvidence_NeverRaisesTheIndependentOrigins() => HoldWithFurther((status, evidence, further) =>
    {
        var before = Provenance.Of(status, evidence);
        foreach (var source in evidence.Select(e => e.Number).Append(Gone))
            Assert.Equal(before.IndependentOrigins, Provenance.Of(status, [.. evidence, further with { DerivedFrom = [source] }]).IndependentOrigins);
    });

    [Fact]
    public void FurtherEvidence_ThatSaysNothingOfTheClaim_ChangesNothing() => HoldWithFurther((status, evidence, further) =>
    {
        var before = Provenance.Of(status, evidence);
        foreach (var sources in evidence.Select(e => (int[])[e.Number]).Append([]))
        {
            var after = Provenance.Of(status, [.. evidence, further with { Stance = null, DerivedFrom = sources }]);
            Assert.Equal((before.Links, before.Confidence, before.Explanation), (after.Links, after.Confidence, after.Explanation));
        }
    });

    [Fact]
    public void FurtherSupportingOrigin_NeverLowersConfidence() => HoldWithFurther((status, evidence, further) =>
    {
        var before = Provenance.Of(status, evidence);
        var after = Provenance.Of(status, [.. evidence, further with { Stance = Stance.Supports, IsWithdrawn = false, SupersededBy = null }]);
        Assert.True(after.Confidence >= before.Confidence);
        Assert.True(after.IndependentOrigins.Count >= before.IndependentOrigins.Count);
        Assert.Equal(before.Links + 1, after.Links);
    });

    [Fact]
    public void FurtherDispute_NeverRaisesConfidence() => HoldWithFurther((status, evidence, further) =>
    {
        var before = Provenance.Of(status, evidence);
        var after = Provenance.Of(status, [.. evidence, further with { Stance = Stance.Disputes }]);
        Assert.True(after.Confidence <= before.Confidence);
        Assert.Equal(before.IndependentOrigins, after.IndependentOrigins);
    });

    [Fact]
    public void OrderOfEvidence_ChangesNothing() => Gen.Select(Statuses, Any).SelectMany((status, evidence) => Gen.Select(Gen.Const(status), Gen.Const(evidence), Gen.Shuffle(evidence))).Sample(
        (status, evidence, shuffled) =>
        {
            var reversed = shuffled.Select(e => e with { DerivedFrom = [.. e.DerivedFrom.Reverse()] }).ToArray();
            var (one, other) = (Provenance.Of(status, evidence), Provenance.Of(status, reversed));
            Assert.Equal((one.Links, one.Confidence, one.Explanation), (other.Links, other.Confidence, other.Explanation));
            Assert.Equal(one.IndependentOrigins, other.IndependentOrigins);
            Assert.Equal(one.Graph.Nodes, other.Graph.Nodes);
            Assert.Equal(one.Graph.Edges, other.Graph.Edges);
        },
        iter: Samples);

    [Fact]
    public void AllWithdrawn_IsLowWithoutLinks() => Hold((status, evidence) =>
    {
        var found = Provenance.Of(status, [.. evidence.Select(e => e with { IsWithdrawn = true })]);
        Assert.Equal((0, 0, Confidence.Low), (found.Links, found.IndependentOrigins.Count, found.Confidence));
    });

    [Fact]
    public void WithdrawnAndSupersededEvidence_CountsLikeEvidenceThatSaysNothing() => Hold((status, evidence) =>
    {
        var (withdrawn, silent) = (Provenance.Of(status, evidence), Provenance.Of(status, [.. evidence.Select(e => e.IsWithdrawn || e.SupersededBy is not null ? e with { Stance = null, IsWithdrawn = false, SupersededBy = null } : e)]));
        Assert.Equal((withdrawn.Links, withdrawn.Confidence, withdrawn.Explanation), (silent.Links, silent.Confidence, silent.Explanation));
    });

    [Fact]
    public void Cycle_IsRefused_ByTheNamesOfThoseOnIt() => Hold((status, evidence) =>
    {
        foreach (var source in evidence)
        {
            foreach (var derivative in evidence.Where(e => ProvenanceOracle.LeadsTo(e, source, evidence)))
            {
                EvidenceFacts[] circular = [.. evidence.Select(e => e == source ? e with { DerivedFrom = [.. e.DerivedFrom, derivative.Number] } : e)];
                var refusal = Refused.With("evidence.cycle", Refusal.Invalid, () => Provenance.Of(status, circular), "derivedFrom");
                Assert.True(IsNamed(source) && IsNamed(derivative) || refusal.Message.Contains(" more. ", StringComparison.Ordinal));
                Assert.All(evidence.Where(IsNamed), e => Assert.True(ProvenanceOracle.LeadsTo(derivative, e, evidence) && ProvenanceOracle.LeadsTo(e, source, evidence)));

                bool IsNamed(EvidenceFacts e) => refusal.Message.Contains($"EV-{e.Number}", StringComparison.Ordinal);
            }
        }
    });

    [Fact]
    public void Graph_ShowsWhatTakesAStance_AndAllItDerivesFrom_AndSaysWhyTheRestDoesNotCount() => Hold((status, evidence) =>
    {
        var found = Provenance.Of(status, evidence);
        var shown = evidence.Where(e => evidence.Any(s => s.Stance is not null && ProvenanceOracle.LeadsTo(s, e, evidence))).OrderBy(e => e.Number).ToArray();
        Assert.Equal(shown.Select(e => e.Number), found.Graph.Nodes.Select(n => n.Number));
        Assert.Equal(found.IndependentOrigins, found.Graph.Nodes.Where(n => n.Role == ProvenanceRole.IndependentOrigin).Select(n => n.Number));
        Assert.All(found.Graph.Nodes, n => Assert.Equal(n.Role == ProvenanceRole.IndependentOrigin, n.Reason is null));
        Assert.Equal(
            shown.SelectMany(e => e.DerivedFrom.Where(s => s != Gone).Order(), (e, source) => new ProvenanceEdge(e.Number, source)),
            found.Graph.Edges);
    });

    private static void Hold(Action<ClaimStatus, EvidenceFacts[]> law) => Gen.Select(Statuses, Any).Sample(law, iter: Samples);

    private static void HoldWithFurther(Action<ClaimStatus, EvidenceFacts[], EvidenceFacts> law) => Gen.Select(Statuses, Any, Further).Sample(law, iter: Samples);
}
