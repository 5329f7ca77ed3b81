using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>Every verb in every state: what the table does not allow is refused with 409 and changes nothing.</summary>
[Collection(nameof(Unchanged))]
public sealed class TransitionTests(Samples samples)
{
    private static readonly string[] DecisionVerbs = ["edit", "propose", "comment", "return", "approve", "reject", "withdraw", "revise", "reschedule", "expedite", "ratify", "revoke"];
    private static readonly string[] ExceptionVerbs = ["edit", "propose", "approve", "reject", "withdraw", "revoke"];
    private static readonly string[] RequestVerbs = ["approve", "reject", "withdraw"];

    /// <summary>The verbs that a decision takes in each state.</summary>
    private static readonly Dictionary<string, string[]> OfDecisions = new(StringComparer.Ordinal)
    {
        ["Draft"] = ["edit", "propose", "comment", "withdraw", "expedite"],
        ["Proposed"] = ["edit", "comment", "return", "approve", "reject", "withdraw", "expedite"],
        ["Approved"] = ["revise", "reschedule", "revoke"],
        ["Approved, revision drafted"] = ["edit", "propose", "comment", "withdraw", "expedite"],
        ["Approved, reschedule proposed"] = ["comment", "approve", "reject", "withdraw", "expedite"],
        ["Approved, revocation proposed"] = ["comment", "approve", "reject", "withdraw"],
        ["Expedited"] = ["revise", "reschedule", "revoke", "ratify"],
        ["Rejected"] = [],
        ["Withdrawn"] = [],
        ["Revoked"] = [],
    };

    private static readonly Dictionary<string, string[]> OfExceptions = new(StringComparer.Ordinal)
    {
        ["Draft"] = ["edit", "propose", "withdraw"],
        ["Proposed"] = ["edit", "approve", "reject", "withdraw"],
        ["Approved"] = ["revoke"],
        ["Rejected"] = [],
        ["Withdrawn"] = [],
        ["Revoked"] = [],
    };

    private static readonly Dictionary<string, string[]> OfRequests = new(StringComparer.Ordinal)
    {
        ["Proposed"] = ["approve", "reject", "withdraw"],
        ["Approved"] = [],
        ["Rejected"] = [],
        ["Withdrawn"] = [],
    };

    public static TheoryData<string> DecisionStates => [.. OfDecisions.Keys];

    public static TheoryData<string> ExceptionStates => [.. OfExceptions.Keys];

    public static TheoryData<string> RequestStates => [.. OfRequests.Keys];

    [Theory]
    [MemberData(nameof(DecisionStates))]
    public async Task Decision_InAState_RefusesTheOtherVerbs(string state)
    {
        var decision = await DecisionAsync(state);
        Assert.StartsWith(state.Split(',')[0].Replace("Expedited", "Approved", StringComparison.Ordinal), (await samples.Auditor.GetAsync(decision)).Expect(200)["state"]!.GetValue<string>(), StringComparison.Ordinal);
        await Refusals.AllAsync(samples, async refusals =>
        {
            foreach (var verb in DecisionVerbs.Except(OfDecisions[state], StringComparer.Ordinal))
                refusals.Expect(samples.Document[$"{Capital(verb)}Decision"], await DoAsync(decision, verb, $"{Capital(verb)}Decision"), $"{verb} {state}", 409);
        });
        foreach (var verb in OfDecisions[state])
            (await DoAsync(await DecisionAsync(state), verb, $"{Capital(verb)}Decision")).Expect(200);
    }

    [Theory]
    [MemberData(nameof(ExceptionStates))]
    public async Task Exception_InAState_RefusesTheOtherVerbs(string state)
    {
        var exception = await ExceptionAsync(state);
        Assert.Equal(state, (await samples.Auditor.GetAsync(exception)).Expect(200)["state"]!.GetValue<string>());
        await Refusals.AllAsync(samples, async refusals =>
        {
            foreach (var verb in ExceptionVerbs.Except(OfExceptions[state], StringComparer.Ordinal))
                refusals.Expect(samples.Document[$"{Capital(verb)}Exception"], await DoAsync(exception, verb, $"{Capital(verb)}Exception"), $"{verb} {state}", 409, "exception.wrong-state");
        });
        foreach (var verb in OfExceptions[state])
            (await DoAsync(await ExceptionAsync(state), verb, $"{Capital(verb)}Exception")).Expect(200);
    }

