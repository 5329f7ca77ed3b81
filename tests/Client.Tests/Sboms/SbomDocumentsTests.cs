using System.Xml;
using System.Xml.Schema;
using ToolRegistry.Tests;

namespace ToolRegistry.Client.Tests.Sboms;

/// <summary>Documents as generators write them, and of each version by hand; see Files/README.md.</summary>
public sealed class SbomDocumentsTests
{
    private const string Sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    // What "npm ls --all" says of the project that npm and cyclonedx-npm describe.
    private static readonly string[] NpmLs =
    [
        "pkg:npm/%40types/node@20.0.0", "pkg:npm/debug@4.3.4", "pkg:npm/is-number@6.0.0", "pkg:npm/is-number@7.0.0", "pkg:npm/is-odd@3.0.1",
        "pkg:npm/lru-cache@6.0.0", "pkg:npm/ms@2.1.2", "pkg:npm/semver@7.5.4", "pkg:npm/yallist@4.0.0",
    ];

    /// <summary>Name, version, purl, CPE and SHA-256 of what stands in each document by hand.</summary>
    private static readonly string[] ByHand =
    [
        "part 2.0.0 pkg:npm/part@2.0.0  ", $"left-pad 1.3.0 pkg:npm/left-pad@1.3.0  {Sha256}", "inner 0.1.0 pkg:npm/inner@0.1.0  ", $"innermost.bin    {Sha256}",
        "by-cpe 9.1  cpe:2.3:a:example:by-cpe:9.1:*:*:*:*:*:*:* ", "bare 1.0   ", "left-pad 1.3.0 pkg:npm/left-pad@1.3.0  ",
    ];

    public static TheoryData<string> Versions => ["1.4", "1.5", "1.6", "1.7"];

    public static TheoryData<string> XmlFiles => [.. from version in Versions from name in new[] { "by-hand", "cyclonedx-npm" } select $"{name}-{version.Data}.xml", "nuget.cdx.xml"];

    [Theory]
    [InlineData("npm.cdx.json")]
    [InlineData("npm.spdx.json")]
    [InlineData("cyclonedx-npm-1.4.json")]
    [InlineData("cyclonedx-npm-1.4.xml")]
    [InlineData("cyclonedx-npm-1.5.json")]
    [InlineData("cyclonedx-npm-1.5.xml")]
    [InlineData("cyclonedx-npm-1.6.json")]
    [InlineData("cyclonedx-npm-1.6.xml")]
    [InlineData("cyclonedx-npm-1.7.json")]
    [InlineData("cyclonedx-npm-1.7.xml")]
    public async Task OneProject_IsTheSamePackages_InEveryFormat(string file) =>
        Assert.Equal(NpmLs, (await Documents.ReadAsync(Documents.File(file))).Select(c => c.Purl).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("nuget.cdx.json")]
    [InlineData("nuget.cdx.xml")]
    public async Task NuGet_IsWhatRestoreTook_InItsOrder(string file) =>
        Assert.Equal(
            [
                "pkg:nuget/Microsoft.Data.Sqlite@10.0.14", "pkg:nuget/Microsoft.Data.Sqlite.Core@10.0.14", "pkg:nuget/SQLitePCLRaw.bundle_e_sqlite3@2.1.13", "pkg:nuget/SQLitePCLRaw.core@2.1.13",
                "pkg:nuget/SQLitePCLRaw.lib.e_sqlite3@2.1.13", "pkg:nuget/SQLitePCLRaw.provider.e_sqlite3@2.1.13", "pkg:nuget/YamlDotNet@18.1.0",
            ],
            (await Documents.ReadAsync(Documents.File(file))).Select(c => c.Purl));

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Version_Each_GivesComponentsAndNoOthers_InTheOrderOfTheDocument(string version)
    {
        foreach (var form in new[] { "json", "xml" })
            Assert.Equal(ByHand, Documents.Describe(await Documents.ReadAsync(Documents.File($"by-hand-{version}.{form}")), withLines: false));
    }

    [Fact]
    public async Task Spdx_GivesPackages_ByReferenceAndNotByLocation() =>
        Assert.Equal(
            [$"left-pad 1.3.0 pkg:npm/left-pad@1.3.0+ cpe:2.3:a:example:left-pad:1.3.0:*:*:*:*:*:*:* {Sha256} :27", "by-cpe 9.1  cpe:2.3:a:example:by-cpe:9.1:*:*:*:*:*:*:*  :60", "bare     :78"],
            Documents.Describe(await Documents.ReadAsync(Documents.File("by-hand-spdx-2.3.json"))));

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task Line_OfAComponent_IsWhereItBegins(string form)
    {
        var file = $"by-hand-1.6.{form}";
        var lines = System.Text.Encoding.UTF8.GetString(Documents.File(file)).Split('\n');
        var components = await Documents.ReadAsync(Documents.File(file));
        Assert.All(components, c => Assert.StartsWith(form == "json" ? "{" : "<component ", lines[c.Line - 1].TrimStart(), StringComparison.Ordinal));
        // The name stands within three lines of the beginning.
        Assert.All(components, c => Assert.Contains(lines.Skip(c.Line - 1).Take(4), line => line.Contains(c.Name, StringComparison.Ordinal)));
        Assert.Equal(components.Select(c => c.Line).Distinct(), components.Select(c => c.Line));
    }

    /// <summary>That the documents are what the standard calls by that name: else reading them would prove nothing.</summary>
    [Theory]
    [MemberData(nameof(XmlFiles))]
    public void Document_InXml_IsValidByThePublishedSchema(string file)
    {
        var schemas = Path.Combine(NpmPackages.Install(Path.Combine(AppContext.BaseDirectory, "Sboms", "Schemas"), "cyclonedx-schemas"), "node_modules", "@cyclonedx", "cyclonedx-library", "res", "schema");
        var version = file == "nuget.cdx.xml" ? "1.7" : Path.GetFileNameWithoutExtension(file)[^3..];
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, Path.Combine(schemas, "spdx.SNAPSHOT.xsd"));
        settings.Schemas.Add(null, Path.Combine(schemas, $"bom-{version}.SNAPSHOT.xsd"));
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        var faults = new List<string>();
        settings.ValidationEventHandler += (_, e) =>
        {
            // Elements of schemas of others may stand where CycloneDX says so, and then there is nothing to hold them to.
            if (!e.Message.Contains("https://example.com/extension", StringComparison.Ordinal))
                faults.Add(e.Message);
        };
        using var reader = XmlReader.Create(new MemoryStream(Documents.File(file)), settings);
        while (reader.Read())
        {
        }

        Assert.Empty(faults);
    }
}
