using System.Text.Json.Nodes;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>Text that people write comes back as they wrote it, whatever script or sign it is in.</summary>
public sealed class FreeTextTests(Staff staff) : IClassFixture<Staff>
{
    /// <summary>Characters of four bytes, a family of several, combining marks that are not composed, right to left, and markup.</summary>
    private const string Line = "🦊 👩‍👩‍👧 e\u0301 \u05d0\u05d1 <script>alert('x')</script> \\ \" \u00a0 ﷽ 𝒜";

    private const string Paragraphs = $"{Line}\nsecond\r\n\tthird";

    [Fact]
    public async Task Tool_InAnyScript_ComesBackUnchanged()
    {
        var body = new { slug = "fox", name = Line, publisher = Line, category = Line, businessPurpose = Paragraphs, releases = new[] { new { version = "1 🦊", artifacts = new[] { new { sha256 = new string('a', 64), platform = Line, fileName = Line } } } } };
        (await staff.Analyst.PostAsync("/v1/tools", body)).Expect(201);
        var tool = (await staff[Role.Reader].GetAsync("/v1/tools/fox")).Expect(200);
        Assert.Equal([Line, Line, Line, Paragraphs], new[] { "name", "publisher", "category", "businessPurpose" }.Select(m => Text(tool[m])));
        Assert.Equal("1 🦊", Text(tool["releases"]![0]!["version"]));
        Assert.Equal([Line, Line], new[] { "platform", "fileName" }.Select(m => Text(tool["releases"]![0]!["artifacts"]![0]![m])));
        var listed = (await staff[Role.Reader].GetAsync($"/v1/tools?publisher={Uri.EscapeDataString(Line)}")).Expect(200);
        Assert.Equal(Line, Text(Assert.Single(listed["items"]!.AsArray())!["name"]));
    }

    [Fact]
    public async Task Decision_InAnyScript_ComesBackUnchanged()
    {
        var instead = await staff.ToolAsync();
        await staff.DecideAsync(instead, "Approved");
        var tool = await staff.ToolAsync();
        var decision = await staff.DecideAsync(tool, change: body =>
        {
            body["publicStatement"] = Paragraphs;
            body["rationale"] = Paragraphs;
            body["liftWhen"] = Line;
            body["constraints"] = new JsonArray(Line);
            body["alternatives"] = new JsonArray(new JsonObject { ["tool"] = instead, ["note"] = Line });
        });
        var inForce = (await staff.Auditor.GetAsync(decision)).Expect(200)["inForce"]!;
        Assert.Equal([Paragraphs, Line, Line, Line], new[] { inForce["publicStatement"], inForce["liftWhen"], inForce["constraints"]![0], inForce["alternatives"]![0]!["note"] }.Select(Text));
        Assert.Contains(JsonValue.Create(Paragraphs).ToJsonString(), inForce.ToJsonString(), StringComparison.Ordinal);
        var verdict = (await staff.Anonymous.GetAsync($"/v1/check?subject={tool}")).Expect(200);
        Assert.Equal([Paragraphs, Line], new[] { verdict["decisions"]![0]!["publicStatement"], verdict["alternatives"]![0]!["note"] }.Select(Text));
    }

    [Fact]
    public async Task Exception_InAnyScript_ComesBackUnchanged()
    {
        var body = Staff.Exception(await staff.DecideAsync());
        (body["reason"], body["residualRisk"], body["compensatingControls"]) = (Paragraphs, Paragraphs, new JsonArray(Line));
        var location = (await staff.Analyst.PostAsync("/v1/exceptions", body)).Expect(201)["number"];
        var exception = (await staff.Auditor.GetAsync($"/v1/exceptions/{location}")).Expect(200);
        Assert.Equal([Paragraphs, Paragraphs, Line], new[] { exception["reason"], exception["residualRisk"], exception["compensatingControls"]![0] }.Select(Text));
    }

    [Fact]
    public async Task Records_InAnyScript_ComeBackUnchanged()
    {
        var tool = await staff.ToolAsync();
        var claim = (await staff.Analyst.PostAsync($"/v1/tools/{tool}/claims", new { range = "vers:npm/*", status = "unverified", statement = Paragraphs })).Expect(201);
        var evidence = (await staff.Analyst.PostAsync($"/v1/tools/{tool}/evidence", new { kind = "web", title = Line, publisher = Line, reliability = "F", credibility = 6 })).Expect(201);
        var assessment = (await staff.Analyst.PostAsync($"/v1/tools/{tool}/risk-assessments", new { range = "vers:npm/*", likelihood = "VeryHigh", impact = "Low", rationale = Paragraphs })).Expect(201);
        var request = (await staff[Role.Reader].PostAsync("/v1/requests", new { kind = "review", subject = tool, reason = Paragraphs })).Expect(201);
        var answered = (await staff.Analyst.PostAsync($"/v1/requests/{request["number"]}/approve", new { answer = Paragraphs }, "*")).Expect(200);
        Assert.Equal(
            [Paragraphs, Line, Line, Paragraphs, Paragraphs, Paragraphs],
            new[] { claim["statement"], evidence["title"], evidence["publisher"], assessment["rationale"], answered["reason"], answered["answer"] }.Select(Text));
    }

    [Fact]
    public async Task Group_InOtherCasingAndForm_IsTheSameGroup()
    {
        var tool = await staff.ToolAsync();
        await staff.DecideAsync(tool, change: body => body["scope"] = JsonNode.Parse("""{"groups":["ÉQUIPE"]}"""));
        var member = await staff.Host.CallerAsync(Role.Reader, "member", "e\u0301quipe");
        Assert.Equal("Banned", Text((await member.GetAsync($"/v1/check?subject={tool}")).Expect(200)["outcome"]));
        Assert.Equal("Unknown", Text((await staff[Role.Reader].GetAsync($"/v1/check?subject={tool}")).Expect(200)["outcome"]));
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
