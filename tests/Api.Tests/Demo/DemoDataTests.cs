using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Demo;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Demo;

/// <summary>What a newcomer finds.</summary>
public sealed class DemoDataTests
{
    private const string Subject = "/v1/check?subject=pkg:npm/%2540anthropic-ai/claude-code@2.1.95&environment=workstation";

    [Fact]
    public async Task Demo_ShowsTheFoundingCase_HighRiskNowAndBannedWithinAWeek()
    {
        await using var host = await RegisterHost.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Organization:OwnPublishers:0"] = DemoData.Organization },
            services: services => services.AddScoped<DemoData>());

        var now = (await host.Anonymous.GetAsync(Subject)).Expect(200);
        Assert.Equal(("HighRisk", "Banned"), (now["outcome"]!.GetValue<string>(), now["next"]!["outcome"]!.GetValue<string>()));
        Assert.True(now["alternatives"]![0]!["ownProduct"]!.GetValue<bool>());
        host.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("Banned", (await host.Anonymous.GetAsync(Subject)).Expect(200)["outcome"]!.GetValue<string>());

        Assert.InRange(await host.WithDatabaseAsync(db => db.Tools.CountAsync()), 36, 200);
        var auditor = await host.CallerAsync(Role.Auditor, "auditor");
        var approvals = (await auditor.GetAsync("/v1/audit?action=decision.approve&owner=omar&outcome=done&limit=200")).Expect(200)["items"]!.AsArray();
        Assert.Equal(await host.WithDatabaseAsync(db => db.Decisions.CountAsync()), approvals.Count);
        Assert.True((await auditor.GetAsync("/v1/audit/verify")).Expect(200)["intact"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Demo_OnARegisterThatHoldsAnything_AddsNothing()
    {
        await using var host = await RegisterHost.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DemoData>(scope.ServiceProvider).LoadAsync(CancellationToken.None);
        Assert.Equal(0, await host.WithDatabaseAsync(db => db.Tools.CountAsync()));
    }
}
