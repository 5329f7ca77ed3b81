using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Decisions.DecisionSteps;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>What a decision in force must answer to, and what it need not.</summary>
public class RecordChangeTests
{
    private static readonly VersionRange All = VersionRange.Parse("vers:npm/*");
    private static readonly EvidenceContent Report = new() { Kind = EvidenceKind.Report, Title = "Write-up", Publisher = "Someone", Reliability = Reliability.D, Credibility = 3, Stances = [new ClaimStance(1, Stance.Supports)] };

    private readonly Claim[] claims = [.. Enumerable.Range(1, 2).Select(n => new Claim(n, "claude", All, ClaimStatus.Disputed, "It phones home.", Ana, Day(1)))];
    private readonly EvidenceRecord evidence;

    public RecordChangeTests() => evidence = new EvidenceRecord(9, "claude", Report, Grounds, Ana, Day(1));

    private Grounds Grounds => new(claims, evidence is null ? [] : [evidence]);

    /// <summary>Relies on claim 1 and evidence 7, at risk level High, with a lift condition.</summary>
    private static DecisionRevision Revision(string? liftWhen = "an audit is published")
    {
        var decision = Proposed(Content((3, Banned)) with { Claims = [1], Evidence = [7], LiftWhen = liftWhen });
        decision.Approve(Rules() with { RiskLevel = RiskLevel.High }, [], Ben, Day(3));
        return decision.InForce!;
    }

    private static (ChangeKind Kind, string Subject, string What) Said(RecordChange change) => (change.Kind, change.Subject, change.What);

    [Fact]
    public void Claim_ThatTheDecisionReliesOn_IsMaterial_AnotherOneIsNot()
    {
        foreach (var claim in claims)
            claim.Change(VersionRange.Parse("vers:npm/<2.0.0"), ClaimStatus.Confirmed, "It phones home daily.", "reproduced", Ben, Day(4));
        var (first, second) = (RecordChange.Of(claims[0]), RecordChange.Of(claims[1]));
        Assert.Equal((ChangeKind.ClaimChanged, "CL-1", "status disputed → confirmed; range vers:npm/* → vers:npm/<2.0.0; reworded"), Said(first));
        Assert.Equal("reproduced", first.Reason);
        Assert.True(first.IsMaterialTo(Revision()));
        Assert.False(second.IsMaterialTo(Revision()));
        Assert.True(second.OpensLiftReviewOf(Revision()));
        Assert.False(second.OpensLiftReviewOf(Revision(liftWhen: null)));
    }

    [Fact]
    public void EvidenceAdded_OnTheClaim_IsMaterial()
    {
        var change = RecordChange.Of(evidence);
        Assert.Equal((ChangeKind.EvidenceAdded, "EV-9", "Report by Someone, graded D3; supports CL-1"), Said(change));
        Assert.True(change.IsMaterialTo(Revision()));
        var elsewhere = new EvidenceRecord(10, "claude", Report with { Stances = [new ClaimStance(2, Stance.Context)] }, Grounds, Ana, Day(4));
        Assert.Equal("Report by Someone, graded D3; gives context to CL-2", RecordChange.Of(elsewhere).What);
        Assert.False(RecordChange.Of(elsewhere).IsMaterialTo(Revision()));
        Assert.True(RecordChange.Of(elsewhere).OpensLiftReviewOf(Revision()));
    }

    [Fact]
    public void EvidenceChanged_IsMaterial_WhenTheClaimStoodInItBefore()
    {
        evidence.Change(Report with { Kind = EvidenceKind.Audit, Publisher = "Lab", Reliability = Reliability.B, Stances = [new ClaimStance(2, Stance.Disputes)] }, Grounds, "the author is known", Ben, Day(4));
        var change = RecordChange.Of(evidence);
        Assert.Equal((ChangeKind.EvidenceChanged, "EV-9", "Report → Audit; publisher Someone → Lab; graded D3 → B3; disputes CL-2; takes no stance on CL-1 any more"), Said(change));
        Assert.True(change.IsMaterialTo(Revision()));
    }

    [Fact]
    public void EvidenceDescribedAnew_IsNotMaterial_AndOpensALiftReview()
    {
        evidence.Change(Report with { Title = "Write-up, corrected", Url = "https://example.com/1" }, Grounds, "typo", Ben, Day(4));
        var change = RecordChange.Of(evidence);
        Assert.Equal((ChangeKind.EvidenceChanged, "EV-9", "described anew"), Said(change));
        Assert.False(change.IsMaterialTo(Revision()));
        Assert.True(change.OpensLiftReviewOf(Revision()));
    }

    [Fact]
    public void EvidenceNamedByTheDecision_IsMaterial_WithoutAStance()
    {
        var named = new EvidenceRecord(7, "claude", Report with { Stances = [] }, Grounds, Ana, Day(1));
        named.Withdraw("not ours", Ben, Day(4));
        Assert.Equal((ChangeKind.EvidenceWithdrawn, "EV-7", "withdrawn"), Said(RecordChange.Of(named)));
        Assert.True(RecordChange.Of(named).IsMaterialTo(Revision()));
    }

    [Fact]
    public void EvidenceSuperseded_SaysByWhat()
    {
        var successor = new EvidenceRecord(12, "claude", Report, Grounds, Ana, Day(2));
        evidence.Supersede(successor, "corrected", Ben, Day(4));
        Assert.Equal((ChangeKind.EvidenceSuperseded, "EV-9", "EV-12 takes its place"), Said(RecordChange.Of(evidence)));
        Assert.True(RecordChange.Of(evidence).IsMaterialTo(Revision()));
    }

    [Theory]
    [InlineData(RiskLevel.High, false)]
    [InlineData(RiskLevel.Low, true)]
    public void Assessment_IsMaterial_WhenItsLevelIsAnother(RiskLevel impact, bool isMaterial)
    {
        var assessment = new RiskAssessment(3, "claude", new AssessmentContent { Range = All, Likelihood = RiskLevel.High, Impact = impact, Rationale = "Why." }, AssessmentRules.Default, Ana, Day(4));
        var change = RecordChange.Of(assessment);
        Assert.Equal((ChangeKind.Assessed, "RA-3", $"the risk of vers:npm/* is {assessment.Level}"), Said(change));
        Assert.Equal((isMaterial, false), (change.IsMaterialTo(Revision()), change.OpensLiftReviewOf(Revision())));
    }

    [Fact]
    public void Release_OpensALiftReview_AndIsNotMaterial()
    {
        var change = RecordChange.Of(new Release("2.1.198", ReleasedAt: null));
        Assert.Equal((ChangeKind.Released, "2.1.198", "a new release"), Said(change));
        Assert.Equal((false, true, false), (change.IsMaterialTo(Revision()), change.OpensLiftReviewOf(Revision()), change.OpensLiftReviewOf(Revision(liftWhen: null))));
    }
}
