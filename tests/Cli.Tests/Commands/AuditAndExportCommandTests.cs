using System.Text.Json.Nodes;
using ToolRegistry.Cli.Commands.Audit;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Commands;

/// <summary>The log of a register in which something happened, exported by the program.</summary>
public sealed class LoggedRegister : IAsyncLifetime
{
    internal People People { get; } = new();

    internal IReadOnlyList<string> Lines { get; private set; } = [];

    internal string Head { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await People.InitializeAsync();
        (await People.Dana.RunAsync("tool", "register", "--slug", "moq", "--name", "Mo|q", "--publisher", "=devlooped")).Expect(0);
        (await People.Dana.RunAsync("decision", "draft", "--tool", "moq", "--range", "vers:generic/*", "--phase", "2026-07-01T08:00:00Z=Approved", "--statement", "Fïne.")).Expect(0);
        (await People.Dana.RunAsync("decision", "propose", "TR-1")).Expect(0);
        (await People.Dana.RunAsync("decision", "approve", "TR-1")).Expect(2);
        (await People.Omar.RunAsync("decision", "approve", "TR-1")).Expect(0);
        var analyst = await People.Host.CallerAsync(Infrastructure.Security.Role.Analyst, "loader");
        foreach (var i in Enumerable.Range(0, 200))
            (await analyst.PostAsync("/v1/tools", new { slug = $"many-{i}", name = $"Many {i}", publisher = "Many" })).Expect(201);
        var run = await People.Ada.RunAsync("export", "audit");
        Lines = run.Expect(0).TrimEnd('\n').Split('\n');
        Head = JsonNode.Parse(Lines[^1])!["hash"]!.GetValue<string>();
        Assert.Equal($"{Lines.Count} entries; the head is {Head}\n", run.Errors);
    }

    public ValueTask DisposeAsync() => People.DisposeAsync();
}

public sealed class AuditAndExportCommandTests(LoggedRegister register) : IClassFixture<LoggedRegister>
{
    private People People => register.People;

    [Fact]
    public async Task Log_IsExportedWhole_AndVerifiesWithoutTheService()
    {
        Assert.True(register.Lines.Count > 200);
        Assert.Equal(Enumerable.Range(1, register.Lines.Count), register.Lines.Select(l => JsonNode.Parse(l)!["seq"]!.GetValue<int>()));
        using var alone = Toolreg.At(new Uri("http://127.0.0.1:1"));
        alone.Write("audit.jsonl", string.Join('\n', register.Lines));
        Assert.Equal($"{register.Lines.Count} entries fit; the head is {register.Head}\n", (await alone.RunAsync("audit", "verify", "audit.jsonl")).Expect(0));
        Assert.Equal("", (await alone.RunAsync("audit", "verify", "audit.jsonl", "--head", register.Head.ToUpperInvariant())).Errors);
        var broken = await alone.RunAsync(string.Join('\n', register.Lines.Skip(1)), ["audit", "verify", "-", "-o", "json"]);
        Assert.Equal(1, JsonNode.Parse(broken.Expect(1))!["brokenAt"]!.GetValue<int>());
        Assert.Equal("", (await alone.RunAsync("audit", "verify", "gone.jsonl")).Expect(2));
        Assert.Equal("", (await alone.RunAsync("audit", "verify", "audit.jsonl", "--head", "abc")).Expect(2));
    }

    [Theory]
    [InlineData("jsonl", "{\"seq\":")]
    [InlineData("cef", "CEF:0|ToolRegistry|")]
    [InlineData("ocsf", "{\"category_uid\":3,")]
    public async Task Log_IsTakenFromWhereOneWas(string format, string beginning)
    {
        using var siem = Toolreg.At(People.Host.Address, People.Auditor.Token);
        var first = await siem.RunAsync("audit", "export", "--format", format, "--out", "first");
        first.Expect(0);
        var whole = await File.ReadAllLinesAsync(Path.Combine(siem.Folder, "first"), TestContext.Current.CancellationToken);
        Assert.All(whole, l => Assert.StartsWith(beginning, l, StringComparison.Ordinal));
        if (format != "jsonl")
            Assert.Equal($"{whole.Length} entries; go on with --after {whole.Length}\n", first.Errors);

        var rest = await siem.RunAsync("audit", "export", "--format", format, "--after", $"{whole.Length - 3}");
        Assert.Equal(whole[^3..], rest.Expect(0).TrimEnd('\n').Split('\n')[..3]);
        var nothing = await siem.RunAsync("audit", "export", "--format", format, "--after", "999999");
        Assert.Equal(("", "0 entries; go on with --after 999999\n"), (nothing.Expect(0), nothing.Errors));
        Assert.Equal("", (await People.Dana.RunAsync("audit", "export", "--format", format)).Expect(2));
        Assert.Equal("", (await siem.RunAsync("audit", "export", "--format", format, "--after", "-1")).Expect(2));
    }

