using System.Text;
using System.Text.Json;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Detection;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Detection;

public sealed class OsqueryPackTargetTests : IDisposable
{
    private static readonly OsqueryPackTarget Target = new();

    private readonly Machine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Theory]
    [InlineData("pkg:deb/debian/one", "pkg:rpm/fedora/Two", "pkg:npm/%40acme/three", "pkg:pypi/four-more", "pkg:brew/five")]
    [InlineData("pkg:chrome-extension/aapbdbdomjkkjkaonfhkkikfgjllcleb", "pkg:firefox-extension/two%40example.com", "pkg:vscode-extension/acme/three", "macos-bundle-id:com.acme.Four")]
    [InlineData("file-name:one.exe", "file-name:it's 100% $HOME", "sha256:7777777777777777777777777777777777777777777777777777777777777777", "sha256:8888888888888888888888888888888888888888888888888888888888888888")]
    public void Queries_FindWhatWasDecided(params string[] identifiers) =>
        ExportLaw.Holds(Target, identifiers, (file, at) => new Agent(machine, QueriesOf(file), at));

    [Fact]
    public void Queries_FindWhatWasDecided_InVersionsOfADistribution() =>
        ExportLaw.Holds(Target, ["pkg:deb/debian/one", "pkg:deb/debian/two"], (file, at) => new Agent(machine, QueriesOf(file), at), scheme: "deb");

    [Fact]
    public void Ids_AreUnique()
    {
        var ids = JsonDocument.Parse(Approved.Bytes(Target, RichRegister.Export(RichRegister.Before, highRisk: true))).RootElement.GetProperty("queries").EnumerateObject().Select(q => q.Name).ToArray();
        Assert.NotEmpty(ids);
        Assert.Equal(ids, ids.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void AFileFromBeforeTheBanDate_FindsFromItOnAndUntilItsEnd()
    {
        var file = Approved.Bytes(Target, RichRegister.Export(RichRegister.Before));
        bool Finds(string instant) => new Agent(machine, QueriesOf(file), DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).Blocks(Subject.Parse("file-name:lapsing"), version: null);
        Assert.Equal([false, true, true, false], new[] { "2026-07-09T23:59:59Z", "2026-07-10T00:00:00Z", "2026-07-31T23:59:59Z", "2026-08-01T00:00:00Z" }.Select(Finds));
    }

    [Fact]
    public void AnExceptionThatAllOfTheChannelHave_InterruptsTheBan()
    {
        var facts = new PolicyFactSet(
            [Tool("t", "T", "semver", ["pkg:npm/t"])],
            [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))],
            [new ExceptionFact(1, 1, Scope.Create(["finance"], [], []), Day("2026-07-05"), Day("2026-07-15"), ["Only offline."])]);
        var file = Approved.Bytes(Target, Export(facts, Day("2026-07-02"), TakesAll with { Scope = Scope.Create(["finance"], [], []) }));
        Assert.Equal([true, false, true], new[] { "2026-07-04", "2026-07-06", "2026-07-15" }.Select(day => new Agent(machine, QueriesOf(file), Day(day)).Blocks(Subject.Parse("pkg:npm/t"), version: null)));
    }

    [Fact]
    public void HighRisk_IsFoundAndCalledSo()
    {
        var query = Assert.Single(QueriesOf(Approved.Bytes(Target, Ban("pkg:deb/debian/t", "vers:deb/*", Disposition.HighRisk, highRisk: true))));
        machine.At(RichRegister.After).With(Subject.Parse("pkg:deb/debian/t"), "1.0-1", sha256: null);
        Assert.Equal(["TR-1"], machine.Ask(query));
        Assert.Contains("'HighRisk' AS disposition", query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vers:deb/>=1.0-1|<2.0-1", Fidelity.Exact, "1.0-1 1.5-1")]
    [InlineData("vers:deb/>=1.5-1", Fidelity.Broader, "1.5-1 2.0-1 3.0-1")]
    [InlineData("vers:deb/<0.5", Fidelity.Broader, "3.0-1")]
    [InlineData("vers:deb/*", Fidelity.Exact, "1.0-1 1.5-1 2.0-1 3.0-1")]
    public void Range_IsSaidByTheReleasesOnRecord(string range, Fidelity fidelity, string found)
    {
        var export = Ban("pkg:deb/debian/t", range, Disposition.Banned);
        Assert.Equal(fidelity, Target.Judge(export, export.Rules.Single()).Fidelity);
        var agent = new Agent(machine, QueriesOf(Approved.Bytes(Target, export)), RichRegister.After);
        Assert.Equal(found, string.Join(' ', new[] { "1.0-1", "1.5-1", "2.0-1", "3.0-1" }.Where(v => agent.Blocks(Subject.Parse("pkg:deb/debian/t"), v))));
    }

    [Theory]
    [InlineData("1.0", "1", null, true)]
    [InlineData("1.0", "1", 0, true)]
    [InlineData("1.0", "2", null, false)]
    [InlineData("1.0", "1", 1, false)]
    [InlineData("3.0", "1", 2, true)]
    public void Rpm_IsKnownByVersionReleaseAndEpoch(string version, string release, int? epoch, bool isFound)
    {
        var facts = new PolicyFactSet([Tool("t", "T", "rpm", ["pkg:rpm/fedora/t"], ["1.0-1", "2:3.0-1"])], [Decision(1, "t", "vers:rpm/1.0-1|2:3.0-1", ("2026-07-01", Disposition.Banned))], []);
        machine.At(RichRegister.After).Add("rpm_packages", "t", version, release, epoch ?? (object)DBNull.Value);
        Assert.Equal(isFound, machine.Ask(QueriesOf(Approved.Bytes(Target, Export(facts, RichRegister.After))).Single()).Count > 0);
    }

    [Fact]
    public void RangeOfThePublisher_HoldsAllVersionsOfADistribution()
    {
        var facts = new PolicyFactSet([Tool("t", "T", "semver", ["pkg:deb/debian/t"], ["1.0.0", "2.0.0"])], [Decision(1, "t", "vers:semver/>=1.0.0|<2.0.0", ("2026-07-01", Disposition.Banned))], []);
        var export = Export(facts, RichRegister.After);
        Assert.Equal(Fidelity.Broader, Target.Judge(export, export.Rules.Single()).Fidelity);
        Assert.True(new Agent(machine, QueriesOf(Approved.Bytes(Target, export)), RichRegister.After).Blocks(Subject.Parse("pkg:deb/debian/t"), "1.0.0-1+deb12u1"));
    }

    [Fact]
    public void DebianPackage_OfWhichOnlyItsConfigurationIsLeft_IsNotFound()
    {
        machine.At(RichRegister.After).Add("deb_packages", "t", "1.0-1", "deinstall ok config-files");
        Assert.Empty(machine.Ask(QueriesOf(Approved.Bytes(Target, Ban("pkg:deb/debian/t", "vers:deb/*", Disposition.Banned))).Single()));
    }

    [Theory]
    [InlineData(@"C:\Program Files\Acme\Agent.exe", true)]
    [InlineData("/opt/acme/agent.exe", true)]
    [InlineData("/opt/agent.exe/other", false)]
    [InlineData("/opt/my-agent.exe", false)]
    [InlineData("agent.exe", true)]
    public void Program_IsKnownByTheLastPartOfItsPath(string path, bool isFound)
    {
        machine.At(RichRegister.After).Add("processes", "x", path);
        Assert.Equal(isFound, QueriesOf(Approved.Bytes(Target, Ban("file-name:agent.exe", "vers:deb/*", Disposition.Banned))).Any(q => machine.Ask(q).Count > 0));
    }

    [Theory]
    [InlineData("pkg:npm/t", Fidelity.Narrower)]
    [InlineData("pkg:pypi/t", Fidelity.Narrower)]
    [InlineData("file-name:t", Fidelity.Narrower)]
    [InlineData("pkg:vscode-extension/acme/t", Fidelity.Exact)]
    [InlineData("winget:Acme.T", Fidelity.NotExpressible)]
    public void Report_SaysWhatOsqueryDoesNotSee(string identifier, Fidelity fidelity)
    {
        var export = Ban(identifier, "vers:deb/*", Disposition.Banned);
        Assert.Equal(fidelity, Target.Judge(export, export.Rules.Single()).Fidelity);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("it's; DROP TABLE time; --")]
    [InlineData("''")]
    [InlineData("\\' OR 1=1 /*")]
    [InlineData("line\r\nline\t\0")]
    [InlineData("$HOME ${PATH} %_")]
    [InlineData("attach 'x' as y")]
    [InlineData("naïve \u202Eevil 𝔗")]
    public void Text_CanNotBreakOut(string text)
    {
        var sql = new SqlText(text).AppendTo(new StringBuilder()).ToString();
        Assert.Equal([text], machine.Ask($"SELECT {sql}"));
        Assert.DoesNotContain('$', sql);
        Assert.DoesNotContain("attach", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyNames_AreFoundByQueriesThatSqliteTakes()
    {
        string[] names = [.. Enumerable.Range(0, 90).Select(i => $"tool{i}.exe")];
        var facts = new PolicyFactSet([Tool("t", "T", "semver", [.. names.Select(n => $"file-name:{n}")])], [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))], []);
        var agent = new Agent(machine, QueriesOf(Approved.Bytes(Target, Export(facts, RichRegister.After))), RichRegister.After);
        Assert.All(names, n => Assert.True(agent.Blocks(Subject.Parse($"file-name:{n}"), version: null)));
    }

    private static Export Ban(string identifier, string range, Disposition disposition, bool highRisk = false) => Export(
        new PolicyFactSet([Tool("t", "T", "deb", [identifier], ["1.0-1", "1.5-1", "2.0-1"])], [Decision(1, "t", range, ("2026-07-01", disposition))], []),
        RichRegister.After,
        TakesAll with { IncludesHighRisk = highRisk });

    private static string[] QueriesOf(byte[] file) =>
        [.. JsonDocument.Parse(file).RootElement.GetProperty("queries").EnumerateObject().Select(q => q.Value.GetProperty("query").GetString()!)];

    /// <summary>osqueryd: reports each row that a query of the pack finds.</summary>
    private sealed class Agent(Machine machine, string[] queries, DateTimeOffset at) : IConsumer
    {
        private readonly string[] bans = [.. queries.Where(q => q.Contains("'Banned' AS disposition", StringComparison.Ordinal))];

        public bool Blocks(Subject subject, string? version) => Blocks(subject, version, sha256: null);

        public bool Blocks(Subject subject, string? version, string? sha256)
        {
            machine.At(at).With(subject, version, sha256);
            return Array.Exists(bans, b => machine.Ask(b).Count > 0);
        }
    }
}
