using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Faults.Load;

/// <summary>One write as its client knows it.</summary>
internal sealed class Step(string action, string slug, int ordinal)
{
    /// <summary>As the audit log names it.</summary>
    public string Action => action;

    /// <summary>The tool that it is about; each has one decision.</summary>
    public string Slug => slug;

    /// <summary>How often this action was to be done on the tool, this time included.</summary>
    public int Ordinal => ordinal;

    public string Key { get; } = Guid.NewGuid().ToString("n");

    /// <summary>The state that was read before the first attempt.</summary>
    public string? ETag { get; set; }

    /// <summary>The number of what was made, once the client was told.</summary>
    public string? Number { get; set; }

    /// <summary>Whether the client was told that it is done.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>Whether it was sent at all.</summary>
    public bool IsSent { get; set; }
}

/// <summary>Someone with an Analyst's and an Approver's token of different people, who takes one tool after another from register to revision.</summary>
internal sealed class Writer(int id, string analystToken, string approverToken)
{
    /// <summary>For whom the exceptions are that are written.</summary>
    public const string Excepted = "engineers";

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Script =
    [
        "tool.register", "evidence.add", "evidence.store-copy", "decision.draft", "decision.propose", "evidence.add", "decision.approve", "decision.revise", "decision.propose", "decision.approve",
        "exception.draft", "exception.propose", "exception.approve",
    ];

    // Several pages of the file, so that a death may fall among them.
    private const int CopyRepeats = 1_000;

    // One instant for all: a request that is repeated is the same to the letter.
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly List<Step> steps = [];
    private Caller analyst = null!;
    private Caller approver = null!;
    private volatile int tools;
    private Step? open;

    /// <summary>Every write that was begun, in order.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>The one that was sent and not answered, if there is one.</summary>
    public Step? Unanswered => open is { IsSent: true, IsAcknowledged: false } ? open : null;

    /// <summary>How many creates were repeated with their key because no answer had come.</summary>
    public int Repeated { get; private set; }

    /// <summary>What was answered in place of an acknowledgement; each was tried again.</summary>
    public ConcurrentQueue<Answer> Refusals { get; } = [];

    /// <summary>A tool of those that were begun.</summary>
    public string AnyTool(Random random) => SlugOf(random.Next(1, tools + 1));

    /// <summary>Writes until the service is gone or the end has come; what is refused for want of the database is tried again.</summary>
    /// <param name="service">The service.</param>
    /// <param name="answered">Called after each write that was acknowledged.</param>
    /// <param name="end">Begins nothing more.</param>
    public async Task WriteAsync(Uri service, Action answered, CancellationToken end)
    {
        (analyst, approver) = (new Caller(service, analystToken), new Caller(service, approverToken));
        try
        {
            while (!end.IsCancellationRequested)
            {
                var step = open ?? Next();
                Repeated += step.IsSent ? 1 : 0;
                open = step;
                try
                {
                    await TakeAsync(step);
                    step.IsAcknowledged = true;
                    open = null;
                    answered();
                }
                catch (UnavailableException unavailable)
                {
                    Refusals.Enqueue(unavailable.Answer);
                    await Task.Delay(Rest, CancellationToken.None);
                }
            }
        }
        catch (Exception gone) when (Gone.Is(gone))
        {
            // The service was killed; what was sent last may or may not be done.
        }
    }

    /// <summary>Repeats what got no answer, until it has one.</summary>
    public async Task ResolveAsync(Uri service)
    {
        if (Unanswered is not { } step)
            return;
        (analyst, approver) = (new Caller(service, analystToken), new Caller(service, approverToken));
        Repeated++;
        await TakeAsync(step);
        step.IsAcknowledged = true;
        open = null;
    }

    private Step Next()
    {
        var place = steps.Count % Script.Length;
        if (place == 0)
            tools++;
        var step = new Step(Script[place], SlugOf(tools), Script.Take(place + 1).Count(a => a == Script[place]));
        steps.Add(step);
        return step;
    }

