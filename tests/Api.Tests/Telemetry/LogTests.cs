using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ToolRegistry.Api.Features.Audit;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Telemetry;

/// <summary>No secret and no internal text stands in a log, however much is logged.</summary>
public sealed class LogTests
{
    private const string Canary = "canary-5e1f";

    [Fact]
    public async Task Logs_OfAllLevels_HoldNoSecretAndNoInternalText()
    {
        using var log = new Captured();
        await using var host = await RegisterHost.StartAsync(services: services => services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter((_, _) => true)));
        var (analyst, approver) = (await host.CallerAsync(Role.Analyst, "dana"), await host.CallerAsync(Role.Approver, "omar"));
        (await analyst.PostAsync("/v1/tools", new { slug = "agent", name = "Agent", publisher = "Somebody", businessPurpose = Canary })).Expect(201);
        (await analyst.PostAsync("/v1/tools/agent/claims", new { range = "vers:generic/*", status = "disputed", statement = Canary })).Expect(201);
        (await analyst.PostAsync("/v1/tools/agent/evidence", new { kind = "report", title = Canary, publisher = "Example", reliability = "B", credibility = 2 })).Expect(201);
        (await analyst.PostAsync("/v1/decisions", new { tool = "agent", ranges = new[] { "vers:generic/*" }, phases = new[] { new { from = "2026-07-01T00:00:00Z", disposition = "Banned" } }, publicStatement = "No.", rationale = Canary, reviewBy = host.Clock.GetUtcNow().AddDays(30) })).Expect(201);
        (await analyst.VerbAsync("/v1/decisions/TR-1", "propose")).Expect(200);
        (await approver.VerbAsync("/v1/decisions/TR-1", "comment", new { text = Canary })).Expect(200);
        (await approver.VerbAsync("/v1/decisions/TR-1", "return", new { reason = Canary })).Expect(200);
        (await analyst.VerbAsync("/v1/decisions/TR-1", "propose")).Expect(200);
        (await analyst.VerbAsync("/v1/decisions/TR-1", "approve")).ExpectProblem(403, "access.forbidden");
        (await approver.VerbAsync("/v1/decisions/TR-1", "approve")).Expect(200);
        // What is refused is not told either.
        (await analyst.PostAsync("/v1/decisions", new JsonObject { ["tool"] = "agent", ["rationale"] = Canary, ["surprise"] = Canary })).ExpectProblem(400, "request.malformed");
        (await analyst.PostAsync("/v1/tools", $"{{ \"slug\": \"{Canary}")).ExpectProblem(400, "request.malformed");
        (await new Caller(host.Address, $"{ApiToken.Prefix}{Canary}").GetAsync("/v1/tools")).ExpectProblem(401, "access.token-invalid");
        (await host.Anonymous.PostAsync("/v1/setup", new { code = Canary, owner = "mallory" })).ExpectProblem(404, "setup.closed");

        Assert.Contains(log.Lines, line => line.Contains("An API token from 127.0.0.1 was refused", StringComparison.Ordinal));
        Assert.True(log.Lines.Count > 100, "Little was logged: does the test listen?");
        foreach (var secret in new[] { Canary, analyst.Token!, approver.Token!, host.Administrator.Token! })
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Checkpoint_IsLogged_SignedByAKeyThatIsPublished()
    {
        using var log = new Captured();
        await using var host = await RegisterHost.StartAsync(services: services => services.AddLogging(logging => logging.AddProvider(log)));
        await host.Services.GetRequiredService<CheckpointService>().TellAsync(CancellationToken.None);
        var line = Assert.Single(log.Lines, l => l.Contains("Audit checkpoint of", StringComparison.Ordinal));
        var keys = JsonSerializer.Deserialize<JsonWebKeySet>((await host.Anonymous.GetAsync("/v1/keys")).Text, WireJson.Options)!;
        var signed = line.Split("Jws=")[1].Split(' ')[0];
        var checkpoint = JsonSerializer.Deserialize<AuditCheckpoint>(CompactJws.Read(Encoding.ASCII.GetBytes(signed), AuditCheckpoint.Type, keys), WireJson.Options)!;
        var auditor = await host.CallerAsync(Role.Auditor, "ada");
        var entry = (await auditor.GetAsync("/v1/audit?limit=1&sort=seq")).Expect(200)["items"]![0]!;
        Assert.Equal((checkpoint.Entries, checkpoint.Head, host.Clock.GetUtcNow()), (entry["seq"]!.GetValue<long>(), entry["hash"]!.GetValue<string>(), checkpoint.At));

    }

    private sealed class Captured : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(Captured log, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                log.Lines.Enqueue($"{category}: {state}");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log.Lines.Enqueue($"{category}: {formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")) : "")}");
        }
    }
}
