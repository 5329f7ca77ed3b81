using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>The provider of sign-ins says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0).</summary>
public sealed class BackChannelTests : IAsyncLifetime
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private Issuer issuer = null!;
    private RegisterHost host = null!;

    private DateTimeOffset Now => host.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        issuer = await Issuer.StartAsync();
        // What keeps a sign-in together goes by the time that it is, in the platform and in a browser.
        host = await RegisterHost.StartAsync(start: DateTimeOffset.UtcNow, settings: new()
        {
            ["Oidc:Authority"] = issuer.Address,
            ["Oidc:ClientId"] = "register",
            ["Oidc:ClientSecret"] = "of-a-test",
            ["Oidc:Roles:Analyst:0"] = "security-analyst",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Session_EndedAtTheProvider_EndsHere_AndNoOtherDoes()
    {
        using var laptop = await SignInAsync("dana", "one");
        using var phone = await SignInAsync("dana", "two");
        using var answer = await SayAsync(host, LogoutToken(new() { ["sid"] = "one", ["sub"] = "dana" }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(await PageSession.IsOpenAsync(laptop));
        Assert.True(await PageSession.IsOpenAsync(phone));
    }

    [Fact]
    public async Task Person_SignedOutAtTheProvider_IsSignedOutEverywhereUntilSheSignsInAgain()
    {
        using var laptop = await SignInAsync("dana", "one");
        using var phone = await SignInAsync("dana", session: null);
        using var other = await SignInAsync("omar", "three");
        var said = LogoutToken(new() { ["sub"] = "dana" });
        await ExpectAsync(200, said);
        Assert.False(await PageSession.IsOpenAsync(laptop));
        Assert.False(await PageSession.IsOpenAsync(phone));
        Assert.True(await PageSession.IsOpenAsync(other));

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        using var again = await SignInAsync("dana", "four");
        // What was said of the sessions before says nothing of this one, however often it is sent.
        await ExpectAsync(200, said);
        Assert.True(await PageSession.IsOpenAsync(again));
        Assert.False(await PageSession.IsOpenAsync(laptop));
    }

    [Fact]
    public async Task LogoutToken_ThatIsNotGood_IsRefusedAndEndsNothing()
    {
        using var session = await SignInAsync("dana", "one");
        using var other = RSA.Create(2048);
        var good = Claims(new() { ["sub"] = "dana" });
        var forged = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["an access token"] = issuer.Token(Now, new() { ["sid"] = "one" }),
            ["a token for signing in"] = issuer.Token(Now, new() { ["aud"] = "register", ["nonce"] = "n", ["jti"] = "1" }),
            ["of another audience"] = LogoutToken(new() { ["sub"] = "dana", ["aud"] = "another" }),
            ["of another issuer"] = LogoutToken(new() { ["sub"] = "dana", ["iss"] = "https://login.example" }),
            ["expired"] = LogoutToken(new() { ["sub"] = "dana", ["exp"] = Now.AddSeconds(-61).ToUnixTimeSeconds() }),
            ["without end"] = LogoutToken(new() { ["sub"] = "dana", ["exp"] = null }),
            ["without time"] = LogoutToken(new() { ["sub"] = "dana", ["iat"] = null }),
            ["without id"] = LogoutToken(new() { ["sub"] = "dana", ["jti"] = null }),
            ["without event"] = LogoutToken(new() { ["sub"] = "dana", ["events"] = null }),
            ["of another event"] = LogoutToken(new() { ["sub"] = "dana", ["events"] = new JsonObject { ["urn:another"] = new JsonObject() } }),
            ["of an event that says nothing"] = LogoutToken(new() { ["sub"] = "dana", ["events"] = new JsonObject { [Event] = true } }),
            ["with a nonce"] = LogoutToken(new() { ["sub"] = "dana", ["nonce"] = "n" }),
            ["of nobody"] = LogoutToken(new() { ["sub"] = null }),
            ["of a nobody who has a number"] = LogoutToken(new() { ["sub"] = null, ["sid"] = 1 }),
            ["unsigned"] = Issuer.Unsigned(new() { ["alg"] = "none" }, good),
            ["by another key"] = issuer.Token(Now, good, new SigningCredentials(new RsaSecurityKey(other) { KeyId = issuer.Key.KeyId }, SecurityAlgorithms.RsaSha256)),
            ["by the public key as a secret"] = issuer.Token(Now, good, new SigningCredentials(new SymmetricSecurityKey(issuer.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = issuer.Key.KeyId }, SecurityAlgorithms.HmacSha256)),
            ["no token"] = "a.b.c",
            ["too long"] = new string('a', 20_000),
        };
        var before = await host.DigestAsync();
        foreach (var (what, token) in forged)
            Assert.True(await StatusAsync(token) == 400, what);
        Assert.Equal(400, await StatusAsync(token: null));
        Assert.Equal(before, await host.DigestAsync());
        Assert.True(await PageSession.IsOpenAsync(session));
    }

    [Fact]
    public async Task LogoutToken_WhileTheProvidersKeysCannotBeRead_IsToBeSentAgain()
    {
        issuer.IsAway = true;
        await ExpectAsync(503, LogoutToken(new() { ["sub"] = "dana" }));
    }

    [Fact]
    public async Task LogoutToken_WhereNobodySignsInByAProvider_IsNobodys()
    {
        await using var alone = await RegisterHost.StartAsync();
        using var answer = await SayAsync(alone, LogoutToken(new() { ["sub"] = "dana" }));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task End_IsOnRecord_UnderTheNameOfWhoSignedOut_AndForgottenOnceNoSessionIsLeft()
    {
        await ExpectAsync(200, LogoutToken(new() { ["sub"] = "dana" }));
        var auditor = await host.CallerAsync(Infrastructure.Security.Role.Auditor, "auditor");
        var entry = (await auditor.GetAsync("/v1/audit?action=session.end")).Expect(200)["items"]![0]!;
        Assert.Equal("dana", entry["owner"]!.GetValue<string>());
        Assert.Equal("session", entry["subject"]!.GetValue<string>());
        Assert.DoesNotContain("dana", entry["entry"]!.GetValue<string>(), StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromHours(25));
        await ExpectAsync(200, LogoutToken(new() { ["sub"] = "omar" }));
        Assert.Equal(1, await host.WithDatabaseAsync(db => db.EndedSessions.CountAsync()));
    }

    private static JsonObject Claims(JsonObject claims)
    {
        JsonObject all = new() { ["aud"] = "register", ["jti"] = "1", ["events"] = new JsonObject { [Event] = new JsonObject() } };
        foreach (var (name, value) in claims)
            all[name] = value?.DeepClone();
        return all;
    }

    private string LogoutToken(JsonObject claims) => issuer.Token(Now, Claims(claims));

    private Task<HttpClient> SignInAsync(string person, string? session)
    {
        (issuer.Now, issuer.Next) = (Now, new() { ["sub"] = person, ["sid"] = session, ["roles"] = new JsonArray("security-analyst") });
        return PageSession.OpenByProviderAsync(host.Address);
    }

    private static async Task<HttpResponseMessage> SayAsync(RegisterHost host, string? token)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var form = new FormUrlEncodedContent(token is null ? [] : [new("logout_token", token)]);
        return await http.PostAsync(new Uri("/sign-out/provider", UriKind.Relative), form);
    }

    private async Task<int> StatusAsync(string? token)
    {
        using var answer = await SayAsync(host, token);
        return (int)answer.StatusCode;
    }

    private async Task ExpectAsync(int status, string token) => Assert.Equal(status, await StatusAsync(token));
}
