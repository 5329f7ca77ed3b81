using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Replicas;

/// <summary>Several replicas on one database: each answers from memory, and none for longer than it takes to ask for news.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly SharedRegister register = new();
    private RegisterHost left = null!;
    private RegisterHost right = null!;

    public async ValueTask InitializeAsync()
    {
        left = await register.StartAsync();
        right = await register.StartAsync();
    }

    public ValueTask DisposeAsync() => register.DisposeAsync();

    [Fact]
    public async Task Decision_ApprovedOnOneReplica_IsAnsweredByBoth()
    {
        await SharedRegister.DecideAsync(left, "tool", "Banned");
        Assert.Equal("Banned", await SharedRegister.OutcomeAsync(left, "tool"));
        Assert.Equal("Unknown", await SharedRegister.OutcomeAsync(right, "tool"));
        await right.CatchUpAsync();
        Assert.Equal("Banned", await SharedRegister.OutcomeAsync(right, "tool"));
    }

    [Fact]
    public async Task CaughtUp_StepByStep_KnowsWhatIsReadAsAWhole()
    {
        await SharedRegister.DecideAsync(left, "first", "Banned");
        await right.CatchUpAsync();
        var decision = await SharedRegister.DecideAsync(left, "second", "HighRisk");
        await SharedRegister.DecideAsync(left, "second", "Approved");
        await right.CatchUpAsync();
        var approver = await left.CallerAsync(Role.Approver, "approver");
        (await approver.VerbAsync(decision, "revoke", new { reason = "It is no risk." })).Expect(200);
        (await (await left.CallerAsync(Role.Approver, "another")).VerbAsync(decision, "approve")).Expect(200);
        await right.CatchUpAsync();

        var fresh = await register.StartAsync();
        foreach (var subject in new[] { "first", "second" })
        {
            var (stepwise, whole) = ((await right.Anonymous.GetAsync($"/v1/check?subject={subject}")).Expect(200), (await fresh.Anonymous.GetAsync($"/v1/check?subject={subject}")).Expect(200));
            Assert.Equal(whole.ToJsonString(), stepwise.ToJsonString());
        }
    }

    [Fact]
    public async Task Token_MadeThroughAnotherReplica_IsTakenAtOnce()
    {
        var caller = new Caller(right.Address, (await left.CallerAsync(Role.Reader, "reader")).Token);
        (await caller.GetAsync("/v1/check?subject=anything")).Expect(200);
        (await caller.GetAsync("/v1/tools")).Expect(200);
    }

    [Fact]
    public async Task Token_RevokedThroughAnotherReplica_ChangesNothingAnyMore()
    {
        var analyst = await left.CallerAsync(Role.Analyst, "leaver");
        var elsewhere = new Caller(right.Address, analyst.Token);
        (await elsewhere.GetAsync("/v1/tools")).Expect(200);
        var id = await left.WithDatabaseAsync(db => db.Tokens.Where(t => t.Hash == Secret.HashOf(analyst.Token!)).Select(t => t.Id).SingleAsync());
        (await left.Administrator.PostAsync($"/v1/tokens/{id}/revoke", etag: "*")).Expect(200);

        // The other replica has not heard of it; the transaction has.
        (await elsewhere.PostAsync("/v1/tools", new { slug = "late", name = "late", publisher = "p" })).ExpectProblem(401, "access.token-invalid");
        await right.CatchUpAsync();
        (await elsewhere.GetAsync("/v1/check?subject=anything")).ExpectProblem(401, "access.token-invalid");
    }

    [Fact]
    public async Task Alternative_BannedThroughAnotherReplica_LetsNoDecisionRecommendIt()
    {
        await SharedRegister.DecideAsync(left, "safe", "Approved");
        await right.CatchUpAsync();
        await SharedRegister.DecideAsync(left, "safe", "Banned");
        var analyst = await right.CallerAsync(Role.Analyst, "analyst");
        (await analyst.PostAsync("/v1/tools", new { slug = "risky", name = "risky", publisher = "p" })).Expect(201);
        var drafted = await analyst.PostAsync("/v1/decisions", new
        {
            tool = "risky",
            ranges = new[] { "vers:generic/*" },
            phases = new[] { new { from = RegisterHost.Start, disposition = "Banned" } },
            alternatives = new[] { new { tool = "safe" } },
            publicStatement = "Use safe.",
            reviewBy = RegisterHost.Start.AddDays(60),
        });
        var decision = $"/v1/decisions/{drafted.Expect(201)["number"]}";
        (await analyst.VerbAsync(decision, "propose")).Expect(200);
        (await (await right.CallerAsync(Role.Approver, "approver")).VerbAsync(decision, "approve")).ExpectProblem(409, "decision.alternative-not-approved");
    }

    [Fact]
    public async Task Facts_HeldInMemory_AreThoseThatAreStored()
    {
        await SharedRegister.DecideAsync(left, "first", "Banned");
        await SharedRegister.DecideAsync(left, "second", "HighRisk");
        var stored = await left.WithDatabaseAsync(db => db.PolicyFacts.Where(f => f.ToRevision == null).Select(f => f.Json).ToListAsync());
        await right.CatchUpAsync();
        await right.WriteSnapshotAsync();
        var lines = (await File.ReadAllLinesAsync(register.Snapshot, TestContext.Current.CancellationToken)).Where(l => l.StartsWith("tool\t", StringComparison.Ordinal) || l.StartsWith("decision\t", StringComparison.Ordinal));
        Assert.Equal(stored.Order(StringComparer.Ordinal), lines.Select(l => l[(l.IndexOf('\t', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal));
    }
}
