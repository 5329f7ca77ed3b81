using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ToolRegistry.Exports.Engines;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Engines;

/// <summary>What is signed of a bundle is what its engine hashes.</summary>
public sealed class BundleSignatureTests
{
    [Theory]
    [InlineData("data.json", """ { "b" : [ 1, 1.50, true, null ], "a" : { } } """, """{"a":{},"b":[1,1.50,true,null]}""")]
    [InlineData("data.json", """{"\ue000":1,"\ud83e\udd8a":2,"z":3}""", "{\"z\":3,\"\ue000\":1,\"🦊\":2}")]
    [InlineData("data.json", """["<a&b>","\u00fc/\/","\"\\","\n\r\t","\u0001\u007f","\u2028\u2029"]""", "[\"<a&b>\",\"ü//\",\"\\\"\\\\\",\"\\n\\r\\t\",\"\\u0001\u007f\",\"\\u2028\\u2029\"]")]
    [InlineData(".manifest", """{"roots":["r"],"revision":"7"}""", """{"revision":"7","roots":["r"]}""")]
    [InlineData("policy.rego", """{ "b" : 1 }""", """{ "b" : 1 }""")]
    public void Hash_IsOfJsonAsTheEngineWritesIt_AndOfOtherFilesAsTheyAre(string name, string content, string hashed)
    {
        var file = Assert.Single(Claims([(name, Encoding.UTF8.GetBytes(content))])["files"]!.AsArray())!;
        Assert.Equal((name, "SHA-256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)))), (file["name"]!.GetValue<string>(), file["algorithm"]!.GetValue<string>(), file["hash"]!.GetValue<string>()));
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
        Assert.Equal([.. OpaBundleTarget.Files(export).Select(f => f.Name), ".signatures.json"], files.Keys);
        Assert.Equal(BundleSignature.Of(export, OpaBundleTarget.Files(export), "k", SHA256.HashData), files[".signatures.json"]);
    }

    private static JsonNode Claims((string Name, byte[] Bytes)[] files)
    {
        var signatures = JsonNode.Parse(BundleSignature.Of(RichRegister.Export(RichRegister.After), files, "k", text => SHA256.HashData(text)))!["signatures"]!.AsArray();
        var parts = Assert.Single(signatures)!.GetValue<string>().Split('.');
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")), Base64Url.DecodeFromChars(parts[2]));
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        Assert.Equal(("RS256", "k"), (header["alg"]!.GetValue<string>(), header["kid"]!.GetValue<string>()));
        return JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
    }
}
