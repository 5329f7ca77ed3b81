using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>A register that is eight hours ahead of UTC: at its start it is four in the afternoon of 1 July 2026.</summary>
public sealed class InventoryStaff : Staff
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal) { ["Organization:TimeZone"] = "Asia/Shanghai" };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RegisterAsync("approved", lastVerifiedAt: "2026-06-30", supportStatus: "supported");
        await RegisterAsync("banned", supportStatus: "unsupported");
        await RegisterAsync("expired", lastVerifiedAt: "2026-06-30", supportStatus: "supported", endOfSupport: "2026-06-30");
        await RegisterAsync("formula", name: "=HYPERLINK(\"https://example.com\")", publisher: "@SUM(1)", businessPurpose: "Keeps \"code\", tidy.\nÄlways.");
        await DecideAsync("approved", "Approved");
        var ban = await DecideAsync("banned");
        var exception = await ExceptAsync(ban);
        (await Analyst.VerbAsync(exception, "propose")).Expect(200);
        (await Approver.VerbAsync(exception, "approve")).Expect(200);
        Ban = NumberOf(ban);
        Exempted = NumberOf(exception);
    }

    internal string Ban { get; private set; } = "";

    internal string Exempted { get; private set; } = "";

    internal async Task<Answer> ReadAsync(string? accept, Role by = Role.Auditor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/reports/cis-2", UriKind.Relative));
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await this[by].SendAsync(request);
    }

    private async Task RegisterAsync(string slug, string? name = null, string publisher = "Example", string? businessPurpose = null, string? lastVerifiedAt = null, string supportStatus = "unknown", string? endOfSupport = null) =>
        (await Analyst.PostAsync("/v1/tools", new { slug, name = name ?? slug, publisher, businessPurpose, owner = "it@example.com", lastVerifiedAt, supportStatus, endOfSupport })).Expect(201);
}

/// <summary>The report for CIS Control 2 over HTTP, as JSON and as CSV.</summary>
public sealed class Cis2ReportTests(InventoryStaff staff) : IClassFixture<InventoryStaff>
{
    private static readonly string[] Columns =
    [
        "slug", "name", "publisher", "businessPurpose", "owner", "authorizationStatus", "decisions", "authorized", "exceptions", "supported", "endOfSupport", "decommissionAt", "lastVerifiedAt",
        "inventoryVerified", "supportReviewed", "unsupportedAddressed", "allowlistReassessed",
    ];

    [Fact]
    public async Task Report_SaysItsInstantInTheZoneOfTheOrganization_AndItsRevision()
    {
        var report = (await staff.ReadAsync(accept: null)).Expect(200);
        Assert.Equal("2026-07-01T16:00:00+08:00", report["at"]!.GetValue<string>());
        Assert.Equal((await staff.Auditor.GetAsync("/v1/check?subject=approved")).Expect(200)["revision"]!.GetValue<long>(), report["revision"]!.GetValue<long>());
    }

    [Fact]
    public async Task Row_SaysWhatIsOnRecordAndWhatIsInForce()
    {
        var tools = await ToolsAsync();
        Assert.Equal(["approved", "banned", "expired", "formula"], tools.Select(t => t["slug"]!.GetValue<string>()));
        var banned = tools[1];
        Assert.Equal("Banned", banned["authorizationStatus"]!.GetValue<string>());
        Assert.Equal([staff.Ban], Texts(banned["decisions"]!));
        Assert.Equal([staff.Exempted], Texts(banned["exceptions"]!));
        Assert.False(banned["supported"]!.GetValue<bool>());
        Assert.Equal("2026-07-01T08:00:00+08:00", banned["decommissionAt"]!.GetValue<string>());
        Assert.True(banned["unsupportedAddressed"]!.GetValue<bool>());
        Assert.Null(banned["allowlistReassessed"]);
        Assert.True(tools[0]["authorized"]!.GetValue<bool>());
        Assert.Null(tools[3]["supported"]);
        Assert.Equal("it@example.com", tools[3]["owner"]!.GetValue<string>());
    }

