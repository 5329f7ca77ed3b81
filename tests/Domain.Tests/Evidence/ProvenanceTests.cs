using ToolRegistry.Domain.Evidence;
using static ToolRegistry.Domain.Tests.Evidence.ProvenanceWorld;

namespace ToolRegistry.Domain.Tests.Evidence;

/// <summary>Each rule of "Evidence and confidence" by an example.</summary>
public class ProvenanceTests
{
    [Theory]
    [InlineData("", Confidence.Low)]
    [InlineData("A1", Confidence.Moderate)]
    [InlineData("C3", Confidence.Moderate)]
    [InlineData("D3", Confidence.Low)]
    [InlineData("C4", Confidence.Low)]
    [InlineData("A4", Confidence.Low)]
    [InlineData("F6", Confidence.Low)]
    [InlineData("D4 D4", Confidence.Moderate)]
    [InlineData("D4 A4", Confidence.Moderate)]
    [InlineData("D4 E1", Confidence.Low)]
    [InlineData("D4 D5", Confidence.Low)]
    [InlineData("A1 B2", Confidence.High)]
    [InlineData("B2 B2", Confidence.High)]
    [InlineData("A1 C1", Confidence.Moderate)]
    [InlineData("A1 A3", Confidence.Moderate)]
    [InlineData("F6 E5 B2 A1", Confidence.High)]
    public void Confidence_FollowsTheTable(string grades, Confidence expected) =>
        Assert.Equal(expected, Of([.. grades.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((grade, i) => Supporting(i + 1, grade))]).Confidence);

    [Theory]
    [InlineData(EvidenceKind.Audit, "A1", Confidence.High)]
    [InlineData(EvidenceKind.InternalTest, "A2", Confidence.High)]
    [InlineData(EvidenceKind.Audit, "A3", Confidence.Moderate)]
    [InlineData(EvidenceKind.Audit, "B1", Confidence.Moderate)]
    [InlineData(EvidenceKind.VendorStatement, "A1", Confidence.Moderate)]
    public void OneAuditOrInternalTest_IsEnough_WhenGradedA1ToA2(EvidenceKind kind, string grade, Confidence expected) =>
        Assert.Equal(expected, Of(Supporting(1, grade) with { Kind = kind }).Confidence);

    [Fact]
    public void AuditThatDerivesFromOtherEvidence_IsNoOrigin() =>
        Assert.Equal(Confidence.Low, Of(Supporting(1, "F6"), Supporting(2, "A1", 1) with { Kind = EvidenceKind.Audit }).Confidence);

    [Theory]
    [InlineData(ClaimStatus.Unverified, Confidence.High)]
    [InlineData(ClaimStatus.Disputed, Confidence.High)]
    [InlineData(ClaimStatus.Fixed, Confidence.High)]
    [InlineData(ClaimStatus.Refuted, Confidence.Low)]
    public void RefutedClaim_IsLow_WhateverSupportsIt(ClaimStatus status, Confidence expected) =>
        Assert.Equal(expected, Provenance.Of(status, [Supporting(1, "A1"), Supporting(2, "A1")]).Confidence);

    [Theory]
    [InlineData("B6", Confidence.Moderate)]
    [InlineData("C1", Confidence.High)]
    public void Dispute_OfAnOriginGradedAOrB_PreventsHigh(string grade, Confidence expected) =>
        Assert.Equal(expected, Of(Supporting(1, "A1"), Supporting(2, "A1"), Disputing(3, grade)).Confidence);

    [Fact]
    public void Dispute_ThatDerivesFromOtherEvidence_PreventsNothing() =>
        Assert.Equal(Confidence.High, Of(Supporting(1, "A1"), Supporting(2, "A1"), Disputing(3, "A1", Gone)).Confidence);

    [Theory]
    [InlineData("B6", Confidence.High)]
    [InlineData("C1", Confidence.Moderate)]
    public void Answer_DerivesFromTheDispute_DirectlyOrThroughOthers_AndIsGradedAOrB(string grade, Confidence expected)
    {
        EvidenceFacts[] disputed = [Supporting(1, "A1"), Supporting(2, "A1"), Disputing(3, "A1")];
        Assert.Equal(expected, Of([.. disputed, Supporting(4, grade, 3)]).Confidence);
        Assert.Equal(expected, Of([.. disputed, Graded(4, "F6", "x", stance: null, 3), Supporting(5, grade, 4)]).Confidence);
        Assert.Equal(Confidence.Moderate, Of([.. disputed, Graded(4, grade, "x", Stance.Context, 3)]).Confidence);
        Assert.Equal(Confidence.Moderate, Of([.. disputed, Supporting(4, grade)]).Confidence);
    }

