using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Browsers;
using ToolRegistry.Exports.Editors;
using ToolRegistry.Exports.Tests.Browsers;
using ToolRegistry.Exports.Tests.Editors;
using ToolRegistry.Exports.Tests.Given;
using ToolRegistry.Exports.Windows;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Windows;

public sealed class WindowsRegistryTargetTests
{
    private const string Id = "aapbdbdomjkkjkaonfhkkikfgjllcleb", Chrome = @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome", Edge = @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Edge", Code = @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\VSCode";
    private static readonly WindowsRegistryTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void File_SaysWhatWasDecided() => ExportLaw.Holds(
        Target,
        [$"pkg:chrome-extension/{Id}", "pkg:chrome-extension/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "pkg:vscode-extension/acme/one", "pkg:vscode-extension/acme/two", "domain:one.example", "domain:sub.one.example"],
        (file, _) => new Software(Hive.Of(file)),
        deniesUnknown: subject => !subject.Text.StartsWith("domain:", StringComparison.Ordinal));

    [Fact]
    public void Edge_HasWhatChromeHas()
    {
        var hive = Hive.Of(Approved.Bytes(Target, RichRegister.Export(RichRegister.After)));
        string[] Of(string browser) => [.. hive.Values.Where(v => v.Key.Key.StartsWith(browser, StringComparison.Ordinal)).Select(v => $"{v.Key.Key[browser.Length..]} {v.Key.Name} {v.Value}")];
        Assert.Equal(Of(Chrome), Of(Edge));
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "export.too-large")]
    public void Domains_BeyondWhatBrowsersRead_AreRefusedNotDropped(int bans, string? code)
    {
        // A hundred of each, and but one of the last: what counts is how many there are, not of how many decisions.
        var facts = Bans(bans, i => [.. Enumerable.Range(1, i > 10 ? 1 : 100).Select(d => $"domain:d{d}.t{i}.example")]);
        Assert.Equal(code, Record.Exception(() => Approved.Bytes(Target, Export(facts, RichRegister.After))) is DomainException refusal ? refusal.Code : null);
    }

    [Fact]
    public void Extensions_MayBeMoreThanAddresses()
    {
        var export = Export(Bans(1_001, i => [$"pkg:vscode-extension/acme/t{i}"]), RichRegister.After);
        Assert.Null(ExportAcceptance.Of(Target, export).Refusal);
        Assert.Equal(1_002, Json(Hive.Of(Approved.Bytes(Target, export)), Code, "AllowedExtensions").EnumerateObject().Count());
    }

