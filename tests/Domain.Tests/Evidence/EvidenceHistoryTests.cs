using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Evidence;

/// <summary>Evidence is changed, withdrawn and superseded, and never lost.</summary>
public class EvidenceHistoryTests
{
    private static readonly EvidenceContent Report = new() { Kind = EvidenceKind.Report, Title = "Write-up", Publisher = "Someone", Reliability = Reliability.D, Credibility = 3 };

    private readonly List<EvidenceRecord> all = [];
    private readonly Claim claim = new(1, "claude", VersionRange.Parse("vers:npm/*"), ClaimStatus.Unverified, "It phones home.", Ana, Day(1));

    public EvidenceHistoryTests()
    {
        // 3 derives from 2, which derives from 1.
        foreach (var number in Enumerable.Range(1, 3))
            all.Add(new EvidenceRecord(number, "claude", Report with { DerivedFrom = number == 1 ? [] : [number - 1] }, Grounds, Ana, Day(number)));
    }

    private Grounds Grounds => new([claim], all);

    private EvidenceRecord this[int number] => all[number - 1];

    [Fact]
    public void Change_KeepsAllThatItWas()
    {
        var regraded = Report with { Reliability = Reliability.B, Stances = [new ClaimStance(1, Stance.Supports)] };
        this[1].Change(regraded, Grounds, "the author is known", Ben, Day(5));
        Assert.Equal((EvidenceStatus.Current, regraded, Ana, Day(1)), (this[1].Status, this[1].Content, this[1].RecordedBy, this[1].RecordedAt));
        Assert.Equal([(Reliability.D, Ana, null), (Reliability.B, Ben, "the author is known")], this[1].History.Select(v => (v.Content.Reliability, v.By, v.Reason)));
    }

    [Fact]
    public void Change_ThatDerivesItFromWhatDerivesFromIt_IsRefused()
    {
        var refusal = Refused.With("evidence.cycle", Refusal.Invalid, () => this[1].Change(Report with { DerivedFrom = [3] }, Grounds, "why", Ben, Day(5)), "derivedFrom");
        Assert.Contains("EV-1, EV-3, EV-2", refusal.Message, StringComparison.Ordinal);
        Refused.With("evidence.unknown", Refusal.Conflict, () => this[1].Change(Report with { DerivedFrom = [1] }, Grounds, "why", Ben, Day(5)), "derivedFrom");
        Assert.Empty(this[1].Content.DerivedFrom);
        this[3].Change(Report with { DerivedFrom = [1, 2] }, Grounds, "why", Ben, Day(5));
        Assert.Equal([1, 2], this[3].Content.DerivedFrom);
    }

    [Fact]
    public void Change_ToClaimsOrSourcesOfAnotherTool_IsRefused()
    {
        Refused.With("claim.unknown", Refusal.Conflict, () => this[1].Change(Report with { Stances = [new ClaimStance(2, Stance.Context)] }, Grounds, "why", Ben, Day(5)), "stances");
        Refused.With("evidence.unknown", Refusal.Conflict, () => this[1].Change(Report with { DerivedFrom = [4] }, Grounds, "why", Ben, Day(5)), "derivedFrom");
        Refused.With("evidence.invalid", Refusal.Invalid, () => this[1].Change(Report with { Title = "" }, Grounds, "why", Ben, Day(5)), "title");
        Refused.With("reason.required", Refusal.Invalid, () => this[1].Change(Report, Grounds, "", Ben, Day(5)), "reason");
        Assert.Single(this[1].History);
    }

    [Fact]
    public void Withdraw_KeepsItAndEndsItsCounting()
    {
        this[2].Withdraw("retracted", Ben, Day(5));
        Assert.Equal((EvidenceStatus.Withdrawn, "retracted"), (this[2].Status, this[2].History[^1].Reason));
        Assert.True(this[2].FactsFor(1).IsWithdrawn);
        Refused.With("evidence.not-current", Refusal.Conflict, () => this[2].Withdraw("again", Ben, Day(5)));
        Refused.With("evidence.not-current", Refusal.Conflict, () => this[2].Change(Report, Grounds, "why", Ben, Day(5)));
        Refused.With("evidence.not-current", Refusal.Conflict, () => this[2].Supersede(this[3], "why", Ben, Day(5)));
    }

    [Fact]
    public void Supersede_NamesCurrentEvidenceAboutTheSameTool()
    {
        var foreign = new EvidenceRecord(9, "other", Report, Grounds.None, Ana, Day(1));
        this[3].Withdraw("retracted", Ben, Day(4));
        Refused.With("evidence.supersedes-itself", Refusal.Conflict, () => this[1].Supersede(this[1], "why", Ben, Day(5)), "supersededBy");
        Refused.With("evidence.unknown", Refusal.Conflict, () => this[1].Supersede(this[3], "why", Ben, Day(5)), "supersededBy");
        Refused.With("evidence.unknown", Refusal.Conflict, () => this[1].Supersede(foreign, "why", Ben, Day(5)), "supersededBy");
        this[1].Supersede(this[2], "corrected", Ben, Day(5));
        Assert.Equal((EvidenceStatus.Superseded, 2, 2), (this[1].Status, this[1].SupersededBy, this[1].FactsFor(1).SupersededBy));
        Refused.With("evidence.unknown", Refusal.Conflict, () => this[2].Supersede(this[1], "round", Ben, Day(5)), "supersededBy");
    }

    [Fact]
    public void Grounds_GradeWhatCountsNow()
    {
        all.Add(new EvidenceRecord(4, "claude", Report with { Reliability = Reliability.C, Stances = [new ClaimStance(1, Stance.Supports)] }, Grounds, Ana, Day(4)));
        all.Add(new EvidenceRecord(5, "claude", Report with { Publisher = "Other", Stances = [new ClaimStance(1, Stance.Supports)] }, Grounds, Ana, Day(4)));
        Assert.Equal(new Support(Confidence.Moderate, 2), Grounds.SupportOf([1]));
        this[4].Withdraw("retracted", Ben, Day(5));
        Assert.Equal(new Support(Confidence.Low, 1), Grounds.SupportOf([1]));
        Assert.Equal(Support.None, Grounds.SupportOf([]));
        Assert.Equal(Support.None, Grounds.SupportOf([1, 2]));
    }

    [Fact]
    public void Change_IsBounded()
    {
        for (var i = 1; i < EvidenceRecord.MaxVersions; i++)
            this[1].Change(Report with { Title = $"{i}" }, Grounds, "why", Ben, Day(5));
        Refused.With("evidence.too-many-changes", Refusal.Conflict, () => this[1].Withdraw("more", Ben, Day(5)));
        Assert.Equal(EvidenceStatus.Current, this[1].Status);
    }
}
