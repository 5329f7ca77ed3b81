using ToolRegistry.Client.Sboms;

namespace ToolRegistry.Client.Tests.Sboms;

/// <summary>Alone, because what others hold would count.</summary>
[CollectionDefinition(nameof(SbomMemoryTests), DisableParallelization = true)]
[Collection(nameof(SbomMemoryTests))]
public sealed class SbomMemoryTests
{
    /// <summary>One component with 40 MB of what is not read.</summary>
    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task Memory_DoesNotGrowWithWhatIsPassedOver(string form)
    {
        const int Bytes = 40_000_000;
        const int Step = Bytes / 5;
        var (start, filler, end) = form == "json"
            ? (Documents.Json("""[{"name":"a","properties":[{}"""), """,{"name":"cdx:path","value":"node_modules/somewhere"}""", "]}]}")
            : ("""<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component><name>a</name><properties>""", """<property name="cdx:path">node_modules/somewhere</property>""", "</properties></component></components></bom>");
        start = form == "json" ? start[..^1] : start;
        var held = new List<long>();
        var document = new LongStream(start, filler, Bytes / filler.Length, end)
        {
            Reading = position =>
            {
                if (position >= held.Count * (long)Step)
                    held.Add(GC.GetTotalMemory(forceFullCollection: true));
            },
        };
        Assert.Equal("a", Assert.Single(await SbomReader.ReadAsync(document)).Name);
        Assert.Equal(6, held.Count);
        Assert.True(held.Max() - held[0] < 1_000_000, $"Held while it was read: {string.Join(", ", held)} bytes.");
    }
}
