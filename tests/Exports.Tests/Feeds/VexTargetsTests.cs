using System.Text.Json;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Exports.Feeds;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Feeds;

public sealed class VexTargetsTests
{
    private const string CpeName = "cpe:2.3:a:acme:three:*:*:*:*:*:*:*:*";

    private static readonly string[] Identifiers = ["pkg:npm/%40one/one", "pkg:pypi/two", $"cpe:{CpeName}"];

    private static readonly CycloneDxVexTarget CycloneDx = new();
    private static readonly OpenVexTarget OpenVex = new();
    private static readonly CsafTarget Csaf = new();

    [Fact]
    public void CycloneDx_IsWrittenAsApproved() => Approved.Holds(CycloneDx);

    [Fact]
    public void OpenVex_IsWrittenAsApproved() => Approved.Holds(OpenVex);

    [Fact]
    public void Csaf_IsWrittenAsApproved() => Approved.Holds(Csaf);

    [Fact]
    public void CycloneDx_IsValidByThePublishedSchema() => Schemas.Hold("cyclonedx", CycloneDx);

    [Fact]
    public void OpenVex_IsValidByThePublishedSchema() => Schemas.Hold("openvex", OpenVex);

    [Fact]
    public void Csaf_IsValidByThePublishedSchema_AndTheMandatoryTests() => Schemas.Hold("csaf", Csaf);

    [Fact]
    public void CycloneDx_SaysWhatWasDecided() =>
        ExportLaw.Holds(CycloneDx, [.. Identifiers, $"sha256:{Sha256('5')}"], (file, _) => new CycloneDxReader(Parsed(file)), knownVersions: false);

    [Fact]
    public void Csaf_SaysWhatWasDecided() =>
        ExportLaw.Holds(Csaf, Identifiers, (file, _) => new CsafReader(Parsed(file)), knownVersions: false);

    [Fact]
    public void OpenVex_SaysWhatWasDecided() => ExportLaw.Holds(OpenVex, Identifiers, (file, _) => new OpenVexReader(Parsed(file)));

    [Fact]
    public void Ids_StandForTheContent()
    {
        string Serial(DateTimeOffset at) => Parsed(Approved.Bytes(CycloneDx, RichRegister.Export(at))).GetProperty("serialNumber").GetString()!;
        Assert.NotEqual(Serial(RichRegister.Before), Serial(RichRegister.After));
        Assert.Equal(Serial(RichRegister.After), Serial(RichRegister.After.AddDays(1)));
    }

    [Fact]
    public void OpenVexVersion_GrowsAtABanDate_ThoughNoRevisionDoes()
    {
        long Version(DateTimeOffset at) => Parsed(Approved.Bytes(OpenVex, RichRegister.Export(at))).GetProperty("version").GetInt64();
        Assert.True(Version(RichRegister.Before) < Version(RichRegister.After));
    }

    [Theory]
    [InlineData("vers:semver/*", "none_available", "will_not_fix")]
    [InlineData("vers:semver/>=1.0.0", "none_available", "will_not_fix")]
    [InlineData("vers:semver/<2.0.0", "vendor_fix", "update")]
    public void Action_IsToUpdate_WhereOtherVersionsMayBeUsed(string range, string csaf, string cycloneDx)
    {
        var facts = new PolicyFactSet([Tool("t", "T", "semver", ["pkg:npm/t"])], [Decision(1, "t", range, ("2026-07-01", Disposition.Banned))], []);
        var export = Export(facts, Day("2026-07-10"));
        Assert.Equal(csaf, Parsed(Approved.Bytes(Csaf, export)).GetProperty("vulnerabilities")[0].GetProperty("remediations")[0].GetProperty("category").GetString());
        Assert.Equal(cycloneDx, Parsed(Approved.Bytes(CycloneDx, export)).GetProperty("vulnerabilities")[0].GetProperty("analysis").GetProperty("response")[0].GetString());
    }

    [Fact]
    public void OpenVex_ListsReleases_OfARangeThatHasAnEnd()
    {
        var facts = new PolicyFactSet(
            [Tool("t", "T", "generic", ["pkg:npm/t", $"cpe:{CpeName}"], ["1.0.0", "1.5.0-rc+1", "2.0.0"])],
            [Decision(1, "t", "vers:generic/>=1.0.0|<2.0.0", ("2026-07-01", Disposition.Banned))],
            []);
        var products = Parsed(Approved.Bytes(OpenVex, Export(facts, Day("2026-07-10")))).GetProperty("statements")[0].GetProperty("products").EnumerateArray();
        Assert.Equal(
            ["pkg:npm/t@1.0.0", "pkg:npm/t@1.5.0-rc%2B1", "cpe:2.3:a:acme:three:1.0.0:*:*:*:*:*:*:*", "cpe:2.3:a:acme:three:1.5.0-rc\\+1:*:*:*:*:*:*:*"],
            products.Select(p => p.GetProperty("identifiers").EnumerateObject().Single().Value.GetString()));
    }

