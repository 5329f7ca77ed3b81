using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>
/// What is internal stays so: a word stands in every internal field and in everything that is not approved, and no answer
/// to a Reader, an Administrator, a Service or the anonymous holds it.
/// </summary>
public sealed class ConfidentialityTests(Staff staff) : IClassFixture<Staff>
{
    private const string Canary = "canary-7f3a";

    private static readonly string[] Forms = ["application/json", "text/html", "text/markdown", "text/csv"];

    private static readonly Role[] Outsiders = [Role.Reader, Role.Administrator, Role.Service];

    [Fact]
    public async Task InternalText_ToOutsiders_IsNeverShown()
    {
        var (tools, records) = await PlantAsync();
        var addresses = AddressesOf(tools, records).ToArray();
        foreach (var path in addresses)
        {
            // Whose tokens there are is the Administrator's to know.
            foreach (var caller in Outsiders.Where(r => r != Role.Administrator || path != "/v1/tokens").Select(r => staff[r]).Append(staff.Anonymous))
            {
                foreach (var form in Forms)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
                    request.Headers.Accept.ParseAdd(form);
                    var answer = await caller.SendAsync(request);
                    Assert.True(answer.Status < 500, $"{path}: {answer.Text}");
                    Assert.False(answer.Text.Contains(Canary, StringComparison.OrdinalIgnoreCase), $"{path} as {form} shows internal text: {answer.Text}");
                    Assert.DoesNotContain(Canary, answer.Headers.ToString(), StringComparison.OrdinalIgnoreCase);
                }
            }
        }

        foreach (var caller in Outsiders.Select(r => staff[r]))
        {
            var batch = await caller.PostAsync("/v1/check", new { checks = tools.Select(subject => new { subject }) });
            batch.Expect(200);
            Assert.DoesNotContain(Canary, batch.Text, StringComparison.OrdinalIgnoreCase);
        }

        // The word does stand there: insiders see it at most of the same addresses.
        var seen = 0;
        foreach (var path in addresses)
            seen += (await staff.Auditor.GetAsync(path)).Text.Contains(Canary, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        Assert.True(seen >= 15, $"Only {seen} addresses show the word to an Auditor.");
    }

