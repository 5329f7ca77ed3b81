using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>A register with so many records in each list that it takes several pages, and with sort keys that are equal.</summary>
public sealed class FilledStaff : Staff
{
    internal const int Count = 11;

    private int unknown;

    internal string Decision { get; private set; } = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ToolAsync("a-0", publisher: "Acme");
        for (var i = 1; i < Count; i++)
        {
            // Names and publishers repeat, and the clock stands still for some.
            var tool = new { slug = $"a-{i}", name = $"Name {i % 2}", publisher = i % 3 == 0 ? "Acme" : "Bolt", category = i % 2 == 0 ? "linter" : null, owner = i % 2 == 0 ? "it@example.com" : null, supportStatus = i % 4 == 0 ? "supported" : "unknown", lastVerifiedAt = $"2025-12-{10 + i % 3}" };
            (await Analyst.PostAsync("/v1/tools", tool)).Expect(201);
            Host.Clock.Advance(i % 3 == 0 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        }

        (await Administrator.PostAsync("/v1/channels", new { name = "pulled", targets = new[] { "rpz", "santa-sync" } })).Expect(201);
        (await Administrator.PostAsync("/v1/webhooks", new { name = "told", address = "https://hooks.example.com/", events = new[] { "record.changed" } })).Expect(201);
        // Evidence added later opens a review of the decision.
        Decision = await DecideAsync("a-0", change: terms => terms["liftWhen"] = "An audit is published.");
        for (var i = 0; i < Count; i++)
            await AddAsync(i);
        await Host.WithDatabaseAsync(db => db.Deliveries.Where(d => d.Event % 2 == 0).ExecuteUpdateAsync(d => d.SetProperty(x => x.State, DeliveryState.Delivered)));
    }

    /// <summary>Adds one more record to every list.</summary>
    internal async Task AddAsync(int i)
    {
        await ToolAsync();
        (await Analyst.PostAsync("/v1/tools/a-0/claims", new { range = "vers:npm/*", status = i % 2 == 0 ? "disputed" : "confirmed", statement = $"Claim {i}." })).Expect(201);
        (await Analyst.PostAsync("/v1/tools/a-0/evidence", new { kind = "web", title = $"Evidence {i}", publisher = "Someone", reliability = "F", credibility = 6 })).Expect(201);
        (await Analyst.PostAsync("/v1/tools/a-0/risk-assessments", new { range = "vers:npm/*", likelihood = "VeryHigh", impact = "Low", rationale = $"Assessment {i}." })).Expect(201);
        var decision = await DraftAsync($"a-{i % 3}");
        if (i % 2 == 0)
            (await Analyst.VerbAsync(decision, "propose")).Expect(200);
        var exception = await ExceptAsync(Decision);
        if (i % 2 == 0)
            (await Analyst.VerbAsync(exception, "propose")).Expect(200);
        (await this[Role.Reader].PostAsync("/v1/requests", new { kind = i % 2 == 0 ? "review" : "exception", subject = $"a-{i}", reason = "Needed.", decision = i % 2 == 0 ? null : NumberOf(Decision) })).Expect(201);
        await ChannelAsync();
        await WebhookAsync();
        await TokenAsync(i % 2 == 0 ? Role.Reader : Role.Service, $"owner-{i % 3}");
        unknown++;
        var (_, puller) = await TokenAsync(Role.Service, $"puller-{unknown}");
        Assert.Equal(200, (await puller.GetAsync("/v1/exports/rpz?channel=pulled")).Status);
        (await puller.PostAsync($"/v1/channels/pulled/santa/preflight/mac-{unknown}", "{}")).Expect(200);
        for (var asked = 0; asked <= i % 3; asked++)
            (await Anonymous.GetAsync($"/v1/check?subject=pkg:npm/unknown-{unknown}")).Expect(200);
        await Host.WriteUsesAsync();
    }
}

