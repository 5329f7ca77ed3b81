using System.Diagnostics;
using System.Globalization;
using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Faults.Load;

/// <summary>What a register is used for, all at once: people write and approve, builds check, fleets pull. It knows what each was told.</summary>
internal sealed class MixedLoad
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<Checker> checkers = [];
    private readonly Puller puller;
    private readonly string machine;
    private readonly string auditor;
    private int acknowledged;

    private MixedLoad(IReadOnlyList<Writer> writers, string reader, string machine, string auditor)
    {
        (Writers, this.machine, this.auditor, puller) = (writers, machine, auditor, new Puller(machine));
        checkers.Add(new Checker(writers, token: null, groups: null, seed: 1));
        checkers.Add(new Checker(writers, reader, [Writer.Excepted], seed: 2));
    }

    public IReadOnlyList<Writer> Writers { get; }

    /// <summary>Writes that were acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>What writers were answered in place of an acknowledgement.</summary>
    public IEnumerable<Answer> Refusals => Writers.SelectMany(w => w.Refusals);

    /// <summary>Pulls that gave no file.</summary>
    public IEnumerable<Answer> RefusedPulls => puller.Refusals;

    /// <summary>Checks that were compared with the oracle.</summary>
    public int Compared { get; private set; }

    /// <summary>The earliest instant for which a check was answered.</summary>
    public DateTimeOffset FirstAt { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>The latest.</summary>
    public DateTimeOffset LastAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Checks answered and not compared yet.</summary>
    public int Answered => checkers.Sum(c => c.Answers.Count);

    /// <summary>Answers that said how old they are.</summary>
    public int Aged => checkers.Sum(c => c.Aged);

    /// <summary>The longest that a check took, in milliseconds.</summary>
    public double Slowest => checkers.Max(c => c.Slowest);

    /// <summary>Told of each acknowledged write.</summary>
    public Action OnAcknowledged { get; set; } = static () => { };

    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Acknowledged} writes acknowledged, {Refusals.Count()} refused and tried again, {Compared} checks like the oracle's, the slowest in {Slowest:F0} ms, {puller.Pulled} files pulled whole, {puller.Refusals.Count} refused");

    /// <summary>Makes the people who write, ask and pull, in a register that is new.</summary>
    public static async Task<MixedLoad> EnterAsync(ServiceProcess service, int writers = 4)
    {
        var administrator = await service.SetUpAsync();
        async Task<string> TokenAsync(string owner, string role, params string[] groups) =>
            (await administrator.PostAsync("/v1/tokens", new { name = owner, owner, role, groups, expiresAt = DateTimeOffset.UtcNow.AddDays(1) })).Expect(201)["token"]!.GetValue<string>();
        var people = new List<Writer>();
        for (var i = 1; i <= writers; i++)
            people.Add(new Writer(i, await TokenAsync($"analyst-{i}", "Analyst"), await TokenAsync($"approver-{i}", "Approver")));
        (await administrator.PostAsync("/v1/channels", new { name = Puller.Channel, targets = Puller.Targets })).Expect(201);
        return new MixedLoad(people, await TokenAsync("reader", "Reader", Writer.Excepted), await TokenAsync("machine", "Service"), await TokenAsync("auditor", "Auditor"));
    }

    /// <summary>The machine that pulls.</summary>
    public Caller MachineAt(ServiceProcess service) => new(service.Address, machine);

    /// <summary>Lets all go to work, some at one service and some at another; whose service dies goes over to the next. Ends when all services are gone, or at the end.</summary>
    public Task RunAsync(IReadOnlyList<ServiceProcess> services, CancellationToken end)
    {
        void Answered()
        {
            Interlocked.Increment(ref acknowledged);
            OnAcknowledged();
        }

        Func<Uri, Task>[] all = [.. Writers.Select<Writer, Func<Uri, Task>>(w => at => w.WriteAsync(at, Answered, end)), .. checkers.Select<Checker, Func<Uri, Task>>(c => at => c.CheckAsync(at, end)), at => puller.PullAsync(at, end)];
        return Task.WhenAll(all.Select((act, i) => Task.Run(async () =>
        {
            foreach (var service in services.Skip(i % services.Count))
                await act(service.Address);
        }, CancellationToken.None)));
    }

    /// <summary>Works on the services while something is done to them.</summary>
    public async Task WhileAsync(IReadOnlyList<ServiceProcess> services, Func<Task> fault)
    {
        using var end = new CancellationTokenSource();
        var running = RunAsync(services, end.Token);
        try
        {
            await fault();
        }
        finally
        {
            await end.CancelAsync();
            await running;
        }
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(waited.Elapsed < Patience, $"In {Patience.TotalSeconds} s it did not come to this: {what}.");
            await Task.Delay(Glance);
        }
    }

    /// <summary>Waits until so many more writes are acknowledged.</summary>
    public Task WritesAsync(int more)
    {
        var goal = Acknowledged + more;
        return UntilAsync(() => Acknowledged >= goal, $"{more} more writes are acknowledged");
    }

    /// <summary>Waits until so many more checks are answered.</summary>
    public Task ChecksAsync(int more)
    {
        var goal = Answered + more;
        return UntilAsync(() => Answered >= goal, $"{more} more checks are answered");
    }

    /// <summary>Whoever got no answer asks again until there is one.</summary>
    public async Task ResolveAsync(ServiceProcess service)
    {
        foreach (var writer in Writers)
            await writer.ResolveAsync(service.Address);
        Assert.DoesNotContain(Writers, w => w.Unanswered is not null);
    }

    /// <summary>
    /// Asserts what stands after every fault: the services say that their log is whole, what was acknowledged is in the file and
    /// nothing that was not sent, and every check was answered as the oracle does.
    /// </summary>
    public async Task<Dictionary<(string Action, string Slug), int>> AssertKeptAsync(RegisterFolder folder, params IEnumerable<ServiceProcess> services)
    {
        var found = await Kept.AssertAsync(folder, services.Select(s => new Caller(s.Address, auditor)), Writers);
        foreach (var checker in checkers)
        {
            Assert.Empty(checker.Failures);
            foreach (var at in await Oracle.CompareAsync(folder, checker.Answers))
            {
                Compared++;
                (FirstAt, LastAt) = (at < FirstAt ? at : FirstAt, at > LastAt ? at : LastAt);
            }

            checker.Answers.Clear();
        }

        return found;
    }
}
