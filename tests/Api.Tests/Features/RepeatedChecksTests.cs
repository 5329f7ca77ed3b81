using System.Globalization;
using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>A check that was asked before is answered from bytes: with what the whole way would answer, and with nothing else.</summary>
public sealed class RepeatedChecksTests : IAsyncLifetime
{
    private readonly Staff staff = new();

    public ValueTask InitializeAsync() => staff.InitializeAsync();

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Fact]
    public async Task Answer_AskedAgain_IsThatOfTheWholeWayAtEveryInstant()
    {
        var start = staff.Host.Clock.GetUtcNow();
        var tool = await staff.ToolAsync();
        var decision = await staff.DecideAsync(tool, change: terms => terms["phases"] = new JsonArray(
            Phase(start.AddMinutes(1), "Approved"), Phase(start.AddMinutes(2), "HighRisk"), Phase(start.AddMinutes(3).AddTicks(7), "Banned")));
        await GrantAsync(decision, start.AddMinutes(2).AddSeconds(30), start.AddMinutes(5));
        var member = await staff.Host.CallerAsync(Role.Reader, "member", "licensed");
        var asked = 0;
        foreach (var step in new[] { 0L, 1, TimeSpan.TicksPerMinute - 2, 1, 1, TimeSpan.TicksPerMinute - 2, 1, 30 * TimeSpan.TicksPerSecond, 1, 30 * TimeSpan.TicksPerSecond, 7, 1, 3 * TimeSpan.TicksPerMinute })
        {
            staff.Host.Clock.Advance(TimeSpan.FromTicks(step));
            foreach (var caller in new[] { staff.Anonymous, member, staff[Role.Service] })
            {
                var at = Uri.EscapeDataString(staff.Host.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
                var whole = await caller.GetAsync($"/v1/check?subject=pkg:npm/{tool}@1.0.0&environment=workstation&at={at}");
                for (var i = 0; i < 2; i++)
                {
                    var again = await caller.GetAsync($"/v1/check?subject=pkg:npm/{tool}@1.0.0&environment=workstation");
                    Assert.Equal((whole.Status, whole.Text, whole.ETag), (again.Status, again.Text, again.ETag));
                    Assert.Equal(whole.Headers.CacheControl?.ToString(), again.Headers.CacheControl?.ToString());
                    Assert.Equal(whole.Headers.Vary, again.Headers.Vary);
                    asked++;
                }
            }
        }

        Assert.Equal(78, asked);
    }

    [Fact]
    public async Task Answer_AfterADecision_IsTheNewOne()
    {
        var tool = await staff.ToolAsync();
        Assert.Equal("Unknown", await OutcomeAsync(staff.Anonymous, tool));
        Assert.Equal("Unknown", await OutcomeAsync(staff.Anonymous, tool));
        await staff.DecideAsync(tool);
        Assert.Equal("Banned", await OutcomeAsync(staff.Anonymous, tool));
    }

    [Fact]
    public async Task Token_ThatEnds_IsRefusedThoughItsQuestionWasAnsweredBefore()
    {
        var (id, caller) = await staff.TokenAsync(Role.Reader, "leaver");
        var (_, short_) = await staff.TokenAsync(Role.Reader, "guest");
        (await caller.GetAsync("/v1/check?subject=anything")).Expect(200);
        (await caller.GetAsync("/v1/check?subject=anything")).Expect(200);
        (await staff.Administrator.PostAsync($"/v1/tokens/{id}/revoke", etag: "*")).Expect(200);
        (await caller.GetAsync("/v1/check?subject=anything")).ExpectProblem(401, "access.token-invalid");
        (await short_.GetAsync("/v1/check?subject=anything")).Expect(200);
        staff.Host.Clock.Advance(TimeSpan.FromDays(30));
        (await short_.GetAsync("/v1/check?subject=anything")).ExpectProblem(401, "access.token-invalid");
    }

    [Fact]
    public async Task Answer_KnownToTheAsker_IsNotSentAgain()
    {
        var tool = await staff.ToolAsync();
        await staff.DecideAsync(tool);
        foreach (var caller in new[] { staff.Anonymous, staff[Role.Reader] })
        {
            var first = await caller.GetAsync($"/v1/check?subject={tool}");
            Assert.StartsWith("W/\"", first.ETag, StringComparison.Ordinal);
            staff.Host.Clock.Advance(TimeSpan.FromSeconds(5));
            foreach (var tag in new[] { first.ETag!, first.ETag![2..], $"\"other\", {first.ETag}", "*" })
            {
                var again = await SendAsync(caller, tool, tag);
                Assert.Equal((304, "", first.ETag), (again.Status, again.Text, again.ETag));
                Assert.NotNull(again.Headers.CacheControl);
            }

            Assert.Equal(200, (await SendAsync(caller, tool, "W/\"another\"")).Status);
        }
    }

    [Fact]
    public async Task Question_InOtherWordsOrByOthers_IsAnotherQuestion()
    {
        var tool = await staff.ToolAsync();
        await staff.DecideAsync(tool, change: terms => terms["scope"] = new JsonObject { ["groups"] = new JsonArray("engineers") });
        var engineer = await staff.Host.CallerAsync(Role.Reader, "engineer", "engineers");
        var clerk = await staff.Host.CallerAsync(Role.Reader, "clerk", "clerks");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("Banned", await OutcomeAsync(engineer, tool));
            Assert.Equal("Unknown", await OutcomeAsync(clerk, tool));
            Assert.Equal("Unknown", await OutcomeAsync(staff[Role.Reader], tool));
            // A machine without groups asks for people whose groups it does not know.
            Assert.Equal("Banned", await OutcomeAsync(staff[Role.Service], tool));
            Assert.Equal("Banned", await OutcomeAsync(staff.Anonymous, tool));
        }
    }

    [Fact]
    public async Task Question_ThatIsNotWellFormed_IsRefusedEachTime()
    {
        for (var i = 0; i < 2; i++)
        {
            (await staff.Anonymous.GetAsync("/v1/check?subject=pkg:npm/")).ExpectProblem(400, "subject.invalid");
            (await staff.Anonymous.GetAsync("/v1/check?subject=anything&enviroment=ci")).ExpectProblem(400, "request.unknown-parameter");
        }
    }

    private async Task GrantAsync(string decision, DateTimeOffset from, DateTimeOffset until)
    {
        var terms = Staff.Exception(decision, "licensed");
        (terms["from"], terms["until"]) = (from.ToString("O", CultureInfo.InvariantCulture), until.ToString("O", CultureInfo.InvariantCulture));
        var exception = $"/v1/exceptions/{(await staff.Analyst.PostAsync("/v1/exceptions", terms)).Expect(201)["number"]}";
        (await staff.Analyst.VerbAsync(exception, "propose")).Expect(200);
        (await staff.Approver.VerbAsync(exception, "approve")).Expect(200);
    }

    private static JsonObject Phase(DateTimeOffset from, string disposition) => new() { ["from"] = from.ToString("O", CultureInfo.InvariantCulture), ["disposition"] = disposition };

    private static async Task<string> OutcomeAsync(Caller caller, string tool) => (await caller.GetAsync($"/v1/check?subject={tool}")).Expect(200)["outcome"]!.GetValue<string>();

    private static async Task<Answer> SendAsync(Caller caller, string tool, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/v1/check?subject={tool}", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await caller.SendAsync(request);
    }
}
