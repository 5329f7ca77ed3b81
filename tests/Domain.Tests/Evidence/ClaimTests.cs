using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Evidence;

/// <summary>One statement about a tool in some versions.</summary>
public class ClaimTests
{
    private static readonly VersionRange Range = VersionRange.Parse("vers:npm/>=2.1.91");

    [Fact]
    public void Record_KeepsWhatWasGiven()
    {
        var claim = new Claim(1, "claude", Range, ClaimStatus.Disputed, "It is\na backdoor.", Ana, Day(1));
        Assert.Equal((1, "claude", Range, ClaimStatus.Disputed, "It is\na backdoor.", Ana, Day(1)), (claim.Number, claim.Tool, claim.Range, claim.Status, claim.Statement, claim.CreatedBy, claim.CreatedAt));
    }

    [Fact]
    public void Statement_IsRequiredAndBounded() => Assert.All(
        ["", " ", "a\0", new string('a', 2_001)],
        statement => Refused.With("claim.invalid", Refusal.Invalid, () => _ = new Claim(1, "claude", Range, ClaimStatus.Unverified, statement, Ana, Day(1)), "statement"));

    [Fact]
    public void Change_KeepsAllThatItWas()
    {
        var claim = new Claim(1, "claude", Range, ClaimStatus.Unverified, "It phones home.", Ana, Day(1));
        claim.Change(Range, ClaimStatus.Confirmed, "It phones home.", "reproduced", Ben, Day(2));
        claim.Change(VersionRange.Parse("vers:npm/<3.0.0"), ClaimStatus.Fixed, "It phoned home.", "fixed in 3.0.0", Cleo, Day(3));
        Assert.Equal((ClaimStatus.Fixed, "It phoned home.", Ana, Day(1)), (claim.Status, claim.Statement, claim.CreatedBy, claim.CreatedAt));
        Assert.Equal(
            [
                new ClaimVersion(Range, ClaimStatus.Unverified, "It phones home.", Ana, Day(1), Reason: null),
                new ClaimVersion(Range, ClaimStatus.Confirmed, "It phones home.", Ben, Day(2), "reproduced"),
                new ClaimVersion(claim.Range, ClaimStatus.Fixed, "It phoned home.", Cleo, Day(3), "fixed in 3.0.0"),
            ],
            claim.History);
    }

    [Fact]
    public void Change_ThatIsNone_OrSaysNotWhy_IsRefused()
    {
        var claim = new Claim(1, "claude", Range, ClaimStatus.Unverified, "It phones home.", Ana, Day(1));
        Refused.With("claim.unchanged", Refusal.Conflict, () => claim.Change(VersionRange.Parse("vers:npm/>=2.1.91"), ClaimStatus.Unverified, "It phones home.", "why", Ben, Day(2)));
        Refused.With("reason.required", Refusal.Invalid, () => claim.Change(Range, ClaimStatus.Confirmed, "It phones home.", " ", Ben, Day(2)), "reason");
        Refused.With("claim.invalid", Refusal.Invalid, () => claim.Change(Range, ClaimStatus.Confirmed, "", "why", Ben, Day(2)), "statement");
        Assert.Single(claim.History);
    }

    [Fact]
    public void Change_IsBounded()
    {
        var claim = new Claim(1, "claude", Range, ClaimStatus.Unverified, "0", Ana, Day(1));
        for (var i = 1; i < Claim.MaxVersions; i++)
            claim.Change(Range, ClaimStatus.Unverified, $"{i}", "why", Ben, Day(2));
        Refused.With("claim.too-many-changes", Refusal.Conflict, () => claim.Change(Range, ClaimStatus.Unverified, "more", "why", Ben, Day(2)));
        Assert.Equal(Claim.MaxVersions, claim.History.Count);
    }
}
