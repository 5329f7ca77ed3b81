using System.Text.Json.Nodes;
using CsCheck;
using ToolRegistry.Domain.Auditing;

namespace ToolRegistry.Domain.Tests.Auditing;

/// <summary>RFC 8785, for what audit entries hold.</summary>
public class CanonicalJsonTests
{
    private static readonly Gen<string> Strings = Gen.OneOf(
        Gen.OneOf("", "a", "\"", "\\", "/", "\0", "\b", "\u000b", "\u001f", "\u007f", "\u0080", "\u2028", "\u20ac", "\ufb33", "\ud83d\ude00", "<", "&").Array[0, 4].Select(string.Concat),
        Gen.Int[0, 99].Select(i => $"{i}"));

    public static readonly Gen<JsonNode?> Values = Gen.Recursive<JsonNode?>((depth, self) => depth > 2
        ? Leaves()
        : Gen.OneOf(
            Leaves(),
            self.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])),
            Gen.Select(Strings, self).Array[0, 4].Select(members => (JsonNode?)new JsonObject(members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone()))))));

    private static string Canonical(string json) => CanonicalJson.Write(JsonNode.Parse(json));

    // The example of RFC 8785, 3.2.3: the emoji is written in code units from D83D on, so it goes before U+FB33.
    [Fact]
    public void Names_AreSortedByUtf16CodeUnits()
    {
        string[] sorted = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
        var written = CanonicalJson.Write(new JsonObject(sorted.Reverse().Select(name => KeyValuePair.Create(name, (JsonNode?)name.Length))));
        Assert.Equal("{\"\\r\":1,\"1\":1,\"\u0080\":1,\"\u00f6\":1,\"\u20ac\":1,\"\ud83d\ude00\":2,\"\ufb33\":1}", written);
    }

    [Fact]
    public void Names_AreSortedWithoutRegardToCulture() => Assert.Equal("""{"":0,"B":1,"a":2,"aa":3,"b":4}""", Canonical("""{"b":4,"aa":3,"a":2,"B":1,"":0}"""));

    [Fact]
    public void Names_AreSortedAtEveryDepth() => Assert.Equal("""{"a":[{"c":1,"d":2}],"b":{"e":3,"f":4}}""", Canonical("""{ "b" : { "f" : 4, "e" : 3 }, "a" : [ { "d" : 2, "c" : 1 } ] }"""));

    // The example of RFC 8785, 3.2.2.
    [Fact]
    public void Strings_EscapeNothingButWhatMust() => Assert.Equal(
        """{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
        Canonical("""{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals": [null, true, false]}"""));

    [Fact]
    public void Strings_UseShortEscapesAndLowerCaseHex() => Assert.Equal(
        "\"\\b\\t\\n\\f\\r\\u0000\\u000b\\u001f\u007f\u0080\u2028\u2029<>&'+\ud83d\ude00\"",
        CanonicalJson.Write("\b\t\n\f\r\0\u000b\u001f\u007f\u0080\u2028\u2029<>&'+\ud83d\ude00"));

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("null", "null")]
    [InlineData(" [ { } , [ ] ] ", "[{},[]]")]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-17", "-17")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("-9007199254740992", "-9007199254740992")]
    public void Write_OfWhatIsCanonical_HasNoWhiteSpace(string json, string expected) => Assert.Equal(expected, Canonical(json));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e400")]
    [InlineData("0.1")]
    [InlineData("9007199254740993")]
    [InlineData("-9007199254740993")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("18446744073709551615")]
    [InlineData("[{\"a\":1.5}]")]
    public void Write_OfANumberThatIsNoExactInteger_IsRefused(string json) => Assert.Throws<ArgumentException>(() => Canonical(json));

    [Fact]
    public void Write_OfALoneSurrogate_IsRefused()
    {
        Assert.All(["\ud83d", "a\ud83d", "\ude00\ud83d", "\ud83da"], text => Assert.Throws<ArgumentException>(() => CanonicalJson.Write(text)));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(new JsonObject { ["\ude00"] = 1 }));
    }

    [Fact]
    public void Write_IsReadBackAsTheSameValue_AndIsItsOwnCanonicalForm() => Values.Sample(value =>
    {
        var text = CanonicalJson.Write(value);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), value));
        Assert.Equal(text, Canonical(text));
    });

    [Fact]
    public void Write_DoesNotDependOnTheOrderOfMembers() => Gen.Select(Strings, Gen.Int).Array[0, 6].Sample(members =>
    {
        var distinct = members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, (JsonNode?)m.Item2)).ToArray();
        Assert.Equal(CanonicalJson.Write(new JsonObject(distinct)), CanonicalJson.Write(new JsonObject(distinct.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())).Reverse())));
    });

    private static Gen<JsonNode?> Leaves() => Gen.OneOf(
        Strings.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Long[-(1L << 53), 1L << 53].Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Const((JsonNode?)null));
}