    [Fact]
    public async Task Service_VerifiesItsOwn_ForAuditorsAlone()
    {
        Assert.Contains("entries fit; the head is ", (await People.Ada.RunAsync("audit", "verify")).Expect(0), StringComparison.Ordinal);
        Assert.Equal("", (await People.Dana.RunAsync("audit", "verify")).Expect(2));
    }

    public static TheoryData<string, string, string> Changes => new()
    {
        { "reason", "\"action\":\"decision.approve\"", "\"action\":\"decision.reject\"" },
        { "who", "\"owner\":\"omar\"", "\"owner\":\"dana\"" },
        { "what", "\"subject\":\"TR-1\"", "\"subject\":\"TR-2\"" },
        { "refusal", "\"outcome\":\"refused\"", "\"outcome\":\"done\"" },
        { "code", "\"code\":\"access.forbidden\"", "\"code\":null" },
        { "when", "\"at\":\"2026-07-01T08:00:00", "\"at\":\"2026-07-01T08:00:01" },
        { "sealed", "TR-1\\\"", "TR-2\\\"" },
        { "hash", "\"hash\":\"", "\"hash\":\"0" },
        { "text", "\"value\":\"", "\"value\":\"x" },
        { "path", "\"path\":\"/", "\"path\":\"/changes/-1/" },
        { "member", "\"seq\":", "\"seq\":1,\"seq\":" },
        { "no number", "\"seq\":", "\"seq\":null,\"was\":" },
        { "cut off", "\"texts\":", "" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangedLine_IsFound_WithItsPlace(string kind, string from, string to)
    {
        var at = register.Lines.Index().First(l => l.Item.Contains(from, StringComparison.Ordinal)).Index;
        var changed = register.Lines.Index().Select(l => l.Index == at ? Replace(l.Item, from, to) : l.Item);
        var found = Verify(changed, register.Head);
        Assert.False(found.Intact, kind);
        Assert.Equal((at + 1, at), (found.BrokenAt, found.Entries));
    }

    [Fact]
    public async Task Checkpoint_VouchesForWhatTheLogSaid_AgainstWhoeverCanWriteItAnew()
    {
        var keys = (await People.Auditor.GetAsync("/v1/keys")).Text;
        var signed = (await People.Ada.RunAsync("audit", "checkpoint")).Expect(0);
        Assert.Equal("", (await People.Dana.RunAsync("audit", "checkpoint")).Expect(2));
        (await People.Dana.RunAsync("decision", "approve", "TR-1")).Expect(2);
        var whole = (await People.Ada.RunAsync("export", "audit")).Expect(0);
        using var alone = Toolreg.At(new Uri("http://127.0.0.1:1"));
        alone.Write("keys.json", keys);
        // As it stands in a log, with other lines around it.
        alone.Write("checkpoints.txt", $"info: Started.\n{signed}\n      Audit checkpoint of 7 entries: {signed}");
        alone.Write("audit.jsonl", whole);
        (await alone.RunAsync("audit", "verify", "audit.jsonl", "--checkpoints", "checkpoints.txt", "--keys", "keys.json")).Expect(0);

        // Cut off before it: what is left fits, and is not all.
        alone.Write("audit.jsonl", string.Join('\n', whole.Split('\n').Take(100)));
        Assert.Contains("The log ends before entry", (await alone.RunAsync("audit", "verify", "audit.jsonl", "--checkpoints", "checkpoints.txt", "--keys", "keys.json")).Expect(1), StringComparison.Ordinal);

        // Written anew as a whole, every hash fitting: another register's log does for it.
        await using var other = await Api.Tests.Hosting.RegisterHost.StartAsync(isAnother: true);
        var (analyst, auditor) = (await other.CallerAsync(Infrastructure.Security.Role.Analyst, "dana"), await other.CallerAsync(Infrastructure.Security.Role.Auditor, "ada"));
        for (var i = 0; i < JsonNode.Parse(whole.TrimEnd('\n').Split('\n')[^1])!["seq"]!.GetValue<int>(); i++)
            (await analyst.PostAsync("/v1/tools", new { slug = $"many-{i}", name = "Many", publisher = "Many" })).Expect(201);
        using var forger = Toolreg.At(other.Address, auditor.Token);
        alone.Write("audit.jsonl", (await forger.RunAsync("export", "audit")).Expect(0));
        Assert.Contains("written anew", (await alone.RunAsync("audit", "verify", "audit.jsonl", "--checkpoints", "checkpoints.txt", "--keys", "keys.json")).Expect(1), StringComparison.Ordinal);

        // Nor is a checkpoint of another key, or one that was changed.
        alone.Write("checkpoints.txt", (await forger.RunAsync("audit", "checkpoint")).Expect(0));
        Assert.Contains("not to be trusted", (await alone.RunAsync("audit", "verify", "audit.jsonl", "--checkpoints", "checkpoints.txt", "--keys", "keys.json")) is { ExitCode: 2 } run ? run.Errors : "", StringComparison.Ordinal);
        alone.Write("checkpoints.txt", "nothing");
        Assert.Contains("holds no checkpoint", (await alone.RunAsync("audit", "verify", "audit.jsonl", "--checkpoints", "checkpoints.txt", "--keys", "keys.json")) is { ExitCode: 2 } none ? none.Errors : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redaction_LeavesTheLogVerifiable_WithoutTheService()
    {
        await using var host = await Api.Tests.Hosting.RegisterHost.StartAsync();
        var (analyst, auditor, administrator) = (await host.CallerAsync(Infrastructure.Security.Role.Analyst, "dana"), await host.CallerAsync(Infrastructure.Security.Role.Auditor, "ada"), await host.CallerAsync(Infrastructure.Security.Role.Administrator, "admin"));
        (await analyst.PostAsync("/v1/tools", new { slug = "alpha", name = "Alpha", publisher = "Gina" })).Expect(201);
        using var program = Toolreg.At(host.Address, auditor.Token);
        program.Write("keys.json", (await auditor.GetAsync("/v1/keys")).Text);
        program.Write("checkpoints.txt", (await program.RunAsync("audit", "checkpoint")).Expect(0));
        using var admin = Toolreg.At(host.Address, administrator.Token);
        Assert.Equal("", (await program.RunAsync("audit", "redact", "gina", "--reason", "Asked for erasure.")).Expect(2));
        Assert.Contains("still taken", (await admin.RunAsync("audit", "redact", "dana", "--reason", "Asked for erasure.")).Errors, StringComparison.Ordinal);
        Assert.Equal("1 entries and 0 ended tokens no longer name the person.\n", (await admin.RunAsync("audit", "redact", "gina", "--reason", "Asked for erasure.")).Expect(0));

        var log = (await program.RunAsync("audit", "export")).Expect(0);
        Assert.DoesNotContain("gina", log, StringComparison.OrdinalIgnoreCase);
        program.Write("audit.jsonl", log);
        Assert.Contains("entries fit", (await program.RunAsync("audit", "verify", "audit.jsonl", "--checkpoints", "checkpoints.txt", "--keys", "keys.json")).Expect(0), StringComparison.Ordinal);
    }

    [Fact]
    public void End_IsVouchedForByTheHeadAlone()
    {
        var cut = register.Lines.Take(100);
        Assert.True(Verify(cut, head: null).Intact);
        Assert.Equal(101, Verify(cut, register.Head).BrokenAt);
        var head = JsonNode.Parse(register.Lines[99])!["hash"]!.GetValue<string>();
        var longer = Verify(register.Lines, head);
        Assert.False(longer.Intact);
        Assert.Contains($"entry 100, up to which all fits. Nothing vouches for the {register.Lines.Count - 100} after it", longer.Problem, StringComparison.Ordinal);
        Assert.True(Verify(cut, head).Intact);
        Assert.False(Verify([], head: null).Intact);
    }

    [Fact]
    public async Task Report_IsWrittenToAFile_WholeOrNotAtAll()
    {
        (await People.Ada.RunAsync("export", "report", "TR-1", "--out", "report.md")).Expect(0);
        Assert.Equal((await People.Auditor.GetAsync("/v1/decisions/TR-1/report")).Text, await File.ReadAllTextAsync(Path.Combine(People.Ada.Folder, "report.md"), TestContext.Current.CancellationToken));
        Assert.StartsWith("<!DOCTYPE html>", (await People.Ada.RunAsync("decision", "report", "TR-1", "--html", "--variant", "public")).Expect(0), StringComparison.Ordinal);
        var before = await File.ReadAllBytesAsync(Path.Combine(People.Ada.Folder, "report.md"), TestContext.Current.CancellationToken);
        (await People.Ada.RunAsync("export", "report", "TR-9", "--out", "report.md")).Expect(2);
        (await People.Ada.RunAsync("export", "report", "TR-1", "--out", "no-such-folder/report.md")).Expect(2);
        (await People.Ada.RunAsync("export", "report", "TR-1", "--out", "/dev/null")).Expect(2);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(People.Ada.Folder, "report.md"), TestContext.Current.CancellationToken));
        Assert.Equal(["report.md"], Directory.EnumerateFiles(People.Ada.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Inventory_IsWrittenInBothForms()
    {
        Assert.Equal(201, JsonNode.Parse((await People.Ada.RunAsync("export", "cis-2")).Expect(0))!["tools"]!.AsArray().Count);
        var csv = (await People.Ada.RunAsync("export", "cis-2", "--format", "csv")).Expect(0);
        Assert.StartsWith("slug,name,", csv, StringComparison.Ordinal);
        // A cell that a spreadsheet would run stays text, as the service wrote it.
        Assert.Contains("'=devlooped", csv, StringComparison.Ordinal);
    }

    private static Client.AuditVerificationView Verify(IEnumerable<string> lines, string? head)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return AuditLog.Verify(content, head, []);
    }

    private static string Replace(string line, string from, string to)
    {
        var at = line.IndexOf(from, StringComparison.Ordinal);
        return $"{line[..at]}{to}{line[(at + from.Length)..]}";
    }
}
