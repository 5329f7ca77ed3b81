using System.Diagnostics;
using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Faults.Load;

namespace ToolRegistry.Faults;

/// <summary>The service dies by SIGKILL in the middle of writing, again and again, on one file.</summary>
[Collection(Processes.Name)]
public sealed class KillTests(ITestOutputHelper log)
{
    private const int Writers = 8;
    private const int Seed = 20_260_710;

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("TOOLREGISTRY_KILLS"), out var kills) ? kills : FaultRun.IsFull ? 200 : 20;

    /// <summary>
    /// Two replicas write; one is killed and its writers go over to the other, which is killed too. So one death happens
    /// beside a living replica, and the next leaves a log that nobody folded in, for the next start to recover.
    /// </summary>
    [Fact]
    public async Task Service_KilledWhileWriting_KeepsWhatItAcknowledgedAndHasNothingByHalves()
    {
        var watch = Stopwatch.StartNew();
        using var folder = new RegisterFolder();
        var moments = new Random(Seed);
        var load = await EnterAsync(folder);
        var (kills, unanswered, done) = (0, 0, 0);
        while (kills < Kills)
        {
            var starting = new[] { ServiceProcess.StartAsync(folder), ServiceProcess.StartAsync(folder) };
            await using var first = await starting[0];
            await using var second = await starting[1];
            var found = await load.AssertKeptAsync(folder, first, second);
            var (open, landed) = Unanswered(load.Writers, found);
            (unanswered, done) = (unanswered + open, done + landed);
            await LoadUntilKilledAsync(folder, first, second, load, moments);
            kills += 2;
        }

        await using var last = await ServiceProcess.StartAsync(folder);
        await load.AssertKeptAsync(folder, last);
        await load.ResolveAsync(last);
        await load.AssertKeptAsync(folder, last);
        log.WriteLine($"{kills} kills in {watch.Elapsed.TotalSeconds:F0} s; {load.Summary}; {unanswered} writes cut off by the last death of a pair, {done} of them after their commit; {load.Writers.Sum(w => w.Repeated)} repeated in all.");
    }

    [Fact]
    public async Task Service_KilledAtFirstStart_StartsNextTime()
    {
        using var folder = new RegisterFolder();
        // From before the file is there to after the schema is in it; where a kill falls does not matter to what must hold.
        foreach (var bytes in new[] { 0, 1, 5_000, 50_000, 200_000 })
        {
            await using var service = ServiceProcess.Launch(folder);
            var listens = service.ListensAsync();
            while (!listens.IsCompleted && !(File.Exists(folder.File) && LengthOf(folder.Log) >= bytes))
                await Task.Yield();
            service.Kill();
            await service.GoneAsync();
            await Task.WhenAny(listens);
        }

        await using var last = await ServiceProcess.StartAsync(folder);
        await last.SetUpAsync();
        var audit = await RegisterFile.AssertWholeAsync(folder);
        Assert.Equal(["signing-key.create", "setup.complete"], audit.Select(a => a.Action));
    }

    private static async Task<MixedLoad> EnterAsync(RegisterFolder folder)
    {
        await using var service = await ServiceProcess.StartAsync(folder);
        return await MixedLoad.EnterAsync(service, Writers);
    }

    /// <summary>Lets all work; kills one service after some answers, and the other after some more or while the file is being written.</summary>
    private static async Task LoadUntilKilledAsync(RegisterFolder folder, ServiceProcess first, ServiceProcess second, MixedLoad load, Random moments)
    {
        var (answers, touches) = (0, 0);
        var (firstDeath, more, lastTouch) = (moments.Next(1, 30), moments.Next(1, 30), moments.Next(1, 300));
        var inWrite = moments.Next(2) == 0;
        // The answers end it in any case: how many touches the system tells of is its own affair.
        var secondDeath = firstDeath + more + (inWrite ? 60 : 0);
        using var watcher = new FileSystemWatcher(folder.Folder, Path.GetFileName(folder.Log)) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Changed += (_, _) =>
        {
            if (Volatile.Read(ref answers) >= firstDeath && Interlocked.Increment(ref touches) == lastTouch && inWrite)
                second.Kill();
        };
        watcher.EnableRaisingEvents = true;
        load.OnAcknowledged = () =>
        {
            var count = Interlocked.Increment(ref answers);
            if (count == firstDeath)
                first.Kill();
            else if (count == secondDeath)
                second.Kill();
        };
        await load.RunAsync([first, second], CancellationToken.None);
        watcher.EnableRaisingEvents = false;
        await first.GoneAsync();
        await second.GoneAsync();
    }

    /// <summary>How many writes got no answer, and how many of these are done all the same.</summary>
    private static (int Open, int Landed) Unanswered(IEnumerable<Writer> writers, Dictionary<(string Action, string Slug), int> found)
    {
        var open = writers.Select(w => w.Unanswered).OfType<Step>().ToArray();
        return (open.Length, open.Count(s => found.GetValueOrDefault((s.Action, s.Slug)) == s.Ordinal));
    }

    private static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
