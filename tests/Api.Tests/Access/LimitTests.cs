using System.Net.Sockets;
using System.Text;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>One asker does not take what all need.</summary>
public sealed class LimitTests
{
    private const string Check = "/v1/check?subject=pkg:npm/left-pad";

    [Fact]
    public async Task Asker_WhoAsksTooMuch_IsToldWhenToTryAgain_AndOthersAreAnswered()
    {
        await using var host = await RegisterHost.StartAsync(new() { ["Limits:AnonymousPerMinute"] = "3", ["Limits:KnownPerMinute"] = "5" });
        var reader = await host.CallerAsync(Role.Reader, "rita");
        for (var i = 0; i < 3; i++)
            (await host.Anonymous.GetAsync(Check)).Expect(200);
        // The same question again is answered by another way, and counted by it too.
        var refused = await host.Anonymous.GetAsync(Check);
        refused.ExpectProblem(429, "request.rate-limited");
        Assert.InRange(int.Parse(refused.Headers.RetryAfter!.ToString(), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        (await host.Anonymous.GetAsync("/v1/check?subject=pkg:npm/another")).ExpectProblem(429, "request.rate-limited");
        Assert.Equal(200, (await host.Anonymous.GetAsync("/healthz")).Status);
        Assert.Equal(200, (await host.Anonymous.GetAsync("/readyz")).Status);

        for (var i = 0; i < 5; i++)
            (await reader.GetAsync(Check)).Expect(200);
        (await reader.GetAsync(Check)).ExpectProblem(429, "request.rate-limited");
        (await (await host.CallerAsync(Role.Reader, "rolf")).GetAsync(Check)).Expect(200);
    }

    [Fact]
    public async Task Writer_WhoWritesTooMuch_IsRefused_AndMayStillAsk()
    {
        await using var host = await RegisterHost.StartAsync(new() { ["Limits:WritesPerMinute"] = "3" });
        var analyst = await host.CallerAsync(Role.Analyst, "dana");
        for (var i = 0; i < 3; i++)
            (await analyst.PostAsync("/v1/tools", new { slug = $"tool-{i}", name = "Tool", publisher = "Somebody" })).Expect(201);
        (await analyst.PostAsync("/v1/tools", new { slug = "one-more", name = "Tool", publisher = "Somebody" })).ExpectProblem(429, "request.rate-limited");
        (await analyst.GetAsync("/v1/tools/one-more")).ExpectProblem(404, "tool.not-found");
        // Many checks in one request are asked, not written.
        (await analyst.PostAsync("/v1/check", new { checks = new[] { new { subject = "pkg:npm/left-pad" } } })).Expect(200);
    }

    /// <summary>Nobody needs to be known to send a body to the setup.</summary>
    [Fact]
    public async Task Bodies_ThatTrickleIn_KeepNobodyFromWriting()
    {
        await using var host = await RegisterHost.StartAsync(new() { ["Limits:WritesAtOnce"] = "1", ["Limits:WritesWaiting"] = "1" });
        var analyst = await host.CallerAsync(Role.Analyst, "dana");
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 2; i++)
                slow.Add(await BeginSetupAsync(host.Address));
            (await analyst.PostAsync("/v1/tools", new { slug = "in-time", name = "Tool", publisher = "Somebody" }).WaitAsync(TimeSpan.FromSeconds(60))).Expect(201);
        }
        finally
        {
            slow.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task Writers_MoreThanMayWait_AreRefused_WhileChecksAreAnswered()
    {
        await using var host = await RegisterHost.StartAsync(new() { ["Limits:WritesAtOnce"] = "1", ["Limits:WritesWaiting"] = "1" });
        var analyst = await host.CallerAsync(Role.Analyst, "dana");
        Task<Answer>[] writes = [];
        await host.WithDatabaseAsync(async db =>
        {
            // Somebody else holds the writers' turn, so that the first write works on and does not end.
            await using var turn = await db.BeginWriteAsync(CancellationToken.None);
            writes = [.. Enumerable.Range(0, 6).Select(i => analyst.PostAsync("/v1/tools", new { slug = $"tool-{i}", name = "Tool", publisher = "Somebody" }))];
            var refused = writes.ToList();
            for (var i = 0; i < 4; i++)
            {
                var first = await Task.WhenAny(refused);
                (await first).ExpectProblem(503, "service.busy");
                Assert.NotNull((await first).Headers.RetryAfter);
                refused.Remove(first);
            }

            (await host.Anonymous.GetAsync(Check)).Expect(200);
            return true;
        });
        var answers = await Task.WhenAll(writes);
        Assert.Equal(2, answers.Count(a => a.Status == 201));
    }

    /// <summary>A request whose body is waited for: the service says so before it reads.</summary>
    private static async Task<TcpClient> BeginSetupAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/setup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n"u8.ToArray());
        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("HTTP/1.1 100", Encoding.ASCII.GetString(answer));
        return client;
    }
}
