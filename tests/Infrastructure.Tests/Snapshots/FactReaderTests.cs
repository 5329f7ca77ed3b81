using System.Text;
using System.Text.Json;
using CsCheck;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tests.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Infrastructure.Tests.Snapshots;

/// <summary>The fast reader of facts reads what the serializer writes, and as the serializer reads it.</summary>
public sealed class FactReaderTests
{
    private static readonly string[] NastyTexts = ["plain", "\"quoted\" \\ / 'it'", "line\nbreak\ttab", "naïve ☃ \U0001F512 مرحبا", "<script>]]>&amp;", "\u2028\u0085", "\\u0041", " ", "{\"slug\":\"no\"}"];

    [Fact]
    public void Facts_OfAnyRegister_AreReadAsTheyWereWritten() => Worlds.Any.Sample(
        world =>
        {
            var (reader, facts) = (new FactReader(), world.ToFacts());
            Assert.All(facts.Tools, f => AssertSame(f, reader.Tool));
            Assert.All(facts.Decisions, f => AssertSame(f, reader.Decision));
            Assert.All(facts.Exceptions, f => AssertSame(f, reader.Exception));
        },
        iter: 300);

    [Fact]
    public void Texts_OfEveryKind_AreReadAsTheyWereWritten()
    {
        var reader = new FactReader();
        foreach (var text in NastyTexts.Concat(NastyTexts))
        {
            AssertSame(Tool(text), reader.Tool);
            AssertSame(Decision(text), reader.Decision);
        }

        AssertSame(Tool(new string('é', 20_000)), reader.Tool);
    }

    [Fact]
    public void Members_ThatAreNotKnown_ArePassedOver()
    {
        var reader = new FactReader();
        var (tool, decision) = (StoredJson.Write(Tool("plain")), StoredJson.Write(Decision("plain")));
        Assert.Equal(tool, StoredJson.Write(reader.Tool(Utf8("""{"later":{"slug":["x"]},""" + tool[1..]))));
        Assert.Equal(decision, StoredJson.Write(reader.Decision(Utf8("""{"later":[1,{"number":2}],""" + decision[1..]))));
        Assert.Equal(tool, StoredJson.Write(reader.Tool(Utf8(tool.Replace("\"identifiers\":", "\"later\":{},\"identifiers\":", StringComparison.Ordinal)))));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"slug\":\"a\"")]
    public void Facts_ThatLackSomething_AreNoFacts(string json)
    {
        Assert.ThrowsAny<JsonException>(() => new FactReader().Tool(Utf8(json)));
        Assert.ThrowsAny<JsonException>(() => new FactReader().Decision(Utf8(json)));
        Assert.ThrowsAny<JsonException>(() => new FactReader().Exception(Utf8(json)));
    }

    [Fact]
    public void Parts_ThatManyFactsHaveInCommon_AreSharedInMemory()
    {
        var reader = new FactReader();
        var (one, other) = (reader.Decision(Utf8(StoredJson.Write(Decision("plain")))), reader.Decision(Utf8(StoredJson.Write(Decision("plain") with { Number = 8, Provisional = false }))));
        Assert.Same(one.Ranges, other.Ranges);
        Assert.Same(one.Scope, other.Scope);
        Assert.Same(one.Schedule, other.Schedule);
        Assert.Same(one.Constraints, other.Constraints);
    }

    private static void AssertSame<T>(T fact, Func<byte[], T> read)
    {
        var json = StoredJson.Write(fact);
        Assert.Equal(json, StoredJson.Write(StoredJson.Read<T>(json)));
        Assert.Equal(json, StoredJson.Write(read(Utf8(json))));
    }

    private static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);

    private static ToolFact Tool(string text) => new("slug", text, text, ToolIdentity.Create(
        VersionScheme.Get("npm"),
        oneVersionLine: true,
        [
            new ToolIdentifier(Identifier.Create(IdentifierKind.Purl, "pkg:npm/%40scope/name?repository_url=example.com"), OwnVersionLine: true),
            new ToolIdentifier(Identifier.Create(IdentifierKind.FileName, "é \"name\".exe"), OwnVersionLine: false),
            new ToolIdentifier(Identifier.Create(IdentifierKind.WindowsPublisher, "O=Example, C=US|Product"), OwnVersionLine: false),
        ],
        [new Artifact("1.0.0", "windows-x64", "é.exe", new string('a', 64)), new Artifact("1.0.0", Platform: null, FileName: null, new string('b', 64))]));

    private static DecisionFact Decision(string text) => new()
    {
        Number = 7,
        Tool = "slug",
        Ranges = [VersionRange.Parse("vers:npm/>=1.0.0|<2.0.0"), VersionRange.Parse("vers:npm/3.0.0")],
        Scope = Scope.Create(["engineers", "é"], ["ci"], ["DE"]),
        Schedule = Schedule.Create([new Phase(World.Instant(1), Disposition.HighRisk), new Phase(World.Instant(3).AddTicks(1), Disposition.Banned)]),
        Alternatives = [new Alternative("other", text), new Alternative("third", Note: null)],
        Constraints = [text],
        PublicStatement = text,
        ReviewBy = World.Instant(90),
        Provisional = true,
        Support = new Support(Confidence.Moderate, 2),
        RatifyBy = World.Instant(9),
    };
}
