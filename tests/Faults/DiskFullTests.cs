using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Faults.Load;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Faults;

/// <summary>The disk of the register is full for a while: the database, the snapshot beside it and the files of exports are all on it.</summary>
[Collection(Processes.Name)]
public sealed class DiskFullTests(ITestOutputHelper log)
{
    private const string Size = "16m";

    [Fact]
    public async Task Service_OnAFullDisk_RefusesWritesClearlyAndGoesOnWhenThereIsRoom()
    {
        using var folder = new RegisterFolder();
        await Shell.RunOrSkipAsync("A small disk of the test's own can't be had; as root it can", "mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", folder.Folder);
        try
        {
            await using var service = await ServiceProcess.StartAsync(folder, new Dictionary<string, string> { ["Exports__Folder"] = folder.Folder });
            var load = await MixedLoad.EnterAsync(service);
            await load.WhileAsync([service], async () =>
            {
                await load.WritesAsync(30);
                await FillAndMakeRoomAsync(folder, load);
                await load.WritesAsync(30);
            });
            await load.ResolveAsync(service);
            await load.AssertKeptAsync(folder, service);
            Assert.All(load.RefusedPulls, r => r.ExpectProblem(503, "service.no-room"));
            await service.StopAsync();
            Assert.Empty(Directory.EnumerateFiles(folder.Folder, "*.part"));
            log.WriteLine(load.Summary);
        }
        finally
        {
            await Shell.RunAsync("umount", "--lazy", folder.Folder);
        }
    }

    private static async Task FillAndMakeRoomAsync(RegisterFolder folder, MixedLoad load)
    {
        var filler = Path.Combine(folder.Folder, "filler");
        await using (var file = new FileStream(filler, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            // What the service lets go of meanwhile is taken too.
            await MixedLoad.UntilAsync(() => IsFull(file) && load.Refusals.Count() >= load.Writers.Count && load.RefusedPulls.Any(), "writes and pulls are refused for want of room");
            await load.ChecksAsync(200);
        }

        Assert.Contains(load.Refusals, r => r.Code == "service.no-room");
        Assert.All(load.Refusals, r => Assert.Contains(r.Code, new[] { "service.no-room", "service.no-database" }));
        // Nothing half-written has taken the place of what a start without a database would need.
        await new SnapshotFile($"{folder.File}.snapshot").ReadAsync(PolicySettings.Default, CancellationToken.None);
        File.Delete(filler);
    }

    private static bool IsFull(FileStream filler)
    {
        foreach (var piece in new[] { 1024 * 1024, 64 * 1024, 4 * 1024 })
        {
            try
            {
                while (true)
                    filler.Write(new byte[piece]);
            }
            catch (IOException)
            {
                // No room for a piece of that size.
            }
        }

        return true;
    }
}
