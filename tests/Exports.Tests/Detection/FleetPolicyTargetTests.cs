using System.Text;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Detection;
using ToolRegistry.Exports.Tests.Given;
using YamlDotNet.RepresentationModel;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Detection;

public sealed class FleetPolicyTargetTests : IDisposable
{
    private static readonly FleetPolicyTarget Target = new();

    private readonly Machine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Policies_FailOnWhatWasDecided() =>
        ExportLaw.Holds(Target, ["pkg:deb/debian/one", "pkg:npm/two", "macos-bundle-id:com.acme.three", "file-name:four"], (file, at) => new Fleet(machine, PoliciesOf(file), at));

    [Fact]
    public void AMachineWithNothing_PassesAll()
    {
        machine.At(RichRegister.After);
        var policies = PoliciesOf(Approved.Bytes(Target, RichRegister.Export(RichRegister.After, highRisk: true)));
        Assert.NotEmpty(policies);
        Assert.All(policies, p => Assert.Equal(["1"], machine.Ask(p["query"])));
    }

    [Fact]
    public void AMachineWithWhatIsBanned_PassesBeforeItsDateOnly()
    {
        var policies = PoliciesOf(Approved.Bytes(Target, RichRegister.Export(RichRegister.Before))).Where(p => p["name"].StartsWith("TR-2.", StringComparison.Ordinal)).ToArray();
        machine.At(RichRegister.Before).With(Subject.Parse("pkg:npm/everything"), "1.0", sha256: null);
        Assert.All(policies, p => Assert.Equal(["1"], machine.Ask(p["query"])));
        machine.At(RichRegister.After).With(Subject.Parse("pkg:npm/everything"), "1.0", sha256: null);
        Assert.Equal(["TR-2.1.npm_packages.1: Everything"], policies.Where(p => machine.Ask(p["query"]).Count == 0).Select(p => p["name"]));
    }

    [Fact]
    public void HighRisk_IsNotCritical()
    {
        var facts = new PolicyFactSet([Tool("t", "T", "deb", ["pkg:deb/debian/t"])], [Decision(1, "t", "vers:deb/*", ("2026-07-01", Disposition.HighRisk), ("2026-07-20", Disposition.Banned))], []);
        var policies = PoliciesOf(Approved.Bytes(Target, Export(facts, RichRegister.After, TakesAll with { IncludesHighRisk = true })));
        Assert.Equal(["TR-1.1.deb_packages.1: T false", "TR-1.2.deb_packages.1: T true"], policies.Select(p => $"{p["name"]} {p["critical"]}"));
    }

    [Fact]
    public void Texts_AreReadAsTheyAre_AndHoldNoVariableOfFleet()
    {
        const string Name = "$HOME ${PATH} $(x) \\$Y \"quoted\" 'single' # - : {a: [b]} \u202E𝔗\uFEFF";
        var facts = new PolicyFactSet([Tool("t", Name, "semver", ["file-name:$HOME it's"])], [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))], []);
        var export = Export(facts, RichRegister.After, TakesAll with { MessageTemplate = "{tool}" });
        Assert.All(PoliciesOf(Approved.Bytes(Target, export)), p => Assert.Equal((Name, true), (p["resolution"], p["name"].EndsWith(Name, StringComparison.Ordinal))));
        Assert.DoesNotContain("$", Approved.Text(Target, export), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_AreUnique_AndFitFleetsColumn()
    {
        string[] names = [.. PoliciesOf(Approved.Bytes(Target, RichRegister.Export(RichRegister.Before, highRisk: true))).Select(p => p["name"])];
        Assert.Equal(names, names.Distinct(StringComparer.OrdinalIgnoreCase));
        Assert.All(names, n => Assert.InRange(n.Length, 1, 255));
    }

    [Fact]
    public void NothingRestricted_IsAnEmptyList() =>
        Assert.Empty(PoliciesOf(Approved.Bytes(Target, Export(PolicyFactSet.None, RichRegister.After))));

    private static Dictionary<string, string>[] PoliciesOf(byte[] file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Encoding.UTF8.GetString(file)));
        return [.. ((YamlSequenceNode)yaml.Documents.Single().RootNode).Cast<YamlMappingNode>().Select(p => p.Children.ToDictionary(c => ((YamlScalarNode)c.Key).Value!, c => ((YamlScalarNode)c.Value).Value!))];
    }

    /// <summary>Fleet: a machine fails a critical policy whose query gives no row.</summary>
    private sealed class Fleet(Machine machine, Dictionary<string, string>[] policies, DateTimeOffset at) : IConsumer
    {
        private readonly string[] critical = [.. policies.Where(p => p["critical"] == "true").Select(p => p["query"])];

        public bool Blocks(Subject subject, string? version) => Blocks(subject, version, sha256: null);

        public bool Blocks(Subject subject, string? version, string? sha256)
        {
            machine.At(at).With(subject, version, sha256);
            return Array.Exists(critical, q => machine.Ask(q).Count == 0);
        }
    }
}