    [Fact]
    public void EachDispute_NeedsAnAnswer() =>
        Assert.Equal(Confidence.Moderate, Of(Supporting(1, "A1"), Supporting(2, "A1"), Disputing(3, "A1"), Disputing(4, "B1"), Supporting(5, "A1", 3)).Confidence);

    [Fact]
    public void WithdrawnDispute_PreventsNothing_AndAWithdrawnAnswerAnswersNothing()
    {
        EvidenceFacts[] supporting = [Supporting(1, "A1"), Supporting(2, "A1")];
        Assert.Equal(Confidence.High, Of([.. supporting, Disputing(3, "A1") with { IsWithdrawn = true }]).Confidence);
        Assert.Equal(Confidence.Moderate, Of([.. supporting, Disputing(3, "A1"), Supporting(4, "A1", 3) with { IsWithdrawn = true }]).Confidence);
    }

    [Fact]
    public void ArticleThatAddsTheClaimOnTheWay_AddsNoOrigin()
    {
        var found = Of(Graded(1, "A1", "x", stance: null), Supporting(2, "A1", 1), Supporting(3, "A1", 2));
        Assert.Equal((2, Confidence.Low), (found.Links, found.Confidence));
        Assert.Empty(found.IndependentOrigins);
        Assert.Equal("2 links, 0 independent origins; low because no origin supports the claim.", found.Explanation);
    }

    [Theory]
    [InlineData("Reuters", "reuters", 1)]
    [InlineData("The Daily", " the   DAILY", 1)]
    [InlineData("The Daily", "The\u00A0Daily", 1)]
    [InlineData("ÉCOLE", "école", 1)]
    [InlineData("The Daily", "TheDaily", 2)]
    [InlineData("Reuters", "Reuters UK", 2)]
    public void OnePublisher_CountsOnce_HoweverItIsSpaced(string one, string other, int origins) =>
        Assert.Equal(origins, Of(Graded(1, "A1", one, Stance.Supports), Graded(2, "A1", other, Stance.Supports)).IndependentOrigins.Count);

    [Theory]
    [InlineData("D1", "C3", 2)]
    [InlineData("A4", "B3", 2)]
    [InlineData("B3", "A4", 1)]
    [InlineData("A3", "B2", 2)]
    [InlineData("B2", "A2", 2)]
    [InlineData("B2", "B2", 1)]
    public void OfSeveralOriginsByOnePublisher_TheOneThatPassesMoreTestsCounts(string first, string second, int counted) =>
        Assert.Equal([counted], Of(Graded(1, first, "x", Stance.Supports), Graded(2, second, "X", Stance.Supports)).IndependentOrigins);

    [Fact]
    public void WithdrawnOrigin_MakesNoOriginOfWhatDerivesFromIt()
    {
        var found = Of(Supporting(1, "A1") with { IsWithdrawn = true }, Supporting(2, "A1", 1));
        Assert.Equal((1, Confidence.Low), (found.Links, found.Confidence));
        Assert.Empty(found.IndependentOrigins);
    }

    [Fact]
    public void SourceThatIsNotOnRecord_MakesItDerived()
    {
        var found = Of(Supporting(1, "A1", Gone));
        Assert.Empty(found.IndependentOrigins);
        Assert.Empty(found.Graph.Edges);
        Assert.Equal([new ProvenanceNode(1, ProvenanceRole.Derived, "It derives from EV-999.")], found.Graph.Nodes);
    }

    [Fact]
    public void Graph_SaysOfEachWhyItDoesNotCount()
    {
        var found = Of(
            Graded(1, "A1", "Reuters", Stance.Supports),
            Graded(2, "B1", "reuters", Stance.Supports),
            Supporting(3, "A1", 1, 4),
            Graded(4, "A1", "x", stance: null),
            Disputing(5, "B1"),
            Disputing(6, "B1"),
            Supporting(7, "A1", 6),
            Disputing(8, "D1"),
            Graded(9, "A1", "y", Stance.Context),
            Supporting(10, "A1") with { IsWithdrawn = true },
            Graded(11, "A1", "elsewhere", stance: null));
        Assert.Equal(
        [
            new(1, ProvenanceRole.IndependentOrigin, null),
            new(2, ProvenanceRole.SamePublisher, "Its publisher counts once, by EV-1."),
            new(3, ProvenanceRole.Derived, "It derives from EV-1, EV-4."),
            new(4, ProvenanceRole.NoStance, "It says nothing of the claim."),
            new(5, ProvenanceRole.OtherStance, "It disputes the claim and stands unanswered."),
            new(6, ProvenanceRole.OtherStance, "It disputes the claim and is answered by EV-7."),
            new(7, ProvenanceRole.Derived, "It derives from EV-6."),
            new(8, ProvenanceRole.OtherStance, "It disputes the claim."),
            new(9, ProvenanceRole.OtherStance, "It gives context and takes no side."),
            new(10, ProvenanceRole.Withdrawn, "It was withdrawn."),
        ],
        found.Graph.Nodes);
        Assert.Equal([new(3, 1), new(3, 4), new(7, 6)], found.Graph.Edges);
    }

