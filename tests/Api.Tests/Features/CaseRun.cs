using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>Takes one case file through the API as its people would.</summary>
internal sealed class CaseRun
{
    private readonly JsonObject file;
    private readonly Dictionary<string, string> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> decided = new(StringComparer.Ordinal);
    private readonly List<string> mismatches = [];
    private Caller analyst = null!;
    private Caller approver = null!;
    private Caller service = null!;

    private CaseRun(JsonObject file, RegisterHost host) => (this.file, Host) = (file, host);

    public RegisterHost Host { get; }

    public Caller Auditor { get; private set; } = null!;

    private IEnumerable<JsonObject> Decisions => Rows(file["decisions"]);

    public static async Task<CaseRun> StartAsync(JsonObject file)
    {
        var first = Rows(file["decisions"]).Min(d => DateTimeOffset.Parse(d["decidedAt"]!.GetValue<string>()));
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Organization:Name"] = file["organization"]?["name"]?.GetValue<string>() };
        foreach (var (publisher, i) in (file["organization"]?["ownPublishers"]?.AsArray() ?? []).Select((p, i) => (p!.GetValue<string>(), i)))
            settings[$"Organization:OwnPublishers:{i}"] = publisher;
        var run = new CaseRun(file, await RegisterHost.StartAsync(settings, first));
        run.analyst = await run.Host.CallerAsync(Role.Analyst, "analyst");
        run.approver = await run.Host.CallerAsync(Role.Approver, "approver");
        run.service = await run.Host.CallerAsync(Role.Service, "service");
        run.Auditor = await run.Host.CallerAsync(Role.Auditor, "auditor");
        return run;
    }

    public async Task RecordAsync()
    {
        foreach (var tool in Rows(file["tools"]))
            (await analyst.PostAsync("/v1/tools", tool)).Expect(201);
        foreach (var claim in Rows(file["claims"]))
            numbers[claim["id"]!.GetValue<string>()] = await NumberAsync($"/v1/tools/{claim["tool"]}/claims", Without(claim, "id", "tool"));
        foreach (var evidence in Rows(file["evidence"]))
        {
            var body = Without(evidence, "id");
            body["stances"] = new JsonObject(evidence["stances"]!.AsObject().Select(s => KeyValuePair.Create(numbers[s.Key], s.Value!.DeepClone()))!);
            if (evidence["derivedFrom"] is JsonArray sources)
                body["derivedFrom"] = Named(sources);
            numbers[evidence["id"]!.GetValue<string>()] = await NumberAsync($"/v1/tools/{Rows(file["tools"]).First()["slug"]}/evidence", body);
        }
    }

    public async Task DecideAsync()
    {
        foreach (var decision in Decisions)
        {
            MoveTo(decision["decidedAt"]!);
            var body = Without(decision, "ref", "decidedAt", "expedited", "expeditedReason");
            if (decision["claims"] is JsonArray claims)
                body["claims"] = Named(claims);
            var expedited = decision["expedited"]?.GetValue<bool>() == true;
            var drafted = (await (expedited ? approver : analyst).PostAsync("/v1/decisions", body)).Expect(201);
            var path = $"/v1/decisions/{drafted["number"]}";
            if (decision["ref"] is { } name)
                decided[name.GetValue<string>()] = drafted["number"]!.GetValue<string>();
            if (expedited)
                (await approver.VerbAsync(path, "expedite", new { reason = decision["expeditedReason"]!.GetValue<string>() })).Expect(200);
            else if (await IsProvisionalCaseAsync(decision, path, body))
                await ReviewAsync(path, propose: false);
            else
                await ReviewAsync(path);
        }

        foreach (var exception in Rows(file["exceptions"]))
        {
            var body = exception.DeepClone().AsObject();
            body["decision"] = decided[exception["decision"]!.GetValue<string>()];
            var drafted = (await analyst.PostAsync("/v1/exceptions", body)).Expect(201);
            await ReviewAsync($"/v1/exceptions/{drafted["number"]}");
        }
    }

    /// <summary>Asks every row, the later ones after what happened in between; returns how many were asked.</summary>
    public async Task<int> AskAsync()
    {
        var asked = await AskAsync(file["expect"]);
        foreach (var step in Rows(file["then"]))
        {
            var path = $"/v1/decisions/{decided[step["decision"]!.GetValue<string>()]}";
            var verb = step["do"]!.GetValue<string>();
            (await analyst.VerbAsync(path, verb, Without(step, "do", "decision", "expect"))).Expect(200);
            await ReviewAsync(path, propose: verb == "revise");
            asked += await AskAsync(step["expect"]);
        }

        Assert.True(mismatches.Count == 0, string.Join('\n', mismatches));
        return asked;
    }

