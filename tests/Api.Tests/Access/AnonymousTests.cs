using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>A register that lets nobody ask without signing in.</summary>
public sealed class ClosedStaff : Staff
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal) { ["Access:AnonymousCheck"] = "false" };
}

/// <summary>Checks by those who have not signed in, and checks on behalf of others.</summary>
public sealed class AnonymousTests(Staff open, ClosedStaff closed) : IClassFixture<Staff>, IClassFixture<ClosedStaff>
{
    [Fact]
    public async Task Check_WithoutToken_IsAnsweredUnlessSwitchedOff()
    {
        (await open.Anonymous.GetAsync("/v1/check?subject=anything")).Expect(200);
        (await closed.Anonymous.GetAsync("/v1/check?subject=anything")).ExpectProblem(401, "access.unauthenticated");
    }

    [Theory]
    [InlineData(Role.Reader)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Service)]
    public async Task Check_WithTokenWhereAnonymousAreShutOut_IsAnswered(Role role) => (await closed[role].GetAsync("/v1/check?subject=anything")).Expect(200);

    [Fact]
    public async Task Batch_WithoutToken_IsRefused() =>
        (await open.Anonymous.PostAsync("/v1/check", new { checks = new[] { new { subject = "anything" } } })).ExpectProblem(401, "access.unauthenticated");

    [Theory]
    [InlineData(Role.Reader, false)]
    [InlineData(Role.Analyst, true)]
    [InlineData(Role.Approver, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Administrator, false)]
    [InlineData(Role.Service, true)]
    public async Task WhatIf_ForOtherGroups_IsForSomeRoles(Role role, bool isAllowed)
    {
        foreach (var answer in new[]
        {
            await open[role].GetAsync("/v1/check?subject=anything&groups=engineers"),
            await open[role].PostAsync("/v1/check", new { checks = new[] { new { subject = "anything", groups = new[] { "engineers" } } } }),
            await open[role].PostAsync("/v1/check", new { checks = new[] { new { subject = "anything", groups = Array.Empty<string>() } } }),
            await open[role].PostAsync("/v1/check/sbom?groups=engineers", new { bomFormat = "CycloneDX", specVersion = "1.6" }),
        })
        {
            if (isAllowed)
                answer.Expect(200);
            else
                answer.ExpectProblem(403, "access.forbidden");
        }
    }

    [Fact]
    public async Task WhatIf_WithoutToken_IsRefused() =>
        (await open.Anonymous.GetAsync("/v1/check?subject=anything&groups=engineers")).ExpectProblem(401, "access.unauthenticated");

    [Fact]
    public async Task Exception_ToTheAnonymous_ShowsItsEndOnly()
    {
        var tool = await open.ToolAsync();
        var decision = await open.DecideAsync(tool);
        var body = Staff.Exception(decision);
        body["audience"] = JsonNode.Parse("""{"environments":["ci"]}""");
        var exception = $"/v1/exceptions/{(await open.Analyst.PostAsync("/v1/exceptions", body)).Expect(201)["number"]}";
        (await open.Analyst.VerbAsync(exception, "propose")).Expect(200);
        (await open.Approver.VerbAsync(exception, "approve")).Expect(200);

        var known = (await open[Role.Reader].GetAsync($"/v1/check?subject={tool}&environment=ci")).Expect(200);
        Assert.Equal(Staff.NumberOf(exception), known["exception"]!["number"]!.GetValue<string>());
        Assert.Equal("Isolated network segment.", Assert.Single(known["constraints"]!.AsArray())!.GetValue<string>());

        var unknown = (await open.Anonymous.GetAsync($"/v1/check?subject={tool}&environment=ci")).Expect(200);
        Assert.Equal("Constrained", unknown["outcome"]!.GetValue<string>());
        Assert.Equal("""{"number":null,"until":"2026-10-01T00:00:00+00:00"}""", unknown["exception"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Empty(unknown["constraints"]!.AsArray());
    }

    [Fact]
    public async Task Answer_ToTheAnonymous_MayBeSharedAndToOthersNot()
    {
        Assert.StartsWith("public", (await open.Anonymous.GetAsync("/v1/check?subject=anything")).Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True((await open[Role.Reader].GetAsync("/v1/check?subject=anything")).Headers.CacheControl!.Private);
    }
}