/// <summary>Lists: every record once, page by page, in the order asked for, and no others than those asked for.</summary>
public sealed class PagingTests(FilledStaff staff) : IClassFixture<FilledStaff>
{
    /// <summary>Each list, who reads it, the member that names a record, or the members that do together, and its sorts; the member of a sort has its name unless another is given.</summary>
    private static readonly (string Operation, Role By, string Path, string Id, string[] Sorts)[] Lists =
    [
        ("ListTools", Role.Reader, "/v1/tools", "slug", ["slug", "name", "publisher", "createdAt"]),
        ("ListClaims", Role.Auditor, "/v1/tools/a-0/claims", "number", ["number"]),
        ("ListEvidence", Role.Auditor, "/v1/tools/a-0/evidence", "number", ["number"]),
        ("ListAssessments", Role.Auditor, "/v1/tools/a-0/risk-assessments", "number", ["number"]),
        ("ListDecisions", Role.Auditor, "/v1/decisions", "number", ["number", "tool"]),
        ("ListExceptions", Role.Auditor, "/v1/exceptions", "number", ["number", "createdAt"]),
        ("ListRequests", Role.Auditor, "/v1/requests", "number", ["number", "createdAt"]),
        ("ListTokens", Role.Administrator, "/v1/tokens", "id", ["id", "expiresAt", "name"]),
        ("ListChannels", Role.Auditor, "/v1/channels", "name", ["name", "createdAt"]),
        ("ListPulls", Role.Auditor, "/v1/channels/pulled/pulls", "id", ["lastAt", "target", "puller"]),
        ("ListMachines", Role.Auditor, "/v1/channels/pulled/machines", "machine", ["machine", "lastAt"]),
        ("ListReviews", Role.Auditor, "/v1/reviews", "kind subject", ["dueAt"]),
        ("ListUnknown", Role.Auditor, "/v1/insights/unknown", "subject", ["checks", "lastAskedAt", "subject"]),
        ("ListWebhooks", Role.Auditor, "/v1/webhooks", "name", ["name", "createdAt"]),
        ("ListDeliveries", Role.Auditor, "/v1/webhooks/told/deliveries", "seq", ["seq"]),
        ("ListEvents", Role.Auditor, "/v1/events", "seq", ["seq"]),
        ("ListAudit", Role.Auditor, "/v1/audit", "seq", ["seq"]),
    ];

    public static TheoryData<string, string> Sorts => [.. from list in Lists from sort in list.Sorts from direction in new[] { "", "-" } select new TheoryDataRow<string, string>(list.Operation, direction + sort)];

    public static TheoryData<string, string, string, string> Filters =>
    [
        ("ListTools", "q=name%201", "name", "Name 1"),
        ("ListTools", "publisher=Acme", "publisher", "Acme"),
        ("ListTools", "category=linter", "category", "linter"),
        ("ListTools", "owner=IT@example.com", "owner", "it@example.com"),
        ("ListTools", "supportStatus=supported", "supportStatus", "supported"),
        ("ListClaims", "status=confirmed", "status", "confirmed"),
        ("ListDecisions", "tool=a-1", "tool", "a-1"),
        ("ListDecisions", "state=Approved", "state", "Approved"),
        ("ListDecisions", "state=Draft", "pendingState", "Draft"),
        ("ListDecisions", "state=Proposed", "pendingState", "Proposed"),
        ("ListExceptions", "state=Proposed", "state", "Proposed"),
        ("ListExceptions", "decision=TR-1", "decision", "TR-1"),
        ("ListRequests", "kind=exception", "kind", "exception"),
        ("ListRequests", "state=Proposed", "state", "Proposed"),
        ("ListTokens", "role=Service", "role", "Service"),
        ("ListDeliveries", "state=waiting", "state", "waiting"),
        ("ListEvents", "type=decision.proposed", "type", "decision.proposed"),
        ("ListEvents", "subject=TR-1", "subject", "TR-1"),
        ("ListTokens", "owner=OWNER-1", "owner", "owner-1"),
        ("ListReviews", "kind=tool", "kind", "tool"),
        ("ListReviews", "owner=IT@example.com", "owner", "it@example.com"),
        ("ListReviews", "dueBefore=2026-06-12T00:00:00Z", "dueAt", "2026-06-11T00:00:00+00:00"),
        ("ListAudit", "action=claim.add", "action", "claim.add"),
        ("ListAudit", "subject=CL-1", "subject", "CL-1"),
        ("ListAudit", "owner=ANALYST", "owner", "analyst"),
        ("ListAudit", "outcome=refused", "outcome", "refused"),
    ];

