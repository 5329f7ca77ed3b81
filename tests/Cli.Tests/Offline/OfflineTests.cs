using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Cli.Tests.Running;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Cli.Tests.Offline;

/// <summary>What was downloaded answers without the service as the service did, or not at all.</summary>
public sealed class OfflineTests(SmallRegister register) : IClassFixture<SmallRegister>, IDisposable
{
    private const string At = "2026-07-02T00:00:00+00:00";
    private const string Snapshot = "policy.jws";

    // Nothing listens there.
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    private readonly Toolreg toolreg = Toolreg.At(register.Host.Address, register.Service.Token);

    public void Dispose() => toolreg.Dispose();

    [Theory]
    [InlineData("good")]
    [InlineData("bad")]
    [InlineData("pkg:npm/risky@1.0.0", "--environment", "server", "--region", "CN")]
    [InlineData("nobody-knows-this")]
    [InlineData("file-name:setup.exe", "--tool-version", "3.1")]
    public async Task Answer_IsThatOfTheService(params string[] question)
    {
        string[] arguments = ["check", .. question, "--at", At, "--output", "json"];
        var online = await toolreg.RunAsync(arguments);
        var offline = await (await AwayAsync()).RunAsync([.. arguments, "--offline", Snapshot]);
        Assert.Equal(online.Output, offline.Expect(online.ExitCode));
    }

