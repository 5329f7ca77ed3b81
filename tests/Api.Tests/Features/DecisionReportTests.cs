using System.Net.Http.Headers;
using System.Xml.Linq;
using ToolRegistry.Api.Features.Decisions;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>The report on a decision, for an auditor who has nothing else.</summary>
public sealed class DecisionReportTests : IAsyncLifetime
{
    private const string Report = $"{ReportCase.Decision}/report";
    private const string UpdateSwitch = "TOOLREGISTRY_UPDATE";

    /// <summary>All that a page is made of: nothing that runs or loads.</summary>
    private static readonly string[] Elements =
    [
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "li", "strong", "em", "code", "a", "blockquote", "br", "table", "thead", "tbody", "tr", "th", "td",
    ];

    private ReportCase made = null!;

    public async ValueTask InitializeAsync() => made = await ReportCase.StartAsync();

    public ValueTask DisposeAsync() => made.DisposeAsync();

    [Theory]
    [InlineData("internal")]
    [InlineData("public")]
    public async Task Markdown_OfAFullCase_IsTheOneApproved(string variant)
    {
        var answer = await made.Auditor.GetAsync($"{Report}?variant={variant}");
        Assert.Equal((200, "text/markdown"), (answer.Status, answer.MediaType));
        // Salts make another hash each time, and each release has its own version.
        var head = await made.Host.WithDatabaseAsync(db => Task.FromResult(db.AuditHead.Single().Hash));
        var report = answer.Text.Replace(head, new string('0', 64), StringComparison.Ordinal).Replace($"ToolRegistry {typeof(DecisionReport).Assembly.GetName().Version!.ToString(3)}", "ToolRegistry 0.0.0", StringComparison.Ordinal);
        var path = Approved($"DecisionReport.{variant}.md");
        if (Environment.GetEnvironmentVariable(UpdateSwitch) == "1")
            await File.WriteAllTextAsync(path, report);
        var approved = File.Exists(path) ? (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n") : "";
        Assert.True(report == approved, $"The report is not {path}. If the change is meant, run this test with {UpdateSwitch}=1, read the difference and commit the file. The report:\n{report}");
    }

    [Fact]
    public async Task Internal_NamesPeopleEvidenceRiskExceptionsAndChanges()
    {
        var report = (await made.Auditor.GetAsync(Report)).Text;
        Assert.All(
            ["dana", "omar@example.com", "Reverse-engineering write-up", "2 links, 1 independent origin: EV-1 (Forum user); low because EV-1 stands alone", "likelihood moderate × impact high → **moderate**", "EX-1: in force", "Teams need another week.", "2026-07-17 00:00 +08:00", "it must be validated again", "The weekly took it back."],
            words => Assert.Contains(words, report, StringComparison.Ordinal));
        var head = await made.Host.WithDatabaseAsync(db => Task.FromResult(db.AuditHead.Single()));
        Assert.Contains($"number {head.Seq}, with the hash `{head.Hash}`", report, StringComparison.Ordinal);
        var entry = (await made.Auditor.GetAsync("/v1/audit?sort=-seq&limit=1")).Expect(200)["items"]![0]!;
        Assert.Equal((head.Seq, head.Hash), (entry["seq"]!.GetValue<long>(), entry["hash"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Variant_ByDefault_IsTheFullestThatTheAskerMayRead()
    {
        foreach (var insider in new[] { made.Analyst, made.Approver, made.Auditor })
            Assert.Contains("**Internal report.**", (await insider.GetAsync(Report)).Text, StringComparison.Ordinal);
        Assert.Contains("**Public report.**", (await made.Reader.GetAsync(Report)).Text, StringComparison.Ordinal);
        (await made.Reader.GetAsync($"{Report}?variant=internal")).ExpectProblem(403, "access.forbidden");
        Assert.Equal((await made.Auditor.GetAsync($"{Report}?variant=public")).Text, (await made.Reader.GetAsync($"{Report}?variant=public")).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Internal")]
    [InlineData("full")]
    public async Task Variant_ThatIsNone_IsRefused(string variant) =>
        (await made.Auditor.GetAsync($"{Report}?variant={variant}")).ExpectProblem(400, "request.invalid");

    [Fact]
    public async Task Decision_NeverApproved_HasAReportForInsidersOnly()
    {
        (await made.Analyst.PostAsync("/v1/decisions", """{"tool":"agent","ranges":["vers:npm/*"],"phases":[{"from":"2026-08-01T00:00:00Z","disposition":"Banned"}],"publicStatement":"Not yet said."}""")).Expect(201);
        (await made.Reader.GetAsync("/v1/decisions/TR-3/report")).ExpectProblem(404, "decision.not-found");
        (await made.Auditor.GetAsync("/v1/decisions/TR-3/report?variant=public")).ExpectProblem(404, "decision.not-found");
        var report = (await made.Auditor.GetAsync("/v1/decisions/TR-3/report")).Text;
        Assert.Contains("nothing is in force; revision 1 is draft.", report, StringComparison.Ordinal);
        Assert.Contains("**it will be.**", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_Revoked_SaysThatNothingHolds()
    {
        (await made.Analyst.VerbAsync(ReportCase.Decision, "withdraw")).Expect(200);
        (await made.Approver.VerbAsync(ReportCase.Decision, "revoke", new { reason = "The vendor mended it." })).Expect(200);
        var other = await made.Host.CallerAsync(Infrastructure.Security.Role.Approver, "olga");
        (await other.VerbAsync(ReportCase.Decision, "approve")).Expect(200);
        Assert.Contains("**Now:** nothing is in force; the decision is revoked since", (await made.Reader.GetAsync(Report)).Text, StringComparison.Ordinal);
        var whole = (await made.Auditor.GetAsync(Report)).Text;
        Assert.Contains("The vendor mended it.", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("**holds now**", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expedited_Unratified_IsSaidToBeOverdue()
    {
        (await made.Approver.PostAsync("/v1/decisions", """{"tool":"agent","ranges":["vers:npm/*"],"phases":[{"from":"2026-07-01T00:00:00Z","disposition":"Banned"}],"publicStatement":"At once.","reviewBy":"2026-08-01T00:00:00Z"}""")).Expect(201);
        (await made.Approver.VerbAsync("/v1/decisions/TR-3", "expedite", new { reason = "It spreads." })).Expect(200);
        Assert.DoesNotContain("ratified", (await made.Reader.GetAsync("/v1/decisions/TR-3/report")).Text, StringComparison.Ordinal);
        made.Host.Clock.Advance(TimeSpan.FromHours(73));
        Assert.Contains("**Not ratified:**", (await made.Reader.GetAsync("/v1/decisions/TR-3/report")).Text, StringComparison.Ordinal);
        var report = (await made.Auditor.GetAsync("/v1/decisions/TR-3/report")).Text;
        Assert.Contains("**Not ratified:**", report, StringComparison.Ordinal);
        Assert.Contains(", which has passed.", report, StringComparison.Ordinal);
        Assert.Contains("It spreads.", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_WhenThereAreNone_AreSaidToBeNone() =>
        Assert.Contains("Nothing: no claim, no evidence and no level of risk", (await made.Auditor.GetAsync("/v1/decisions/TR-1/report")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("internal")]
    [InlineData("public")]
    public async Task Html_IsOnePageThatRunsAndLoadsNothing(string variant)
    {
        using var http = new HttpClient();
        using var request = Asking("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", $"{Report}?variant={variant}");
        using var response = await http.SendAsync(request);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(("Accept", "no-store"), (response.Headers.Vary.ToString(), response.Headers.CacheControl!.ToString()));

        var page = XDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.Empty(page.Descendants().Select(e => e.Name.LocalName).Except(Elements));
        Assert.Empty(page.Descendants().Attributes().Select(a => a.Name.LocalName).Except(["lang", "charset", "name", "content", "http-equiv", "scope", "href", "rel"]));
        Assert.All(page.Descendants("th"), head => Assert.Equal("col", head.Attribute("scope")?.Value));
        Assert.All(page.Descendants("a"), a => Assert.StartsWith("https://", a.Attribute("href")!.Value, StringComparison.Ordinal));
        var levels = page.Descendants().Where(e => e.Name.LocalName is "h1" or "h2" or "h3").Select(e => e.Name.LocalName[1] - '0').ToArray();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Skip(1).Zip(levels), pair => Assert.InRange(pair.First, 2, pair.Second + 1));
    }

    [Fact]
    public async Task Text_InEveryField_StaysText()
    {
        const string Nasty = "a | b <script>alert(1)</script> [x](javascript:alert(1)) `c` **d** https://evil.example \\";
        const string Lines = $"# {Nasty}\n\n---\n| e |\n| --- |\n    1. f";
        (await made.Analyst.PutAsync("/v1/tools/agent", new { name = Nasty, publisher = Nasty }, "*")).Expect(200);
        var claim = (await made.Analyst.PostAsync("/v1/tools/agent/claims", new { range = "vers:npm/*", status = "unverified", statement = Lines })).Expect(201)["number"]!.GetValue<string>();
        var evidence = (await made.Analyst.PostAsync("/v1/tools/agent/evidence", new { kind = "web", title = Nasty, publisher = Nasty, url = "https://example.com/|`>)<script>&copy;", reliability = "F", credibility = 6, stances = new Dictionary<string, string>(StringComparer.Ordinal) { [claim] = "supports" } })).Expect(201)["number"]!.GetValue<string>();
        var assessment = (await made.Analyst.PostAsync("/v1/tools/agent/risk-assessments", new { range = "vers:npm/*", likelihood = "Low", impact = "Low", rationale = Lines, factors = new[] { new { code = "update_channel", rating = "Low", reason = Lines } } })).Expect(201)["number"]!.GetValue<string>();
        var terms = new { reason = Lines, scope = new { groups = new[] { Nasty } }, alternatives = new[] { new { tool = "house-agent", note = Nasty } }, constraints = new[] { Nasty }, liftWhen = Nasty, publicStatement = Lines, rationale = Lines, claims = new[] { claim }, evidence = new[] { evidence }, assessment, exceptions = new[] { new { exception = "EX-1", keep = true } } };
        (await made.Analyst.VerbAsync(ReportCase.Decision, "withdraw", new { reason = Lines })).Expect(200);
        (await made.Analyst.VerbAsync(ReportCase.Decision, "revise", terms)).Expect(200);
        (await made.Analyst.VerbAsync(ReportCase.Decision, "propose")).Expect(200);
        (await made.Approver.VerbAsync(ReportCase.Decision, "approve")).Expect(200);
        (await made.Analyst.PostAsync("/v1/exceptions", new { decision = "TR-2", audience = new { groups = new[] { Nasty } }, from = "2026-07-01T12:00:00Z", until = "2026-08-01T00:00:00Z", reason = Lines, compensatingControls = new[] { Nasty }, residualRisk = Lines })).Expect(201);
        (await made.Analyst.PutAsync($"/v1/tools/agent/claims/{claim}", new { range = "vers:npm/*", status = "disputed", statement = Lines, reason = Lines }, "*")).Expect(200);

        var page = await PageAsync(Report);
        Assert.Empty(page.Descendants().Select(e => e.Name.LocalName).Except(Elements));
        Assert.All(page.Descendants("a"), a => Assert.StartsWith("https://example.com/", a.Attribute("href")!.Value, StringComparison.Ordinal));
        Assert.All(page.Descendants("table"), table => Assert.Single(table.Descendants("tr").Select(row => row.Elements().Count()).Distinct()));
        Assert.DoesNotContain(page.Descendants("code"), code => code.Value == "c");
        // What stands in a record stands in the report, sign for sign: in a line, and line by line.
        Assert.True(page.Root!.Value.Split(Nasty).Length > 20, "Text is missing.");
        Assert.Contains(page.Descendants("blockquote"), quote => quote.Elements("p").Last().Value.StartsWith("---\n| e |\n| --- |\n1. f", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("text/html, text/markdown;q=0.9", "text/html")]
    [InlineData("text/html, */*", "text/html")]
    [InlineData("text/html, text/markdown", "text/markdown")]
    [InlineData("text/html;q=0.5, */*", "text/markdown")]
    [InlineData("text/html;q=0", "text/markdown")]
    [InlineData("text/markdown", "text/markdown")]
    [InlineData("text/*", "text/markdown")]
    [InlineData("*/*", "text/markdown")]
    [InlineData("application/json", "text/markdown")]
    [InlineData("nonsense", "text/markdown")]
    [InlineData(null, "text/markdown")]
    public async Task Form_IsTheOneThatAcceptLikesMore_ElseMarkdown(string? accept, string expected)
    {
        using var http = new HttpClient();
        using var request = Asking(accept, Report);
        using var response = await http.SendAsync(request);
        Assert.Equal((200, $"{expected}; charset=utf-8"), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
    }

    [Fact]
    public async Task Refusal_ToABrowser_IsProblemDetails()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{Report}?variant=internal", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        (await made.Reader.SendAsync(request)).ExpectProblem(403, "access.forbidden");
    }

    private async Task<XDocument> PageAsync(string path)
    {
        using var http = new HttpClient();
        using var request = Asking("text/html", path);
        using var response = await http.SendAsync(request);
        return XDocument.Parse(await response.Content.ReadAsStringAsync());
    }

    private HttpRequestMessage Asking(string? accept, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(made.Host.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", made.Auditor.Token);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return request;
    }

    /// <summary>The approved file in the source tree, beside this test.</summary>
    private static string Approved(string name) => ProjectFolder.Of("tests", "Api.Tests", "Features", name);
}
