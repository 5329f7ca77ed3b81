using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>
/// The one test that needs a SQL Server. Where there is one, all other tests of the API run on it too, because the host of
/// the tests takes the provider from the same variable.
/// </summary>
public sealed class LiveServerTests
{
    [Fact]
    public async Task SqlServer_WhereThereIsOne_HoldsTheWayFromRegisteredToAnswered()
    {
        if (RegisterHost.SqlServer is null)
            Assert.Skip("TOOLREGISTRY_TEST_SQLSERVER is not set: give it a connection string to an empty SQL Server database to run this test and all others of the API there.");

        await using var host = await RegisterHost.StartAsync();
        Assert.Equal("Microsoft.EntityFrameworkCore.SqlServer", await host.WithDatabaseAsync(db => Task.FromResult(db.Database.ProviderName)));
        Assert.Empty(await host.WithDatabaseAsync(db => db.Database.GetPendingMigrationsAsync()));

        var analyst = await host.CallerAsync(Role.Analyst, "dana");
        var approver = await host.CallerAsync(Role.Approver, "omar");
        var auditor = await host.CallerAsync(Role.Auditor, "ada");
        (await analyst.PostAsync("/v1/tools", new { slug = "left-pad", name = "left-pad", publisher = "Someone", identifiers = new[] { new { kind = "purl", value = "pkg:npm/left-pad" } } })).Expect(201);
        var decision = new { tool = "left-pad", ranges = new[] { "vers:npm/*" }, phases = new[] { new { from = RegisterHost.Start, disposition = "Banned" } }, publicStatement = "Not for use.", reviewBy = RegisterHost.Start.AddDays(60) };
        var path = $"/v1/decisions/{(await analyst.PostAsync("/v1/decisions", decision)).Expect(201)["number"]}";
        (await analyst.VerbAsync(path, "propose")).Expect(200);
        (await approver.VerbAsync(path, "approve")).Expect(200);

        var verdict = (await host.Anonymous.GetAsync("/v1/check?subject=pkg:npm/left-pad@1.3.0")).Expect(200);
        Assert.Equal("Banned", verdict["outcome"]!.GetValue<string>());
        Assert.True((await auditor.GetAsync("/v1/audit/verify")).Expect(200)["intact"]!.GetValue<bool>());
    }
}
