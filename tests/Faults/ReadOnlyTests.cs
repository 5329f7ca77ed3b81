using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Faults.Load;

namespace ToolRegistry.Faults;

/// <summary>The file can be read and not written: while the service has it open, as when a file system goes read-only, and before it starts.</summary>
[Collection(Processes.Name)]
public sealed class ReadOnlyTests(ITestOutputHelper log)
{
    [Fact]
    public async Task Database_ThatGoesReadOnly_RefusesWritesAndTakesThemAgainLater()
    {
        using var folder = new RegisterFolder();
        await using var service = await ServiceProcess.StartAsync(folder);
        var load = await MixedLoad.EnterAsync(service);
        await load.WhileAsync([service], async () =>
        {
            await load.WritesAsync(20);
            // An immutable file refuses those too who have it open. Not the index: it is mapped into memory, and its writer would be killed.
            string[] files = [folder.File, folder.Log];
            await Shell.RunOrSkipAsync("A file can't be made immutable here; as root on ext4, xfs and btrfs it can", "chattr", ["+i", .. files]);
            try
            {
                await MixedLoad.UntilAsync(() => load.Refusals.Count() >= 2 * load.Writers.Count, "writes are refused because the file is read-only");
                await load.ChecksAsync(200);
            }
            finally
            {
                await Shell.RunAsync("chattr", ["-i", .. files]);
            }

            await load.WritesAsync(20);
        });
        Assert.All(load.Refusals, r => r.ExpectProblem(503, "service.no-database"));
        await load.ResolveAsync(service);
        await load.AssertKeptAsync(folder, service);
        log.WriteLine(load.Summary);
    }

    [Fact]
    public async Task Start_OnAReadOnlyFile_AnswersFromTheSnapshotUntilItCanBeWritten()
    {
        // Root is told by no mode of a file that it may not write it, unless it does without that capability.
        string[] obedient = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];
        if (obedient is [var program, .. var arguments])
            await Shell.RunOrSkipAsync("A capability can't be dropped here", program, [.. arguments, "true"]);
        using var folder = new RegisterFolder();
        MixedLoad load;
        await using (var service = await ServiceProcess.StartAsync(folder, settings: null, obedient))
        {
            load = await MixedLoad.EnterAsync(service);
            await load.WhileAsync([service], () => load.WritesAsync(50));
            await load.ResolveAsync(service);
            await load.AssertKeptAsync(folder, service);
            await service.StopAsync();
        }

        await Shell.RunAsync("chmod", ["u=r", .. folder.Files]);
        await using var restarted = await ServiceProcess.StartAsync(folder, settings: null, obedient);
        Assert.Equal("cut", (await restarted.Anonymous.GetAsync("/readyz")).Expect(200)["database"]!.GetValue<string>());
        await load.WhileAsync([restarted], async () =>
        {
            await MixedLoad.UntilAsync(() => load.Refusals.Count() >= 2 * load.Writers.Count, "writes are refused because the file is read-only");
            await load.ChecksAsync(200);
            Assert.True(load.Aged > 0);
            await Shell.RunAsync("chmod", ["u=rw", .. folder.Files]);
            await load.WritesAsync(20);
        });
        Assert.All(load.Refusals, r => r.ExpectProblem(503, "service.no-database"));
        await load.ResolveAsync(restarted);
        await load.AssertKeptAsync(folder, restarted);
        log.WriteLine(load.Summary);
    }
}
