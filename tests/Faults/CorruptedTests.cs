using Microsoft.Data.Sqlite;
using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Faults.Load;

namespace ToolRegistry.Faults;

/// <summary>Pages of the file are overwritten with noise: while the service runs on it, and before it starts.</summary>
[Collection(Processes.Name)]
public sealed class CorruptedTests(ITestOutputHelper log)
{
    private const int PageSize = 4096;
    private const int Seed = 20_260_711;

    [Fact]
    public async Task Database_CorruptedUnderTheService_IsRefusedAndNothingIsWrittenToIt()
    {
        using var folder = new RegisterFolder();
        var (service, load, whole) = await BeginAsync(folder);
        await using (service)
        {
            var before = load.Acknowledged;
            Corrupt(folder);
            await load.WhileAsync([service], () => AssertRefusedAsync(service, load));
            Assert.Equal(before, load.Acknowledged);
            await service.StopAsync();
            Assert.Equal(0, service.ExitCode);
        }

        PutBack(folder, whole);
        await using var restarted = await ServiceProcess.StartAsync(folder);
        await AssertGoesOnAsync(folder, restarted, load);
    }

    [Fact]
    public async Task Start_OnACorruptedFile_AnswersFromTheSnapshotUntilTheFileIsPutBack()
    {
        using var folder = new RegisterFolder();
        var (service, load, _) = await BeginAsync(folder);
        await using (service)
            await service.StopAsync();
        var whole = await File.ReadAllBytesAsync(folder.File, TestContext.Current.CancellationToken);
        Corrupt(folder);
        await using var restarted = await ServiceProcess.StartAsync(folder);
        await load.WhileAsync([restarted], () => AssertRefusedAsync(restarted, load));
        Assert.False(restarted.HasEnded);
        PutBack(folder, whole);
        await AssertGoesOnAsync(folder, restarted, load);
    }

    /// <summary>A register with some load behind it, all of it in the file itself and none in the log beside it.</summary>
    private static async Task<(ServiceProcess Service, MixedLoad Load, byte[] Whole)> BeginAsync(RegisterFolder folder)
    {
        var service = await ServiceProcess.StartAsync(folder);
        var load = await MixedLoad.EnterAsync(service);
        await load.WhileAsync([service], () => load.WritesAsync(60));
        await load.ResolveAsync(service);
        await load.AssertKeptAsync(folder, service);
        await using var connection = new SqliteConnection($"Data Source={folder.File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        return (service, load, await File.ReadAllBytesAsync(folder.File));
    }

    private static async Task AssertRefusedAsync(ServiceProcess service, MixedLoad load)
    {
        var refused = load.Refusals.Count();
        await MixedLoad.UntilAsync(() => load.Refusals.Count() >= refused + 2 * load.Writers.Count, "writes are refused because the file is corrupt");
        await load.ChecksAsync(200);
        Assert.All(load.Refusals, r => r.ExpectProblem(503, "service.no-database"));
        Assert.Equal("cut", (await service.Anonymous.GetAsync("/readyz")).Expect(200)["database"]!.GetValue<string>());
        Assert.True(load.Aged > 0);
    }

    private async Task AssertGoesOnAsync(RegisterFolder folder, ServiceProcess service, MixedLoad load)
    {
        await load.WhileAsync([service], () => load.WritesAsync(20));
        await load.ResolveAsync(service);
        await load.AssertKeptAsync(folder, service);
        log.WriteLine(load.Summary);
    }

    /// <summary>Leaves the first page, so that it is still a database, and the last.</summary>
    private static void Corrupt(RegisterFolder folder)
    {
        using var file = new FileStream(folder.File, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var noise = new byte[file.Length - 2 * PageSize];
        new Random(Seed).NextBytes(noise);
        file.Position = PageSize;
        file.Write(noise);
    }

    private static void PutBack(RegisterFolder folder, byte[] whole)
    {
        using var file = new FileStream(folder.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Write(whole);
        file.SetLength(whole.Length);
    }
}
