using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Tokens: when they are taken, and what is shown of them.</summary>
public sealed class TokenTests(Staff staff) : IClassFixture<Staff>
{
    [Fact]
    public async Task Token_AtItsExpiry_IsRefusedEvenAtACheck()
    {
        var (_, caller) = await staff.TokenAsync(Role.Reader, "guest");
        staff.Host.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromTicks(1));
        (await caller.GetAsync("/v1/tools")).Expect(200);
        staff.Host.Clock.Advance(TimeSpan.FromTicks(1));
        (await caller.GetAsync("/v1/tools")).ExpectProblem(401, "access.token-invalid");
        (await caller.GetAsync("/v1/check?subject=anything")).ExpectProblem(401, "access.token-invalid");
    }

    [Fact]
    public async Task Token_Revoked_IsRefusedFromTheNextRequestOn()
    {
        var (id, caller) = await staff.TokenAsync(Role.Reader, "leaver");
        (await caller.GetAsync("/v1/tools")).Expect(200);
        (await staff.Administrator.PostAsync($"/v1/tokens/{id}/revoke", etag: "*")).Expect(200);
        (await caller.GetAsync("/v1/tools")).ExpectProblem(401, "access.token-invalid");
        (await caller.GetAsync("/v1/check?subject=anything")).ExpectProblem(401, "access.token-invalid");
    }

    [Fact]
    public async Task Token_InOtherCasing_IsAnotherToken()
    {
        var (_, caller) = await staff.TokenAsync(Role.Reader, "guest");
        (await new Caller(staff.Host.Address, caller.Token!.ToUpperInvariant()).GetAsync("/v1/tools")).ExpectProblem(401, "access.token-invalid");
    }

    [Fact]
    public async Task Secret_Issued_IsShownOnceAndNeverAgain()
    {
        var (id, caller) = await staff.TokenAsync(Role.Reader, "guest");
        var secret = caller.Token!;
        Assert.StartsWith("tr_", secret, StringComparison.Ordinal);
        foreach (var (by, path) in new[] { (staff.Administrator, "/v1/tokens"), (staff.Administrator, $"/v1/tokens/{id}"), (staff.Auditor, "/v1/audit") })
        {
            var answer = await by.GetAsync(path);
            answer.Expect(200);
            Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret.HashOf(secret), answer.Text, StringComparison.Ordinal);
        }

        var kept = await staff.Host.WithDatabaseAsync(db => Task.FromResult(db.Tokens.Single(t => t.Id == id)));
        Assert.Equal(Secret.HashOf(secret), kept.Hash);
    }

    [Fact]
    public async Task LastUsedAt_AfterUse_IsShownToTheMinute()
    {
        var (id, caller) = await staff.TokenAsync(Role.Reader, "guest");
        var start = staff.Host.Clock.GetUtcNow();
        Assert.Null((await staff.Administrator.GetAsync($"/v1/tokens/{id}")).Expect(200)["lastUsedAt"]);
        await caller.GetAsync("/v1/tools");
        Assert.Equal(start, await LastUsedAsync(id));
        staff.Host.Clock.Advance(TimeSpan.FromSeconds(59));
        await caller.GetAsync("/v1/tools");
        Assert.Equal(start, await LastUsedAsync(id));
        staff.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await caller.GetAsync("/v1/tools");
        Assert.Equal(start.AddMinutes(1), await LastUsedAsync(id));
    }

    [Fact]
    public async Task LastUse_Noted_LeavesTheETagAlone()
    {
        var (id, caller) = await staff.TokenAsync(Role.Reader, "guest");
        var before = (await staff.Administrator.GetAsync($"/v1/tokens/{id}")).ETag;
        await caller.GetAsync("/v1/tools");
        await staff.Host.WriteUsesAsync();
        Assert.Equal(before, (await staff.Administrator.GetAsync($"/v1/tokens/{id}")).ETag);
    }

    [Fact]
    public async Task Administrator_LoweredByRevocation_LosesTheRole()
    {
        var (id, caller) = await staff.TokenAsync(Role.Administrator, "deputy");
        (await caller.GetAsync("/v1/tokens")).Expect(200);
        (await caller.PostAsync($"/v1/tokens/{id}/revoke", etag: "*")).Expect(200);
        (await caller.GetAsync("/v1/tokens")).ExpectProblem(401, "access.token-invalid");
    }

    private async Task<DateTimeOffset> LastUsedAsync(string id)
    {
        await staff.Host.WriteUsesAsync();
        return (await staff.Administrator.GetAsync($"/v1/tokens/{id}")).Expect(200)["lastUsedAt"]!.GetValue<DateTimeOffset>();
    }
}
