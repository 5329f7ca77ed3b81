using System.Collections.Concurrent;
using System.Diagnostics;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Faults.Load;

/// <summary>A check and the verdict that it was answered by, as it came.</summary>
internal sealed record Asked(string Subject, string Slug, string? Environment, IReadOnlyList<string>? Groups, bool IsAnonymous, string Verdict);

/// <summary>Someone who asks about what the writers write, one check after another; every tenth time about three tools at once.</summary>
internal sealed class Checker(IReadOnlyList<Writer> writers, string? token, IReadOnlyList<string>? groups, int seed)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(3);

    private readonly Random random = new(seed);

    /// <summary>What was answered and is not compared yet.</summary>
    public ConcurrentQueue<Asked> Answers { get; } = [];

    /// <summary>Answers that are no verdicts.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    /// <summary>How many answers carried <c>X-Snapshot-Age</c>.</summary>
    public int Aged { get; private set; }

    /// <summary>The longest that an answer took, in milliseconds.</summary>
    public double Slowest { get; private set; }

    public async Task CheckAsync(Uri service, CancellationToken end)
    {
        var caller = new Caller(service, token);
        try
        {
            for (var i = 1; !end.IsCancellationRequested; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await (token is not null && i % 10 == 0 ? AskManyAsync(caller) : AskAsync(caller));
                Slowest = Math.Max(Slowest, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                await Task.Delay(Rest, CancellationToken.None);
            }
        }
        catch (Exception gone) when (Gone.Is(gone))
        {
            // Whoever asks goes elsewhere.
        }
    }

    private async Task AskAsync(Caller caller)
    {
        var (slug, subject, environment) = Next();
        var answer = await caller.GetAsync($"/v1/check?subject={Uri.EscapeDataString(subject)}{(environment is null ? "" : $"&environment={environment}")}");
        if (Took(answer))
            Answers.Enqueue(new Asked(subject, slug, environment, groups, token is null, answer.Text));
    }

    private async Task AskManyAsync(Caller caller)
    {
        var questions = Enumerable.Range(0, 3).Select(_ => Next()).ToArray();
        var answer = await caller.PostAsync("/v1/check", new { checks = questions.Select(q => new { subject = q.Subject, environment = q.Environment }) });
        if (!Took(answer))
            return;
        foreach (var (question, verdict) in questions.Zip(answer.Json["verdicts"]!.AsArray()))
            Answers.Enqueue(new Asked(question.Subject, question.Slug, question.Environment, groups, IsAnonymous: false, verdict!.ToJsonString()));
    }

    private bool Took(Answer answer)
    {
        Aged += answer.Headers.Contains("X-Snapshot-Age") ? 1 : 0;
        if (answer.Status == 200)
            return true;
        Failures.Enqueue($"{answer.Status} {answer.Text}");
        return false;
    }

    private (string Slug, string Subject, string? Environment) Next()
    {
        var slug = writers[random.Next(writers.Count)].AnyTool(random);
        return (slug, random.Next(2) == 0 ? slug : $"winget:Example.{slug}", random.Next(3) switch { 0 => null, 1 => "ci", _ => "workstation" });
    }
}
