using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Client;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Views;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>
/// Four clients check through two replicas while two people decide; each answer is compared with what the rows of the
/// database say at its revision and instant, read by the serializer and compiled whole. With <c>outage</c> the database is
/// taken away for a while, and again.
/// </summary>
internal static class OracleRun
{
    private const int Checkers = 4;
    private const int Deciders = 2;

    public static async Task<int> RunAsync(string[] args, bool hasOutage)
    {
        var (tools, seconds) = (LoadCommands.Number(args, "--tools", LoadCommands.DefaultTools), LoadCommands.Number(args, "--seconds", 30));
        using var register = await RegisterCopy.OfAsync(tools);
        var token = await RegisterBuilder.TokenAsync(register.Path, tools, Role.Service, "benchmark");
        await using var left = await ServerProcess.ServiceAsync(register.Path, "--Replica:SnapshotPath", register.Path + ".left");
        await using var right = await ServerProcess.ServiceAsync(register.Path, "--Replica:SnapshotPath", register.Path + ".right");
        var run = new Run(tools);
        using var end = new CancellationTokenSource();
        var checking = Enumerable.Range(0, Checkers).Select(i => run.CheckAsync(Decider.Client(i % 2 == 0 ? left.Address : right.Address, token), i, end.Token)).ToArray();
        var deciding = new List<Task>();
        for (var i = 0; i < Deciders; i++)
            deciding.Add(run.DecideAsync(await Decider.EnterAsync(register.Path, tools, i % 2 == 0 ? left.Address : right.Address, $"decider-{i}"), i, end.Token));
        if (hasOutage)
            await OutagesAsync(register, run, seconds);
        else
            await Task.Delay(TimeSpan.FromSeconds(seconds));
        await end.CancelAsync();
        await Task.WhenAll([.. checking, .. deciding]);
        Console.WriteLine(run.Summary);
        var wrong = await run.CompareAsync(register.Path);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wrong} of {run.Answers} answers differ from the rows at their revision"));
        return wrong == 0 && run.Failed == 0 ? 0 : 1;
    }

    private static async Task OutagesAsync(RegisterCopy register, Run run, int seconds)
    {
        for (var outage = 0; outage < 3; outage++)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds / 7.0));
            register.Lose();
            var before = run.Answers;
            await Task.Delay(TimeSpan.FromSeconds(seconds / 7.0));
            var during = run.Answers - before;
            register.Return();
            var (began, reached) = (Stopwatch.GetTimestamp(), run.LastDecided);
            while (run.LastDecided == reached)
                await Task.Delay(5);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"outage {outage + 1}: {during} checks answered meanwhile; the next decision taken {Stopwatch.GetElapsedTime(began).TotalMilliseconds:N0} ms after its end"));
        }
    }

    private sealed record Asked(int Tool, string Subject, string Environment);

    private sealed class Run(int tools)
    {
        /// <summary>Those that are decided about and those that are asked about must meet.</summary>
        private const int Hot = 50;

        private readonly ConcurrentQueue<(Asked Question, string Answer)> answers = new();
        private int failed;
        private int decided;
        private int refused;

        public int Answers => answers.Count;

        public int Failed => failed;

        public int LastDecided => Volatile.Read(ref decided);

        public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Answers} checks answered, {failed} failed; {decided} decisions approved, {refused} refused for want of a database");

        public async Task CheckAsync(HttpClient client, int seed, CancellationToken ct)
        {
            using var _ = client;
            var random = new Random(seed);
            while (!ct.IsCancellationRequested)
            {
                var tool = ToolOf(random.Next(Hot));
                var asked = new Asked(tool, random.Next(3) == 0 ? $"tool-{tool}" : LargeRegister.SubjectOf(tool, random.Next(5)), random.Next(2) == 0 ? "ci" : "workstation");
                try
                {
                    answers.Enqueue((asked, await client.GetStringAsync(new Uri($"/v1/check?subject={Uri.EscapeDataString(asked.Subject)}&environment={asked.Environment}", UriKind.Relative), CancellationToken.None)));
                }
                catch (HttpRequestException failure)
                {
                    Interlocked.Increment(ref failed);
                    Console.WriteLine($"A check failed: {failure.Message}");
                }
            }
        }

        public async Task DecideAsync(Decider decider, int seed, CancellationToken ct)
        {
            using var _ = decider;
            for (var i = seed; !ct.IsCancellationRequested; i += Deciders)
            {
                try
                {
                    await decider.ApproveAsync(await decider.ProposeAsync(ToolOf(LargeRegister.Mixed(i) % Hot), i));
                    Interlocked.Increment(ref decided);
                }
                catch (HttpRequestException refusal) when (refusal.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    Interlocked.Increment(ref refused);
                    await Task.Delay(50, CancellationToken.None);
                }
            }
        }

        /// <summary>How many answers are not those of the rows.</summary>
        public async Task<int> CompareAsync(string register)
        {
            var oracle = await Rows.ReadAsync(register, [.. answers.Select(a => a.Question.Tool).Distinct().SelectMany(t => new[] { t, (t + 1) % tools }).Select(t => $"tool-{t}")]);
            var wrong = 0;
            foreach (var (question, answer) in answers)
            {
                var told = JsonSerializer.Deserialize<VerdictView>(answer, WireJson.Options)!;
                var query = CheckQuery.Create(Subject.Parse(question.Subject), version: null, RegisterBuilder.Groups, question.Environment, region: null, told.At);
                var expected = JsonSerializer.Serialize(VerdictViews.Of(oracle.At(told.Revision).Check(query), isAnonymous: false), WireJson.Options);
                if (expected == JsonSerializer.Serialize(told, WireJson.Options))
                    continue;
                if (wrong++ < 3)
                    Console.WriteLine($"asked {question}\n  told     {answer}\n  expected {expected}");
            }

            return wrong;
        }

        private int ToolOf(int i) => LargeRegister.Mixed(i * 17) % tools;
    }

    /// <summary>The facts about some tools, with the revisions during which they stood.</summary>
    private sealed class Rows
    {
        private readonly List<(long From, long? To, object Fact)> rows = [];
        private readonly Dictionary<long, PolicySnapshot> compiled = [];

        public static async Task<Rows> ReadAsync(string register, HashSet<string> slugs)
        {
            await using var db = RegisterBuilder.Open(register);
            var result = new Rows();
            await foreach (var row in db.PolicyFacts.AsNoTracking().OrderBy(f => f.Kind).AsAsyncEnumerable())
            {
                object fact = row.Kind switch
                {
                    PolicyFacts.ToolKind => StoredJson.Read<ToolFact>(row.Json),
                    PolicyFacts.DecisionKind => StoredJson.Read<DecisionFact>(row.Json),
                    _ => StoredJson.Read<ExceptionFact>(row.Json),
                };
                if (fact is ToolFact tool && slugs.Contains(tool.Slug) || fact is DecisionFact decision && slugs.Contains(decision.Tool) || fact is ExceptionFact)
                    result.rows.Add((row.FromRevision, row.ToRevision, fact));
            }

            return result;
        }

        public PolicySnapshot At(long revision)
        {
            if (compiled.TryGetValue(revision, out var known))
                return known;
            var standing = rows.Where(r => r.From <= revision && (r.To is null || r.To > revision)).Select(r => r.Fact).ToArray();
            return compiled[revision] = new PolicySnapshot(revision, PolicySettings.Default, new PolicyFactSet([.. standing.OfType<ToolFact>()], [.. standing.OfType<DecisionFact>()], [.. standing.OfType<ExceptionFact>()]));
        }
    }
}