    [Fact]
    public void List_Each_IsWalked() =>
        Assert.Equal(
            staff.Document.Operations.Where(o => o.QueryParameters.Any(p => p["name"]!.GetValue<string>() == "cursor")).Select(o => o.Id).Order(StringComparer.Ordinal),
            Lists.Select(l => l.Operation).Order(StringComparer.Ordinal));

    [Fact]
    public void Filter_Each_IsTried()
    {
        var tried = Filters.Select(f => $"{f.Data.Item1} {f.Data.Item2.Split('=')[0]}").Concat(["ListAudit from", "ListAudit until", "ListUnknown environment", "ListUnknown since"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var known = from list in Lists
                    from parameter in staff.Document[list.Operation].QueryParameters
                    let name = parameter["name"]!.GetValue<string>()
                    where name is not ("limit" or "cursor" or "sort")
                    select $"{list.Operation} {name}";
        Assert.Equal(known.Order(StringComparer.Ordinal), tried);
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task List_WalkedPageByPage_GivesEveryRecordOnceInOrder(string operation, string sort)
    {
        var list = Lists.Single(l => l.Operation == operation);
        var all = await WalkAsync(list.By, $"{list.Path}?sort={sort}", limit: 200);
        Assert.True(all.Count >= FilledStaff.Count, $"{operation} has {all.Count} records.");
        var member = sort.TrimStart('-');
        var keys = all.Select(r => (Key(r[member]!), Id(r, list.Id))).ToArray();
        var expected = sort[0] == '-' ? keys.OrderDescending(Pairs) : keys.Order(Pairs);
        Assert.Equal(expected, keys);
        foreach (var limit in new[] { 1, 3 })
            Assert.Equal(keys.Select(k => k.Item2), (await WalkAsync(list.By, $"{list.Path}?sort={sort}", limit)).Select(r => Id(r, list.Id)));
    }

    [Fact]
    public async Task List_WalkedWhileRecordsAreAdded_GivesNoneTwiceAndLosesNone()
    {
        foreach (var list in Lists)
        {
            foreach (var sort in list.Sorts.SelectMany(s => new[] { s, $"-{s}" }))
            {
                var before = (await WalkAsync(list.By, $"{list.Path}?sort={sort}", limit: 200)).Select(r => Id(r, list.Id)).ToArray();
                var walked = (await WalkAsync(list.By, $"{list.Path}?sort={sort}", limit: 6, onFirst: () => staff.AddAsync(1))).Select(r => Id(r, list.Id)).ToArray();
                Assert.Equal(walked.Length, walked.Distinct(StringComparer.Ordinal).Count());
                Assert.Empty(before.Except(walked, StringComparer.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Filter_Given_LetsThroughThoseThatFitAndAllOfThem(string operation, string filter, string member, string value)
    {
        if (filter == "outcome=refused")
            (await staff[Role.Reader].GetAsync("/v1/exceptions")).ExpectProblem(403, "access.forbidden");
        var list = Lists.Single(l => l.Operation == operation);
        var all = await WalkAsync(list.By, $"{list.Path}?", limit: 200);
        var expected = all.Where(r => r[member]?.GetValue<string>() == value).Select(r => Id(r, list.Id)).ToArray();
        Assert.NotEmpty(expected);
        if (filter != "decision=TR-1" && !(operation == "ListRequests" && filter == "state=Proposed"))
            Assert.True(expected.Length < all.Count, "The filter has nothing to keep out.");
        Assert.Equal(expected, (await WalkAsync(list.By, $"{list.Path}?{filter}", limit: 2)).Select(r => Id(r, list.Id)));
    }

    [Fact]
    public async Task Audit_BetweenInstants_GivesTheEntriesOfThatTime()
    {
        var all = await WalkAsync(Role.Auditor, "/v1/audit?", limit: 200);
        var times = all.Select(e => e["at"]!.GetValue<DateTimeOffset>()).Distinct().ToArray();
        Assert.True(times.Length > 2, "The clock did not move.");
        var between = await WalkAsync(Role.Auditor, $"/v1/audit?from={Uri.EscapeDataString(times[1].ToString("O"))}&until={Uri.EscapeDataString(times[2].ToString("O"))}", limit: 200);
        Assert.NotEmpty(between);
        Assert.All(between, e => Assert.Equal(times[1], e["at"]!.GetValue<DateTimeOffset>()));
        Assert.Equal(all.Count(e => e["at"]!.GetValue<DateTimeOffset>() == times[1]), between.Count);
    }

    [Theory]
    [InlineData("%25")]
    [InlineData("_")]
    [InlineData("[a-z]")]
    [InlineData("\\")]
    public async Task Search_ForASignOfPatterns_LooksForTheSignItself(string q) =>
        Assert.Empty(await ReadAsync(Role.Reader, $"/v1/tools?q={q}"));

    [Fact]
    public async Task Page_WithoutLimit_HasFifty()
    {
        var page = (await staff.Auditor.GetAsync("/v1/audit")).Expect(200);
        Assert.Equal(50, page["items"]!.AsArray().Count);
        Assert.NotNull(page["nextCursor"]);
    }

    private static IComparer<(string, string)> Pairs { get; } = Comparer<(string, string)>.Create((a, b) =>
        string.CompareOrdinal(a.Item1, b.Item1) is not 0 and var first ? first : string.CompareOrdinal(a.Item2, b.Item2));

    /// <summary>A key as text that sorts as the key does: numbers filled with zeros, instants in UTC.</summary>
    private static string Key(JsonNode value)
    {
        if (value.GetValueKind() == System.Text.Json.JsonValueKind.Number)
            return value.GetValue<long>().ToString("D12");
        var text = value.GetValue<string>();
        if (text.Length > 18 && text[10] == 'T')
            return value.GetValue<DateTimeOffset>().UtcDateTime.ToString("O");
        return text.Length > 3 && text[2] == '-' && int.TryParse(text[3..], out var number) ? $"{text[..3]}{number:D9}" : text;
    }

    private static string Id(JsonNode record, string members) => string.Join(' ', members.Split(' ').Select(m => Key(record[m]!)));

    private async Task<IReadOnlyList<JsonNode>> ReadAsync(Role by, string path) =>
        [.. (await staff[by].GetAsync(path)).Expect(200)["items"]!.AsArray().Select(i => i!)];

    private async Task<IReadOnlyList<JsonNode>> WalkAsync(Role by, string path, int limit, Func<Task>? onFirst = null)
    {
        var walked = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = (await staff[by].GetAsync($"{path}&limit={limit}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}")).Expect(200);
            var items = page["items"]!.AsArray();
            Assert.InRange(items.Count, 0, limit);
            walked.AddRange(items.Select(i => i!));
            if (cursor is null && onFirst is not null)
                await onFirst();
            cursor = page["nextCursor"]?.GetValue<string>();
            Assert.True(cursor is null || items.Count == limit, "A page that is not full says that there is another.");
        }
        while (cursor is not null);
        return walked;
    }
}
