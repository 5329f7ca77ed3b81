using System.Text;
using System.Text.Json;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Exports.Tests.Given;
using ToolRegistry.Exports.Windows;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Windows;

/// <summary>Indicators of Defender for Endpoint, as CSV and for the API.</summary>
public sealed class DefenderTargetTests
{
    private static readonly DefenderCsvTarget Csv = new();
    private static readonly DefenderApiTarget Api = new();
    private static readonly string[] Identifiers = ["domain:one.example", "domain:two.example", "domain:sub.one.example", $"sha256:{Sha256('a')}"];

    [Fact]
    public void RichRegister_IsWrittenAsApproved()
    {
        Approved.Holds(Csv);
        Approved.Holds(Api);
    }

    [Fact]
    public void Csv_SaysWhatWasDecided() => ExportLaw.Holds(Csv, Identifiers, (file, at) => new Tenant(Rows(file).Select(r => (r["indicatorType"], r["indicatorValue"], r["action"], r["expirationTime"])), at));

    [Fact]
    public void Api_SaysWhatWasDecided() => ExportLaw.Holds(
        Api,
        Identifiers,
        (file, at) => new Tenant(Indicators(file).Select(i => (i.GetProperty("indicatorType").GetString()!, i.GetProperty("indicatorValue").GetString()!, i.GetProperty("action").GetString()!, i.TryGetProperty("expirationTime", out var end) ? end.GetString()! : "")), at));

