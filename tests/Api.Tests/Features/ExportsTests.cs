using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Exports;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>Exports are pulled over HTTP: by revision and date, with what a machine needs to pull them again.</summary>
public sealed class ExportsTests(Staff staff) : IClassFixture<Staff>
{
    [Fact]
    public async Task Export_ChangesAtTheBanDate_AndSaysUntilWhenItStands()
    {
        var (channel, domain) = (await staff.ChannelAsync(), await BannedDomainAsync("2026-07-10T00:00:00Z"));
        var (before, headers) = await PullAsync($"/v1/exports/rpz?channel={channel}&at=2026-07-09T00:00:00Z");
        Assert.DoesNotContain(domain, before, StringComparison.Ordinal);
        Assert.Equal("2026-07-10T00:00:00.0000000+00:00", headers["X-Valid-Until"]);
        var (after, _) = await PullAsync($"/v1/exports/rpz?channel={channel}&at=2026-07-10T00:00:00Z");
        Assert.Contains($"*.{domain} CNAME .", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ThatIsKnown_IsNotSentAgain()
    {
        var channel = await staff.ChannelAsync();
        var first = await SendAsync($"/v1/exports/rpz?channel={channel}");
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(first.Bytes))}\"", first.ETag);
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(first.Bytes))}:", first.Headers.GetValues("Repr-Digest").Single());
        Assert.True(first.Headers.CacheControl is { Private: true, MaxAge.TotalSeconds: <= 30 });
        Assert.NotNull(first.ContentHeaders.LastModified);
        var second = await SendAsync($"/v1/exports/rpz?channel={channel}", first.Headers.ETag);
        Assert.Equal(304, second.Status);
        Assert.Empty(second.Bytes);
    }

    [Fact]
    public async Task Export_OfNow_IsChosenOnceForAsLongAsItStands()
    {
        var (channel, clock) = (await staff.ChannelAsync(), staff.Host.Clock);
        await BannedDomainAsync(clock.GetUtcNow().AddHours(2).ToString("O", CultureInfo.InvariantCulture));
        Export Chosen() => staff.Host.Services.GetRequiredService<ChannelExports>().Of("rpz", channel, at: null).Export;
        var first = Chosen();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Same(first, Chosen());
        // It says so of the instant at which it is asked.
        var report = (await staff[Role.Service].GetAsync($"/v1/exports/rpz/fidelity?channel={channel}")).Expect(200);
        Assert.Equal(clock.GetUtcNow(), report["at"]!.GetValue<DateTimeOffset>());
        clock.Advance(TimeSpan.FromHours(1));
        var second = Chosen();
        Assert.NotSame(first, second);
        Assert.Same(second, Chosen());
        await BannedDomainAsync("2026-01-01T00:00:00Z");
        Assert.NotSame(second, Chosen());
    }

    [Fact]
    public async Task Export_ThatIsWaitedFor_ComesWhenADecisionIsApproved()
    {
        var channel = await staff.ChannelAsync();
        var known = await SendAsync($"/v1/exports/rpz?channel={channel}");
        var waiting = SendAsync($"/v1/exports/rpz?channel={channel}", known.Headers.ETag, "wait=60");
        var domain = await BannedDomainAsync("2026-01-01T00:00:00Z");
        var release = Task.Run(async () =>
        {
            while (!waiting.IsCompleted)
            {
                staff.Host.Clock.Advance(TimeSpan.FromMilliseconds(300));
                await Task.Yield();
            }
        });
        var came = await waiting;
        await release;
        Assert.Equal(200, came.Status);
        Assert.Contains(domain, came.Text, StringComparison.Ordinal);
        Assert.Equal("wait=60", came.Headers.GetValues("Preference-Applied").Single());
    }

    [Fact]
    public async Task Export_IsPulledByBasicAuthentication_WhereNothingElseIsKnown()
    {
        var channel = await staff.ChannelAsync();
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anyone:{staff[Role.Service].Token}")));
        async Task<Answer> AskAsync(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            request.Headers.Authorization = basic;
            return await staff.Anonymous.SendAsync(request);
        }

        Assert.Equal(200, (await AskAsync($"/v1/exports/rpz?channel={channel}")).Status);
        (await AskAsync("/v1/channels")).ExpectProblem(401, "access.token-invalid");
        var challenged = await staff.Anonymous.GetAsync($"/v1/exports/rpz?channel={channel}");
        Assert.Equal("Bearer, Basic realm=\"ToolRegistry\", charset=\"UTF-8\"", challenged.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Signature_SaysWhatTheFileIs_AndUntilWhen()
    {
        var channel = await staff.ChannelAsync();
        await BannedDomainAsync("2026-07-10T00:00:00Z");
        var (file, _) = await PullAsync($"/v1/exports/rpz?channel={channel}&at=2026-07-09T00:00:00Z");
        var (jws, _) = await PullAsync($"/v1/exports/rpz/signature?channel={channel}&at=2026-07-09T00:00:00Z");
        var keys = JsonSerializer.Deserialize<Client.Signatures.JsonWebKeySet>((await staff.Anonymous.GetAsync("/v1/keys")).Expect(200).ToJsonString(), WireJson.Options)!;
        var statement = JsonSerializer.Deserialize<ExportStatement>(CompactJws.Read(Encoding.ASCII.GetBytes(jws), ExportStatement.Type, keys), WireJson.Options)!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file))), statement.Sha256);
        Assert.Equal(("rpz", channel, "rpz.zone"), (statement.Target, statement.Channel, statement.FileName));
        Assert.Equal(DateTimeOffset.Parse("2026-07-10T00:00:00Z", CultureInfo.InvariantCulture), statement.ValidUntil);
    }

    [Fact]
    public async Task Export_ThatWouldRestrictMoreThanTheChannelAccepts_IsRefused_AndTheReportSaysWhy()
    {
        var channel = await staff.ChannelAsync();
        (await staff.Administrator.PutAsync($"/v1/channels/{channel}", new JsonObject { ["targets"] = new JsonArray("rpz"), ["acceptsBroader"] = false }, "*")).Expect(200);
        var tool = await ToolWithDomainAsync();
        var decision = await staff.DecideAsync(tool, change: terms => (terms["scope"], terms["identifiers"], terms["phases"]) =
            (new JsonObject { ["environments"] = new JsonArray("server") }, new JsonArray($"domain:{tool}.example"), new JsonArray(new JsonObject { ["from"] = "2026-01-01T00:00:00Z", ["disposition"] = "Banned" })));
        (await staff[Role.Service].GetAsync($"/v1/exports/rpz?channel={channel}")).ExpectProblem(409, "export.broader");
        var report = (await staff[Role.Service].GetAsync($"/v1/exports/rpz/fidelity?channel={channel}")).Expect(200);
        Assert.False(report["accepted"]!.GetValue<bool>());
        var finding = Assert.Single(report["findings"]!.AsArray(), f => f!["decision"]!.GetValue<string>() == Staff.NumberOf(decision))!;
        Assert.Equal(("broader", "Make a channel for the environments server."), (finding["fidelity"]!.GetValue<string>(), finding["mend"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Export_OfWhatIsNotThere_IsRefused()
    {
        var channel = await staff.ChannelAsync();
        (await staff[Role.Service].GetAsync($"/v1/exports/unheard-of?channel={channel}")).ExpectProblem(404, "export.target-unknown");
        (await staff[Role.Service].GetAsync("/v1/exports/rpz?channel=unheard-of")).ExpectProblem(404, "channel.not-found");
    }

    [Fact]
    public async Task Diff_SaysWhichDecisionsComeOutOtherwise_BetweenInstantsAndRevisions()
    {
        var channel = await staff.ChannelAsync();
        var before = await RevisionAsync();
        var domain = await BannedDomainAsync("2026-07-10T00:00:00Z");
        var byDate = await ChangesAsync($"/v1/exports/rpz/diff?channel={channel}&from=2026-07-09T00:00:00Z&to=2026-07-10T00:00:00Z", domain);
        Assert.Equal(("added", null, "exact"), (byDate["change"]!.GetValue<string>(), byDate["before"], byDate["after"]!["fidelity"]!.GetValue<string>()));
        Assert.Equal([$"domain:{domain}"], byDate["after"]!["identifiers"]!.AsArray().Select(i => i!.GetValue<string>()));
        staff.Host.Clock.Advance(TimeSpan.FromDays(10));
        var byRevision = await ChangesAsync($"/v1/exports/rpz/diff?channel={channel}&from={before}&to={await RevisionAsync()}", domain);
        Assert.Equal("added", byRevision["change"]!.GetValue<string>());
    }

    [Fact]
    public async Task Diff_WithADraft_SaysWhatItsApprovalWouldBring()
    {
        var (channel, tool) = (await staff.ChannelAsync(), await ToolWithDomainAsync());
        var draft = await staff.DraftAsync(tool, change: terms => terms["identifiers"] = new JsonArray($"domain:{tool}.example"));
        var change = await ChangesAsync($"/v1/exports/rpz/diff?channel={channel}&decision={Staff.NumberOf(draft)}", $"{tool}.example");
        Assert.Equal(("added", "Banned"), (change["change"]!.GetValue<string>(), change["after"]!["disposition"]!.GetValue<string>()));
        (await staff[Role.Service].GetAsync($"/v1/exports/rpz/diff?channel={channel}&decision={Staff.NumberOf(draft)}")).ExpectProblem(403, "access.forbidden");
    }

    [Fact]
    public async Task Puller_WhoHasNotPulledSinceABanTookEffect_IsBehind()
    {
        var channel = await staff.ChannelAsync();
        await SendAsync($"/v1/exports/rpz?channel={channel}");
        await staff.Host.WriteUsesAsync();
        Assert.False(await IsBehindAsync(channel));
        await BannedDomainAsync("2026-01-01T00:00:00Z");
        Assert.True(await IsBehindAsync(channel));
        await SendAsync($"/v1/exports/rpz?channel={channel}");
        await staff.Host.WriteUsesAsync();
        Assert.False(await IsBehindAsync(channel));
        // To look at another instant is not to enforce it.
        await SendAsync($"/v1/exports/rpz?channel={channel}&at=2020-01-01T00:00:00Z");
        await staff.Host.WriteUsesAsync();
        Assert.False(await IsBehindAsync(channel));
    }

    private async Task<bool> IsBehindAsync(string channel) =>
        (await staff.Auditor.GetAsync($"/v1/channels/{channel}/pulls")).Expect(200)["items"]!.AsArray().Any(p => p!["behind"]!.GetValue<bool>());

    private async Task<long> RevisionAsync() => (await staff.Anonymous.GetAsync("/readyz")).Json["revision"]!.GetValue<long>();

    /// <summary>The one change of a diff that has to do with a domain.</summary>
    private async Task<JsonNode> ChangesAsync(string address, string domain) =>
        Assert.Single((await staff.Auditor.GetAsync(address)).Expect(200)["changes"]!.AsArray(), c => c!.ToJsonString().Contains(domain, StringComparison.Ordinal))!;

    private async Task<string> ToolWithDomainAsync()
    {
        var tool = await staff.ToolAsync();
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/identifiers", new { kind = "domain", value = $"{tool}.example" })).Expect(201);
        return tool;
    }

    /// <summary>A tool whose domain is banned from an instant on; returns the domain.</summary>
    private async Task<string> BannedDomainAsync(string from)
    {
        var tool = await ToolWithDomainAsync();
        await staff.DecideAsync(tool, change: terms => (terms["identifiers"], terms["phases"]) =
            (new JsonArray($"domain:{tool}.example"), new JsonArray(new JsonObject { ["from"] = from, ["disposition"] = "Banned" })));
        return $"{tool}.example";
    }

    private async Task<(string Body, Dictionary<string, string> Headers)> PullAsync(string address)
    {
        var answer = await SendAsync(address);
        Assert.Equal(200, answer.Status);
        return (answer.Text, answer.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    private async Task<Answer> SendAsync(string address, EntityTagHeaderValue? known = null, string? prefer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        return await staff[Role.Service].SendAsync(request);
    }
}