    [Fact]
    public async Task Decision_NeverApproved_IsNotFoundForAReader()
    {
        foreach (var decision in new[] { await staff.DraftAsync(), await staff.ProposeAsync() })
        {
            (await staff[Role.Reader].GetAsync(decision)).ExpectProblem(404, "decision.not-found");
            (await staff[Role.Reader].GetAsync($"{decision}/revisions")).ExpectProblem(404, "decision.not-found");
            Assert.DoesNotContain($"\"{Staff.NumberOf(decision)}\"", (await staff[Role.Reader].GetAsync("/v1/decisions?limit=200")).Text, StringComparison.Ordinal);
            Assert.Contains($"\"{Staff.NumberOf(decision)}\"", (await staff.Auditor.GetAsync("/v1/decisions?limit=200")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Revision_Pending_IsNotShownToAReader()
    {
        var decision = await staff.DecideAsync();
        (await staff.Analyst.VerbAsync(decision, "revise", new { reason = "Other words.", publicStatement = "Pending words." })).Expect(200);
        foreach (var path in new[] { decision, $"{decision}/revisions", "/v1/decisions?limit=200", "/v1/decisions?state=Draft" })
            Assert.DoesNotContain("Pending words.", (await staff[Role.Reader].GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Staff.NumberOf(decision), (await staff[Role.Reader].GetAsync("/v1/decisions?state=Draft")).Text, StringComparison.Ordinal);
        Assert.Null((await staff[Role.Reader].GetAsync(decision)).Expect(200)["pending"]);
        Assert.Equal("Pending words.", (await staff.Auditor.GetAsync(decision)).Expect(200)["pending"]!["publicStatement"]!.GetValue<string>());
    }

    [Fact]
    public async Task Request_OfAnotherPerson_IsNotFoundForAReader()
    {
        var other = await staff.Host.CallerAsync(Role.Reader, "colleague");
        var request = await Staff.FileAsync(other);
        (await staff[Role.Reader].GetAsync(request)).ExpectProblem(404, "request.not-found");
        Assert.DoesNotContain(Staff.NumberOf(request), (await staff[Role.Reader].GetAsync("/v1/requests")).Text, StringComparison.Ordinal);
        Assert.Contains(Staff.NumberOf(request), (await other.GetAsync("/v1/requests")).Text, StringComparison.Ordinal);
        (await staff.Analyst.GetAsync(request)).Expect(200);
        (await staff[Role.Reader].PostAsync($"{request}/withdraw", etag: "*")).ExpectProblem(403, "request.not-yours");
    }

    /// <summary>Puts the word wherever it may not be seen; returns the tools and the addresses of the records.</summary>
    private async Task<(string[] Tools, string[] Records)> PlantAsync()
    {
        var tool = await staff.ToolAsync();
        var waiting = await staff.ToolAsync();
        // Who wrote and who approved is internal too.
        var (analyst, approver) = (await staff.Host.CallerAsync(Role.Analyst, $"{Canary}-a"), await staff.Host.CallerAsync(Role.Approver, $"{Canary}-b"));
        var claim = (await analyst.PostAsync($"/v1/tools/{tool}/claims", new { range = "vers:npm/*", status = "disputed", statement = Canary })).Expect(201)["number"]!.GetValue<string>();
        var evidence = await EvidenceAsync(analyst, tool, claim);
        var assessment = (await analyst.PostAsync($"/v1/tools/{tool}/risk-assessments", new { range = "vers:npm/*", likelihood = "VeryHigh", impact = "Low", rationale = Canary, factors = new[] { new { code = "data_residency", rating = "High", reason = Canary } } })).Expect(201)["number"]!.GetValue<string>();
        void Relying(JsonObject body)
        {
            (body["rationale"], body["claims"], body["evidence"], body["assessment"]) = (Canary, new JsonArray(claim), new JsonArray(evidence), assessment);
        }

        var inForce = await staff.DraftAsync(tool, by: analyst, change: Relying);
        (await analyst.VerbAsync(inForce, "propose")).Expect(200);
        (await approver.VerbAsync(inForce, "return", new { reason = Canary })).Expect(200);
        (await analyst.VerbAsync(inForce, "propose")).Expect(200);
        (await approver.VerbAsync(inForce, "approve")).Expect(200);
        await ChangeGroundsAsync(analyst, tool, claim, evidence);
        (await staff.Analyst.VerbAsync(inForce, "revise", new { reason = Canary, publicStatement = Canary, constraints = new[] { Canary }, liftWhen = Canary, rationale = Canary })).Expect(200);
        var expedited = await staff.DraftAsync(tool, by: staff.Approver, change: Relying);
        (await staff.Approver.VerbAsync(expedited, "expedite", new { reason = Canary })).Expect(200);
        var draft = await staff.DraftAsync(tool, change: body => body["publicStatement"] = Canary);
        var rejected = await staff.ProposeAsync(tool, change: body => body["publicStatement"] = Canary);
        (await approver.VerbAsync(rejected, "comment", new { text = Canary })).Expect(200);
        (await staff.Approver.VerbAsync(rejected, "reject", new { reason = Canary })).Expect(200);
        var withdrawn = await staff.DraftAsync(tool, change: body => body["publicStatement"] = Canary);
        (await staff.Analyst.VerbAsync(withdrawn, "withdraw", new { reason = Canary })).Expect(200);
        var revoked = await staff.DecideAsync(tool, "Approved", Relying);
        (await staff.Approver.VerbAsync(revoked, "revoke", new { reason = Canary })).Expect(200);
        var rejectedRevision = await staff.DecideAsync(tool);
        (await staff.Analyst.VerbAsync(rejectedRevision, "revise", new { reason = Canary, publicStatement = Canary })).Expect(200);
        (await staff.Analyst.VerbAsync(rejectedRevision, "withdraw", new { reason = Canary })).Expect(200);
        var exception = await PlantExceptionAsync(inForce);

        await staff.DecideAsync(waiting, "Approved");
        (await staff.Analyst.PostAsync($"/v1/tools/{waiting}/identifiers", new { kind = "file-name", value = $"{Canary}.exe" })).Expect(202);
        var request = $"/v1/requests/{(await analyst.PostAsync("/v1/requests", new { kind = "review", subject = "pkg:npm/left-pad", reason = Canary })).Expect(201)["number"]}";
        (await staff.Analyst.VerbAsync(request, "reject", new { reason = Canary })).Expect(200);
        return ([tool, waiting], [inForce, expedited, draft, rejected, withdrawn, revoked, rejectedRevision, exception, request, $"/v1/tools/{tool}/claims/{claim}", $"/v1/tools/{tool}/evidence/{evidence}", $"/v1/tools/{tool}/risk-assessments/{assessment}"]);
    }

    private static async Task<string> EvidenceAsync(Caller by, string tool, string claim) =>
        (await by.PostAsync($"/v1/tools/{tool}/evidence", Evidence(claim))).Expect(201)["number"]!.GetValue<string>();

    private static JsonObject Evidence(string claim) => new()
    {
        ["kind"] = "report",
        ["title"] = Canary,
        ["publisher"] = Canary,
        ["url"] = $"https://example.com/{Canary}",
        ["reliability"] = "B",
        ["credibility"] = 2,
        ["stances"] = new JsonObject { [claim] = "supports" },
    };

    /// <summary>Changes what the decision in force rests on, each change with a reason that nobody else may read.</summary>
    private static async Task ChangeGroundsAsync(Caller by, string tool, string claim, string evidence)
    {
        (await by.PutAsync($"/v1/tools/{tool}/claims/{claim}", new { range = "vers:npm/*", status = "confirmed", statement = $"{Canary} again", reason = Canary }, "*")).Expect(200);
        var regraded = Evidence(claim);
        (regraded["reliability"], regraded["reason"]) = ("A", Canary);
        (await by.PutAsync($"/v1/tools/{tool}/evidence/{evidence}", regraded, "*")).Expect(200);
        (await by.PutAsync($"/v1/tools/{tool}/evidence/{evidence}/copy", Canary, "*")).Expect(200);
        foreach (var (verb, body) in new (string, object)[] { ("withdraw", new { reason = Canary }), ("supersede", new { supersededBy = evidence, reason = Canary }) })
            (await by.PostAsync($"/v1/tools/{tool}/evidence/{await EvidenceAsync(by, tool, claim)}/{verb}", body, "*")).Expect(200);
    }

    private async Task<string> PlantExceptionAsync(string decision)
    {
        var body = Staff.Exception(decision);
        (body["reason"], body["residualRisk"]) = (Canary, Canary);
        var exception = $"/v1/exceptions/{(await staff.Analyst.PostAsync("/v1/exceptions", body)).Expect(201)["number"]}";
        (await staff.Analyst.VerbAsync(exception, "propose")).Expect(200);
        (await staff.Approver.VerbAsync(exception, "approve")).Expect(200);
        return exception;
    }

    /// <summary>Every address to read from, with these records in it; a new route comes in by itself.</summary>
    private IEnumerable<string> AddressesOf(string[] tools, string[] records)
    {
        foreach (var operation in staff.Document.Operations.Where(o => o.Method == HttpMethod.Get))
        {
            var parameters = operation.PathParameters.ToArray();
            if (operation.Id == "Check")
            {
                foreach (var tool in tools)
                {
                    yield return $"/v1/check?subject={tool}";
                    yield return $"/v1/check?subject=pkg:npm/{tool}@1.0.0&environment=ci&at=2026-08-01T00:00:00Z";
                }
            }
            else if (parameters is [])
            {
                yield return operation.Path;
            }
            else if (parameters is ["slug"])
            {
                foreach (var tool in tools)
                    yield return operation.Path.Replace("{slug}", tool, StringComparison.Ordinal);
            }
            else
            {
                var kind = operation.Path.Split('/').Last(part => part.Length > 0 && part[0] != '{' && operation.Path.Contains($"{part}/{{", StringComparison.Ordinal));
                foreach (var record in records.Where(r => r.Contains($"/{kind}/", StringComparison.Ordinal)))
                    yield return record + operation.Path[(operation.Path.LastIndexOf('}') + 1)..];
            }
        }
    }
}
