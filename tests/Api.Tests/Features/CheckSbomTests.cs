using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>A register with a tool that is known by everything that an SBOM may say of it, and others.</summary>
public sealed class SbomStaff : Staff
{
    internal static readonly string Sha256 = new('a', 64);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ToolAsync("banned");
        await DecideAsync("banned");
        await ToolAsync("approved");
        await DecideAsync("approved", "Approved");
        await ToolAsync("partly");
        await DecideAsync("partly", change: terms => terms["ranges"] = new JsonArray("vers:npm/<2.0.0"));
        await ToolAsync("in-ci");
        await DecideAsync("in-ci", change: terms => terms["scope"] = JsonNode.Parse("""{"environments":["ci"],"groups":["engineers"],"regions":["DE"]}"""));
        await ToolAsync("later");
        await DecideAsync("later", change: terms => terms["phases"]![0]!["from"] = "2026-09-01T00:00:00Z");
        (await Analyst.PostAsync("/v1/tools", new
        {
            slug = "file",
            name = "File",
            publisher = "Example",
            versionScheme = "npm",
            identifiers = new[] { new { kind = "cpe", value = "cpe:2.3:a:example:file:*:*:*:*:*:*:*:*" } },
            releases = new[] { new { version = "1.0.0", artifacts = new[] { new { sha256 = Sha256 } } } },
        })).Expect(201);
        await DecideAsync("file", change: terms => terms["ranges"] = new JsonArray("vers:npm/<2.0.0"));
    }

    internal async Task<Answer> SendAsync(HttpContent document, string query = "", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/check/sbom{query}", UriKind.Relative)) { Content = document };
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await this[Role.Service].SendAsync(request);
    }

    internal Task<Answer> SendAsync(string document, string query = "", string? mediaType = "application/json", string? accept = null) => SendAsync(Content(Encoding.UTF8.GetBytes(document), mediaType), query, accept);

    internal async Task<JsonArray> VerdictsAsync(string components, string query = "") =>
        (await SendAsync(SbomOf(components), query)).Expect(200)["verdicts"]!.AsArray();

    internal static ByteArrayContent Content(byte[] document, string? mediaType = "application/json") =>
        new(document) { Headers = { ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType) } };

    internal static string SbomOf(string components) => $$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{components}}]}""";
}

/// <summary>An SBOM over HTTP: a verdict for each component, or a refusal of the whole.</summary>
public sealed class CheckSbomTests(SbomStaff staff) : IClassFixture<SbomStaff>
{
    private static readonly string[] Purls =
    [
        "pkg:npm/banned@1.0.0", "pkg:npm/approved@1.0.0", "pkg:npm/partly@1.0.0", "pkg:npm/partly@3.0.0", "pkg:npm/partly", "pkg:npm/partly@not-a-version", "pkg:npm/in-ci@1.0.0", "pkg:npm/later@1.0.0",
        "pkg:npm/banned@1.0.0", "pkg:npm/unheard-of@1.0.0", "pkg:npm/", "pkg:npm/banned@1.0.0?repository_url=https://example.com", "pkg:npm/%62anned@2.0.0", "pkg:npm/banned@%ff",
    ];

    [Theory]
    [InlineData("", "")]
    [InlineData("?environment=ci&region=DE&groups=engineers&groups=writers", """, "environment": "ci", "region": "DE", "groups": ["engineers", "writers"]""")]
    [InlineData("?environment=ci&region=FR&groups=engineers", """, "environment": "ci", "region": "FR", "groups": ["engineers"]""")]
    [InlineData("?at=2026-10-01T00:00:00Z", """, "at": "2026-10-01T00:00:00Z" """)]
    public async Task Verdicts_AreThoseOfABatchOfTheSamePurls_InTheSameOrder(string query, string asker)
    {
        var batch = (await staff[Role.Service].PostAsync("/v1/check", $$"""{"checks":[{{string.Join(',', Purls.Select(purl => $$"""{"subject":"{{purl}}"{{asker}}}"""))}}]}""")).Expect(200);
        var packages = Purls.Select((purl, i) => $$"""{"name":"c{{i}}","SPDXID":"SPDXRef-{{i}}","externalRefs":[{"referenceType":"purl","referenceLocator":"{{purl}}"}]}""");
        foreach (var (document, mediaType) in new[]
        {
            (SbomStaff.SbomOf(string.Join(',', Purls.Select((purl, i) => $$"""{"name":"c{{i}}","purl":"{{purl}}"}"""))), "application/vnd.cyclonedx+json"),
            ($"""<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components>{string.Concat(Purls.Select(purl => $"<component><purl>{purl}</purl></component>"))}</components></bom>""", "application/vnd.cyclonedx+xml"),
            ($$"""{"spdxVersion":"SPDX-2.3","packages":[{{string.Join(',', packages)}}]}""", "application/spdx+json"),
        })
        {
            var answer = (await staff.SendAsync(document, query, mediaType)).Expect(200);
            Assert.Equal(batch.ToJsonString(), answer.ToJsonString());
        }
    }

    [Fact]
    public async Task Component_WithoutPurl_IsCheckedByItsHash_ThenByItsCpe()
    {
        const string Cpe = "cpe:2.3:a:example:file:1.0.0:*:*:*:*:*:*:*";
        var unheard = new string('b', 64);
        var verdicts = await staff.VerdictsAsync(string.Join(',', new[] { (SbomStaff.Sha256, (string?)null), (SbomStaff.Sha256, Cpe), (unheard, Cpe), (unheard, null), (null, Cpe), (null, "cpe:/a:example:file:1.0.0"), ("short", null) }
            .Select(c => $$"""{"name":"It","version":"1.0.0"{{(c.Item1 is null ? "" : $$""","hashes":[{"alg":"SHA-256","content":"{{c.Item1}}"}]""")}}{{(c.Item2 is null ? "" : $$""","cpe":"{{c.Item2}}" """)}}}""")));
        Assert.Equal(
            [("Banned", $"sha256:{SbomStaff.Sha256}"), ("Banned", $"sha256:{SbomStaff.Sha256}"), ("Banned", $"cpe:{Cpe}"), ("Unknown", $"sha256:{unheard}"), ("Banned", $"cpe:{Cpe}"), ("Unknown", "cpe:cpe:/a:example:file:1.0.0"), ("Unknown", "sha256:short")],
            verdicts.Select(v => (Text(v, "outcome"), Text(v, "subject"))));
        Assert.All(verdicts, v => Assert.Contains(v!["notes"]!.AsArray(), note => note!.GetValue<string>().Contains("names it It", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("purl", "banned")]
    [InlineData("purl", "purl:pkg:npm/banned@1.0.0")]
    [InlineData("purl", "file-name:banned.exe")]
    [InlineData("cpe", "banned")]
    [InlineData("cpe", "pkg:npm/banned@1.0.0")]
    public async Task Identifier_OfAnotherKind_IsNotTakenForOne(string member, string text)
    {
        var verdict = Assert.Single(await staff.VerdictsAsync($$"""{"name":"a","{{member}}":"{{text}}"}"""));
        Assert.Equal("Unknown", Text(verdict, "outcome"));
        Assert.Contains(verdict!["notes"]!.AsArray(), note => note!.GetValue<string>().StartsWith("The subject can't be read: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Component_ThatNothingIdentifies_IsUnknown_AndSaysWhatIsMissing()
    {
        var verdict = Assert.Single(await staff.VerdictsAsync("""{"name":"banned","version":"1.0.0","hashes":[{"alg":"SHA-512","content":"aa"}]}"""));
        Assert.Equal(("Unknown", "warn", "banned", "1.0.0"), (Text(verdict, "outcome"), Text(verdict, "action"), Text(verdict, "subject"), Text(verdict, "version")));
        Assert.Contains("neither purl nor SHA-256 nor CPE", Assert.Single(verdict!["notes"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("", Text(Assert.Single(await staff.VerdictsAsync("{}")), "subject"));
    }

    [Theory]
    [InlineData("pkg:npm/partly", "\"1.0.0\"", "Banned", "1.0.0", "")]
    [InlineData("pkg:npm/partly", "\"3.0.0\"", "Unknown", "3.0.0", "")]
    [InlineData("pkg:npm/partly", "\"\"", "DependsOnVersion", null, "")]
    [InlineData("pkg:npm/partly", "\"1\\u00002\"", "DependsOnVersion", null, "is no version, and was left out")]
    [InlineData("pkg:npm/partly@1.0.0", "\"3.0.0\"", "Banned", "1.0.0", "also gives the version 3.0.0")]
    [InlineData("pkg:npm/partly@3.0.0", "\"1.0.0\"", "Unknown", "3.0.0", "also gives the version 1.0.0")]
    public async Task Version_OfTheComponent_CountsWhereThePurlHasNone(string purl, string version, string outcome, string? asked, string note)
    {
        var verdict = Assert.Single(await staff.VerdictsAsync($$"""{"name":"a","version":{{version}},"purl":"{{purl}}"}"""));
        Assert.Equal((outcome, asked), (Text(verdict, "outcome"), verdict!["version"]?.GetValue<string>()));
        var notes = string.Join(' ', verdict["notes"]!.AsArray().Select(n => n!.GetValue<string>()));
        Assert.Equal(note.Length > 0, notes.Contains("The SBOM", StringComparison.Ordinal) || notes.Contains("the SBOM", StringComparison.Ordinal));
        Assert.Contains(note, notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_WithSeveralPurls_IsCheckedByTheFirst_AndSaysSo()
    {
        var answer = (await staff.SendAsync("""{"spdxVersion":"SPDX-2.3","packages":[{"name":"a","externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/approved@1.0.0"},{"referenceType":"purl","referenceLocator":"pkg:npm/banned@1.0.0"}]}]}""")).Expect(200);
        var verdict = Assert.Single(answer["verdicts"]!.AsArray());
        Assert.Equal("pkg:npm/approved@1.0.0", Text(verdict, "subject"));
        Assert.Contains(verdict!["notes"]!.AsArray(), note => note!.GetValue<string>().Contains("further purls", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("application/sarif+json", "application/sarif+json")]
    [InlineData("application/xml", "application/xml")]
    public async Task Answer_ComesInTheFormThatIsAskedFor(string? accept, string expected)
    {
        var answer = await staff.SendAsync(SbomStaff.SbomOf("""{"name":"a","purl":"pkg:npm/banned@1.0.0"},{"name":"b","purl":"pkg:npm/approved@1.0.0"},{"name":"c\u0001"}"""), accept: accept);
        Assert.Equal((200, expected), (answer.Status, answer.MediaType));
        var (blocked, warned) = expected switch
        {
            "application/xml" => (XDocument.Parse(answer.Text).Descendants("failure").Count(), XDocument.Parse(answer.Text).Descendants("system-out").Count()),
            "application/sarif+json" => (Count(answer.Json["runs"]![0]!["results"], "level", "error"), Count(answer.Json["runs"]![0]!["results"], "level", "warning")),
            _ => (Count(answer.Json["verdicts"], "action", "block"), Count(answer.Json["verdicts"], "action", "warn")),
        };
        Assert.Equal((1, 1), (blocked, warned));
    }

    [Fact]
    public async Task Sbom_OfNothing_HasNoVerdicts()
    {
        var answer = (await staff.SendAsync(SbomStaff.SbomOf(""))).Expect(200);
        Assert.Empty(answer["verdicts"]!.AsArray());
        Assert.True(answer["revision"]!.GetValue<long>() > 0);
        (await staff.SendAsync(SbomStaff.SbomOf(""), "?environment=laptop")).ExpectProblem(400, "scope.invalid");
    }

    [Theory]
    [InlineData("{\"bomFormat\":\"CycloneDX\",\n\"specVersion\":\"1.6\",\"components\":[{]}", "sbom.invalid", "Line 2: ")]
    [InlineData("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\n\"components\":[{\"name\":\"a\",\n\"purl\":12}]}", "sbom.invalid", "Line 3: ")]
    [InlineData("<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">\n<components>\n</bom>", "sbom.invalid", "Line 3: ")]
    [InlineData("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.3\"}", "sbom.format-unknown", "CycloneDX 1.4 to 1.7")]
    [InlineData("", "sbom.format-unknown", "neither XML nor a JSON object")]
    public async Task Document_ThatCantBeRead_IsRefusedWhole(string document, string code, string detail)
    {
        var problem = (await staff.SendAsync(document, mediaType: null)).ExpectProblem(400, code);
        Assert.Contains(detail, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/vnd.cyclonedx+xml")]
    [InlineData("application/spdx+json")]
    public async Task Document_OfAnotherMediaType_IsRefused(string mediaType) =>
        (await staff.SendAsync(SbomStaff.SbomOf(""), mediaType: mediaType)).ExpectProblem(400, "sbom.format-unknown");

    [Fact]
    public async Task Body_CompressedByGzip_IsRead_AndByHalvesOrOtherwiseRefused()
    {
        var whole = Gzip(Encoding.UTF8.GetBytes(SbomStaff.SbomOf(string.Join(',', Enumerable.Range(0, 1_000).Select(i => $$"""{"name":"c{{i}}","purl":"pkg:npm/c{{i}}@1.{{i * 31 % 97}}.0"}""")))));
        Assert.Equal(1_000, (await staff.SendAsync(Encoded(whole, "gzip"))).Expect(200)["verdicts"]!.AsArray().Count);
        (await staff.SendAsync(Encoded(whole[..(whole.Length / 2)], "gzip"))).ExpectProblem(400, "sbom.invalid");
        (await staff.SendAsync(Encoded("{}"u8.ToArray(), "gzip"))).ExpectProblem(400, "sbom.invalid");
        (await staff.SendAsync(Encoded(whole, "br"))).ExpectProblem(400, "sbom.format-unknown");
        (await staff.SendAsync(Encoded(whole, "gzip, gzip"))).ExpectProblem(400, "sbom.format-unknown");
        (await staff.SendAsync(SbomStaff.Content(whole))).ExpectProblem(400, "sbom.format-unknown");
    }

    [Fact]
    public async Task Body_BeyondFiftyMebibytes_IsRefused_AnnouncedOrNotOrCompressed()
    {
        const int MaxBytes = 50 * 1024 * 1024;
        var bytes = new byte[MaxBytes + 1];
        Encoding.UTF8.GetBytes(SbomStaff.SbomOf("")).CopyTo(bytes, 0);
        bytes.AsSpan(SbomStaff.SbomOf("").Length).Fill((byte)' ');
        (await staff.SendAsync(SbomStaff.Content(bytes[..^1]))).Expect(200);
        using var announced = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/check/sbom", UriKind.Relative)) { Content = SbomStaff.Content(bytes) };
        // Asked first, the service refuses by the length that is announced, and the body is never sent.
        announced.Headers.ExpectContinue = true;
        (await staff[Role.Service].SendAsync(announced)).ExpectProblem(413, "request.too-large");
        (await staff.SendAsync(Encoded(Gzip(bytes), "gzip"))).ExpectProblem(413, "sbom.too-large");
        (await staff.SendAsync(Encoded(Gzip(bytes[..^1]), "gzip"))).Expect(200);
    }

    [Fact]
    public async Task Components_BeyondAHundredThousand_AreRefused() =>
        (await staff.SendAsync(SbomStaff.SbomOf(string.Join(',', Enumerable.Repeat("{}", 100_001))))).ExpectProblem(413, "sbom.too-large");

    [Fact]
    public async Task Document_FromTheAnonymous_IsRefusedUnread() =>
        (await staff.Anonymous.PostAsync("/v1/check/sbom", "{")).ExpectProblem(401, "access.unauthenticated");

    private static string Text(JsonNode? verdict, string member) => verdict![member]!.GetValue<string>();

    private static int Count(JsonNode? list, string member, string value) => list!.AsArray().Count(item => Text(item, member) == value);

    private static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    private static ByteArrayContent Encoded(byte[] bytes, string encoding)
    {
        var content = SbomStaff.Content(bytes);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return content;
    }
}