    [Theory]
    [InlineData(7_500, null)]
    [InlineData(7_501, "export.too-large")]
    public void Indicators_BeyondWhatATenantHolds_AreRefused(int bans, string? code)
    {
        var export = Export(Bans(bans, i => [$"domain:d{i}.example", $"sha256:{i:x64}"]), RichRegister.After);
        Assert.Equal(code, ExportAcceptance.Of(Csv, export).Refusal?.Code);
        Assert.Equal(code, ExportAcceptance.Of(Api, export).Refusal?.Code);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a \"b\", c", "\"a \"\"b\"\", c\"")]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    public void Cell_IsTextWhateverItHolds(string text, string cell)
    {
        var export = Export(Register(Tool("odd", text, "semver", ["domain:odd.example"]), Banned(1, "odd")), Day("2026-07-11"), TakesAll with { MessageTemplate = "{tool}" });
        Assert.Contains($",{cell},,Medium,", Approved.Text(Csv, export), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_ComeBackAsTheyAre_OnOneLineEach()
    {
        var export = Export(Register(Tool("odd", RichRegister.Hostile[..60], "semver", ["domain:odd.example"]), Banned(1, "odd")), Day("2026-07-11"));
        var file = Approved.Bytes(Csv, export);
        Assert.Equal(3, Encoding.UTF8.GetString(file).Split("\r\n").Length);
        var row = Assert.Single(Rows(file));
        Assert.Equal(($"TR-1: {RichRegister.Hostile[..60]}", $"'{export.Restrictions.Single().Message}"[1..]), (row["title"], row["description"]));
    }

    [Fact]
    public void Expiration_IsWhenTheBanEnds()
    {
        Assert.Equal("2026-08-01T00:00:00.0Z", ExpirationOf(false, ("2026-07-10", Disposition.Banned), ("2026-08-01", Disposition.Lapsed)));
        Assert.Equal("", ExpirationOf(false, ("2026-07-10", Disposition.Banned)));
        // The next import watches what this one blocks; were it late, nothing would be held in between.
        Assert.Equal("2026-09-01T00:00:00.0Z", ExpirationOf(true, ("2026-07-10", Disposition.Banned), ("2026-08-01", Disposition.HighRisk), ("2026-09-01", Disposition.Approved)));
        Assert.Equal("2026-08-01T00:00:00.0Z", ExpirationOf(false, ("2026-07-10", Disposition.Banned), ("2026-08-01", Disposition.HighRisk), ("2026-09-01", Disposition.Approved)));
    }

    [Fact]
    public void Indicator_OfSeveralRules_BlocksIfAnyDoes_AndEndsWithTheLast()
    {
        var tool = Tool("odd", "Odd", "semver", ["domain:odd.example"]);
        var risk = Decision(1, "odd", "vers:semver/*", ("2026-07-01", Disposition.HighRisk)) with { Identifiers = [Identifier("domain:odd.example")] };
        var row = Assert.Single(Rows(Approved.Bytes(Csv, Export(Register(tool, risk, Banned(2, "odd", "2026-08-01"), Banned(3, "odd", "2026-09-01")), Day("2026-07-11"), TakesAll with { IncludesHighRisk = true }))));
        Assert.Equal(("Block", "2026-09-01T00:00:00.0Z", "TR-2: Odd"), (row["action"], row["expirationTime"], row["title"]));
        row = Assert.Single(Rows(Approved.Bytes(Csv, Export(Register(tool, Banned(2, "odd", "2026-08-01"), Banned(3, "odd")), Day("2026-07-11")))));
        Assert.Equal("", row["expirationTime"]);
        row = Assert.Single(Rows(Approved.Bytes(Csv, Export(Register(tool, Banned(2, "odd"), Banned(3, "odd", "2026-08-01")), Day("2026-07-11")))));
        Assert.Equal("", row["expirationTime"]);
    }

    [Fact]
    public void Domain_BelowABannedOne_IsNotWatched_SinceTheLongerNameWins()
    {
        var facts = new PolicyFactSet(
            [Tool("a", "A", "semver", ["domain:one.example"]), Tool("b", "B", "semver", ["domain:sub.one.example"])],
            [Decision(1, "b", "vers:semver/*", ("2026-07-01", Disposition.HighRisk)) with { Identifiers = [Identifier("domain:sub.one.example")] }, Banned(2, "a") with { Identifiers = [Identifier("domain:one.example")] }],
            []);
        Assert.Equal("one.example", Assert.Single(Rows(Approved.Bytes(Csv, Export(facts, Day("2026-07-11"), TakesAll with { IncludesHighRisk = true }))))["indicatorValue"]);
    }

    [Fact]
    public void Batches_HoldFiveHundred()
    {
        var artifacts = Enumerable.Range(0, 1_001).Select(i => new Artifact("1.0.0", null, null, $"{i:x64}")).ToArray();
        var file = Approved.Text(Api, Export(Register(Tool("odd", "Odd", "semver", [], artifacts: artifacts), Banned(1, "odd")), Day("2026-07-11")));
        Assert.Equal([500, 500, 1], file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("Indicators").GetArrayLength()));
    }

    private static DecisionFact Banned(int number, string tool, string? until = null) =>
        Decision(number, tool, "vers:semver/*", until is null ? [("2026-07-10", Disposition.Banned)] : [("2026-07-10", Disposition.Banned), (until, Disposition.Lapsed)]) with { Identifiers = [Identifier("domain:odd.example")] };

    private static PolicyFactSet Register(ToolFact tool, params DecisionFact[] decisions) => new([tool], decisions, []);

    private static string ExpirationOf(bool highRisk, params (string, Disposition)[] phases)
    {
        var facts = Register(Tool("odd", "Odd", "semver", ["domain:odd.example"]), Decision(1, "odd", "vers:semver/*", phases) with { Identifiers = [Identifier("domain:odd.example")] });
        return Assert.Single(Rows(Approved.Bytes(Csv, Export(facts, Day("2026-07-11"), TakesAll with { IncludesHighRisk = highRisk }))))["expirationTime"];
    }

    private static IEnumerable<JsonElement> Indicators(byte[] file) =>
        Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => JsonDocument.Parse(l).RootElement.GetProperty("Indicators").EnumerateArray());

    /// <summary>The rows of a CSV by the names in its header.</summary>
    private static List<Dictionary<string, string>> Rows(byte[] file)
    {
        var (rows, cells, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        var text = Encoding.UTF8.GetString(file);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || text[i] is not (',' or '\r' or '\n'))
                cell.Append(text[i]);
            else if (text[i] != '\n')
                (_, cell) = (Add(cells, cell), new StringBuilder());
            if (text[i] != '\n' || isQuoted)
                continue;
            rows.Add(cells);
            cells = [];
        }

        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];

        static int Add(List<string> cells, StringBuilder cell)
        {
            cells.Add(cell.ToString());
            return cells.Count;
        }
    }

    /// <summary>Defender: a file by its hash; of a domain and those above it, what the longest says. What has expired is gone.</summary>
    private sealed class Tenant(IEnumerable<(string Type, string Value, string Action, string End)> rows, DateTimeOffset at) : IConsumer
    {
        private readonly Dictionary<(string Type, string Value), string> actions = rows
            .Where(r => r.End.Length == 0 || DateTimeOffset.Parse(r.End, System.Globalization.CultureInfo.InvariantCulture) > at).ToDictionary(r => (r.Type, r.Value), r => r.Action);

        public bool Blocks(Subject subject, string? version)
        {
            if (subject.Text.StartsWith("sha256:", StringComparison.Ordinal))
                return actions.GetValueOrDefault(("FileSha256", subject.Text["sha256:".Length..])) == "Block";
            var labels = subject.Text["domain:".Length..].Split('.');
            var longest = Enumerable.Range(0, labels.Length).Select(i => actions.GetValueOrDefault(("DomainName", string.Join('.', labels[i..])))).FirstOrDefault(a => a is not null);
            return longest == "Block";
        }

        public bool Blocks(Subject subject, string? version, string? sha256) => Blocks(subject, version) || sha256 is not null && actions.GetValueOrDefault(("FileSha256", sha256)) == "Block";
    }
}
