using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Cli.Tests.Running;

/// <summary>The real service with three tools on record: <c>good</c> is approved, <c>risky</c> is high-risk, <c>bad</c> is banned.</summary>
public sealed class SmallRegister : IAsyncLifetime
{
    internal RegisterHost Host { get; private set; } = null!;

    internal Caller Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await RegisterHost.StartAsync();
        var analyst = await Host.CallerAsync(Role.Analyst, "analyst");
        var approver = await Host.CallerAsync(Role.Approver, "approver");
        Service = await Host.CallerAsync(Role.Service, "build");
        foreach (var (slug, disposition) in new[] { ("good", "Approved"), ("risky", "HighRisk"), ("bad", "Banned") })
        {
            (await analyst.PostAsync("/v1/tools", new { slug, name = slug, publisher = "p", identifiers = new[] { new { kind = "purl", value = $"pkg:npm/{slug}" } } })).Expect(201);
            var decision = await analyst.PostAsync("/v1/decisions", new { tool = slug, ranges = new[] { "vers:generic/*" }, phases = new[] { new { from = RegisterHost.Start, disposition } }, publicStatement = $"{slug} is {disposition}.", reviewBy = RegisterHost.Start.AddDays(60) });
            var path = $"/v1/decisions/{decision.Expect(201)["number"]}";
            (await analyst.VerbAsync(path, "propose")).Expect(200);
            (await approver.VerbAsync(path, "approve")).Expect(200);
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