    [Fact]
    public async Task Measure_EachOne_HasItsScoreAndTheRecordsThatFail()
    {
        var measures = (await staff.ReadAsync(accept: null)).Expect(200)["measures"]!.AsArray();
        Assert.Equal(
            [("inventoryVerified", 2, 4, (double?)0.5), ("supportReviewed", 1, 1, 1), ("unsupportedAddressed", 1, 2, 0.5), ("allowlistReassessed", 1, 1, 1)],
            measures.Select(m => (m!["id"]!.GetValue<string>(), m["numerator"]!.GetValue<int>(), m["denominator"]!.GetValue<int>(), m["score"]?.GetValue<double>())));
        Assert.Equal(["banned", "formula"], Failing(measures[0]!));
        Assert.Equal(["expired"], Failing(measures[2]!));
        Assert.Equal(["2.2", "2.3"], Texts(measures[2]!["safeguards"]!));
        Assert.Equal(["SA-22", "CM-11"], Texts(measures[2]!["controls"]!));
    }

    [Fact]
    public async Task Measure_SevenMonthsLater_NamesTheDecisionToReassess()
    {
        await using var host = await RegisterHost.StartAsync();
        var analyst = await host.CallerAsync(Role.Analyst, "ana");
        (await analyst.PostAsync("/v1/tools", new { slug = "t", name = "T", publisher = "P", versionScheme = "npm" })).Expect(201);
        (await analyst.PostAsync("/v1/decisions", Staff.Terms("t", "Approved"))).Expect(201);
        (await analyst.VerbAsync("/v1/decisions/TR-1", "propose")).Expect(200);
        (await (await host.CallerAsync(Role.Approver, "ben")).VerbAsync("/v1/decisions/TR-1", "approve")).Expect(200);
        host.Clock.Advance(TimeSpan.FromDays(210));
        var measure = (await analyst.GetAsync("/v1/reports/cis-2")).Expect(200)["measures"]![3]!;
        Assert.Equal(0, measure["score"]!.GetValue<double>());
        Assert.Equal(["TR-1"], Texts(measure["failures"]![0]!["decisions"]!));
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("TEXT/CSV; charset=utf-8")]
    [InlineData("text/csv, application/json;q=0.9")]
    [InlineData("application/json;q=0.2, text/*;q=0.3")]
    [InlineData("*/*;q=0.1, text/csv")]
    public async Task Answer_ToWhoPrefersCsv_IsCsv(string accept)
    {
        var answer = await staff.ReadAsync(accept);
        Assert.Equal((200, "text/csv"), (answer.Status, answer.MediaType));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("text/csv;q=0")]
    [InlineData("text/csv;q=0, */*;q=0.5")]
    [InlineData("text/csv;q=0.5, application/json")]
    [InlineData("text/csv, application/json")]
    [InlineData("text/html")]
    [InlineData("text/csv;q=nonsense;;,")]
    [InlineData("/")]
    public async Task Answer_ToAnyoneElse_IsJson(string? accept)
    {
        var answer = await staff.ReadAsync(accept);
        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
    }

    [Fact]
    public async Task Answer_IsKeptNowhere_AndDependsOnAccept()
    {
        foreach (var accept in new[] { "text/csv", "application/json" })
        {
            var answer = await staff.ReadAsync(accept);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Equal(["Accept"], answer.Headers.Vary);
        }
    }

