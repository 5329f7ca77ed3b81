using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Api.Tests.Replicas;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>Exports are signed: beside the file by JWS or CMS, and inside it where the consumer looks for that.</summary>
public sealed class SignedExportsTests(Staff staff) : IClassFixture<Staff>
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Cms_IsOfTheFile_ByThePublishedCertificate_AndSaysWhatTheFileIs()
    {
        var channel = await staff.ChannelAsync("santa-profile");
        await staff.DecideAsync();
        var file = (await staff[Role.Service].GetAsync($"/v1/exports/santa-profile?channel={channel}")).Bytes;
        var cms = Verified(await SignatureAsync(staff.Host, "santa-profile", channel), file);
        Assert.Equal((await KeysAsync(staff.Host)).Keys[0].X5c.Single(), Convert.ToBase64String(Assert.Single(cms.Certificates).RawData));
        var attribute = cms.SignerInfos[0].SignedAttributes.Cast<CryptographicAttributeObject>().Single(a => a.Oid.Value == CmsSignature.StatementAttribute);
        var text = System.Formats.Asn1.AsnDecoder.ReadCharacterString(attribute.Values[0].RawData, System.Formats.Asn1.AsnEncodingRules.DER, System.Formats.Asn1.UniversalTagNumber.UTF8String, out _);
        var statement = JsonSerializer.Deserialize<ExportStatement>(text, WireJson.Options)!;
        Assert.Equal(("santa-profile", channel, Convert.ToHexStringLower(SHA256.HashData(file))), (statement.Target, statement.Channel, statement.Sha256));
        Assert.Throws<CryptographicException>(() => Verified(cms.Encode(), [.. file, 0]));
    }

    [Fact]
    public async Task Certificate_IsOfTheKeyThatIsPublishedWithIt_AndSignedByIt()
    {
        var key = (await KeysAsync(staff.Host)).Keys[0];
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key.X5c.Single()));
        using var published = key.ToKey();
        Assert.Equal(published.ExportSubjectPublicKeyInfo(), certificate.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(($"CN=ToolRegistry {key.Kid}", key.Kid), (certificate.Subject, certificate.SerialNumber.ToLowerInvariant()));
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, VerificationTime = RegisterHost.Start.UtcDateTime.AddYears(1) } };
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        Assert.True(chain.Build(certificate), string.Join(' ', chain.ChainStatus.Select(s => s.StatusInformation)));
    }

    [Fact]
    public async Task OpaBundle_IsSignedFileByFile_AsItsEngineHashesThem()
    {
        var channel = await staff.ChannelAsync("opa-bundle");
        var tool = await staff.ToolAsync();
        await staff.DecideAsync(tool, change: terms => terms["publicStatement"] = "Nicht <erlaubt> & \"gefährlich\" 🦊 \\.");
        var files = Files((await staff[Role.Service].GetAsync($"/v1/exports/opa-bundle?channel={channel}")).Bytes);
        var jwt = Assert.Single(JsonNode.Parse(files[".signatures.json"])!["signatures"]!.AsArray())!.GetValue<string>();
        var keys = await KeysAsync(staff.Host);
        var claims = JsonNode.Parse(CompactJws.Read(Encoding.ASCII.GetBytes(jwt), "toolregistry-bundle+jws", keys))!;
        Assert.Equal((channel, "ToolRegistry"), (claims["scope"]!.GetValue<string>(), claims["iss"]!.GetValue<string>()));
        Assert.Contains("gefährlich", Canonical(JsonNode.Parse(files["data.json"])), StringComparison.Ordinal);
        var signed = claims["files"]!.AsArray().ToDictionary(f => f!["name"]!.GetValue<string>(), f => f!["hash"]!.GetValue<string>(), StringComparer.Ordinal);
        Assert.Equal(files.Keys.Except([".signatures.json"]).Order(StringComparer.Ordinal), signed.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, hash) in signed)
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(name == "policy.rego" ? files[name] : Encoding.UTF8.GetBytes(Canonical(JsonNode.Parse(files[name]))))), hash);
    }

    [Fact]
    public async Task OpaBundle_IsTheSameFromEveryReplica_AndAnotherByAnotherKey()
    {
        await using var register = new SharedRegister();
        var (left, right) = (await register.StartAsync(), await register.StartAsync());
        (await left.Administrator.PostAsync("/v1/channels", new { name = "office", targets = new[] { "opa-bundle" } })).Expect(201);
        (await left.Administrator.PostAsync("/v1/keys")).Expect(201);
        await right.CatchUpAsync();
        var first = await BundleAsync(left);
        Assert.Equal(first.Bytes, (await BundleAsync(right)).Bytes);
        left.Clock.Advance(TimeSpan.FromDays(8));
        right.Clock.Advance(TimeSpan.FromDays(8));
        var second = await BundleAsync(left);
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(second.Bytes, (await BundleAsync(right)).Bytes);
        Assert.Equal(Files(first.Bytes)["data.json"], Files(second.Bytes)["data.json"]);
    }

    [Fact]
    public async Task OpaBundle_ThatCanNotBeSigned_IsNotDelivered_AndOtherTargetsAre()
    {
        await using var register = new SharedRegister();
        var first = await register.StartAsync();
        (await first.Administrator.PostAsync("/v1/channels", new { name = "office", targets = new[] { "opa-bundle", "rpz" } })).Expect(201);
        await File.WriteAllTextAsync($"{register.Database}.key", Convert.ToBase64String(new byte[32]), TestContext.Current.CancellationToken);
        var second = await register.StartAsync();
        (await BundleAsync(second)).ExpectProblem(503, "signing.wrong-master-key");
        Assert.Equal(200, (await second.Administrator.GetAsync("/v1/exports/rpz?channel=office")).Status);
        (await second.Administrator.GetAsync("/v1/exports/opa-bundle/fidelity?channel=office")).Expect(200);
    }

    private static Task<Answer> BundleAsync(RegisterHost host) => host.Administrator.GetAsync("/v1/exports/opa-bundle?channel=office");

    private static async Task<JsonWebKeySet> KeysAsync(RegisterHost host) =>
        JsonSerializer.Deserialize<JsonWebKeySet>((await host.Anonymous.GetAsync("/v1/keys")).Expect(200).ToJsonString(), WireJson.Options)!;

    private static async Task<byte[]> SignatureAsync(RegisterHost host, string target, string channel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/v1/exports/{target}/signature?channel={channel}", UriKind.Relative));
        request.Headers.Accept.ParseAdd(CmsSignature.MediaType);
        var answer = await host.Administrator.SendAsync(request);
        Assert.Equal((200, CmsSignature.MediaType), (answer.Status, answer.MediaType));
        return answer.Bytes;
    }

    private static SignedCms Verified(byte[] signature, byte[] file)
    {
        var cms = new SignedCms(new ContentInfo(file), detached: true);
        cms.Decode(signature);
        cms.CheckSignature(verifySignatureOnly: true);
        return cms;
    }

    private static Dictionary<string, byte[]> Files(byte[] bundle)
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

    /// <summary>As the engine writes JSON to hash it; of all that it leaves as it is, this encoder escapes only what lies beyond 16 bits.</summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{Text(m.Key)}:{Canonical(m.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Canonical))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        _ => node?.ToJsonString() ?? "null",
    };

    private static string Text(string text) => JsonSerializer.Serialize(text, Plain).Replace("\\uD83E\\uDD8A", "🦊", StringComparison.Ordinal);
}