    [Theory]
    [InlineData("cpe:2.3:a:acme:what*:*:*:*:*:*:*:*:*")]
    [InlineData("cpe:2.3:a:acme:t:*:*:*:english:*:*:*:*")]
    public void Csaf_LeavesOutWhatItsSchemaRefuses_AndSaysSo(string cpe)
    {
        var facts = new PolicyFactSet([Tool("t", "T", "semver", [$"cpe:{cpe}"])], [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))], []);
        var export = Export(facts, Day("2026-07-10"));
        Assert.Equal(Domain.Fidelity.NotExpressible, ExportAcceptance.Judge(Csaf, export).Single().Finding.Fidelity);
        Assert.False(Parsed(Approved.Bytes(Csaf, export)).TryGetProperty("vulnerabilities", out _));
    }

    private static JsonElement Parsed(byte[] file) => JsonDocument.Parse(file).RootElement;

    private static JsonElement[] Items(JsonElement element, string name) => element.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    /// <summary>By the VERS specification; no version stands for every one.</summary>
    private static bool Holds(string range, string? version)
    {
        var read = VersionRange.Parse(range);
        return read.CoversEverything || version is not null && read.Scheme.TryParse(version, out var parsed) && read.Contains(parsed);
    }

    private static string Name(Subject subject) => subject.Text.StartsWith("cpe:cpe", StringComparison.Ordinal) ? subject.Text[4..] : subject.Text;

    /// <summary>Fails on critical vulnerabilities of the components that are asked about.</summary>
    private sealed class CycloneDxReader(JsonElement bom) : IConsumer
    {
        public bool Blocks(Subject subject, string? version)
        {
            var refs = Items(bom, "components").Where(c => Names(c).Contains(Name(subject))).Select(c => c.GetProperty("bom-ref").GetString()).ToHashSet();
            return Items(bom, "vulnerabilities").Any(v =>
                v.GetProperty("ratings")[0].GetProperty("severity").GetString() == "critical"
                && v.GetProperty("analysis").GetProperty("state").GetString() == "exploitable"
                && Items(v, "affects").Any(a => refs.Contains(a.GetProperty("ref").GetString()) && Items(a, "versions").Any(r => Holds(r.GetProperty("range").GetString()!, version))));
        }

        private static IEnumerable<string?> Names(JsonElement component) =>
            Items(component, "hashes").Select(h => $"sha256:{h.GetProperty("content").GetString()}")
                .Concat(new[] { "purl", "cpe" }.Where(n => component.TryGetProperty(n, out _)).Select(n => component.GetProperty(n).GetString()));
    }

    /// <summary>Fails on what is known to be affected.</summary>
    private sealed class CsafReader(JsonElement document) : IConsumer
    {
        public bool Blocks(Subject subject, string? version)
        {
            var products = document.TryGetProperty("product_tree", out var tree) ? Leaves(tree).ToArray() : [];
            var ids = products.Where(b => Names(b).Contains(Name(subject)) && Holds(b.GetProperty("name").GetString()!, version)).Select(b => b.GetProperty("product").GetProperty("product_id").GetString()).ToHashSet();
            return Items(document, "vulnerabilities").Any(v => v.GetProperty("product_status").GetProperty("known_affected").EnumerateArray().Any(p => ids.Contains(p.GetString())));
        }

        private static IEnumerable<JsonElement> Leaves(JsonElement branch) => Items(branch, "branches").SelectMany(b => b.TryGetProperty("product", out _) ? [b] : Leaves(b));

        private static IEnumerable<string?> Names(JsonElement branch) => branch.GetProperty("product").GetProperty("product_identification_helper").EnumerateObject().Select(h => h.Value.GetString());
    }

    /// <summary>Fails on affected products; one without a version stands for every version.</summary>
    private sealed class OpenVexReader(JsonElement document) : IConsumer
    {
        private readonly HashSet<string?> affected =
        [
            .. Items(document, "statements").Where(s => s.GetProperty("status").GetString() == "affected").SelectMany(s => Items(s, "products")).Select(p => p.GetProperty("identifiers").EnumerateObject().Single().Value.GetString()),
        ];

        public bool Blocks(Subject subject, string? version) =>
            affected.Contains(Name(subject))
            || version is not null && affected.Contains(subject.Text.StartsWith("pkg:", StringComparison.Ordinal) ? $"{subject.Text}@{version}" : Name(subject).Replace("three:*", $"three:{version}", StringComparison.Ordinal));
    }
}
