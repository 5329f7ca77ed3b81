using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Api.Tests.Replicas;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Domain.Events;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>Keys rotate with overlap: a new one is published before it signs, and the former one after.</summary>
public sealed class KeysTests
{
    [Fact]
    public async Task Rotation_PublishesTheNewKey_ThenSignsByIt_ThenForgetsTheFormer()
    {
        await using var host = await RegisterHost.StartAsync();
        host.Clock.Advance(TimeSpan.FromDays(1));
        var former = Assert.Single((await KeysAsync(host)).Keys).Kid;
        var before = await SnapshotAsync(host);
        var rotated = JsonSerializer.Deserialize<RotatedKey>((await host.Administrator.PostAsync("/v1/keys")).Expect(201).ToJsonString(), WireJson.Options)!;
        Assert.Equal((RegisterHost.Start.AddDays(8), RegisterHost.Start.AddDays(38)), (rotated.SignsFrom, rotated.FormerUntil));

        Assert.Equal([former, rotated.Kid], (await KeysAsync(host)).Keys.Select(k => k.Kid));
        Assert.Equal(former, SignerOf(await SnapshotAsync(host)));

        host.Clock.Advance(TimeSpan.FromDays(7));
        var keys = await KeysAsync(host);
        Assert.Equal([rotated.Kid, former], keys.Keys.Select(k => k.Kid));
        Assert.Equal(rotated.Kid, SignerOf(await SnapshotAsync(host)));
        var after = await SnapshotAsync(host);
        CompactJws.Read(after, SnapshotDocument.Type, keys);
        CompactJws.Read(before, SnapshotDocument.Type, keys);

        host.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal([rotated.Kid], (await KeysAsync(host)).Keys.Select(k => k.Kid));
    }

    [Fact]
    public async Task Rotation_IsOnRecord_WithoutTheSecret()
    {
        await using var host = await RegisterHost.StartAsync();
        var kid = (await host.Administrator.PostAsync("/v1/keys")).Expect(201)["kid"]!.GetValue<string>();
        var (entry, told) = await host.WithDatabaseAsync(async db => (await db.Audit.SingleAsync(a => a.Subject == $"key:{kid}"), await db.Outbox.SingleAsync(o => o.Subject == $"key:{kid}" && o.Type == EventType.RecordChanged)));
        Assert.Equal(("signing-key.rotate", "signing-key.rotate"), (entry.Action, told.Told().Data.Action));
        var stored = await host.WithDatabaseAsync(db => db.SigningKeys.SingleAsync(k => k.Id == kid));
        Assert.DoesNotContain(Convert.ToBase64String(stored.Sealed), entry.Json + entry.Texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotation_WhileTheNextKeyWaits_IsRefused()
    {
        await using var host = await RegisterHost.StartAsync();
        (await host.Administrator.PostAsync("/v1/keys")).Expect(201);
        (await host.Administrator.PostAsync("/v1/keys")).ExpectProblem(409, "signing.rotation-pending");
        host.Clock.Advance(TimeSpan.FromDays(8));
        (await host.Administrator.PostAsync("/v1/keys")).Expect(201);
    }

    [Fact]
    public async Task Rotation_WithoutLeadAndOverlap_ReplacesAKeyAtOnce()
    {
        await using var host = await RegisterHost.StartAsync(new(StringComparer.Ordinal) { ["Signing:Lead"] = "00:00:00", ["Signing:Overlap"] = "00:00:00" });
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var kid = (await host.Administrator.PostAsync("/v1/keys")).Expect(201)["kid"]!.GetValue<string>();
        Assert.Equal([kid], (await KeysAsync(host)).Keys.Select(k => k.Kid));
        Assert.Equal(kid, SignerOf(await SnapshotAsync(host)));
    }

    [Fact]
    public async Task Rotation_IsSeenByOtherReplicas_WithoutARestart()
    {
        await using var register = new SharedRegister();
        var (left, right) = (await register.StartAsync(), await register.StartAsync());
        (await left.Administrator.PostAsync("/v1/keys")).Expect(201);
        await right.CatchUpAsync();
        Assert.Equal((await left.Anonymous.GetAsync("/v1/keys")).Text, (await right.Anonymous.GetAsync("/v1/keys")).Text);
        left.Clock.Advance(TimeSpan.FromDays(8));
        right.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(SignerOf(await SnapshotAsync(left)), SignerOf(await SnapshotAsync(right)));
        Assert.Equal(2, (await KeysAsync(right)).Keys.Count);
    }

    [Fact]
    public async Task Rotation_ByAReplicaWithAnotherMasterKey_IsRefused()
    {
        await using var register = new SharedRegister();
        await register.StartAsync();
        await File.WriteAllTextAsync($"{register.Database}.key", Convert.ToBase64String(new byte[32]), TestContext.Current.CancellationToken);
        var second = await register.StartAsync();
        (await second.Administrator.PostAsync("/v1/keys")).ExpectProblem(503, "signing.wrong-master-key");
        Assert.Single((await KeysAsync(second)).Keys);
    }

    private static async Task<JsonWebKeySet> KeysAsync(RegisterHost host) =>
        JsonSerializer.Deserialize<JsonWebKeySet>((await host.Anonymous.GetAsync("/v1/keys")).Expect(200).ToJsonString(), WireJson.Options)!;

    private static async Task<byte[]> SnapshotAsync(RegisterHost host)
    {
        var answer = await host.Administrator.GetAsync("/v1/snapshot");
        Assert.Equal(200, answer.Status);
        return answer.Bytes;
    }

    private static string SignerOf(byte[] jws) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(Encoding.ASCII.GetString(jws).Split('.')[0])).RootElement.GetProperty("kid").GetString()!;
}
