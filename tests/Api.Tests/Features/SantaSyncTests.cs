using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>The four stages of Santa's sync, as a machine goes through them: by deflated JSON.</summary>
public sealed class SantaSyncTests(Staff staff) : IClassFixture<Staff>
{
    private const string Past = "2026-01-01T00:00:00Z";

    [Theory]
    [InlineData("BeginSantaSync")]
    [InlineData("UploadSantaEvents")]
    [InlineData("DownloadSantaRules")]
    [InlineData("EndSantaSync")]
    public void Document_OfAStage_SaysHowItAnswersAndRefuses(string stage)
    {
        var operation = staff.Document[stage];
        Assert.Equal(["object"], ApiDocument.TypesOf(operation.Responses["200"]!["content"]!["application/json"]!["schema"]!));
        Assert.All(["santa.machine-invalid", "santa.malformed", "santa.encoding"], code => Assert.True(operation.Documents(400, code), code));
    }

    [Theory]
    [InlineData("preflight")]
    [InlineData("eventupload")]
    [InlineData("ruledownload")]
    [InlineData("postflight")]
    public async Task Body_WithWhatIsNoText_IsRefused(string stage)
    {
        var address = $"/v1/channels/{await staff.ChannelAsync("santa-sync")}/santa/{stage}/mac";
        byte[][] bodies = [Encoding.UTF8.GetBytes("""{"cursor":"\ud800"}"""), Encoding.UTF8.GetBytes("""{"\udc00":1}"""), [.. "{\"cursor\":\""u8, 0xc0, 0xaf, .. "\"}"u8]];
        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body);
            (await staff[Role.Service].PostAsync(address, content)).ExpectProblem(400, "santa.malformed");
        }
    }

    [Fact]
    public async Task Machine_GetsEachRuleOnce_AndLosesWhatIsLifted()
    {
        var mac = await MacAsync();
        var (_, decision) = await BannedAsync(Past, "LIFTED1234:com.example.a");
        Assert.Equal("CLEAN", await mac.SyncAsync());
        Assert.Contains("LIFTED1234:com.example.a", mac.Blocked);
        Assert.Equal("NORMAL", await mac.SyncAsync());
        Assert.Empty(mac.Received);
        (await staff.Approver.VerbAsync(decision, "revoke", new { reason = "Cleared." })).Expect(200);
        (await staff.SecondApprover.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal("NORMAL", await mac.SyncAsync());
        Assert.Equal([("LIFTED1234:com.example.a", "REMOVE")], mac.Received);
        Assert.DoesNotContain("LIFTED1234:com.example.a", mac.Blocked);
    }

    [Fact]
    public async Task Ban_ReachesAMachineAtItsDate_ThatSyncsInTimeForIt()
    {
        var mac = await MacAsync();
        await BannedAsync("2026-07-10T00:00:00Z", "DATED12345:com.example.b");
        var from = staff.Host.Clock.GetUtcNow();
        await mac.SyncAsync();
        Assert.DoesNotContain("DATED12345:com.example.b", mac.Blocked);
        staff.Host.Clock.Advance(new DateTimeOffset(2026, 7, 9, 23, 58, 0, TimeSpan.Zero) - from);
        await mac.SyncAsync();
        Assert.Equal(120, mac.Interval);
        staff.Host.Clock.Advance(TimeSpan.FromSeconds(mac.Interval));
        Assert.Equal("NORMAL", await mac.SyncAsync());
        Assert.Contains("DATED12345:com.example.b", mac.Blocked);
    }

    [Fact]
    public async Task Rules_ThatAreMany_ComePageByPage()
    {
        var mac = await MacAsync();
        var tool = await staff.ToolAsync();
        for (var i = 0; i < 3; i++)
        {
            var artifacts = new JsonArray([.. Enumerable.Range(0, 200).Select(a => (JsonNode)new JsonObject { ["sha256"] = $"{i}{a:x4}".PadLeft(64, 'd'), ["platform"] = "macos-arm64" })]);
            (await staff.Analyst.PostAsync($"/v1/tools/{tool}/releases", new JsonObject { ["version"] = $"9.{i}.0", ["artifacts"] = artifacts })).Expect(201);
        }

        await staff.DecideAsync(tool, change: terms => (terms["ranges"], terms["phases"]) = (new JsonArray("vers:npm/>=9.0.0|<10.0.0"), Banned(Past)));
        await mac.SyncAsync();
        Assert.True(mac.Pages > 1, "There was one page.");
        Assert.True(mac.Blocked.Count >= 600);
        Assert.Equal(mac.Received.Count, mac.Received.Distinct().Count());
    }

    [Fact]
    public async Task Machine_WhoseRulesAreNotThoseThatItTook_BeginsAfresh()
    {
        var mac = await MacAsync();
        await BannedAsync(Past, "FRESH12345:com.example.c");
        await mac.SyncAsync();
        Assert.Equal("NORMAL", await mac.SyncAsync());
        mac.RulesHash = "another";
        Assert.Equal("CLEAN", await mac.SyncAsync());
        Assert.Equal("CLEAN", await mac.SyncAsync(asksForClean: true));
        Assert.Contains("FRESH12345:com.example.c", mac.Blocked);
        mac.Loses = 1;
        Assert.Equal("CLEAN", await mac.SyncAsync(asksForClean: true));
        mac.Loses = 0;
        Assert.Equal("CLEAN", await mac.SyncAsync());
    }

    [Fact]
    public async Task Stage_ThatNothingCameBefore_IsRefused()
    {
        var mac = await MacAsync();
        (await mac.PostAsync("ruledownload", [])).ExpectProblem(409, "santa.no-sync");
        (await mac.PostAsync("postflight", [])).ExpectProblem(409, "santa.no-sync");
        await mac.SyncAsync();
        (await mac.PostAsync("ruledownload", new JsonObject { ["cursor"] = "0123456789abcdef.500" })).ExpectProblem(409, "santa.cursor-stale");
    }

    [Fact]
    public async Task Machine_ThatHoldsSomethingElse_IsBehind()
    {
        var mac = await MacAsync();
        await mac.SyncAsync();
        Assert.False(await IsBehindAsync(mac));
        await BannedAsync(Past, "BEHIND1234:com.example.d");
        Assert.True(await IsBehindAsync(mac));
        await mac.SyncAsync();
        Assert.False(await IsBehindAsync(mac));
    }

    [Fact]
    public async Task Channel_ThatDeniesWhatIsUnknown_LocksDown()
    {
        var mac = await MacAsync();
        await mac.SyncAsync();
        Assert.Equal("MONITOR", mac.Mode);
        (await staff.Administrator.PutAsync($"/v1/channels/{mac.Channel}", new { targets = new[] { "santa-sync" }, unknown = "deny" }, "*")).Expect(200);
        await mac.SyncAsync();
        Assert.Equal("LOCKDOWN", mac.Mode);
    }

    [Fact]
    public async Task Event_IsCountedAsACheck_AndNobodyIsNamed()
    {
        var mac = await MacAsync();
        (await mac.PostAsync("eventupload", new JsonObject { ["events"] = new JsonArray(new JsonObject { ["signing_id"] = "UNHEARD123:com.example.of", ["executing_user"] = "alice", ["decision"] = "BLOCK_UNKNOWN" }) })).Expect(200);
        await staff.Host.WriteUsesAsync();
        var unknown = (await staff.Auditor.GetAsync("/v1/insights/unknown")).Expect(200).ToJsonString();
        Assert.Contains("macos-signing-id:UNHEARD123:com.example.of", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_ThatIsNoMessage_IsRefused()
    {
        var mac = await MacAsync();
        foreach (var bad in new[] { "", "[]", "nonsense", "{\"rules_hash\":7}", "{\"rules_hash\":\"" + new string('x', 300) + "\"}" })
            (await mac.SendAsync("preflight", Deflated(Encoding.UTF8.GetBytes(bad)), "deflate")).ExpectProblem(400, "santa.malformed");
        (await mac.SendAsync("preflight", Encoding.UTF8.GetBytes("{}"), "deflate")).ExpectProblem(400, "santa.malformed");
        (await mac.SendAsync("preflight", Encoding.UTF8.GetBytes("{}"), "br")).ExpectProblem(400, "santa.encoding");
        Assert.Equal(413, (await mac.SendAsync("eventupload", Deflated(new byte[8 * 1024 * 1024]), "deflate")).Status);
        (await mac.SendAsync("preflight", Encoding.UTF8.GetBytes("{}"), encoding: null)).Expect(200);
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("a'b")]
    [InlineData("%c3%a9")]
    [InlineData("..%2fother")]
    public async Task Machine_OfAnOddName_IsRefused(string machine)
    {
        var mac = await MacAsync();
        (await staff[Role.Service].PostAsync($"/v1/channels/{mac.Channel}/santa/preflight/{machine}", "{}")).ExpectProblem(400, "santa.machine-invalid");
        (await staff[Role.Service].PostAsync($"/v1/channels/{mac.Channel}/santa/preflight/{new string('a', 101)}", "{}")).ExpectProblem(400, "santa.machine-invalid");
    }

    private async Task<Mac> MacAsync() => new(staff[Role.Service], await staff.ChannelAsync("santa-sync"));

    private async Task<bool> IsBehindAsync(Mac mac) =>
        (await staff.Auditor.GetAsync($"/v1/channels/{mac.Channel}/machines")).Expect(200)["items"]!.AsArray().Single()!["behind"]!.GetValue<bool>();

    private async Task<(string Tool, string Decision)> BannedAsync(string from, string signingId)
    {
        var tool = await staff.ToolAsync();
        (await staff.Analyst.PostAsync($"/v1/tools/{tool}/identifiers", new { kind = "macos-signing-id", value = signingId })).Expect(201);
        return (tool, await staff.DecideAsync(tool, change: terms => (terms["ranges"], terms["phases"]) = (new JsonArray("vers:npm/*"), Banned(from))));
    }

    private static JsonArray Banned(string from) => [new JsonObject { ["from"] = from, ["disposition"] = "Banned" }];

    private static byte[] Deflated(byte[] bytes)
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(bytes);
        return deflated.ToArray();
    }

    /// <summary>What Santa does: it takes rules in their order, after it dropped all in a clean sync that brings any.</summary>
    private sealed class Mac(Caller caller, string channel)
    {
        private static readonly HashSet<string> Members = ["identifier", "rule_type", "policy", "custom_msg", "custom_url"];

        private readonly Dictionary<string, string> rules = new(StringComparer.Ordinal);

        public string Channel => channel;

        public IReadOnlyCollection<string> Blocked => [.. rules.Where(r => r.Value == "BLOCKLIST").Select(r => r.Key)];

        public List<(string Identifier, string Policy)> Received { get; } = [];

        public string Mode { get; private set; } = "";

        public int Interval { get; private set; }

        public int Pages { get; private set; }

        public string RulesHash { get; set; } = "";

        /// <summary>How many rules get lost on their way.</summary>
        public int Loses { get; set; }

        /// <summary>Syncs; returns whether afresh.</summary>
        public async Task<string> SyncAsync(bool asksForClean = false)
        {
            var begun = (await PostAsync("preflight", new JsonObject { ["machine_id"] = "mac-1", ["rulesHash"] = RulesHash, ["request_clean_sync"] = asksForClean })).Expect(200);
            (Mode, Interval) = (begun["client_mode"]!.GetValue<string>(), begun["full_sync_interval"]!.GetValue<int>());
            var type = begun["sync_type"]!.GetValue<string>();
            await ReceiveAsync();
            Apply(type == "CLEAN");
            RulesHash = string.Join(',', rules.Keys.Order(StringComparer.Ordinal)) is { Length: > 0 and <= 200 } hash ? hash : $"{rules.Count} rules";
            (await PostAsync("postflight", new JsonObject { ["rules_received"] = Received.Count - Loses, ["rules_processed"] = Received.Count - Loses, ["rulesHash"] = RulesHash, ["syncType"] = type })).Expect(200);
            return type;
        }

        private async Task ReceiveAsync()
        {
            Received.Clear();
            Pages = 0;
            string? cursor = null;
            do
            {
                Pages++;
                var page = (await PostAsync("ruledownload", cursor is null ? [] : new JsonObject { ["cursor"] = cursor })).Expect(200);
                Received.AddRange(page["rules"]!.AsArray().Select(r => (r!["identifier"]!.GetValue<string>(), r["policy"]!.GetValue<string>())));
                Assert.Superset(page["rules"]!.AsArray().SelectMany(r => r!.AsObject()).Select(m => m.Key).ToHashSet(), Members);
                cursor = page["cursor"]?.GetValue<string>();
            }
            while (cursor is not null);
        }

        private void Apply(bool afresh)
        {
            if (afresh && Received.Count > 0)
                rules.Clear();
            foreach (var (identifier, policy) in Received)
            {
                if (policy == "REMOVE")
                    rules.Remove(identifier);
                else
                    rules[identifier] = policy;
            }
        }

        public Task<Answer> PostAsync(string stage, JsonObject body) => SendAsync(stage, Deflated(Encoding.UTF8.GetBytes(body.ToJsonString())), "deflate");

        public async Task<Answer> SendAsync(string stage, byte[] body, string? encoding)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/channels/{channel}/santa/{stage}/mac-1", UriKind.Relative));
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (encoding is not null)
                request.Content.Headers.ContentEncoding.Add(encoding);
            return await caller.SendAsync(request);
        }
    }
}
