using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Tests.Crash;

/// <summary>The service dies by SIGKILL in the middle of writing, again and again, on one file.</summary>
[Collection(Processes.Name)]
public sealed class KillTests(ITestOutputHelper log)
{
    private const int Writers = 8;
    private const int Seed = 20_260_710;

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("TOOLREGISTRY_KILLS"), out var kills) ? kills : 50;

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
        var (writers, auditor) = await EnterAsync(folder);
        var (kills, unanswered, done) = (0, 0, 0);
        while (kills < Kills)
        {
            var starting = new[] { ServiceProcess.StartAsync(folder), ServiceProcess.StartAsync(folder) };
            await using var first = await starting[0];
            await using var second = await starting[1];
            var found = await AssertKeptAsync(folder, [first, second], auditor, writers);
            var (open, landed) = Unanswered(writers, found);
            (unanswered, done) = (unanswered + open, done + landed);
            await LoadUntilKilledAsync(folder, first, second, writers, moments);
            kills += 2;
        }

        await using var last = await ServiceProcess.StartAsync(folder);
        await AssertKeptAsync(folder, [last], auditor, writers);
        foreach (var writer in writers)
            await writer.ResolveAsync(last.Address);
        await AssertKeptAsync(folder, [last], auditor, writers);
        Assert.DoesNotContain(writers, w => w.Unanswered is not null);
        log.WriteLine($"{kills} kills in {watch.Elapsed.TotalSeconds:F0} s; {writers.Sum(w => w.Steps.Count(s => s.IsAcknowledged))} writes acknowledged; {unanswered} cut off by the last death of a pair, {done} of them after their commit; {writers.Sum(w => w.Repeated)} repeated in all.");
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

    private static async Task<(IReadOnlyList<Writer> Writers, string Auditor)> EnterAsync(RegisterFolder folder)
    {
        await using var service = await ServiceProcess.StartAsync(folder);
        var administrator = await service.SetUpAsync();
        async Task<string> TokenAsync(string owner, string role) =>
            (await administrator.PostAsync("/v1/tokens", new { name = owner, owner, role, expiresAt = DateTimeOffset.UtcNow.AddDays(1) })).Expect(201)["token"]!.GetValue<string>();
        var writers = new List<Writer>();
        for (var i = 1; i <= Writers; i++)
            writers.Add(new Writer(i, await TokenAsync($"analyst-{i}", "Analyst"), await TokenAsync($"approver-{i}", "Approver")));
        return (writers, await TokenAsync("auditor", "Auditor"));
    }

    /// <summary>Lets all write; kills one service after some answers, and the other after some more or while the file is being written.</summary>
    private static async Task LoadUntilKilledAsync(RegisterFolder folder, ServiceProcess first, ServiceProcess second, IReadOnlyList<Writer> writers, Random moments)
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
        void Answered()
        {
            var count = Interlocked.Increment(ref answers);
            if (count == firstDeath)
                first.Kill();
            else if (count == secondDeath)
                second.Kill();
        }

        await Task.WhenAll(writers.Select((writer, i) => Task.Run(async () =>
        {
            if (i % 2 == 0)
                await writer.WriteAsync(first.Address, Answered);
            await writer.WriteAsync(second.Address, Answered);
        })));
        watcher.EnableRaisingEvents = false;
        await first.GoneAsync();
        await second.GoneAsync();
    }

    /// <summary>The service says that its log is whole, and the file holds what the writers were told, and nothing that they did not send.</summary>
    private static async Task<Dictionary<(string Action, string Slug), int>> AssertKeptAsync(RegisterFolder folder, IEnumerable<ServiceProcess> services, string auditorToken, IReadOnlyList<Writer> writers)
    {
        var audit = await RegisterFile.AssertWholeAsync(folder);
        foreach (var service in services)
        {
            var verified = (await new Caller(service.Address, auditorToken).GetAsync("/v1/audit/verify")).Expect(200);
            Assert.True(verified["intact"]!.GetValue<bool>(), verified.ToJsonString());
            Assert.Equal(audit.Count, verified["entries"]!.GetValue<int>());
        }

        Assert.DoesNotContain(audit, a => a.Outcome != "done");

        var (slugs, titles) = await RegisterFile.ReadAsync(folder, SlugsAsync);
        var found = audit.Where(a => slugs.ContainsKey(a.Subject)).CountBy(a => (a.Action, slugs[a.Subject])).ToDictionary();
        foreach (var steps in writers.SelectMany(w => w.Steps).Where(s => s.IsSent).GroupBy(s => (s.Action, s.Slug)))
        {
            var count = found.GetValueOrDefault(steps.Key);
            Assert.InRange(count, steps.Count(s => s.IsAcknowledged), steps.Count());
            foreach (var step in steps.Where(s => s.IsAcknowledged))
                Assert.True(step.Number is { } number && slugs[number] == step.Slug, $"{step.Action} of {step.Slug} was acknowledged as {step.Number} and is not there.");
        }

        var sent = writers.SelectMany(w => w.Steps).Where(s => s.IsSent).ToArray();
        Assert.Empty(found.Keys.Except(sent.Select(s => (s.Action, s.Slug))));
        Assert.Equal(titles.Distinct(StringComparer.Ordinal).Count(), titles.Count);
        Assert.Empty(titles.Except(sent.Where(s => s.Action == "evidence.add").Select(Writer.TitleOf), StringComparer.Ordinal));
        Assert.Empty(sent.Where(s => s is { Action: "evidence.add", IsAcknowledged: true }).Select(Writer.TitleOf).Except(titles, StringComparer.Ordinal));
        return found;
    }

    /// <summary>The tool behind each name that an entry may carry, and the titles of all evidence. Asserts that no tool has two decisions.</summary>
    private static async Task<(Dictionary<string, string> Slugs, List<string> Titles)> SlugsAsync(RegisterDbContext db)
    {
        var slugs = (await db.Tools.Select(t => t.Slug).ToListAsync()).ToDictionary(s => s, s => s, StringComparer.Ordinal);
        var decisions = await db.Decisions.AsNoTracking().ToListAsync();
        Assert.Equal(decisions.Count, decisions.DistinctBy(d => d.Tool).Count());
        var evidence = await db.Evidence.AsNoTracking().ToListAsync();
        foreach (var decision in decisions)
            slugs.Add(Numbers.Format(Numbers.Decision, decision.Number), decision.Tool);
        foreach (var record in evidence)
            slugs.Add(Numbers.Format(Numbers.Evidence, record.Number), record.Tool);
        return (slugs, [.. evidence.Select(e => e.Content.Title)]);
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
