using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Tests.Crash;

/// <summary>Two replicas on one file, eight writers on each, all after the same decision at once.</summary>
[Collection(Processes.Name)]
public sealed class RaceTests
{
    private const int Decisions = 20;
    private const int WritersEach = 8;

    [Fact]
    public async Task Writers_OfTwoProcessesOnOneDecision_HaveOneWinnerEachTimeAndLeaveAWholeRecord()
    {
        using var folder = new RegisterFolder();
        await using var left = await ServiceProcess.StartAsync(folder);
        await using var right = await ServiceProcess.StartAsync(folder);
        var race = new Race();
        await race.EnterAsync(left, right, WritersEach);
        for (var i = 0; i < Decisions; i++)
        {
            var decision = await race.ProposedAsync(i);
            // Every other decision is raced for by approval alone, so that there is always one to revise.
            await race.DecideAsync(decision, mayReject: i % 2 == 1);
            if (await race.StateAsync(decision) != "Approved")
                continue;
            await race.ChangeAsync(decision);
            await race.DecideAsync(decision, mayReject: false);
        }

        var audit = await RegisterFile.AssertWholeAsync(folder);
        // The first start made the signing key.
        Assert.Equal("signing-key.create", audit[0].Action);
        Assert.Equal(1 + race.Done, audit.Count(a => a.Outcome == "done"));
        Assert.Equal(race.Refusals, audit.Where(a => a.Outcome == "refused").Select(a => a.Code!).CountBy(c => c).ToDictionary(StringComparer.Ordinal));
        Assert.Equal(1 + race.Done + race.Refusals.Values.Sum(), audit.Count);
        Assert.True(race.Refusals.Count >= 4, $"Too few kinds of refusal to call it a race: {string.Join(", ", race.Refusals.Keys)}");
        await race.AssertBothVerifyAsync(audit[^1]);
    }

    /// <summary>The people, and the count of what they were answered.</summary>
    private sealed class Race
    {
        private readonly Lock gate = new();
        private readonly Dictionary<string, int> refusals = new(StringComparer.Ordinal);
        private readonly List<Caller> analysts = [];
        private readonly List<Caller> approvers = [];
        private readonly List<Caller> auditors = [];
        private Caller author = null!;
        private Caller authorAsApprover = null!;
        private int rounds;
        private int approvals;

        public int Done { get; private set; }

        public IReadOnlyDictionary<string, int> Refusals => refusals;

        public async Task EnterAsync(ServiceProcess left, ServiceProcess right, int writersEach)
        {
            // The link of the one that started last is the one that holds.
            var administrator = await right.SetUpAsync();
            Done++;
            foreach (var (service, side) in new[] { (left, "left"), (right, "right") })
            {
                for (var i = 0; i < writersEach; i++)
                {
                    analysts.Add(await CallerAsync(administrator, service, $"{side}-{i}", "Analyst"));
                    approvers.Add(await CallerAsync(administrator, service, $"{side}-{i}", "Approver"));
                }

                auditors.Add(await CallerAsync(administrator, service, "auditor", "Auditor"));
            }

            author = await CallerAsync(administrator, left, "author", "Analyst");
            authorAsApprover = await CallerAsync(administrator, right, "author", "Approver");
            Note(await author.PostAsync("/v1/tools", new { slug = "contested", name = "Contested", publisher = "Example", versionScheme = "npm" }), 201);
        }

        public async Task<string> ProposedAsync(int i)
        {
            var drafted = Note(await author.PostAsync("/v1/decisions", Terms($"Decision {i}.", tool: "contested")), 201).Expect(201);
            var path = $"/v1/decisions/{drafted["number"]}";
            Note(await author.VerbAsync(path, "propose"), 200);
            return path;
        }

        public async Task<string> StateAsync(string path) => (await author.GetAsync(path)).Expect(200)["state"]!.GetValue<string>();

        /// <summary>All approve or reject what is proposed; the author and someone without the role try as well.</summary>
        public async Task DecideAsync(string path, bool mayReject)
        {
            var etag = await ETagAsync(path);
            var runners = approvers.Select((a, i) => new Runner(a, mayReject && i % 2 == 1 ? "reject" : "approve", ETagOf(i, etag))).ToList();
            runners[2] = new Runner(authorAsApprover, "approve", etag);
            runners[WritersEach + 2] = new Runner(analysts[WritersEach + 2], "approve", etag);
            var winner = await RunAsync(path, runners);
            approvals += winner == "approve" ? 1 : 0;
            var decision = (await author.GetAsync(path)).Expect(200);
            Assert.Equal(winner == "approve" ? "Approved" : "Rejected", decision["state"]!.GetValue<string>());
            Assert.Null(decision["pending"]);
        }

