using Microsoft.Data.Sqlite;
using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Faults.Load;

namespace ToolRegistry.Faults;

/// <summary>Another process holds the write lock of the file for longer than a writer waits.</summary>
[Collection(Processes.Name)]
public sealed class LockedTests(ITestOutputHelper log)
{
    /// <summary>More than are worked on at a time.</summary>
    private const int Writers = 40;

    /// <summary>How long a check may take on a busy machine, in milliseconds: less than a lock is waited for.</summary>
    private const double Promptly = 4_000;

    [Fact]
    public async Task Database_LockedForLongerThanWritersWait_RefusesThemAndAnswersChecksPromptly()
    {
        using var folder = new RegisterFolder();
        // The driver asks again for as long as a command may take: 30 s unless set, which is what the full form waits for.
        var source = FaultRun.IsFull ? $"Data Source={folder.File}" : $"Data Source={folder.File};Default Timeout=2";
        await using var service = await ServiceProcess.StartAsync(folder, new Dictionary<string, string> { ["Database__ConnectionString"] = source });
        var load = await MixedLoad.EnterAsync(service, Writers);
        await load.WhileAsync([service], async () =>
        {
            await load.WritesAsync(30);
            await using (var other = new SqliteConnection($"Data Source={folder.File};Pooling=False"))
            {
                await other.OpenAsync();
                await using var held = other.BeginTransaction(deferred: false);
                await MixedLoad.UntilAsync(() => load.Refusals.Count() >= 4, "writes are refused because another holds the file");
                await load.ChecksAsync(200);
            }

            await load.WritesAsync(30);
        });
        Assert.All(load.Refusals, r => r.ExpectProblem(503, "service.busy"));
        Assert.Empty(load.RefusedPulls);
        await load.ResolveAsync(service);
        await load.AssertKeptAsync(folder, service);
        log.WriteLine(load.Summary);
        Assert.InRange(load.Slowest, 0, Promptly);
    }
}