    [Theory]
    [InlineData("--lockfile", "yarn.lock", "bad@^1.0.0:\n  version \"1.0.0\"\nrisky@^1.0.0:\n  version \"1.0.0\"\nnone@^1.0.0:\n  version \"1.0.0\"\n")]
    [InlineData("--sbom", "bom.json", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"purl":"pkg:npm/bad@1.0.0"},{"name":"bare"},{"purl":"pkg:npm/"},{"purl":"pkg:npm/risky","version":"2.0"}]}""")]
    public async Task Answers_OfAFile_AreThoseOfTheService(string option, string file, string content)
    {
        toolreg.Write(file, content);
        foreach (var form in new[] { "json", "sarif", "junit", "human" })
        {
            string[] arguments = ["check", option, file, "--at", At, "--output", form];
            toolreg.Variables["TOOLREG_SERVER"] = register.Host.Address.ToString();
            var online = (await toolreg.RunAsync(arguments)).Expect(1);
            Assert.Equal(online, (await (await AwayAsync()).RunAsync([.. arguments, "--offline", Snapshot])).Expect(1));
        }
    }

    [Fact]
    public async Task Exception_ForTheGroupsOfWhoeverDownloaded_HoldsOffline_AndForNobodyElse()
    {
        var (analyst, approver) = (await register.Host.CallerAsync(Role.Analyst, "exceptions-analyst"), await register.Host.CallerAsync(Role.Approver, "exceptions-approver"));
        var exception = await analyst.PostAsync("/v1/exceptions", new { decision = "TR-3", audience = new { groups = new[] { "lab" } }, from = "2026-07-01T00:00:00Z", until = "2026-10-01T00:00:00Z", reason = "The lab takes it apart.", residualRisk = "None outside of it.", compensatingControls = new[] { "In the lab's network only." } });
        var path = $"/v1/exceptions/{exception.Expect(201)["number"]}";
        (await analyst.VerbAsync(path, "propose")).Expect(200);
        (await approver.VerbAsync(path, "approve")).Expect(200);
        var lab = await register.Host.CallerAsync(Role.Reader, "lab-person", groups: ["lab"]);
        toolreg.Variables["TOOLREG_TOKEN"] = lab.Token!;
        var run = await (await AwayAsync()).RunAsync("check", "bad", "--at", At, "--offline", Snapshot);
        Assert.Contains("In the lab's network only.", run.Expect(0), StringComparison.Ordinal);

        using var other = Toolreg.At(register.Host.Address, register.Service.Token);
        (await other.RunAsync("snapshot", Snapshot)).Expect(0);
        (await other.RunAsync("check", "bad", "--at", At, "--offline", Snapshot)).Expect(1);
    }

    [Fact]
    public async Task Answer_SaysRevisionAndAge_WhereScriptsDoNotRead()
    {
        var revision = (await register.Host.Anonymous.GetAsync("/v1/check?subject=good")).Json["revision"];
        var run = await (await AwayAsync()).RunAsync("check", "good", "--at", At, "--offline", Snapshot);
        Assert.Matches($@"^Answered offline by revision {revision} of 2026-07-\d\d \d\d:\d\d \+00:00, .+\.\n$", run.Errors);
        Assert.StartsWith("Approved (allow): good\n", run.Expect(0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_IsAnsweredOffline()
    {
        var run = await (await AwayAsync()).RunAsync("scan", "--source", "dotnet", "--offline", Snapshot);
        Assert.Matches("[0-9]+ checked, 0 blocked", run.Expect(0));
    }

    [Theory]
    [InlineData("pkg:npm/", 2)]
    [InlineData("good", 2, "--environment", "moon")]
    [InlineData("good", 2, "--keys", "none.json")]
    [InlineData("good", 2, "--keys", "policy.jws")]
    public async Task Question_ThatCantBeUnderstood_IsRefused(string subject, int exitCode, params string[] arguments)
    {
        var run = await (await AwayAsync()).RunAsync(["check", subject, "--offline", Snapshot, .. arguments]);
        Assert.Equal("", run.Expect(exitCode));
        Assert.NotEqual("", run.Errors);
    }

    [Fact]
    public async Task Keys_WithoutASnapshot_AreAMistake() => (await toolreg.RunAsync("check", "good", "--keys", "keys.json")).Expect(2);

    [Theory]
    [InlineData("")]
    [InlineData("not a snapshot")]
    [InlineData("a.b.c")]
    [InlineData("{}")]
    public async Task File_ThatIsNoSnapshot_IsRefused(string content)
    {
        await AwayAsync();
        toolreg.Write(Snapshot, content);
        Assert.Contains("not to be trusted", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_ThatWasChanged_IsRefused()
    {
        await AwayAsync();
        var parts = (await File.ReadAllTextAsync(Path.Combine(toolreg.Folder, Snapshot), TestContext.Current.CancellationToken)).Split('.');
        var document = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        document["decisions"] = new JsonArray();
        parts[1] = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()));
        toolreg.Write(Snapshot, string.Join('.', parts));
        Assert.Contains("changed since it was signed", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_OfAnotherService_IsRefused()
    {
        await using var other = await RegisterHost.StartAsync(isAnother: true);
        using var there = Toolreg.At(other.Address, (await other.CallerAsync(Role.Service, "build")).Token);
        (await there.RunAsync("snapshot", Snapshot)).Expect(0);
        await AwayAsync();
        File.Copy(Path.Combine(there.Folder, Snapshot), Path.Combine(toolreg.Folder, Snapshot), overwrite: true);
        Assert.Contains("not among those that are trusted", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machine_ThatNeverReachedTheService_NeedsItsKeys()
    {
        await AwayAsync();
        using var island = Toolreg.At(Nowhere);
        File.Copy(Path.Combine(toolreg.Folder, Snapshot), Path.Combine(island.Folder, Snapshot));
        Assert.Contains("--keys", (await island.RunAsync("check", "bad", "--offline", Snapshot)).Errors, StringComparison.Ordinal);
        island.Write("keys.json", (await register.Host.Anonymous.GetAsync("/v1/keys")).Text);
        (await island.RunAsync("check", "bad", "--at", At, "--offline", Snapshot, "--keys", "keys.json")).Expect(1);
    }

    [Fact]
    public async Task Download_ThatDoesNotVerify_LeavesWhatIsThere()
    {
        toolreg.Write(Snapshot, "what is there");
        await using var stranger = await Stranger.StartAsync(async http =>
        {
            http.Response.ContentType = http.Request.Path == "/v1/keys" ? "application/json" : "application/jose";
            await http.Response.Body.WriteAsync(http.Request.Path == "/v1/keys" ? "{\"keys\":[]}"u8.ToArray() : "a.b.c"u8.ToArray());
        });
        toolreg.Variables["TOOLREG_SERVER"] = stranger.Address.ToString();
        (await toolreg.RunAsync("snapshot", Snapshot)).Expect(2);
        Assert.Equal("what is there", await File.ReadAllTextAsync(Path.Combine(toolreg.Folder, Snapshot), TestContext.Current.CancellationToken));
        Assert.Contains("toolreg snapshot", (await toolreg.RunAsync("check", "good", "--offline", Snapshot)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_WithoutAToken_IsRefused()
    {
        using var nobody = Toolreg.At(register.Host.Address);
        Assert.Contains("toolreg login", (await nobody.RunAsync("snapshot", Snapshot)).Errors, StringComparison.Ordinal);
    }

    /// <summary>Downloads, and loses the service.</summary>
    private async Task<Toolreg> AwayAsync()
    {
        toolreg.Variables["TOOLREG_SERVER"] = register.Host.Address.ToString();
        (await toolreg.RunAsync("snapshot", Snapshot)).Expect(0);
        toolreg.Variables["TOOLREG_SERVER"] = Nowhere.ToString();
        return toolreg;
    }

    private async Task<string> RefusalAsync()
    {
        var run = await toolreg.RunAsync("check", "good", "--offline", Snapshot);
        Assert.Equal("", run.Expect(2));
        return run.Errors;
    }
}
