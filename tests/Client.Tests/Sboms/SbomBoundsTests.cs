using System.Text;
using ToolRegistry.Client.Sboms;

namespace ToolRegistry.Client.Tests.Sboms;

/// <summary>How much is taken, and that what is passed over takes no memory.</summary>
public sealed class SbomBoundsTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task Components_AHundredThousand_AreReadAndNotOneMore(string form)
    {
        Assert.Equal(SbomReader.MaxComponents, (await Documents.ReadAsync(Many(SbomReader.MaxComponents))).Count);
        Assert.Equal(SbomException.TooLarge, (await Documents.RefusalAsync(Encoding.UTF8.GetBytes(Many(SbomReader.MaxComponents + 1)))).Code);

        string Many(int count) => form == "json"
            ? Documents.Json($"[{string.Join(',', Enumerable.Repeat("""{"name":"a"}""", count))}]")
            : Documents.Xml(string.Concat(Enumerable.Repeat("<component><name>a</name></component>", count)));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task Bytes_FiftyMebibytes_AreReadAndNotOneMore(string form)
    {
        var document = form == "json" ? Documents.Json("""[{"name":"a"}]""") : Documents.Xml("<component><name>a</name></component>");
        var end = form == "json" ? "}" : "</bom>";
        var filler = form == "json" ? new string(' ', 4_096) : string.Concat(Enumerable.Repeat("<x></x>", 500));
        var (fillers, rest) = Math.DivRem(SbomReader.MaxBytes - document.Length, filler.Length);
        // What is left over stands as white space behind the first character or name.
        var start = document[..^end.Length].Insert(form == "json" ? 1 : "<bom".Length, new string(' ', rest));
        Assert.Single(await SbomReader.ReadAsync(new LongStream(start, filler, fillers, end)));
        var refusal = await Assert.ThrowsAsync<SbomException>(() => SbomReader.ReadAsync(new LongStream(start, filler, fillers, end + " ")));
        Assert.Equal(SbomException.TooLarge, refusal.Code);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(64, false)]
    [InlineData(100_000, false)]
    public async Task Component_InComponents_IsReadUpToADepth(int depth, bool isRead)
    {
        var json = Documents.Json($"[{string.Concat(Enumerable.Repeat("""{"components":[""", depth))}{{}}{string.Concat(Enumerable.Repeat("]}", depth))}]");
        var xml = Documents.Xml($"{string.Concat(Enumerable.Repeat("<component><components>", depth))}<component/>{string.Concat(Enumerable.Repeat("</components></component>", depth))}");
        foreach (var document in new[] { json, xml })
        {
            if (isRead)
                Assert.Equal(depth + 1, (await Documents.ReadAsync(document)).Count);
            else
                await ExpectTooDeepAsync(document);
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public async Task Value_PassedOver_MayNotBeDeepEither(int depth)
    {
        await ExpectTooDeepAsync($$"""{"x":{{new string('[', depth)}}{{new string(']', depth)}},{{Documents.Json("[]")[1..]}}""");
        await ExpectTooDeepAsync(Documents.Xml($"<component><x>{string.Concat(Enumerable.Repeat("<y>", depth))}{string.Concat(Enumerable.Repeat("</y>", depth))}</x></component>"));
    }

    [Fact]
    public async Task Value_OfThreeMegabytes_IsPassedOver_AndALongerOneRefused()
    {
        foreach (var (length, isRead) in new[] { (3_000_000, true), (9_000_000, false) })
        {
            var text = new string('a', length);
            foreach (var document in new[] { Documents.Json($$"""[{"name":"a","text":"{{text}}"}]"""), Documents.Json($$"""[{"name":"a","{{text}}":1}]"""), Documents.Xml($"<component><name>a</name><text>{text}</text></component>"), Documents.Xml($"""<component><name>a</name><text of="{text}"/></component>""") })
            {
                if (isRead)
                    Assert.Equal("a", Assert.Single(await Documents.ReadAsync(document)).Name);
                else
                    Assert.Equal(SbomException.TooLarge, (await Documents.RefusalAsync(document)).Code);
            }
        }
    }

    [Fact]
    public async Task Text_ThatIsKept_HasABound()
    {
        foreach (var (length, isRead) in new[] { (8 * 1024, true), (8 * 1024 + 1, false), (3_000_000, false) })
        {
            var text = new string('a', length);
            foreach (var document in new[] { Documents.Json($$"""[{"purl":"{{text}}"}]"""), Documents.Xml($"<component><purl>{text}</purl></component>"), Documents.Spdx($$"""[{"name":"{{text}}"}]""") })
            {
                if (isRead)
                    Assert.Single(await Documents.ReadAsync(document));
                else
                    Assert.Equal(SbomException.Invalid, (await Documents.RefusalAsync(document)).Code);
            }
        }
    }

    [Theory]
    [InlineData("""<!DOCTYPE bom [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component><name>&c;</name></component></components></bom>""")]
    [InlineData("""<!DOCTYPE bom SYSTEM "file:///etc/passwd"><bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>""")]
    [InlineData("""<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/passwd">]><bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component><name>&x;</name></component></components></bom>""")]
    [InlineData("""<!DOCTYPE bom><bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>""")]
    public async Task DocumentType_OfXml_IsRefused(string document) => Assert.Equal(SbomException.Invalid, (await Documents.RefusalAsync(document)).Code);

    private static async Task ExpectTooDeepAsync(string document)
    {
        var refusal = await Documents.RefusalAsync(document);
        Assert.Equal(SbomException.Invalid, refusal.Code);
        Assert.Contains("128 deep", refusal.Message, StringComparison.Ordinal);
    }
}