    [Fact]
    public async Task Csv_IsADownloadNamedByTheDayInTheZoneOfTheOrganization()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(staff.Host.Address, "/v1/reports/cis-2"));
        request.Headers.Add("Accept", "text/csv");
        request.Headers.Authorization = new("Bearer", staff.Auditor.Token);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"cis-2-2026-07-01.csv\"", response.Content.Headers.ContentDisposition!.ToString());
    }

    [Fact]
    public async Task Csv_OfEveryTool_SaysWhatTheJsonSays()
    {
        var lines = (await staff.ReadAsync("text/csv")).Text.Split("\r\n");
        Assert.Equal(string.Join(',', Columns), lines[0]);
        Assert.Equal("approved,approved,Example,,it@example.com,Approved,TR-1,true,,true,,,2026-06-30,true,true,,true", lines[1]);
        Assert.Equal($"banned,banned,Example,,it@example.com,Banned,{staff.Ban},false,{staff.Exempted},false,,2026-07-01T08:00:00+08:00,,false,,true,", lines[2]);
        Assert.Equal("expired,expired,Example,,it@example.com,Unknown,,false,,false,2026-06-30,,2026-06-30,true,,false,", lines[3]);
        Assert.Equal(Columns, (await ToolsAsync())[0]!.AsObject().Select(m => m.Key));
    }

    [Fact]
    public async Task Csv_Cell_IsQuotedWhereItMustBe_AndRunsNoFormula()
    {
        var text = (await staff.ReadAsync("text/csv")).Text;
        Assert.Contains("\r\nformula,\"'=HYPERLINK(\"\"https://example.com\"\")\",\"'@SUM(1)\",\"Keeps \"\"code\"\", tidy.\nÄlways.\",", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@A1", "\"'@A1\"")]
    [InlineData("'=1", "'=1")]
    [InlineData("a=1", "a=1")]
    public async Task Csv_NameThatBeginsAFormula_GetsAnApostrophe(string name, string cell)
    {
        await using var host = await RegisterHost.StartAsync();
        var analyst = await host.CallerAsync(Role.Analyst, "ana");
        (await analyst.PostAsync("/v1/tools", new { slug = "t", name, publisher = "P" })).Expect(201);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/reports/cis-2", UriKind.Relative));
        request.Headers.Add("Accept", "text/csv");
        Assert.StartsWith($"t,{cell},P,", (await analyst.SendAsync(request)).Text.Split("\r\n")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfAnEmptyRegister_IsAHeaderAlone_AndScoresNothing()
    {
        await using var host = await RegisterHost.StartAsync();
        var auditor = await host.CallerAsync(Role.Auditor, "ada");
        var report = (await auditor.GetAsync("/v1/reports/cis-2")).Expect(200);
        Assert.Empty(report["tools"]!.AsArray());
        Assert.All(report["measures"]!.AsArray(), m => Assert.Null(m!["score"]));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/reports/cis-2", UriKind.Relative));
        request.Headers.Add("Accept", "text/csv");
        Assert.Equal($"{string.Join(',', Columns)}\r\n", (await auditor.SendAsync(request)).Text);
    }

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(n => n!.GetValue<string>());

    private static IEnumerable<string> Failing(JsonNode measure) => measure["failures"]!.AsArray().Select(f => f!["tool"]!.GetValue<string>());

    private async Task<JsonNode[]> ToolsAsync() => [.. (await staff.ReadAsync(accept: null)).Expect(200)["tools"]!.AsArray().Select(t => t!)];
}

/// <summary>What counts as reassessing the allowlist.</summary>
public sealed class AllowlistTests : Staff
{
    [Fact]
    public async Task Reschedule_IsNoReassessment_AndARevisionIs()
    {
        var decision = await DecideAsync(disposition: "Approved");
        Host.Clock.Advance(TimeSpan.FromDays(170));
        (await Analyst.VerbAsync(decision, "reschedule", new { reason = "Wrong date.", phases = new[] { new { from = "2026-07-02T00:00:00Z", disposition = "Approved" } } })).Expect(200);
        (await Approver.VerbAsync(decision, "approve")).Expect(200);
        Host.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await ReassessedAsync());
        (await Analyst.VerbAsync(decision, "revise", new { reason = "Reassessed.", reviewBy = Host.Clock.GetUtcNow().AddDays(90) })).Expect(200);
        (await Analyst.VerbAsync(decision, "propose")).Expect(200);
        (await Approver.VerbAsync(decision, "approve")).Expect(200);
        Assert.Equal(1, await ReassessedAsync());
    }

    private async Task<int> ReassessedAsync() =>
        (await Auditor.GetAsync("/v1/reports/cis-2")).Expect(200)["measures"]!.AsArray().Single(m => m!["id"]!.GetValue<string>() == "allowlistReassessed")!["numerator"]!.GetValue<int>();
}
