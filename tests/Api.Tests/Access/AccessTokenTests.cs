using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Access tokens of a provider of sign-ins, over HTTP.</summary>
public sealed class AccessTokenTests : IAsyncLifetime
{
    private Issuer issuer = null!;
    private RegisterHost host = null!;

    private DateTimeOffset Now => host.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        issuer = await Issuer.StartAsync();
        host = await RegisterHost.StartAsync(new()
        {
            ["Oidc:Authority"] = issuer.Address,
            ["Oidc:Audience"] = "urn:toolregistry",
            ["Oidc:Roles:Analyst:0"] = "security-analyst",
            ["Oidc:Roles:Approver:0"] = "security-approver",
            ["Oidc:Roles:Service:0"] = "machines",
            ["Oidc:Roles:Administrator:0"] = "owners",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Person_HasTheRolesThatHerTokenGives_AndIsOnePersonWhateverSheSignsInBy()
    {
        var dana = By(new() { ["roles"] = new JsonArray("security-analyst", "security-approver", "unheard-of") });
        (await dana.PostAsync("/v1/tools", new { slug = "agent", name = "Agent", publisher = "Somebody" })).Expect(201);
        (await dana.PostAsync("/v1/decisions", new { tool = "agent", ranges = new[] { "vers:generic/*" }, phases = new[] { new { from = "2026-07-01T00:00:00Z", disposition = "Banned" } }, publicStatement = "No.", reviewBy = Now.AddDays(30) })).Expect(201);
        (await dana.VerbAsync("/v1/decisions/TR-1", "propose")).Expect(200);
        (await dana.VerbAsync("/v1/decisions/TR-1", "approve")).ExpectProblem(403, "review.four-eyes");
        // A token of the register's own makes no second pair of eyes of her.
        var again = await host.CallerAsync(Infrastructure.Security.Role.Approver, "DANA");
        (await again.VerbAsync("/v1/decisions/TR-1", "approve")).ExpectProblem(403, "review.four-eyes");
        (await dana.GetAsync("/v1/tokens")).ExpectProblem(403, "access.forbidden");
    }

    [Fact]
    public async Task Entry_OfWhoSignedIn_NamesThemOnlyWhereItCanBeRedacted()
    {
        (await By(new() { ["sub"] = "canary.bird", ["roles"] = new JsonArray("security-analyst") }).PostAsync("/v1/tools", new { slug = "agent", name = "Agent", publisher = "Somebody" })).Expect(201);
        var auditor = await host.CallerAsync(Infrastructure.Security.Role.Auditor, "auditor");
        var entry = (await auditor.GetAsync("/v1/audit?action=tool.register")).Expect(200)["items"]![0]!;
        Assert.Equal("canary.bird", entry["owner"]!.GetValue<string>());
        Assert.Equal("oidc", JsonNode.Parse(entry["entry"]!.GetValue<string>())!["method"]!.GetValue<string>());
        Assert.DoesNotContain("canary.bird", entry["entry"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_WithoutARole_IsAReader() =>
        (await By([]).PostAsync("/v1/tools", new { slug = "agent", name = "Agent", publisher = "Somebody" })).ExpectProblem(403, "access.forbidden");

    [Fact]
    public async Task Machine_IsNeverMoreThanAService()
    {
        var machine = By(new() { ["sub"] = "build", ["client_id"] = "build", ["roles"] = new JsonArray("machines", "owners", "security-approver") });
        (await machine.GetAsync("/v1/check?subject=pkg:npm/left-pad&groups=dev")).Expect(200);
        (await machine.GetAsync("/v1/tokens")).ExpectProblem(403, "access.forbidden");
        (await By(new() { ["sub"] = "build", ["client_id"] = "build", ["roles"] = new JsonArray("owners") }).GetAsync("/v1/tools")).ExpectProblem(403, "access.forbidden");
        // Nor is a person a machine.
        (await By(new() { ["roles"] = new JsonArray("machines") }).GetAsync("/v1/check?subject=pkg:npm/left-pad&groups=dev")).ExpectProblem(403, "access.forbidden");
    }

    [Fact]
    public async Task Token_ThatIsNotGood_IsRefused()
    {
        foreach (var (what, claims) in new (string, JsonObject)[]
        {
            ("of another audience", new() { ["aud"] = "urn:another" }),
            ("of several audiences, none of them this", new() { ["aud"] = new JsonArray("urn:another", "urn:a-third") }),
            ("without audience", new() { ["aud"] = null }),
            ("of another issuer", new() { ["iss"] = "https://login.example" }),
            ("without issuer", new() { ["iss"] = null }),
            ("expired", new() { ["exp"] = At(-61) }),
            ("without end", new() { ["exp"] = null }),
            ("not good yet", new() { ["nbf"] = At(61) }),
        })
        {
            var answer = await By(claims).GetAsync("/v1/check?subject=pkg:npm/left-pad");
            Assert.True(answer is { Status: 401, Code: "access.token-invalid" }, $"{what}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task Token_WithinTheSkewOfClocks_OrForOthersToo_IsGood()
    {
        foreach (var claims in new JsonObject[] { new() { ["exp"] = At(-59) }, new() { ["nbf"] = At(59) }, new() { ["aud"] = new JsonArray("urn:another", "urn:toolregistry") } })
            (await By(claims).GetAsync("/v1/check?subject=pkg:npm/left-pad")).Expect(200);
    }

    [Fact]
    public async Task Token_ThatTheIssuerDidNotSign_IsRefused()
    {
        using var other = RSA.Create(2048);
        var good = JsonNode.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(issuer.Token(Now, new() { ["roles"] = new JsonArray("owners") }).Split('.')[1])))!.AsObject();
        var parts = issuer.Token(Now, []).Split('.');
        string[] forged =
        [
            Issuer.Unsigned(new() { ["alg"] = "none", ["typ"] = "at+jwt" }, good),
            Issuer.Unsigned(new() { ["alg"] = "None", ["kid"] = issuer.Key.KeyId }, good),
            $"{parts[0]}.{Base64UrlEncoder.Encode(good.ToJsonString())}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.",
            issuer.Token(Now, good.DeepClone().AsObject(), new SigningCredentials(new RsaSecurityKey(other) { KeyId = issuer.Key.KeyId }, SecurityAlgorithms.RsaSha256)),
            issuer.Token(Now, good.DeepClone().AsObject(), new SigningCredentials(new RsaSecurityKey(other) { KeyId = "unheard-of" }, SecurityAlgorithms.RsaSha256)),
            // The public key as the secret of a message code, for those who let the token choose its algorithm.
            issuer.Token(Now, good.DeepClone().AsObject(), new SigningCredentials(new SymmetricSecurityKey(issuer.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = issuer.Key.KeyId }, SecurityAlgorithms.HmacSha256)),
            "a.b.c",
        ];
        foreach (var token in forged)
            Assert.Equal((401, "access.token-invalid"), (await new Caller(host.Address, token).GetAsync("/v1/check?subject=pkg:npm/left-pad")) is var answer ? (answer.Status, answer.Code) : default);
    }

    [Fact]
    public async Task Key_RotatedByTheIssuer_IsFollowed()
    {
        (await By([]).GetAsync("/v1/tools")).Expect(200);
        var former = issuer.Token(Now, []);
        issuer.Rotate();
        // A key that is not known is asked for behind the answer, which is refused; soon after it is known.
        (await Soon.AsksAsync(() => By([]).GetAsync("/v1/tools"), answer => answer.Status != 401)).Expect(200);
        (await new Caller(host.Address, former).GetAsync("/v1/tools")).Expect(200);
    }

    [Fact]
    public async Task Issuer_ThatNamesItselfOtherwise_IsNotTakenForTheOneThatIsConfigured()
    {
        issuer.Name = "https://login.example";
        (await By(new() { ["iss"] = issuer.Name }).GetAsync("/v1/tools")).ExpectProblem(503, "service.no-provider");
        (await By([]).GetAsync("/v1/tools")).ExpectProblem(503, "service.no-provider");
    }

    [Fact]
    public async Task Issuer_ThatPointsElsewhere_IsNotFollowed()
    {
        issuer.IsElsewhere = true;
        (await By([]).GetAsync("/v1/tools")).ExpectProblem(503, "service.no-provider");
    }

    [Fact]
    public async Task Issuer_Away_IsNoReasonToRefuseThePerson_AndStopsNoTokenOfTheRegister()
    {
        issuer.IsAway = true;
        (await By([]).GetAsync("/v1/tools")).ExpectProblem(503, "service.no-provider");
        (await host.Administrator.GetAsync("/v1/tokens")).Expect(200);
    }

    [Fact]
    public async Task Token_WhereNoneIsTaken_IsNobodys()
    {
        var token = issuer.Token(Now, new() { ["roles"] = new JsonArray("owners") });
        var caller = new Caller(host.Address, token: null);
        async Task<Answer> AskAsync(string path, string authorization)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            return await caller.SendAsync(request);
        }

        Assert.Equal(401, (await AskAsync("/v1/tokens", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{token}"))}")).Status);
        Assert.Contains("/sign-in", (await AskAsync("/", $"Bearer {token}")).Text, StringComparison.Ordinal);
    }

    private long At(int seconds) => Now.AddSeconds(seconds).ToUnixTimeSeconds();

    private Caller By(JsonObject claims) => new(host.Address, issuer.Token(Now, claims));
}
