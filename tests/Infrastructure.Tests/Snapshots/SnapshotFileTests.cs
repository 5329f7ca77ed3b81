using CsCheck;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tests.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;
using ToolRegistry.Infrastructure.Signing;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Infrastructure.Tests.Snapshots;

/// <summary>What is on disk is whole, or it is not there.</summary>
public sealed class SnapshotFileTests : IDisposable
{
    private static readonly DateTimeOffset AsOf = new(2026, 7, 3, 4, 5, 6, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("toolregistry-");

    private SnapshotFile File => new(Path.Combine(folder.FullName, "register.snapshot"));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task State_OfAnyRegister_IsReadAsItWasWritten()
    {
        foreach (var world in Worlds.Any.Array[20].Single())
        {
            var state = StateOf(world);
            await File.WriteAsync(state, AsOf, TestContext.Current.CancellationToken);
            var (read, asOf) = await File.ReadAsync(new PolicySettings(world.Stance, []), TestContext.Current.CancellationToken);
            Assert.Equal(AsOf, asOf);
            Assert.Equal((state.ChangedAt, state.AccessRevision, state.Snapshot.Revision), (read.ChangedAt, read.AccessRevision, read.Snapshot.Revision));
            Assert.Equal(Lines(state.Snapshot.Facts), Lines(read.Snapshot.Facts));
            Assert.Equal(StoredJson.Write(state.Tokens.All), StoredJson.Write(read.Tokens.All));
            Assert.Equal(StoredJson.Write(state.Keys), StoredJson.Write(read.Keys));
            Assert.Equal(StoredJson.Write(state.Ended.All), StoredJson.Write(read.Ended.All));
            Assert.Equal(17, await File.RevisionAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task File_WithAnyByteChangedOrMissing_IsRefused()
    {
        await File.WriteAsync(StateOf(Worlds.Any.Single()), AsOf, TestContext.Current.CancellationToken);
        var whole = await System.IO.File.ReadAllBytesAsync(File.Path, TestContext.Current.CancellationToken);
        foreach (var position in Enumerable.Range(0, 60).Select(i => (int)((long)i * (whole.Length - 1) / 59)))
        {
            var damaged = (byte[])whole.Clone();
            damaged[position] ^= 1;
            await AssertRefusedAsync(damaged);
            await AssertRefusedAsync(whole[..position]);
            await AssertRefusedAsync([.. whole, .. whole[..position], 0]);
        }
    }

    [Fact]
    public async Task Write_ThatIsBrokenOff_LeavesWhatWasThere()
    {
        await File.WriteAsync(StateOf(Worlds.Any.Single()), AsOf, TestContext.Current.CancellationToken);
        var before = await System.IO.File.ReadAllBytesAsync(File.Path, TestContext.Current.CancellationToken);
        using var breaking = new CancellationTokenSource();
        await breaking.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => File.WriteAsync(StateOf(Worlds.Any.Single()), AsOf, breaking.Token));
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File.Path, TestContext.Current.CancellationToken));
        Assert.Single(folder.EnumerateFiles());
    }

    [Fact]
    public async Task Revision_OfNoSnapshot_IsNone()
    {
        Assert.Null(await File.RevisionAsync(TestContext.Current.CancellationToken));
        await System.IO.File.WriteAllTextAsync(File.Path, "", TestContext.Current.CancellationToken);
        Assert.Null(await File.RevisionAsync(TestContext.Current.CancellationToken));
        await System.IO.File.WriteAllTextAsync(File.Path, "{\"format\":\"another\"}\n", TestContext.Current.CancellationToken);
        Assert.Null(await File.RevisionAsync(TestContext.Current.CancellationToken));
    }

    private async Task AssertRefusedAsync(byte[] bytes)
    {
        await System.IO.File.WriteAllBytesAsync(File.Path, bytes, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidDataException>(() => File.ReadAsync(PolicySettings.Default, TestContext.Current.CancellationToken));
    }

    private static RegisterState StateOf(World world) => new(
        world.ToSnapshot(),
        AsOf.AddDays(-1).AddTicks(3),
        new KnownTokens([new KnownToken("id", Secret.HashOf("tr_x"), Owner.Parse("dana"), Role.Analyst, ["engineers", "é"], AsOf.AddDays(9))]),
        [new SigningKey { Id = "k", PublicKey = [1, 2], Sealed = [3, 4, 5], CreatedAt = AsOf }],
        new EndedSessions([new EndedSession { Key = "e", EndedAt = AsOf, ForgetAt = AsOf.AddDays(1) }]),
        AccessRevision: 5);

    private static IEnumerable<string> Lines(PolicyFactSet facts) =>
        facts.Tools.Select(StoredJson.Write).Concat(facts.Decisions.Select(StoredJson.Write)).Concat(facts.Exceptions.Select(StoredJson.Write)).Order(StringComparer.Ordinal);
}
