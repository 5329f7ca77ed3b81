using ToolRegistry.Api.Tests.Contract;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>A register in which people must sign in to approve.</summary>
public sealed class SignedInStaff : Staff
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal) { ["Approvals:RequireOidc"] = "true" };
}

/// <summary>With <c>Approvals:RequireOidc</c> no token approves anything.</summary>
public sealed class SignedInApprovalTests(SignedInStaff staff) : IClassFixture<SignedInStaff>
{
    [Theory]
    [InlineData("approve")]
    [InlineData("expedite")]
    [InlineData("ratify")]
    public async Task Decision_ByToken_IsRefused(string verb)
    {
        var decision = await staff.ProposeAsync();
        var before = await staff.Host.DigestAsync();
        (await staff.Approver.VerbAsync(decision, verb, verb == "expedite" ? new { reason = "Now." } : null)).ExpectProblem(403, "approval.sign-in-required");
        Assert.Equal(before, await staff.Host.DigestAsync());
    }

    [Fact]
    public async Task Rejection_ByToken_IsAllowed() =>
        (await staff.Approver.VerbAsync(await staff.ProposeAsync(), "reject", new { reason = "Unfounded." })).Expect(200);
}