    /// <summary>Asks what each claim and the decision are expected to say of themselves; returns how many rows were asked.</summary>
    public async Task<int> AssessAsync()
    {
        foreach (var row in Rows(file["expectEvidence"]))
        {
            var slug = Rows(file["claims"]).Single(c => c["id"]!.GetValue<string>() == row["claim"]!.GetValue<string>())["tool"];
            var claim = (await analyst.GetAsync($"/v1/tools/{slug}/claims/{numbers[row["claim"]!.GetValue<string>()]}")).Expect(200);
            foreach (var member in (string[])["links", "independentOrigins", "confidence"])
                Compare(row, member, row[member]!.ToString(), claim[member]!.ToString());
        }

        if (file["expectDecision"] is not JsonObject expected)
            return Rows(file["expectEvidence"]).Count();
        var decision = (await analyst.GetAsync($"/v1/decisions/{decided[expected["decision"]!.GetValue<string>()]}")).Expect(200);
        foreach (var member in (string[])["confidence", "provisional"])
            Compare(expected, member, expected[member]!.ToString(), decision[member]!.ToString());
        Compare(expected, "alternativeIsOwnProduct", expected["alternativeIsOwnProduct"]!.ToString(), decision["inForce"]!["alternatives"]!.AsArray().Single()!["ownProduct"]!.ToString());
        return Rows(file["expectEvidence"]).Count() + 1;
    }

    /// <summary>Where the case says so, sees to it that approval is refused while the review date is absent, and names it then.</summary>
    private async Task<bool> IsProvisionalCaseAsync(JsonObject decision, string path, JsonObject body)
    {
        if (file["expectDecision"] is not JsonObject expected || decision["ref"]?.ToString() != expected["decision"]!.ToString() || expected["refusedWithoutReviewBy"]?.GetValue<bool>() != true)
            return false;
        await analyst.EditAsync(path, Without(body, "tool", "reviewBy"));
        (await analyst.VerbAsync(path, "propose")).Expect(200);
        (await approver.VerbAsync(path, "approve")).ExpectProblem(409, "decision.review-required");
        await analyst.EditAsync(path, Without(body, "tool"));
        return true;
    }

    private async Task ReviewAsync(string path, bool propose = true)
    {
        if (propose)
            (await analyst.VerbAsync(path, "propose")).Expect(200);
        (await approver.VerbAsync(path, "approve")).Expect(200);
    }

    private async Task<int> AskAsync(JsonNode? rows)
    {
        foreach (var row in Rows(rows))
        {
            var verdict = (await service.GetAsync($"/v1/check?{QueryOf(row)}")).Expect(200);
            Compare(row, "outcome", row["outcome"]!.GetValue<string>(), verdict["outcome"]!.GetValue<string>());
            Compare(row, "action", row["action"]!.GetValue<string>(), verdict["action"]!.GetValue<string>());
            if (row.ContainsKey("next"))
                Compare(row, "next", Change(row["next"]), Change(verdict["next"]));
            if (row["alternatives"] is JsonArray alternatives)
                Compare(row, "alternatives", string.Join(',', alternatives.Select(a => a!.GetValue<string>())), string.Join(',', verdict["alternatives"]!.AsArray().Select(a => a!["slug"]!.GetValue<string>())));
            if (row["exception"] is { } exception)
                Compare(row, "exception", exception.GetValue<bool>().ToString(), (verdict["exception"] is not null).ToString());
        }

        return Rows(rows).Count();
    }

    private void Compare(JsonObject row, string member, string? expected, string? actual)
    {
        if (expected != actual)
            mismatches.Add($"{member} is {actual}, expected {expected}: {row.ToJsonString()}");
    }

    private static string? Change(JsonNode? next) => next is null ? null : $"{DateTimeOffset.Parse(next["at"]!.GetValue<string>()).UtcDateTime:O} {next["outcome"]}";

    private static string QueryOf(JsonObject row) => string.Join('&', new[] { "subject", "version", "environment", "region", "at" }
        .Where(row.ContainsKey).Select(name => $"{name}={Uri.EscapeDataString(row[name]!.GetValue<string>())}")
        .Concat((row["groups"]?.AsArray() ?? []).Select(g => $"groups={Uri.EscapeDataString(g!.GetValue<string>())}")));

    private async Task<string> NumberAsync(string path, JsonObject body) => (await analyst.PostAsync(path, body)).Expect(201)["number"]!.GetValue<string>();

    private void MoveTo(JsonNode instant)
    {
        var at = DateTimeOffset.Parse(instant.GetValue<string>());
        if (at > Host.Clock.GetUtcNow())
            Host.Clock.SetUtcNow(at);
    }

    private JsonArray Named(JsonArray references) => [.. references.Select(r => (JsonNode)numbers[r!.GetValue<string>()])];

    private static JsonObject Without(JsonObject row, params string[] members) => new(row.Where(m => !members.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));

    private static IEnumerable<JsonObject> Rows(JsonNode? rows) => (rows?.AsArray() ?? []).Select(r => r!.AsObject());
}
