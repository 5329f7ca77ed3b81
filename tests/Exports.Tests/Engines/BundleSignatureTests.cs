using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Exports.Engines;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Engines;

/// <summary>What is signed of a bundle is what its engine hashes.</summary>
public sealed class BundleSignatureTests
{
    [Fact]
    public void Claims_HoldTheHashOfEachFileAsItIs()
    {
        var file = Assert.Single(Claims([new("policy.rego", "{ }"u8.ToArray())])["files"]!.AsArray())!;
        Assert.Equal(("policy.rego", "SHA-256", Convert.ToHexStringLower(SHA256.HashData("{ }"u8))), (file["name"]!.GetValue<string>(), file["algorithm"]!.GetValue<string>(), file["hash"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(".manifest")]
    [InlineData("data.json")]
    public void Files_AreAsTheEngineHashesThem(string name)
    {
        var file = OpaBundleTargetTests.Read(Approved.Bytes(new OpaBundleTarget(), RichRegister.Export(RichRegister.After, highRisk: true, denyUnknown: true)))[name];
        Assert.Equal(Canonical(JsonNode.Parse(file)), Encoding.UTF8.GetString(file));
    }

    [Theory]
    [InlineData("<a&b>", "<a&b>")]
    [InlineData("ü/🦊\u007f", "ü/🦊\u007f")]
    [InlineData("\"\\", "\\\"\\\\")]
    [InlineData("\n\r\t\u0001", "\\n\\r\\t\\u0001")]
    [InlineData("é\u2028\u2029", "é\\u2028\\u2029")]
    public void Texts_AreEscapedAsTheEngineDoes(string text, string written)
    {
        Assert.Equal($"\"{written}\"", Written(json => json.WriteStringValue(text)));
        Assert.Equal($"\"{written}\"", Written(json => json.WriteStringValue(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Claims_NameTheChannel_AndWhenItsContentLastChanged()
    {
        var claims = Claims([]);
        var export = RichRegister.Export(RichRegister.After);
        Assert.Equal((export.Channel, export.AsOf.ToUnixTimeSeconds()), (claims["scope"]!.GetValue<string>(), claims["iat"]!.GetValue<long>()));
    }

    [Fact]
    public void SignedBundle_IsTheBundleWithItsSignature()
    {
        var export = RichRegister.Export(RichRegister.After);
        using var output = new MemoryStream();
        OpaBundleTarget.WriteSigned(export, "k", SHA256.HashData, output);
        var files = OpaBundleTargetTests.Read(output.ToArray());
        var unsigned = OpaBundleTargetTests.Read(Approved.Bytes(new OpaBundleTarget(), export));
        Assert.Equal([.. unsigned.Keys, ".signatures.json"], files.Keys);
        Assert.All(unsigned, file => Assert.Equal(file.Value, files[file.Key]));
        Assert.Equal(BundleSignature.Of(export, unsigned.Select(f => new BundleFile(f.Key, f.Value)), "k", SHA256.HashData), files[".signatures.json"]);
    }

    private static JsonNode Claims(IEnumerable<BundleFile> files)
    {
        var signatures = JsonNode.Parse(BundleSignature.Of(RichRegister.Export(RichRegister.After), files, "k", text => SHA256.HashData(text)))!["signatures"]!.AsArray();
        var parts = Assert.Single(signatures)!.GetValue<string>().Split('.');
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")), Base64Url.DecodeFromChars(parts[2]));
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        Assert.Equal(("RS256", "k"), (header["alg"]!.GetValue<string>(), header["kid"]!.GetValue<string>()));
        return JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
    }

    private static string Written(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(EngineJson.Bytes(write));

    /// <summary>JSON as openpolicyagent.org describes it to be hashed: the members of an object sorted, and no space.</summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(m => Convert.ToHexString(Encoding.UTF8.GetBytes(m.Key)), StringComparer.Ordinal).Select(m => $"{Text(m.Key)}:{Canonical(m.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Canonical))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        null => "null",
        _ => node.ToJsonString(),
    };

    private static string Text(string text) =>
        $"\"{string.Concat(text.Select(c => c switch { '"' or '\\' => $"\\{c}", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", < ' ' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}", _ => $"{c}" }))}\"";
}
