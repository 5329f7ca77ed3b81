using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Api.Tests.Replicas;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Views;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>A snapshot is taken away signed, holds public text only, and answers as the service does.</summary>
public sealed class SnapshotTests(Staff staff) : IClassFixture<Staff>
{
    [Fact]
    public async Task Snapshot_IsSigned_AsAnotherImplementationVerifies()
    {
        var (text, keys) = await DownloadAsync(staff[Role.Reader]);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKeys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(keys).GetSigningKeys(),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
            ValidTypes = [SnapshotDocument.Type],
            ValidAlgorithms = ["RS256"],
        });
        Assert.True(result.IsValid, result.Exception?.ToString());
    }

    [Fact]
    public async Task Snapshot_TakenAway_AnswersAsTheServiceDoes()
    {
        var (approved, banned) = (await staff.ToolAsync(), await staff.ToolAsync());
        await staff.DecideAsync(approved, "Approved");
        await staff.DecideAsync(banned, change: terms => terms["alternatives"] = new JsonArray(new JsonObject { ["tool"] = approved }));
        var document = Read(await DownloadAsync(staff[Role.Reader]));
        var snapshot = SnapshotViews.Compile(document);
        foreach (var subject in new[] { approved, banned, $"pkg:npm/{banned}@1.0.0", "pkg:npm/unheard-of@1.0.0" })
        {
            var online = (await staff[Role.Reader].GetAsync($"/v1/check?subject={subject}")).Expect(200);
            var verdict = snapshot.Check(CheckQuery.Create(Subject.Parse(subject), version: null, document.Groups, environment: null, region: null, staff.Host.Clock.GetUtcNow()));
            Assert.Equal(online.ToJsonString(), JsonSerializer.SerializeToNode(VerdictViews.Of(verdict, isAnonymous: false), WireJson.Options)!.ToJsonString());
        }
    }

    [Fact]
    public async Task Snapshot_HoldsTheExceptionsOfItsAskerAlone()
    {
        var decision = await staff.DecideAsync();
        var exception = await staff.ExceptAsync(decision, "engineers");
        (await staff.Analyst.VerbAsync(exception, "propose")).Expect(200);
        (await staff.Approver.VerbAsync(exception, "approve")).Expect(200);
        var engineer = await staff.Host.CallerAsync(Role.Reader, "engineer", "engineers");
        Assert.Contains(Staff.NumberOf(exception), Read(await DownloadAsync(engineer)).Exceptions.Select(e => e.Number));
        Assert.Empty(Read(await DownloadAsync(staff[Role.Reader])).Exceptions);
    }

    [Fact]
    public async Task Snapshot_WithoutAToken_IsRefused_AndKeysAreForEveryone()
    {
        (await staff.Anonymous.GetAsync("/v1/snapshot")).ExpectProblem(401, "access.unauthenticated");
        Assert.Single((await staff.Anonymous.GetAsync("/v1/keys")).Expect(200)["keys"]!.AsArray());
    }

    [Fact]
    public async Task Key_InTheDatabase_IsEncryptedByOneOutsideIt()
    {
        var stored = await staff.Host.WithDatabaseAsync(db => db.SigningKeys.SingleAsync());
        var entries = await staff.Host.WithDatabaseAsync(db => db.Audit.Where(a => a.Subject == $"key:{stored.Id}").ToListAsync());
        Assert.Equal("signing-key.create", Assert.Single(entries).Action);
        Assert.DoesNotContain(Convert.ToBase64String(stored.Sealed), entries[0].Json + entries[0].Texts, StringComparison.Ordinal);
        // A private key in PKCS #8 names its algorithm; what is encrypted does not.
        Assert.False(stored.Sealed.AsSpan().IndexOf((byte[])[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]) >= 0);
    }

    [Fact]
    public async Task Replicas_SignByOneKey_ThatIsThereWithoutADatabaseToo()
    {
        await using var register = new SharedRegister();
        var (left, right) = (await register.StartAsync(), await register.StartAsync());
        var reader = await left.CallerAsync(Role.Reader, "reader");
        await right.CatchUpAsync();
        var (text, keys) = await DownloadAsync(new Caller(right.Address, reader.Token));
        Assert.Equal(keys, (await left.Anonymous.GetAsync("/v1/keys")).Text);
        await register.StopAsync(right);
        register.Lose();
        var restarted = await register.StartAsync();
        var again = await DownloadAsync(new Caller(restarted.Address, reader.Token));
        Assert.Equal(keys, again.Keys);
        Assert.Equal(Read((text, keys)).Revision, Read(again).Revision);
    }

    [Fact]
    public async Task Replica_WithAnotherMasterKey_SignsNothing()
    {
        await using var register = new SharedRegister();
        var first = await register.StartAsync();
        var reader = await first.CallerAsync(Role.Reader, "reader");
        await File.WriteAllTextAsync($"{register.Database}.key", Convert.ToBase64String(new byte[32]), TestContext.Current.CancellationToken);
        var second = await register.StartAsync();
        (await new Caller(second.Address, reader.Token).GetAsync("/v1/snapshot")).ExpectProblem(503, "signing.wrong-master-key");
        (await second.Anonymous.GetAsync("/v1/keys")).Expect(200);
    }

    private static async Task<(string Text, string Keys)> DownloadAsync(Caller caller)
    {
        var answer = await caller.GetAsync("/v1/snapshot");
        Assert.Equal((200, CompactJws.MediaType), (answer.Status, answer.MediaType));
        return (answer.Text, (await caller.GetAsync("/v1/keys")).Text);
    }

    private static SnapshotDocument Read((string Text, string Keys) download)
    {
        var payload = CompactJws.Read(System.Text.Encoding.ASCII.GetBytes(download.Text), SnapshotDocument.Type, JsonSerializer.Deserialize<Client.Signatures.JsonWebKeySet>(download.Keys, WireJson.Options)!);
        Assert.DoesNotContain("rationale", Encoding.UTF8.GetString(payload), StringComparison.OrdinalIgnoreCase);
        return JsonSerializer.Deserialize<SnapshotDocument>(payload, WireJson.Options)!;
    }
}
