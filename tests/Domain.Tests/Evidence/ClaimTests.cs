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
}