    [Fact]
    public void File_IsUtf16WithAMark_AndHasLinesOfWindows()
    {
        var bytes = Approved.Bytes(Target, RichRegister.Export(RichRegister.After));
        Assert.Equal([0xFF, 0xFE], bytes[..2]);
        var text = Encoding.Unicode.GetString(bytes[2..]);
        Assert.StartsWith("Windows Registry Editor Version 5.00\r\n\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
    }

    [Fact]
    public void Message_ComesBackAsItIs()
    {
        var export = Export(Register("pkg:chrome-extension/" + Id, $"é 😀 {RichRegister.Hostile}", ("vers:generic/*", "2026-07-10")), Day("2026-07-11"));
        var message = Json(Hive.Of(Approved.Bytes(Target, export)), Chrome, "ExtensionSettings").GetProperty(Id).GetProperty("blocked_install_message").GetString();
        Assert.Equal(export.Restrictions.Single().Message, message);
        Assert.Contains("é ", Encoding.Unicode.GetString(Approved.Bytes(Target, export)), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_OfTheDayBefore_TakesAwayWhatTheLaterOneSet()
    {
        var hive = Hive.Of(Approved.Bytes(Target, RichRegister.Export(RichRegister.After)));
        hive.Import(Approved.Bytes(Target, RichRegister.Export(RichRegister.Before)));
        Assert.Equal(Hive.Of(Approved.Bytes(Target, RichRegister.Export(RichRegister.Before))).Text, hive.Text);
    }

    [Fact]
    public void Import_LeavesOthersPolicies()
    {
        var hive = Hive.Of(Approved.Bytes(Target, RichRegister.Export(RichRegister.After)));
        hive.Values[(Chrome, "HomepageLocation")] = "https://example.com";
        hive.Import(Approved.Bytes(Target, RichRegister.Export(RichRegister.Before)));
        Assert.True(hive.Values.ContainsKey((Chrome, "HomepageLocation")));
    }

    [Fact]
    public void Browsers_AreToldWhatTheirOwnPolicyTells()
    {
        var export = RichRegister.Export(RichRegister.After, denyUnknown: true);
        var own = JsonNode.Parse(Approved.Bytes(ChromiumPolicyTarget.Chrome, export))!;
        var hive = Hive.Of(Approved.Bytes(Target, export));
        Assert.True(JsonNode.DeepEquals(own["ExtensionSettings"], JsonNode.Parse(hive.Values[(Chrome, "ExtensionSettings")])));
        Assert.Equal(own["URLBlocklist"]!.AsArray().Select(u => u!.GetValue<string>()), hive.Values.Where(v => v.Key.Key == $@"{Chrome}\URLBlocklist").OrderBy(v => int.Parse(v.Key.Name, CultureInfo.InvariantCulture)).Select(v => v.Value));
    }

    [Fact]
    public void Editor_IsToldWhatItsOwnPolicyTells()
    {
        var export = RichRegister.Export(RichRegister.After, denyUnknown: true);
        var own = JsonNode.Parse(Approved.Bytes(VsCodeTarget.Policy, export))!;
        Assert.True(JsonNode.DeepEquals(own["AllowedExtensions"], JsonNode.Parse(Hive.Of(Approved.Bytes(Target, export)).Values[(Code, "AllowedExtensions")])));
    }

    [Fact]
    public void Allowlist_IsSetWhereNothingIsDecided()
    {
        var hive = Hive.Of(Approved.Bytes(Target, Export(PolicyFactSet.None, RichRegister.After, TakesAll with { DeniesUnknown = true })));
        Assert.Equal("blocked", Json(hive, Chrome, "ExtensionSettings").GetProperty("*").GetProperty("installation_mode").GetString());
        Assert.False(Json(hive, Code, "AllowedExtensions").GetProperty("*").GetBoolean());
    }

    [Fact]
    public void Tool_OfNothingThatItReaches_IsReportedForBoth()
    {
        var export = Export(Register("pkg:npm/odd", "Odd", ("vers:generic/*", "2026-07-10")), Day("2026-07-11"));
        var finding = Target.Judge(export, export.Restrictions.Single());
        Assert.Equal(Fidelity.NotExpressible, finding.Fidelity);
        Assert.Contains("Chrome extension", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("Visual Studio Code", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<2.0.0", "2.0.0", Fidelity.Exact)]
    [InlineData("<2", "2", Fidelity.Exact)]
    [InlineData("<=2.0.0", "2.0.0.1", Fidelity.Exact)]
    [InlineData(">=1.0.0|<2.0.0", null, Fidelity.Broader)]
    [InlineData("<2.0.0-rc", null, Fidelity.Broader)]
    [InlineData("<70000", "70000", Fidelity.Exact)]
    [InlineData("*", null, Fidelity.Exact)]
    public void Extension_HasALowestVersion_WhereARangeSaysJustThat(string range, string? lowest, Fidelity fidelity)
    {
        var export = Export(Register("pkg:chrome-extension/" + Id, "Odd", ($"vers:generic/{range}", "2026-07-10")), Day("2026-07-11"));
        var settings = Json(Hive.Of(Approved.Bytes(Target, export)), Chrome, "ExtensionSettings").GetProperty(Id);
        Assert.Equal(lowest, settings.TryGetProperty("minimum_version_required", out var version) ? version.GetString() : null);
        Assert.Equal(lowest is null, settings.TryGetProperty("installation_mode", out _));
        Assert.Equal(fidelity, Target.Judge(export, export.Restrictions.Single()).Fidelity);
    }

    [Fact]
    public void Extension_OfSeveralDecisions_BeginsAfterTheLast()
    {
        var export = Export(Register("pkg:chrome-extension/" + Id, "Odd", ("vers:generic/<9.0", "2026-07-10"), ("vers:generic/<10.0", "2026-07-10"), ("vers:generic/*", "2026-07-20")), Day("2026-07-11"));
        Assert.Equal("10.0", Json(Hive.Of(Approved.Bytes(Target, export)), Chrome, "ExtensionSettings").GetProperty(Id).GetProperty("minimum_version_required").GetString());
        var later = Export(Register("pkg:chrome-extension/" + Id, "Odd", ("vers:generic/<9.0", "2026-07-10"), ("vers:generic/*", "2026-07-20")), Day("2026-07-21"));
        Assert.Equal("removed", Json(Hive.Of(Approved.Bytes(Target, later)), Chrome, "ExtensionSettings").GetProperty(Id).GetProperty("installation_mode").GetString());
    }

    [Fact]
    public void Extension_ThatIsHighRiskToo_StaysWhereItIsNotBanned()
    {
        var facts = Register("pkg:chrome-extension/" + Id, "Odd", ("vers:generic/<2.0", "2026-07-10"));
        var risk = Decision(2, "odd", "vers:generic/*", ("2026-07-01", Disposition.HighRisk));
        var export = Export(facts with { Decisions = [.. facts.Decisions, risk] }, Day("2026-07-11"), TakesAll with { IncludesHighRisk = true });
        Assert.Equal("2.0", Json(Hive.Of(Approved.Bytes(Target, export)), Chrome, "ExtensionSettings").GetProperty(Id).GetProperty("minimum_version_required").GetString());
    }

    [Fact]
    public void CodeExtensions_AllowAllOthers_AndReleasesInAList()
    {
        var allowed = Json(Hive.Of(Approved.Bytes(Target, RichRegister.Export(RichRegister.After))), Code, "AllowedExtensions");
        Assert.True(allowed.GetProperty("*").GetBoolean());
        Assert.Equal(["1.0.0", "2.0.0", "2.1.0"], allowed.GetProperty("acme.ranged").EnumerateArray().Select(v => v.GetString()));
        Assert.False(allowed.GetProperty("acme.everything").GetBoolean());
    }

    private static PolicyFactSet Register(string identifier, string name, params (string Range, string From)[] decisions) =>
        new([Tool("odd", name, "generic", [identifier])], [.. decisions.Select((d, i) => Decision(i + 1, "odd", d.Range, (d.From, Disposition.Banned)))], []);

    private static JsonElement Json(Hive hive, string key, string name) => JsonDocument.Parse(hive.Values[(key, name)]).RootElement;

    /// <summary>The registry, as far as .reg files reach it here: text values.</summary>
    private sealed class Hive
    {
        public SortedDictionary<(string Key, string Name), string> Values { get; } = [];

        public string Text => string.Join('\n', Values.Select(v => $"{v.Key.Key}\\{v.Key.Name}={v.Value}"));

        public static Hive Of(byte[] file)
        {
            var hive = new Hive();
            hive.Import(file);
            return hive;
        }

        public void Import(byte[] file)
        {
            var key = "";
            foreach (var line in Encoding.Unicode.GetString(file[2..]).Split("\r\n").Skip(1).Where(l => l.Length > 0))
            {
                if (line.StartsWith("[-", StringComparison.Ordinal))
                {
                    foreach (var value in Values.Keys.Where(v => v.Key == line[2..^1] || v.Key.StartsWith(line[2..^1] + '\\', StringComparison.Ordinal)).ToArray())
                        Values.Remove(value);
                }
                else if (line[0] == '[')
                {
                    key = line[1..^1];
                }
                else if (line.EndsWith("\"=-", StringComparison.Ordinal))
                {
                    Values.Remove((key, line[1..^3]));
                }
                else
                {
                    var end = line.IndexOf("\"=\"", StringComparison.Ordinal);
                    Values[(key, line[1..end])] = Unescaped(line[(end + 3)..]);
                }
            }
        }

        private static string Unescaped(string quoted)
        {
            var text = new StringBuilder();
            for (var i = 0; ; i++)
            {
                if (quoted[i] == '"')
                {
                    Assert.Equal(quoted.Length - 1, i);
                    return text.ToString();
                }

                text.Append(quoted[i] == '\\' ? quoted[++i] : quoted[i]);
            }
        }
    }

    /// <summary>Chrome and VS Code with what the registry tells them.</summary>
    private sealed class Software(Hive hive) : IConsumer
    {
        private readonly ChromiumPolicyTargetTests.Browser browser = new(new JsonObject
        {
            ["ExtensionSettings"] = Policy(hive, Chrome, "ExtensionSettings") ?? new JsonObject(),
            ["URLBlocklist"] = new JsonArray([.. hive.Values.Where(v => v.Key.Key == $@"{Chrome}\URLBlocklist").Select(v => JsonValue.Create(v.Value))]),
        });

        private readonly VsCodeTargetTests.Editor editor = new(Policy(hive, Code, "AllowedExtensions") ?? new JsonObject { ["*"] = true });

        public bool Blocks(Subject subject, string? version) =>
            subject.Text.StartsWith("pkg:vscode-extension/", StringComparison.Ordinal) ? editor.Blocks(subject, version) : browser.Blocks(subject, version);

        private static JsonNode? Policy(Hive hive, string key, string name) => hive.Values.TryGetValue((key, name), out var json) ? JsonNode.Parse(json) : null;
    }
}
