using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Exports.Feeds;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Feeds;

public sealed class OsvTargetTests
{
    private static readonly OsvTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(new Unzipped());

    [Fact]
    public void Records_AreValidByThePublishedSchema() =>
        Schemas.Hold("osv", [.. Schemas.Instants.SelectMany(at => Records(Approved.Bytes(Target, RichRegister.Export(at, highRisk: true)))).Select(r => Encoding.UTF8.GetBytes(r.GetRawText()))]);

    [Fact]
    public void Records_SayWhatWasDecided() =>
        ExportLaw.Holds(Target, ["pkg:npm/%40one/one", "pkg:pypi/two", "pkg:vscode-extension/acme/three", "pkg:composer/acme/four", "pkg:nuget/Five"], (file, _) => new Scanner(file));

    [Fact]
    public void Records_SayWhatWasDecided_OfVersionsThatAreNotOnRecord() =>
        ExportLaw.Holds(Target, ["pkg:npm/%40one/one", "pkg:golang/example.com/two", "pkg:vscode-extension/acme/three"], (file, _) => new Scanner(file), knownVersions: false);

    [Fact]
    public void ABanThatHasEnded_StaysAsWithdrawn()
    {
        var facts = new PolicyFactSet(
            [Tool("t", "T", "semver", ["pkg:npm/t"])],
            [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned), ("2026-07-20", Disposition.Lapsed))],
            []);
        Assert.False(Records(Approved.Bytes(Target, Export(facts, Day("2026-07-10")))).Single().TryGetProperty("withdrawn", out _));
        Assert.Equal("2026-07-20T00:00:00.000Z", Records(Approved.Bytes(Target, Export(facts, Day("2026-07-21")))).Single().GetProperty("withdrawn").GetString());
    }

    [Fact]
    public void WhatIsHighRisk_HasNoRecord()
    {
        var facts = new PolicyFactSet([Tool("t", "T", "semver", ["pkg:npm/t"])], [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.HighRisk))], []);
        var export = Export(facts, Day("2026-07-10"), TakesAll with { IncludesHighRisk = true });
        Assert.Empty(Records(Approved.Bytes(Target, export)));
        Assert.Equal(Domain.Fidelity.NotExpressible, ExportAcceptance.Judge(Target, export).Single().Finding.Fidelity);
    }

    [Theory]
    [InlineData("pkg:npm/%40acme/agent", "npm", "@acme/agent")]
    [InlineData("pkg:maven/org.example/lib", "Maven", "org.example:lib")]
    [InlineData("pkg:golang/example.com/a/b", "Go", "example.com/a/b")]
    [InlineData("pkg:vscode-extension/acme/agent", "VSCode", "acme.agent")]
    [InlineData("pkg:composer/acme/lib", "Packagist", "acme/lib")]
    [InlineData("pkg:pypi/Foo_Bar", "PyPI", "foo-bar")]
    [InlineData("pkg:cargo/serde", "crates.io", "serde")]
    public void Package_IsNamedAsItsEcosystemDoes(string purl, string ecosystem, string name)
    {
        var facts = new PolicyFactSet([Tool("t", "T", "semver", [purl])], [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))], []);
        var package = Records(Approved.Bytes(Target, Export(facts, Day("2026-07-10")))).Single().GetProperty("affected")[0].GetProperty("package");
        Assert.Equal((ecosystem, name), (package.GetProperty("ecosystem").GetString(), package.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("pkg:deb/debian/t")]
    [InlineData("pkg:hex/acme/private")]
    [InlineData("pkg:conan/user/lib?channel=stable")]
    public void Package_ThatOsvKnowsByAnotherName_IsNotExpressible(string purl)
    {
        var facts = new PolicyFactSet([Tool("t", "T", "semver", [purl])], [Decision(1, "t", "vers:semver/*", ("2026-07-01", Disposition.Banned))], []);
        var export = Export(facts, Day("2026-07-10"));
        Assert.Equal(Domain.Fidelity.NotExpressible, ExportAcceptance.Judge(Target, export).Single().Finding.Fidelity);
        Assert.Empty(Records(Approved.Bytes(Target, export)));
    }

    [Theory]
    [InlineData("vers:semver/>=1.0.0|<2.0.0", new[] { "1.0.0", "1.5.0" }, Domain.Fidelity.Exact)]
    [InlineData("vers:semver/>=1.0.0", new string[0], Domain.Fidelity.Broader)]
    public void ARange_ThatTheEcosystemOrdersOtherwise_IsNeverSaidAsRange(string range, string[] versions, Domain.Fidelity fidelity)
    {
        var facts = new PolicyFactSet([Tool("t", "T", "semver", ["pkg:pypi/t"], ["1.0.0", "1.5.0", "2.0.0"])], [Decision(1, "t", range, ("2026-07-01", Disposition.Banned))], []);
        var export = Export(facts, Day("2026-07-10"));
        var affected = Records(Approved.Bytes(Target, export)).Single().GetProperty("affected")[0];
        Assert.Equal(versions, affected.GetProperty("versions").EnumerateArray().Select(v => v.GetString()));
        Assert.All(affected.GetProperty("ranges").EnumerateArray(), r => Assert.Equal("""[{"introduced":"0"}]""", r.GetProperty("events").GetRawText()));
        Assert.Equal(fidelity, ExportAcceptance.Judge(Target, export).Single().Finding.Fidelity);
    }

    [Fact]
    public void AReleaseThatNobodyCanOrder_IsListed()
    {
        var facts = new PolicyFactSet([Tool("t", "T", "npm", ["pkg:npm/t"], ["1.5.0", "nightly"])], [Decision(1, "t", "vers:npm/>=1.0.0|<2.0.0", ("2026-07-01", Disposition.Banned))], []);
        Assert.Equal("nightly", Records(Approved.Bytes(Target, Export(facts, Day("2026-07-10")))).Single().GetProperty("affected")[0].GetProperty("versions").EnumerateArray().Single().GetString());
    }

    private static JsonElement[] Records(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return [.. zip.Entries.Select(Record)];
    }

    private static JsonElement Record(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var document = JsonDocument.Parse(stream);
        Assert.Equal($"{document.RootElement.GetProperty("id").GetString()}.json", entry.FullName);
        return document.RootElement.Clone();
    }

    /// <summary>The records one after another, for people to read.</summary>
    private sealed class Unzipped : IExportTarget
    {
        private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public TargetInfo Info { get; } = Target.Info with { FileName = "records.txt" };

        public Finding Judge(Export export, ExportRule rule) => Target.Judge(export, rule);

        public void Write(Export export, Stream output)
        {
            foreach (var record in Records(Approved.Bytes(Target, export)))
                output.Write(Encoding.UTF8.GetBytes($"{JsonSerializer.Serialize(record, Indented)}\n"));
        }
    }

    /// <summary>A scanner that fails on every record not withdrawn: the evaluation algorithm of the OSV schema.</summary>
    private sealed class Scanner(byte[] file) : IConsumer
    {
        private static readonly Dictionary<string, string> Ecosystems = new(StringComparer.Ordinal)
        {
            ["npm"] = "npm",
            ["pypi"] = "PyPI",
            ["nuget"] = "NuGet",
            ["golang"] = "Go",
            ["composer"] = "Packagist",
            ["vscode-extension"] = "VSCode",
        };

        private readonly JsonElement[] affected = [.. Records(file).Where(r => !r.TryGetProperty("withdrawn", out _)).SelectMany(r => r.GetProperty("affected").EnumerateArray())];

        public bool Blocks(Subject subject, string? version)
        {
            var purl = PackageUrl.Parse(subject.Text);
            var name = purl.Type == "vscode-extension" ? $"{purl.Namespace}.{purl.Name}" : purl.Namespace is null ? purl.Name : $"{purl.Namespace}/{purl.Name}";
            return affected.Any(a =>
                a.GetProperty("package").GetProperty("ecosystem").GetString() == Ecosystems[purl.Type]
                && a.GetProperty("package").GetProperty("name").GetString() == name
                && Holds(a, VersionScheme.ForPurlType(purl.Type), version));
        }

        private static bool Holds(JsonElement affected, VersionScheme scheme, string? version) =>
            version is not null && affected.GetProperty("versions").EnumerateArray().Any(v => v.GetString() == version)
            || affected.GetProperty("ranges").EnumerateArray().Any(r => InRange([.. r.GetProperty("events").EnumerateArray().Select(e => e.EnumerateObject().Single())], scheme, version));

        private static bool InRange(JsonProperty[] events, VersionScheme scheme, string? version)
        {
            if (version is null)
                return events is [{ Name: "introduced" } only] && only.Value.GetString() == "0";
            var isAffected = false;
            foreach (var step in events)
            {
                // The events are ascending, as written.
                var order = step.Value.GetString() == "0" ? 1 : Compare(scheme, version, step.Value.GetString()!);
                isAffected = step.Name switch
                {
                    "introduced" => isAffected || order >= 0,
                    "fixed" => isAffected && order < 0,
                    "last_affected" => isAffected && order <= 0,
                    _ => throw new InvalidOperationException(step.Name),
                };
            }

            return isAffected;
        }

        private static int Compare(VersionScheme scheme, string a, string b) =>
            scheme.TryParse(a, out var one) && scheme.TryParse(b, out var other) ? scheme.Compare(one, other) : throw new InvalidOperationException($"{a} or {b} is no version.");
    }
}
