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
    public async Task Channel_LoosenedByToken_WaitsForAPerson()
    {
        (await staff.Host.Administrator.PostAsync("/v1/channels", new { name = "fleet", targets = new[] { "openvex" }, dispositions = new[] { "Banned" } })).Expect(201);
        (await staff.Host.Administrator.EditAsync("/v1/channels/fleet", new { targets = new[] { "openvex" }, dispositions = new[] { "Banned" }, acceptsNarrower = true }))["pending"]!.ToJsonString();
        var second = await staff.Host.CallerAsync(Infrastructure.Security.Role.Administrator, "second");
        (await second.VerbAsync("/v1/channels/fleet", "approve")).ExpectProblem(403, "approval.sign-in-required");
    }

    [Fact]
    public async Task Rejection_ByToken_IsAllowed() =>
        (await staff.Approver.VerbAsync(await staff.ProposeAsync(), "reject", new { reason = "Unfounded." })).Expect(200);
}
