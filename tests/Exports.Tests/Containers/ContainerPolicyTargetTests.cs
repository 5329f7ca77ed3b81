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
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly ContainerPolicyTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Policy_SaysWhatWasDecided() =>
        ExportLaw.Holds(Target, ["pkg:docker/one", "pkg:docker/acme/two", "pkg:oci/three?repository_url=registry.example.com:5000%2Facme%2Fthree"], (file, _) => new Puller(file));

    [Theory]
    [InlineData("pkg:docker/one", "docker.io/library/one")]
    [InlineData("pkg:docker/Acme/One", "docker.io/acme/one")]
    [InlineData("pkg:docker/docker.io/one", "docker.io/library/one")]
    [InlineData("pkg:docker/registry-1.docker.io/acme/one", "docker.io/acme/one")]
    [InlineData("pkg:docker/localhost:5000/one", "localhost:5000/one")]
    [InlineData("pkg:docker/acme/one?repository_url=ghcr.io", "ghcr.io/acme/one")]
    [InlineData("pkg:docker/acme/one?repository_url=https:%2F%2Fghcr.io%2Facme%2Fone%2F", "ghcr.io/acme/one")]
    [InlineData("pkg:docker/acme/one?repository_url=hub.docker.com", "docker.io/acme/one")]
    [InlineData("pkg:oci/one?repository_url=ghcr.io%2Facme%2Fone", "ghcr.io/acme/one")]
    [InlineData("pkg:oci/one?repository_url=GHCR.io%2Facme", "ghcr.io/acme/one")]
    [InlineData("pkg:oci/one", null)]
    [InlineData("pkg:oci/one?repository_url=acme", null)]
    [InlineData("pkg:docker/acme/o%20ne", null)]
    [InlineData("pkg:docker/acme/one:tag", null)]
    [InlineData("pkg:docker/acme/one%2A", null)]
    [InlineData("pkg:docker/node.js", "docker.io/library/node.js")]
    [InlineData("pkg:docker/localhost", "docker.io/library/localhost")]
    public void Repository_IsFullyExpanded(string purl, string? repository) => Assert.Equal(repository, ImageName.Of(Identifier(purl)));

    [Fact]
    public void Range_LetsThroughTheTagsOutside_AndNothingByDigest()
    {
        var puller = new Puller(Approved.Bytes(Target, Ban("vers:semver/<2.0.0", ["1.0.0", "2.0.0", "2.1.0"])));
        Assert.Equal([true, false, false, true, true], new[] { ":1.0.0", ":2.0.0", ":2.1.0", ":latest", $"@{Digest}" }.Select(v => puller.Rejects($"docker.io/acme/t{v}")));
    }

    [Fact]
    public void Range_IsBroader_ForWhatIsNotOnRecord_AndNarrower_ForOtherNamesOfTheRegistry()
    {
        var export = Ban("vers:semver/<2.0.0", ["2.0.0"]);
        var finding = Target.Judge(export, export.Rules.Single());
        Assert.Equal(Fidelity.Narrower, finding.Fidelity);
        Assert.Contains("not on record are blocked too", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AllowlistMode_LeavesNoOtherNameOfTheRegistryOpen()
    {
        var export = Ban("vers:semver/*", ["2.0.0"], TakesAll with { DeniesUnknown = true });
        Assert.Equal(Fidelity.Exact, Target.Judge(export, export.Rules.Single()).Fidelity);
        Assert.True(new Puller(Approved.Bytes(Target, export)).Rejects("DOCKER.io/acme/t:2.0.0"));
    }

    [Theory]
    [InlineData("pkg:oci/t?repository_url=ghcr.io%2Facme%2Ft", Disposition.Banned, Fidelity.Broader)]
    [InlineData("pkg:oci/t?repository_url=ghcr.io%2Facme%2Ft", Disposition.Approved, Fidelity.Narrower)]
    [InlineData("pkg:docker/acme/t", Disposition.Approved, Fidelity.Exact)]
    public void Repository_IsThoseBelowItToo(string identifier, Disposition disposition, Fidelity fidelity)
    {
        var export = Export(new PolicyFactSet([Tool("t", "T", "semver", [identifier])], [Decision(1, "t", "vers:semver/*", ("2026-07-01", disposition))], []), RichRegister.After, TakesAll with { DeniesUnknown = true });
        Assert.Equal(fidelity, Target.Judge(export, export.Rules.Single()).Fidelity);
        Assert.Equal(disposition == Disposition.Banned || identifier.StartsWith("pkg:docker", StringComparison.Ordinal), new Puller(Approved.Bytes(Target, export)).Rejects("ghcr.io/acme/t/below:1"));
    }

    [Fact]
    public void Digest_OnRecord_IsLetThrough()
    {
        var export = Ban("vers:generic/1.0.0", ["1.0.0", Digest, "not a tag", new string('a', 129)]);
        var puller = new Puller(Approved.Bytes(Target, export));
        Assert.False(puller.Rejects($"docker.io/acme/t@{Digest}"));
        Assert.True(puller.Rejects("docker.io/acme/t:1.0.0"));
    }

    [Fact]
    public void AllowlistMode_RejectsAllTransports_AndAcceptsWhatIsPermitted()
    {
        var puller = new Puller(Approved.Bytes(Target, RichRegister.Export(RichRegister.After, denyUnknown: true)));
        Assert.False(puller.Rejects("docker.io/good/good:1"));
        Assert.True(puller.Rejects("docker.io/library/unknown:1"));
        Assert.True(puller.Rejects(""));
    }

    private static Export Ban(string range, string[] releases, Domain.Channels.ChannelContent? content = null) => Export(
        new PolicyFactSet([Tool("t", "T", "semver", ["pkg:docker/acme/t"], releases)], [Decision(1, "t", range, ("2026-07-01", Disposition.Banned))], []),
        RichRegister.After,
        content);

    /// <summary>What pulls images: of the scopes that an image is in, the most specific one decides.</summary>
    private sealed class Puller : IConsumer
    {
        private readonly Dictionary<string, string> scopes;
        private readonly string standard;

        public Puller(byte[] file)
        {
            // Repeated members make the whole file be refused.
            var policy = JsonDocument.Parse(file, new() { AllowDuplicateProperties = false }).RootElement;
            scopes = policy.GetProperty("transports").GetProperty("docker").EnumerateObject().ToDictionary(s => s.Name, s => TypeOf(s.Value), StringComparer.Ordinal);
            standard = TypeOf(policy.GetProperty("default"));
        }

        public bool Blocks(Subject subject, string? version)
        {
            var repository = ImageName.Of(Identifier(subject.Text))!;
            return Rejects($"{repository}{(version is null ? $"@{Digest}" : $":{version}")}");
        }

        /// <summary>Whether an image is rejected: <c>host/path:tag</c> or <c>host/path@digest</c>; empty for one of another transport.</summary>
        public bool Rejects(string image)
        {
            var repository = image.Contains('@', StringComparison.Ordinal) ? image[..image.IndexOf('@', StringComparison.Ordinal)] : image[..Math.Max(0, image.LastIndexOf(':'))];
            for (var scope = image; scope.Length > 0; scope = scope == image ? repository : scope[..Math.Max(0, scope.LastIndexOf('/'))])
            {
                if (scopes.TryGetValue(scope, out var type))
                    return type == "reject";
            }

            return standard == "reject";
        }

        private static string TypeOf(JsonElement requirements) => requirements.EnumerateArray().Single().GetProperty("type").GetString()!;
    }
}
