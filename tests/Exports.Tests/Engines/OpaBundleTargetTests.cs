using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using ToolRegistry.Domain;
using ToolRegistry.Exports.Engines;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Engines;

/// <summary>What the policy makes of the data is shown by <c>consumers/rego.sh</c>, which asks a Rego engine and the register the same questions.</summary>
public sealed class OpaBundleTargetTests
{
    private static readonly OpaBundleTarget Target = new();

    [Theory]
    [InlineData("before", false)]
    [InlineData("after", false)]
    [InlineData("deny-unknown", true)]
    public void RichRegister_IsWrittenAsApproved(string name, bool denyUnknown) =>
        Approved.Holds(new DataOnly(), name, RichRegister.Export(name == "before" ? RichRegister.Before : RichRegister.After, highRisk: true, denyUnknown));

    [Fact]
    public void Bundle_SaysWhatWasDecided() =>
        ExportLaw.Holds(
            Target,
            ["pkg:npm/one", "pkg:vscode-extension/two/two", "file-name:three", "domain:four.example"],
            (file, at) => new BundleModel(Read(file)["data.json"], at));

    [Fact]
    public void Bundle_HoldsItsFilesInOrder_WithNothingOfTheMachine()
    {
        var export = RichRegister.Export(RichRegister.After);
        using var file = new MemoryStream(Approved.Bytes(Target, export));
        using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(zip);
        var names = new List<string>();
        while (tar.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
            Assert.Equal((0, 0, export.AsOf), (entry.Uid, entry.Gid, entry.ModificationTime));
        }

        Assert.Equal([".manifest", "data.json", "policy.rego"], names);
        Assert.Equal(0, BitConverter.ToInt32(file.ToArray(), 4));
    }

    [Theory]
    [InlineData("vers:npm/>=1.0.0|<2.0.0", Fidelity.Exact)]
    [InlineData("vers:generic/*", Fidelity.Exact)]
    [InlineData("vers:generic/>=1.0|<2.0", Fidelity.Broader)]
    [InlineData("vers:deb/>=1.0-1", Fidelity.Broader)]
    public void VersionsThatRegoCanNotOrder_AreReported(string range, Fidelity expected)
    {
        var tool = Tool("t", "T", "generic", ["file-name:t"]);
        var export = Export(new([tool], [Decision(1, "t", range, ("2026-07-10", Domain.Decisions.Disposition.Banned))], []), RichRegister.After);
        Assert.Equal(expected, Target.Judge(export, export.Rules.Single()).Fidelity);
    }

    [Fact]
    public void ReleasesThatTheOrderCanNotRead_AreListedBySide()
    {
        var tool = Tool("t", "T", "generic", ["file-name:t"], ["1.0", "1.5-rc1", "2.0-beta", "2.1-beta"]);
        var range = ComparableRange.Of(Domain.Versions.VersionRange.Parse("vers:generic/>=1.0|<2.0"), tool);
        Assert.Equal("numbers", range.Order);
        Assert.Equal(["1.5-rc1", "2.0-beta"], range.Inside);
        Assert.Equal(["2.1-beta"], range.Outside);
    }

    internal static Dictionary<string, byte[]> Read(byte[] bundle)
    {
        using var zip = new GZipStream(new MemoryStream(bundle), CompressionMode.Decompress);
        using var tar = new TarReader(zip);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (tar.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream!.CopyTo(content);
            files.Add(entry.Name, content.ToArray());
        }

        return files;
    }

    /// <summary>The data alone, laid out to be read: compressed bytes differ between versions of the platform.</summary>
    private sealed class DataOnly : IExportTarget
    {
        public TargetInfo Info { get; } = Target.Info with { FileName = "json" };

        public Finding Judge(Export export, ExportRule rule) => Target.Judge(export, rule);

        public void Write(Export export, Stream output)
        {
            using var data = JsonDocument.Parse(Read(Approved.Bytes(Target, export))["data.json"]);
            using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            data.WriteTo(json);
        }
    }
}