    private Task TakeAsync(Step step) => step.Action switch
    {
        "tool.register" => CreateAsync(step, "/v1/tools", new { slug = step.Slug, name = step.Slug, publisher = "Example", identifiers = new[] { new { kind = "winget", value = $"Example.{step.Slug}" } } }, 201, "slug"),
        "evidence.add" => CreateAsync(step, $"/v1/tools/{step.Slug}/evidence", new { kind = "report", title = TitleOf(step), publisher = "Example", reliability = "B", credibility = 2 }, 201, "number"),
        "evidence.store-copy" => StoreAsync(step),
        "decision.draft" => CreateAsync(step, "/v1/decisions", Terms(step.Slug), 201, "number"),
        "decision.revise" => CreateAsync(step, DecisionOf(step), new { reason = "Worded anew.", publicStatement = $"{step.Slug}, worded anew." }, 200, "number", "/revise"),
        "decision.propose" => VerbAsync(step, DecisionOf(step), analyst, "propose", isDone: d => d["pending"]?["state"]!.GetValue<string>() == "Proposed"),
        "decision.approve" => VerbAsync(step, DecisionOf(step), approver, "approve", isDone: d => d["inForce"]?["revision"]!.GetValue<int>() == step.Ordinal),
        "exception.draft" => CreateAsync(step, "/v1/exceptions", Waiver(NumberOf(step, "decision.draft")), 201, "number"),
        "exception.propose" => VerbAsync(step, ExceptionOf(step), analyst, "propose", isDone: e => e["state"]!.GetValue<string>() == "Proposed"),
        "exception.approve" => VerbAsync(step, ExceptionOf(step), approver, "approve", isDone: e => e["state"]!.GetValue<string>() == "Approved"),
        _ => throw new InvalidOperationException($"The script does not know {step.Action}."),
    };

    public static string TitleOf(Step step) => $"{step.Slug}: evidence {step.Ordinal}";

    /// <summary>Creates with the step's key; a repeat is the same request to the letter, its ETag included.</summary>
    private async Task CreateAsync(Step step, string path, object body, int expected, string name, string verb = "")
    {
        if (verb.Length > 0)
            step.ETag ??= Available(await analyst.GetAsync(path)).ETag;
        step.IsSent = true;
        var answer = Available(await analyst.PostAsync(path + verb, body, step.ETag, step.Key));
        step.Number = answer.Expect(expected)[name]!.GetValue<string>();
    }

    /// <summary>Stores bytes of the step's own; the same again changes nothing, so a repeat needs no key.</summary>
    private async Task StoreAsync(Step step)
    {
        var evidence = NumberOf(step, "evidence.add");
        step.IsSent = true;
        Available(await analyst.PutAsync($"/v1/tools/{step.Slug}/evidence/{evidence}/copy", string.Concat(Enumerable.Repeat(step.Key, CopyRepeats)), "*")).Expect(200);
        step.Number = evidence;
    }

    /// <summary>A verb without a key: whoever got no answer reads first.</summary>
    private static async Task VerbAsync(Step step, string path, Caller caller, string verb, Func<JsonNode, bool> isDone)
    {
        var read = Available(await caller.GetAsync(path));
        var record = read.Expect(200);
        step.Number = record["number"]!.GetValue<string>();
        if (isDone(record))
        {
            Assert.True(step.IsSent, $"{step.Action} of {step.Slug} is done and nobody asked for it.");
            return;
        }

        step.IsSent = true;
        Available(await caller.PostAsync($"{path}/{verb}", body: null, read.ETag)).Expect(200);
    }

    private string SlugOf(int tool) => $"tool-{id}-{tool}";

    private string DecisionOf(Step step) => $"/v1/decisions/{NumberOf(step, "decision.draft")}";

    private string ExceptionOf(Step step) => $"/v1/exceptions/{NumberOf(step, "exception.draft")}";

    private string NumberOf(Step step, string made) => steps.FindLast(s => s.Slug == step.Slug && s.Action == made && s.Ordinal == 1)!.Number!;

    /// <summary>The answer, unless it says that the register can't be written or read now, and what to do.</summary>
    private static Answer Available(Answer answer)
    {
        if (answer.Status != 503)
            return answer;
        Assert.True(answer.Code is not null && answer.Headers.RetryAfter is not null, $"A refusal without a code or without Retry-After: {answer.Text}");
        throw new UnavailableException(answer);
    }

    private static object Terms(string slug) => new
    {
        tool = slug,
        ranges = new[] { "vers:generic/*" },
        // By itself it becomes a ban within an hour.
        phases = new object[] { new { from = Now.AddDays(-1), disposition = "HighRisk" }, new { from = Now.AddMinutes(30), disposition = "Banned" } },
        publicStatement = $"{slug}, first wording.",
        reviewBy = Now.AddDays(60),
    };
    private static object Waiver(string decision) => new
    {
        decision,
        audience = new { groups = new[] { Excepted } },
        from = Now.AddMinutes(-30),
        until = Now.AddDays(1),
        reason = "Migration.",
        compensatingControls = new[] { "Isolated." },
        residualRisk = "Little.",
        reviewBy = Now.AddHours(12),
    };
}

/// <summary>The service could not do what was asked now.</summary>
internal sealed class UnavailableException(Answer answer) : Exception(answer.Text)
{
    public Answer Answer => answer;
}

/// <summary>Knows a service that was killed from one that fails.</summary>
internal static class Gone
{
    /// <summary>The client asks a socket that just died for its peer, and lets out what the socket says to that.</summary>
    public static bool Is(Exception failure) => failure is HttpRequestException or IOException or TaskCanceledException or SocketException;
}