    [Theory]
    [MemberData(nameof(RequestStates))]
    public async Task Request_InAState_RefusesTheOtherVerbs(string state)
    {
        var request = await RequestAsync(state);
        Assert.Equal(state, (await samples.Auditor.GetAsync(request)).Expect(200)["state"]!.GetValue<string>());
        await Refusals.AllAsync(samples, async refusals =>
        {
            foreach (var verb in RequestVerbs.Except(OfRequests[state], StringComparer.Ordinal))
                refusals.Expect(samples.Document[$"{Capital(verb)}Request"], await DoAsync(request, verb, $"{Capital(verb)}Request"), $"{verb} {state}", 409, "request.wrong-state");
            // A request that is over is asked a last time, so that every state has its refusal.
            refusals.Expect(samples.Document["ApproveRequest"], await samples.Analyst.PostAsync($"{request}/approve", etag: "\"999\""), "another state", 412);
        });
        foreach (var verb in OfRequests[state])
            (await DoAsync(await RequestAsync(state), verb, $"{Capital(verb)}Request")).Expect(200);
    }

    [Fact]
    public async Task Identity_WithNothingOrSomethingPending_RefusesTheOther()
    {
        var settled = await samples.ToolAsync();
        var waiting = await samples.ToolAsync();
        await samples.DecideAsync(waiting, "Approved");
        (await samples.Analyst.PostAsync($"/v1/tools/{waiting}/identifiers", new { kind = "file-name", value = "waiting.exe" })).Expect(202);
        await Refusals.AllAsync(samples, async refusals =>
        {
            foreach (var verb in new[] { "approve", "reject" })
                refusals.Expect(samples.Document[$"{Capital(verb)}Identity"], await samples.Approver.PostAsync($"/v1/tools/{settled}/identifiers/{verb}", etag: "*"), verb, 409, "tool.no-identity-pending");
            refusals.Expect(samples.Document["AddIdentifier"], await samples.Analyst.PostAsync($"/v1/tools/{waiting}/identifiers", new { kind = "file-name", value = "another.exe" }), "another identifier", 409, "tool.identity-pending");
            refusals.Expect(samples.Document["IdentifyTool"], await samples.Analyst.PutAsync($"/v1/tools/{waiting}/identifiers", new { versionScheme = "npm", oneVersionLine = true, identifiers = Array.Empty<object>() }, "*"), "other identifiers", 409, "tool.identity-pending");
            refusals.Expect(samples.Document["AddRelease"], await samples.Analyst.PostAsync($"/v1/tools/{waiting}/releases", new { version = "1", artifacts = new[] { new { sha256 = new string('e', 64) } } }), "a release with artifacts", 409, "tool.identity-pending");
        });
    }

    [Fact]
    public async Task Token_RevokedTwice_IsRefused()
    {
        var (id, _) = await samples.TokenAsync(Role.Reader, "leaver");
        (await samples.Administrator.PostAsync($"/v1/tokens/{id}/revoke", etag: "*")).Expect(200);
        await Refusals.AllAsync(samples, async refusals =>
            refusals.Expect(samples.Document["RevokeToken"], await samples.Administrator.PostAsync($"/v1/tokens/{id}/revoke", etag: "*"), "revoked again", 409, "token.revoked"));
    }

    [Fact]
    public async Task Reschedule_OfOtherThanDates_IsRefused()
    {
        var decision = await samples.DecideAsync();
        await Refusals.AllAsync(samples, async refusals =>
        {
            foreach (var phases in new[] { """[{"from":"2026-07-01T00:00:00Z","disposition":"Banned"}]""", """[{"from":"2026-08-01T00:00:00Z","disposition":"HighRisk"}]""", """[{"from":"2026-07-01T00:00:00Z","disposition":"HighRisk"},{"from":"2026-08-01T00:00:00Z","disposition":"Banned"}]""" })
            {
                var body = new JsonObject { ["reason"] = "It shifts.", ["phases"] = JsonNode.Parse(phases) };
                refusals.Expect(samples.Document["RescheduleDecision"], await samples.Analyst.PostAsync($"{decision}/reschedule", body, "*"), phases, 409, "decision.dates-only");
            }
        });
    }

    [Fact]
    public async Task Exception_ToWhatDoesNotRestrict_IsRefused()
    {
        var approved = await samples.DecideAsync(disposition: "Approved");
        var drafted = await samples.DraftAsync();
        await Refusals.AllAsync(samples, async refusals =>
        {
            foreach (var decision in new[] { approved, drafted })
                refusals.Expect(samples.Document["DraftException"], await samples.Analyst.PostAsync("/v1/exceptions", Staff.Exception(decision)), decision, 409, "exception.nothing-to-except");
        });
    }

