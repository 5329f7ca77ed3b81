namespace ToolRegistry.Client.Tests.Sboms;

/// <summary>What an SPDX document describes as a whole, and how it refers to what stands outside.</summary>
public sealed class SpdxTests
{
    private const string Packages = """[{"SPDXID":"SPDXRef-app","name":"app"},{"SPDXID":"SPDXRef-a","name":"a"},{"name":"b"}]""";

    [Theory]
    [InlineData("", "app a b")]
    [InlineData(""","documentDescribes":["SPDXRef-app"]""", "a b")]
    [InlineData(""","documentDescribes":["SPDXRef-a"]""", "app b")]
    [InlineData(""","documentDescribes":["SPDXRef-app","SPDXRef-a"]""", "app a b")]
    [InlineData(""","documentDescribes":[]""", "app a b")]
    [InlineData(""","documentDescribes":["SPDXRef-elsewhere"]""", "app a b")]
    [InlineData(""","relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-app"}]""", "a b")]
    [InlineData(""","relationships":[{"relatedSpdxElement":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBED_BY","spdxElementId":"SPDXRef-app"}]""", "a b")]
    [InlineData(""","relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-app"}]""", "app a b")]
    [InlineData(""","relationships":[{"spdxElementId":"SPDXRef-a","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-app"}]""", "app a b")]
    [InlineData(""","relationships":[{"spdxElementId":"SPDXRef-app","relationshipType":"DESCRIBED_BY","relatedSpdxElement":"SPDXRef-a"}]""", "app a b")]
    [InlineData(""","documentDescribes":["SPDXRef-app"],"relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-app"}]""", "a b")]
    [InlineData(""","documentDescribes":["SPDXRef-app"],"relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-a"}]""", "app a b")]
    public async Task Package_ThatTheDocumentDescribesAlone_IsNoComponent(string further, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await Documents.ReadAsync(Documents.Spdx(Packages, further))).Select(c => c.Name)));

    [Theory]
    [InlineData("""{"referenceType":"purl","referenceLocator":"p"}""", "p", null, false)]
    [InlineData("""{"referenceLocator":"p","referenceType":"purl"}""", "p", null, false)]
    [InlineData("""{"referenceType":"purl","referenceLocator":"p"},{"referenceType":"purl","referenceLocator":"p"}""", "p", null, false)]
    [InlineData("""{"referenceType":"purl","referenceLocator":"p"},{"referenceType":"purl","referenceLocator":"q"}""", "p", null, true)]
    [InlineData("""{"referenceType":"cpe23Type","referenceLocator":"c"},{"referenceType":"cpe23Type","referenceLocator":"d"}""", null, "c", false)]
    [InlineData("""{"referenceType":"cpe22Type","referenceLocator":"c"},{"referenceType":"swh","referenceLocator":"s"}""", null, null, false)]
    [InlineData("""{"referenceType":"purl"},{"referenceLocator":"p"}""", null, null, false)]
    [InlineData("""{"referenceType":"purl","referenceLocator":null}""", null, null, false)]
    public async Task Reference_OfAPackage_IsTakenByItsType(string references, string? purl, string? cpe, bool hasOtherPurls)
    {
        var package = Assert.Single(await Documents.ReadAsync(Documents.Spdx($$"""[{"name":"a","externalRefs":[{{references}}]}]""")));
        Assert.Equal((purl, cpe, hasOtherPurls), (package.Purl, package.Cpe, package.HasOtherPurls));
    }
}
