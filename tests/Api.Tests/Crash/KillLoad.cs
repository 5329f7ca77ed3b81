using System.Net.Sockets;
using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.Crash;

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
    // Several pages of the file, so that a death may fall among them.
    private const int CopyRepeats = 1_000;

    // One instant for all: a request that is repeated is the same to the letter.
    private static readonly DateTimeOffset ReviewBy = DateTimeOffset.UtcNow.AddDays(60);

    private readonly List<Step> steps = [];
    private Caller analyst = null!;
    private Caller approver = null!;
    private int tools;
    private Step? open;

    /// <summary>Every write that was begun, in order.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>The one that was sent and not answered, if there is one.</summary>
    public Step? Unanswered => open is { IsSent: true, IsAcknowledged: false } ? open : null;

    /// <summary>How many creates were repeated with their key because no answer had come.</summary>
    public int Repeated { get; private set; }

    /// <summary>Writes until the service is gone.</summary>
    /// <param name="service">The service.</param>
    /// <param name="answered">Called after each write that was acknowledged.</param>
    public async Task WriteAsync(Uri service, Action answered)
    {
        (analyst, approver) = (new Caller(service, analystToken), new Caller(service, approverToken));
        try
        {
            while (true)
            {
                var step = open ?? Next();
                Repeated += step.IsSent ? 1 : 0;
                open = step;
                await TakeAsync(step);
                step.IsAcknowledged = true;
                open = null;
                answered();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException or SocketException)
        {
            // The client asks a socket that just died for its peer, and lets out what the socket says to that.
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
        string[] script = ["tool.register", "evidence.add", "evidence.store-copy", "decision.draft", "decision.propose", "evidence.add", "decision.approve", "decision.revise", "decision.propose", "decision.approve"];
        var place = steps.Count % script.Length;
        if (place == 0)
            tools++;
        var step = new Step(script[place], $"tool-{id}-{tools}", script.Take(place + 1).Count(a => a == script[place]));
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
        "decision.propose" => VerbAsync(step, analyst, "propose", isDone: d => d["pending"]?["state"]!.GetValue<string>() == "Proposed"),
        "decision.approve" => VerbAsync(step, approver, "approve", isDone: d => d["inForce"]?["revision"]!.GetValue<int>() == step.Ordinal),
        _ => throw new InvalidOperationException($"The script does not know {step.Action}."),
    };

    public static string TitleOf(Step step) => $"{step.Slug}: evidence {step.Ordinal}";

    /// <summary>Creates with the step's key; a repeat is the same request to the letter, its ETag included.</summary>
    private async Task CreateAsync(Step step, string path, object body, int expected, string name, string verb = "")
    {
        if (verb.Length > 0)
            step.ETag ??= (await analyst.GetAsync(path)).ETag;
        step.IsSent = true;
        var answer = await analyst.PostAsync(path + verb, body, step.ETag, step.Key);
        step.Number = answer.Expect(expected)[name]!.GetValue<string>();
    }

    /// <summary>Stores bytes of the step's own; the same again changes nothing, so a repeat needs no key.</summary>
    private async Task StoreAsync(Step step)
    {
        var evidence = steps.Find(s => s.Slug == step.Slug && s.Action == "evidence.add")!.Number!;
        step.IsSent = true;
        (await analyst.PutAsync($"/v1/tools/{step.Slug}/evidence/{evidence}/copy", string.Concat(Enumerable.Repeat(step.Key, CopyRepeats)), "*")).Expect(200);
        step.Number = evidence;
    }

    /// <summary>A verb without a key: whoever got no answer reads first.</summary>
    private async Task VerbAsync(Step step, Caller caller, string verb, Func<JsonNode, bool> isDone)
    {
        var path = DecisionOf(step);
        var read = await caller.GetAsync(path);
        var decision = read.Expect(200);
        step.Number = decision["number"]!.GetValue<string>();
        if (isDone(decision))
        {
            Assert.True(step.IsSent, $"{step.Action} of {step.Slug} is done and nobody asked for it.");
            return;
        }

        step.IsSent = true;
        (await caller.PostAsync($"{path}/{verb}", body: null, read.ETag)).Expect(200);
    }

    private string DecisionOf(Step step) => $"/v1/decisions/{steps.Find(s => s.Slug == step.Slug && s.Action == "decision.draft")!.Number}";

    private static object Terms(string slug) => new
    {
        tool = slug,
        ranges = new[] { "vers:generic/*" },
        phases = new[] { new { from = "2026-07-10T00:00:00Z", disposition = "HighRisk" } },
        publicStatement = $"{slug}, first wording.",
        reviewBy = ReviewBy,
    };
}
