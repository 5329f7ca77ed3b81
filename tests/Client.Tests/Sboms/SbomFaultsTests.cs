using System.Text;
using ToolRegistry.Client.Sboms;

namespace ToolRegistry.Client.Tests.Sboms;

/// <summary>Documents that are broken, hostile or of another kind.</summary>
public sealed class SbomFaultsTests
{
    private const string Component = """{"type":"library","name":"a","version":"1","purl":"pkg:npm/a@1","cpe":"c","hashes":[{"alg":"SHA-256","content":"h"}],"components":[]}""";
    private const string Package = """{"SPDXID":"SPDXRef-a","name":"a","versionInfo":"1","checksums":[{"algorithm":"SHA256","checksumValue":"h"}],"externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/a@1"}]}""";

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n")]
    [InlineData("spdxVersion: SPDX-2.3\n")]
    [InlineData("""{"bomFormat":"CycloneDX","components":[]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":null,"components":[]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.3","components":[]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.8","components":[]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.60","components":[]}""")]
    [InlineData("""{"bomFormat":"cyclonedx","specVersion":"1.6","components":[]}""")]
    [InlineData("""{"specVersion":"1.6","components":[]}""")]
    [InlineData("""{"spdxVersion":"SPDX-2.2","packages":[]}""")]
    [InlineData("""{"spdxVersion":"2.3","packages":[]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","spdxVersion":"SPDX-2.3"}""")]
    [InlineData("""{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}""")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/1.3"/>""")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/"/>""")]
    [InlineData("<bom/>")]
    [InlineData("""<boms xmlns="http://cyclonedx.org/schema/bom/1.6"/>""")]
    [InlineData("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>""")]
    public async Task Format_ThatIsNotRead_IsRefused_AndTheRefusalSaysWhatIs(string document)
    {
        var refusal = await Documents.RefusalAsync(document);
        Assert.Equal(SbomException.FormatUnknown, refusal.Code);
        Assert.EndsWith("CycloneDX 1.4 to 1.7 as JSON or XML and SPDX 2.3 as JSON are read.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/vnd.cyclonedx+json", "json")]
    [InlineData("application/vnd.cyclonedx+json; version=1.6", "json")]
    [InlineData("application/vnd.cyclonedx+xml;version=1.6", "xml")]
    [InlineData("application/spdx+json", "spdx")]
    [InlineData("application/json; charset=utf-8", "json spdx")]
    [InlineData("APPLICATION/XML", "xml")]
    [InlineData("text/xml", "xml")]
    [InlineData("application/octet-stream", "json spdx xml")]
    [InlineData(null, "json spdx xml")]
    [InlineData("text/plain", "")]
    [InlineData("", "")]
    public async Task MediaType_ThatTheContentContradicts_IsRefused(string? mediaType, string read)
    {
        foreach (var (form, document) in new[] { ("json", Documents.Json("[]")), ("xml", Documents.Xml("")), ("spdx", Documents.Spdx("[]")) })
        {
            if (read.Split(' ').Contains(form))
                Assert.Empty(await Documents.ReadAsync(document, mediaType));
            else
                Assert.Equal(SbomException.FormatUnknown, (await Documents.RefusalAsync(Encoding.UTF8.GetBytes(document), mediaType)).Code);
        }
    }

    [Theory]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6"}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":null,"metadata":null}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[],"metadata":{"component":{"name":"app","purl":"pkg:npm/app@1"}}}""")]
    [InlineData("""{"spdxVersion":"SPDX-2.3"}""")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>""")]
    public async Task Document_WithoutComponents_IsEmpty(string document) => Assert.Empty(await Documents.ReadAsync(document));

    [Fact]
    public async Task Member_OfTheWrongType_IsRefused_WithItsLine()
    {
        foreach (var (document, part) in new[] { (Documents.Json($"[\n{Component}]"), Component), (Documents.Spdx($"[\n{Package}]"), Package) })
        {
            Assert.Single(await Documents.ReadAsync(document));
            foreach (var value in new[] { "\"a\"", "\"1\"", "\"pkg:npm/a@1\"", "\"c\"", "\"h\"", "[]", "[{\"alg\":\"SHA-256\",\"content\":\"h\"}]", "\"SHA-256\"", "\"SHA256\"", "\"purl\"", "\"SPDXRef-a\"", "{\"referenceType\":\"purl\",\"referenceLocator\":\"pkg:npm/a@1\"}" }.Where(v => part.Contains($":{v}", StringComparison.Ordinal) || part.Contains($"[{v}", StringComparison.Ordinal)))
            {
                foreach (var other in new[] { "12", "true", "1.5e3", value[0] == '"' ? "[]" : "\"text\"", value[0] == '{' ? "[]" : "{}" })
                    await ExpectInvalidAsync(document.Replace($":{value}", $":{other}", StringComparison.Ordinal).Replace($"[{value}", $"[{other}", StringComparison.Ordinal), line: 2);
            }
        }
    }

    [Theory]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":{}}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[null]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[[]]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":["a"]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":1.6}""")]
    [InlineData("""{"bomFormat":["CycloneDX"],"specVersion":"1.6"}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":[]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","packages":[{"name":"a"}]}""")]
    [InlineData("""{"spdxVersion":"SPDX-2.3","components":[{"name":"a"}]}""")]
    [InlineData("""{"spdxVersion":"SPDX-2.3","documentDescribes":[1]}""")]
    [InlineData("""{"spdxVersion":"SPDX-2.3","documentDescribes":[{}]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6"}{}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6",}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6" /* no */}""")]
    [InlineData("""{'bomFormat':'CycloneDX','specVersion':'1.6'}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"\ud800"}]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"\ud800":"a"}]}""")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/1.6"></bom><bom/>""")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component><name>a<b/></name></component></components></bom>""")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component><name>&#0;</name></component></components></bom>""")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component><name>&unknown;</name></component></components></bom>""")]
    [InlineData("""<?xml version="1.0" encoding="x-unheard-of"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>""")]
    [InlineData("<!-- nothing -->")]
    [InlineData("<")]
    [InlineData("{")]
    public Task Document_ThatIsBroken_IsRefused(string document) => ExpectInvalidAsync(document);

    [Fact]
    public async Task Member_ThatIsNull_SaysNothing() =>
        Assert.Equal(["     :1"], Documents.Describe(await Documents.ReadAsync(Documents.Json("""[{"name":null,"version":null,"purl":null,"cpe":null,"hashes":null,"components":null}]"""))));

    [Fact]
    public async Task Text_OfWhiteSpace_SaysNothing()
    {
        Assert.Equal(["a     :1"], Documents.Describe(await Documents.ReadAsync(Documents.Json("""[{"name":" a\n","version":"","purl":" \t"}]"""))));
        Assert.Equal(["a     :1"], Documents.Describe(await Documents.ReadAsync(Documents.Xml("<component><name> a\n</name><version/><purl> </purl></component>"))));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("version")]
    [InlineData("purl")]
    [InlineData("cpe")]
    [InlineData("components")]
    [InlineData("hashes")]
    public async Task Member_ThatStandsTwice_IsRefused(string name)
    {
        var value = name is "components" or "hashes" ? "[]" : "\"a\"";
        await ExpectInvalidAsync(Documents.Json($$"""[{"{{name}}":{{value}},"{{name}}":{{value}}}]"""));
        // Written otherwise it is the same name.
        await ExpectInvalidAsync(Documents.Json($$"""[{"{{name}}":{{value}},"\u{{(int)name[0]:x4}}{{name[1..]}}":{{value}}}]"""));
        await ExpectInvalidAsync(Documents.Xml($"<component><{name}/><{name}/></component>"));
    }

    [Theory]
    [InlineData("bomFormat")]
    [InlineData("specVersion")]
    [InlineData("components")]
    public Task Member_OfTheDocument_ThatStandsTwice_IsRefused(string name) =>
        ExpectInvalidAsync(Documents.Json($"[],\"{name}\":{(name == "components" ? "[]" : "\"1.6\"")}"));

    [Fact]
    public async Task Member_NotRead_MayStandTwice() =>
        Assert.Single(await Documents.ReadAsync(Documents.Json("""[{"name":"a","licenses":[],"licenses":1}]""")));

    [Fact]
    public async Task Member_WithAnEscapedName_IsRead() =>
        Assert.Equal("pkg:npm/a@1", Assert.Single(await Documents.ReadAsync(Documents.Json("""[{"pur\u006c":"pkg:npm\/a@1"}]"""))).Purl);

    private static async Task ExpectInvalidAsync(string document, int? line = null)
    {
        var refusal = await Documents.RefusalAsync(document);
        Assert.True(refusal.Code == SbomException.Invalid && (line is null || line == refusal.Line), $"{refusal.Code}, line {refusal.Line}, {refusal.Message}: {document}");
    }
}
