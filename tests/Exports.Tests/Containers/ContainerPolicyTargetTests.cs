using System.Text.Json;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Containers;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Containers;

public sealed class ContainerPolicyTargetTests
{
    private const string Mine = "pkg:oci/tool?repository_url=registry.example.com:5000%2Facme%2Ftool";

    private static readonly ContainerPolicyTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Policy_SaysWhatWasDecided() =>
        ExportLaw.Holds(Target, ["pkg:docker/acme/one", "pkg:docker/two", "pkg:docker/three?repository_url=gcr.io", Mine], (file, _) => new Puller(file));

    [Theory]
    [InlineData("pkg:docker/debian", "docker.io/library/debian")]
    [InlineData("pkg:docker/acme/tool", "docker.io/acme/tool")]
    [InlineData("pkg:docker/customer/dockerimage?repository_url=gcr.io", "gcr.io/customer/dockerimage")]
    [InlineData("pkg:docker/tool?repository_url=gcr.io", "gcr.io/tool")]
    [InlineData("pkg:oci/debian?repository_url=docker.io%2Flibrary%2Fdebian", "docker.io/library/debian")]
    [InlineData(Mine, "registry.example.com:5000/acme/tool")]
    public void Repository_IsThatOfThePackageUrl(string purl, string scope) => Assert.Equal("reject", Policy(Ban(purl))[scope]);

    [Theory]
    [InlineData("pkg:oci/tool")]
    [InlineData("pkg:oci/tool?repository_url=https:%2F%2Fregistry.example.com%2Ftool")]
    [InlineData("pkg:docker/acme/tool?repository_url=a%20b")]
    public void PackageUrl_ThatNamesNoRepository_IsReported_NeverWritten(string purl)
    {
        var export = Ban(purl);
        Assert.Equal(Fidelity.NotExpressible, Target.Judge(export, export.Rules.Single()).Fidelity);
        Assert.Empty(Policy(export));
    }

    [Fact]
    public void Range_RefusesTheRepository_AndLetsTheTagsThroughThatAreOutside()
    {
        var export = Ban("pkg:docker/acme/tool", "vers:semver/>=1.0.0|<2.0.0");
        Assert.Equal(new Dictionary<string, string> { ["docker.io/acme/tool"] = "reject", ["docker.io/acme/tool:0.9.0"] = "insecureAcceptAnything", ["docker.io/acme/tool:2.0.0"] = "insecureAcceptAnything" }, Policy(export));
        Assert.Equal(Fidelity.Broader, Target.Judge(export, export.Rules.Single()).Fidelity);
    }

    [Fact]
    public void Repository_OfTwoTools_IsWrittenOnce_AsTheStricterSays()
    {
        var export = Export(
            new PolicyFactSet(
                [Tool("one", "One", "semver", ["pkg:docker/acme/tool"], ["1.0.0", "2.0.0"]), Tool("two", "Two", "semver", ["pkg:oci/tool?repository_url=docker.io%2Facme%2Ftool"], ["1.0.0"])],
                [Decision(1, "one", "vers:semver/1.0.0", ("2026-07-01", Disposition.Banned)), Decision(2, "two", "vers:semver/*", ("2026-07-01", Disposition.Banned))],
                []),
            Day("2026-07-10"));
        Assert.Equal(new Dictionary<string, string> { ["docker.io/acme/tool"] = "reject" }, Policy(export));
    }

    [Fact]
    public void Unknown_IsRefusedInAllowlistMode_AndBansGoBeforePermissions()
    {
        var facts = new PolicyFactSet(
            [Tool("tool", "Tool", "semver", ["pkg:docker/acme/tool"], ["1.0.0", "2.0.0", "3.0.0"]), Tool("good", "Good", "semver", ["pkg:docker/acme/good"])],
            [
                Decision(1, "tool", "vers:semver/1.0.0", ("2026-07-01", Disposition.Banned)),
                Decision(2, "tool", "vers:semver/<3.0.0", ("2026-07-01", Disposition.Approved)),
                Decision(3, "good", "vers:semver/*", ("2026-07-01", Disposition.Approved)),
            ],
            []);
        var export = Export(facts, Day("2026-07-10"), TakesAll with { DeniesUnknown = true });
        Assert.Equal(
            new Dictionary<string, string> { ["docker.io/acme/tool"] = "reject", ["docker.io/acme/tool:2.0.0"] = "insecureAcceptAnything", ["docker.io/acme/good"] = "insecureAcceptAnything" },
            Policy(export));
        Assert.True(new Puller(Approved.Bytes(Target, export)).Blocks(Subject.Parse("pkg:docker/acme/unheard-of"), version: null));
    }

    private static Export Ban(string purl, string range = "vers:semver/*") =>
        Export(new PolicyFactSet([Tool("tool", "Tool", "semver", [purl], ["0.9.0", "1.0.0", "1.5.0", "2.0.0"])], [Decision(1, "tool", range, ("2026-07-01", Disposition.Banned))], []), Day("2026-07-10"));

    private static Dictionary<string, string> Policy(Export export) => Read(Approved.Bytes(Target, export)).Scopes;

    /// <summary>Strictly, as the consumer: a scope that stands twice is a fault.</summary>
    private static (string Default, Dictionary<string, string> Scopes) Read(byte[] file)
    {
        using var policy = JsonDocument.Parse(file, new JsonDocumentOptions { AllowDuplicateProperties = false });
        static string TypeOf(JsonElement scope) => scope.EnumerateArray().Single().GetProperty("type").GetString()!;
        return (TypeOf(policy.RootElement.GetProperty("default")), policy.RootElement.GetProperty("transports").GetProperty("docker").EnumerateObject().ToDictionary(s => s.Name, s => TypeOf(s.Value), StringComparer.Ordinal));
    }

    /// <summary>Podman and its kin: the scope of the tag decides, else that of the repository, else the default. Without a version an image is pulled by its digest.</summary>
    private sealed class Puller(byte[] file) : IConsumer
    {
        private readonly (string Default, Dictionary<string, string> Scopes) policy = Read(file);

        public bool Blocks(Subject subject, string? version)
        {
            var purl = PackageUrl.Parse(subject.Text);
            var repository = purl.Type == "oci" ? purl.Qualifier("repository_url")! : purl.Qualifier("repository_url") is { } host ? $"{host}/{purl.Name}" : $"docker.io/{purl.Namespace ?? "library"}/{purl.Name}";
            return (policy.Scopes.GetValueOrDefault($"{repository}:{version}") ?? policy.Scopes.GetValueOrDefault(repository) ?? policy.Default) == "reject";
        }
    }
}