        /// <summary>All revise or reschedule what is in force; what the winner began is then proposed.</summary>
        public async Task ChangeAsync(string path)
        {
            var etag = await ETagAsync(path);
            var runners = analysts.Select((a, i) => new Runner(a, i % 2 == 1 ? "reschedule" : "revise", ETagOf(i, etag))).ToList();
            runners[2] = new Runner(approvers[2], "revise", etag);
            var winner = await RunAsync(path, runners);
            var pending = (await author.GetAsync(path)).Expect(200)["pending"]!;
            Assert.Equal(winner == "revise" ? ("Revise", "Draft") : ("Reschedule", "Proposed"), (pending["kind"]!.GetValue<string>(), pending["state"]!.GetValue<string>()));
            if (winner == "revise")
                Note(await author.VerbAsync(path, "propose"), 200);
        }

        public async Task AssertBothVerifyAsync(AuditRow last)
        {
            foreach (var auditor in auditors)
            {
                var verified = (await auditor.GetAsync("/v1/audit/verify")).Expect(200);
                Assert.True(verified["intact"]!.GetValue<bool>(), verified.ToJsonString());
                Assert.Equal((last.Seq, last.Hash), (verified["entries"]!.GetValue<long>(), verified["head"]!.GetValue<string>()));
                await AssertAnswersByAsync(1 + approvals, auditor);
            }
        }

        /// <summary>One tool was registered; nothing else but an approval changes what a check answers. A replica asks for news once in a while, a busy one later.</summary>
        private static async Task AssertAnswersByAsync(int revision, Caller replica)
        {
            async Task<int> AskAsync() => (await replica.GetAsync("/readyz")).Expect(200)["revision"]!.GetValue<int>();
            Assert.Equal(revision, await Soon.AsksAsync(AskAsync, found => found >= revision));
        }

        /// <summary>Lets all run at once; asserts that one wins and the others are refused as they should be; returns the winner's verb.</summary>
        private async Task<string> RunAsync(string path, IReadOnlyList<Runner> runners)
        {
            Assert.Equal(2 * WritersEach, runners.Count);
            rounds++;
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = runners.Select(async runner =>
            {
                await start.Task;
                return (runner.Verb, Answer: await runner.Caller.PostAsync($"{path}/{runner.Verb}", BodyOf(runner.Verb), runner.ETag));
            }).ToArray();
            start.SetResult();
            var answers = await Task.WhenAll(running);
            foreach (var (verb, answer) in answers)
            {
                Assert.True(answer.Status is 200 or 403 or 409 or 412, $"{verb} in round {rounds}: {answer.Status} {answer.Text}");
                Note(answer);
            }

            Assert.True(answers.Count(a => a.Answer.Status == 200) == 1, $"Round {rounds} has the winners: {string.Join(", ", answers.Where(a => a.Answer.Status == 200).Select(a => a.Verb))}");
            return answers.Single(a => a.Answer.Status == 200).Verb;
        }

        private Answer Note(Answer answer, int? expected = null)
        {
            if (expected is { } status)
                answer.Expect(status);
            lock (gate)
            {
                if (answer.Status is 200 or 201)
                    Done++;
                else if (answer.Status is 403 or 409)
                    refusals[answer.Code!] = refusals.GetValueOrDefault(answer.Code!) + 1;
            }

            return answer;
        }

        private object? BodyOf(string verb) => verb switch
        {
            "approve" => null,
            "reject" => new { reason = "Not convincing." },
            "revise" => new { reason = "Another statement.", publicStatement = $"Statement of round {rounds}." },
            "reschedule" => new { reason = "Another date.", phases = Phases(rounds) },
            _ => throw new ArgumentOutOfRangeException(nameof(verb)),
        };

        private async Task<string> ETagAsync(string path) => (await author.GetAsync(path)).ETag ?? throw new InvalidOperationException("A decision has an ETag.");

        /// <summary>Most name the state that they read; some name none, so that the state itself must refuse them.</summary>
        private static string ETagOf(int writer, string etag) => writer % WritersEach >= WritersEach - 2 ? "*" : etag;

        private async Task<Caller> CallerAsync(Caller administrator, ServiceProcess service, string owner, string role)
        {
            var issued = await administrator.PostAsync("/v1/tokens", new { name = $"{owner} as {role}", owner, role, expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
            return new Caller(service.Address, Note(issued, 201).Expect(201)["token"]!.GetValue<string>());
        }

        private static object Terms(string statement, string tool) =>
            new { tool, ranges = new[] { "vers:npm/*" }, phases = Phases(0), publicStatement = statement, reviewBy = DateTimeOffset.UtcNow.AddDays(60) };

        private static object[] Phases(int days) => [new { from = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero).AddDays(days), disposition = "HighRisk" }];
    }

    private sealed record Runner(Caller Caller, string Verb, string ETag);
}