    [Fact]
    public async Task Alternative_ThatIsBanned_IsRefusedAtApproval()
    {
        var banned = await samples.ToolAsync();
        await samples.DecideAsync(banned);
        var undecided = await samples.ToolAsync();
        foreach (var alternative in new[] { banned, undecided })
        {
            var decision = await samples.ProposeAsync(change: body => body["alternatives"] = new JsonArray(new JsonObject { ["tool"] = alternative }));
            await Refusals.AllAsync(samples, async refusals =>
            {
                refusals.Expect(samples.Document["ApproveDecision"], await samples.Approver.VerbAsync(decision, "approve"), alternative, 409, "decision.alternative-not-approved");
                refusals.Expect(samples.Document["ExpediteDecision"], await samples.SecondApprover.VerbAsync(decision, "expedite", new { reason = "Now." }), alternative, 409, "decision.alternative-not-approved");
            });
        }
    }

    private static string Capital(string verb) => char.ToUpperInvariant(verb[0]) + verb[1..];

    /// <summary>Does the verb as its sample does, on another record.</summary>
    private async Task<Answer> DoAsync(string record, string verb, string operation)
    {
        var by = verb == "withdraw" && record.Contains("/requests/", StringComparison.Ordinal) ? samples[Role.Reader] : samples[operation].By;
        var body = samples[operation].Body?.DeepClone().AsObject();
        // What the sample names of its own tool is not there for another.
        foreach (var member in new[] { "claims", "evidence", "alternatives", "exceptions" }.Where(m => body?.ContainsKey(m) == true))
            body![member] = new JsonArray();
        body?.Remove("assessment");
        return await by.SendAsync(samples.Document[operation].Method, verb == "edit" ? record : $"{record}/{verb}", body, "*");
    }

    private async Task<string> DecisionAsync(string state)
    {
        switch (state)
        {
            case "Draft":
                return await samples.DraftAsync();
            case "Proposed":
                return await samples.ProposeAsync();
            case "Expedited":
                var expedited = await samples.DraftAsync(by: samples.Approver);
                return await ThenAsync(expedited, "expedite", "ExpediteDecision");
            case "Rejected":
                return await ThenAsync(await samples.ProposeAsync(), "reject", "RejectDecision");
            case "Withdrawn":
                return await ThenAsync(await samples.ProposeAsync(), "withdraw", "WithdrawDecision");
            case "Revoked":
                return await ThenAsync(await samples.DecideAsync(disposition: "Approved"), "revoke", "RevokeDecision");
        }

        var decision = await samples.DecideAsync();
        return state switch
        {
            "Approved" => decision,
            "Approved, revision drafted" => await ThenAsync(decision, "revise", "ReviseDecision", new { reason = "Wider.", publicStatement = "Still banned." }),
            "Approved, reschedule proposed" => await ThenAsync(decision, "reschedule", "RescheduleDecision", new { reason = "Earlier.", phases = new[] { new { from = "2026-06-01T00:00:00Z", disposition = "Banned" } } }),
            "Approved, revocation proposed" => await ThenAsync(decision, "revoke", "RevokeDecision", by: samples.SecondApprover),
            _ => throw new InvalidOperationException(state),
        };
    }

    private async Task<string> ExceptionAsync(string state)
    {
        var exception = await samples.ExceptAsync(await samples.DecideAsync());
        if (state is not ("Draft" or "Withdrawn"))
            await ThenAsync(exception, "propose", "ProposeException");
        if (state is "Approved" or "Revoked")
            await ThenAsync(exception, "approve", "ApproveException");
        return state switch
        {
            "Rejected" => await ThenAsync(exception, "reject", "RejectException"),
            "Withdrawn" => await ThenAsync(exception, "withdraw", "WithdrawException"),
            "Revoked" => await ThenAsync(exception, "revoke", "RevokeException"),
            _ => exception,
        };
    }

    private async Task<string> RequestAsync(string state)
    {
        var request = await Staff.FileAsync(samples[Role.Reader]);
        return state switch
        {
            "Approved" => await ThenAsync(request, "approve", "ApproveRequest"),
            "Rejected" => await ThenAsync(request, "reject", "RejectRequest"),
            "Withdrawn" => await ThenAsync(request, "withdraw", "WithdrawRequest"),
            _ => request,
        };
    }

    private async Task<string> ThenAsync(string record, string verb, string operation, object? body = null, Caller? by = null)
    {
        var answer = body is null && by is null ? await DoAsync(record, verb, operation) : await (by ?? samples[operation].By).PostAsync($"{record}/{verb}", body ?? samples[operation].Body, "*");
        answer.Expect(200);
        return record;
    }
}