    [Fact]
    public void Explanation_SaysWhatCountsAndWhy()
    {
        Assert.Equal("0 links, 0 independent origins; low because no origin supports the claim.", Of().Explanation);
        Assert.Equal("1 link, 1 independent origin: EV-1 (publisher 1); low because EV-1 stands alone and is graded D3.", Of(Supporting(1, "D3")).Explanation);
        Assert.Equal("1 link, 1 independent origin: EV-1 (publisher 1); low because the claim is refuted.", Provenance.Of(ClaimStatus.Refuted, [Supporting(1, "A1")]).Explanation);
        Says("low because none is graded A–C and 1–3, and no two are graded A–D and 1–4.", Supporting(1, "D4"), Supporting(2, "F6"));
        Says("moderate because EV-2 is graded C3.", Supporting(1, "D4"), Supporting(2, "C3"));
        Says("moderate because EV-2 is graded D3 and EV-1 D4.", Supporting(1, "D4"), Supporting(2, "D3"));
        Says("moderate because EV-3, graded B2, disputes the claim and stands unanswered.", Supporting(1, "A1"), Supporting(2, "A1"), Disputing(4, "A1"), Disputing(3, "B2"));
        Says("high because EV-2 is graded A1 and EV-1 B2.", Supporting(1, "B2"), Supporting(2, "A1"));
        Says("high because EV-2 is an audit graded A2.", Supporting(1, "B2"), Supporting(2, "A2") with { Kind = EvidenceKind.Audit });
        Says("high because EV-1 is an internal test graded A1.", Supporting(1, "A1") with { Kind = EvidenceKind.InternalTest });
    }

    [Fact]
    public void Explanation_NamesFiveOriginsAndCountsTheOthers() => Assert.StartsWith(
        "7 links, 7 independent origins: EV-1 (publisher 1), EV-2 (publisher 2), EV-3 (publisher 3), EV-4 (publisher 4), EV-5 (publisher 5) and 2 more; ",
        Of([.. Enumerable.Range(1, 7).Select(n => Supporting(n, "A1"))]).Explanation,
        StringComparison.Ordinal);

    [Fact]
    public void Cycle_IsRefusedByName_AndWhatDerivesFromItIsNotNamed()
    {
        var refusal = Refused.With("evidence.cycle", Refusal.Invalid, () => Of(Supporting(1, "A1", 2), Supporting(2, "A1", 3, 5), Supporting(3, "A1", 4), Supporting(4, "A1", 2), Supporting(5, "A1")), "derivedFrom");
        Assert.Contains(": EV-2, EV-3, EV-4. ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(": EV-6. ", Refused.With("evidence.cycle", Refusal.Invalid, () => Of(Supporting(6, "A1", 6))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cycle_IsRefused_EvenAwayFromTheClaim() =>
        Refused.With("evidence.cycle", Refusal.Invalid, () => Of(Graded(1, "A1", "x", stance: null, 2), Graded(2, "A1", "y", stance: null, 1) with { IsWithdrawn = true }));

    [Fact]
    public void Decision_IsAsLowAsTheLowestOfItsClaims_AndLowWithNone()
    {
        var (high, moderate, low) = (Of(Supporting(1, "A1"), Supporting(2, "B2"), Supporting(3, "B1")), Of(Supporting(1, "C3")), Of(Supporting(1, "F6"), Supporting(2, "E5")));
        Assert.Equal(new Support(Confidence.Moderate, 1), Support.Of([high, moderate]));
        Assert.Equal(new Support(Confidence.Low, 2), Support.Of([high, low, moderate]));
        Assert.Equal(new Support(Confidence.High, 3), Support.Of([high]));
        Assert.Equal(new Support(Confidence.Low, 0), Support.Of([]));
    }

    private static void Says(string expected, params EvidenceFacts[] evidence) => Assert.EndsWith($"; {expected}", Of(evidence).Explanation, StringComparison.Ordinal);
}
