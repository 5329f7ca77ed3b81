using System.Text.Json.Nodes;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>Every case of the shared folder, through HTTP: put on record, decided in review, and asked.</summary>
public sealed class CasesTests
{
    public static TheoryData<string> Files =>
        SharedFolder.Location is { } folder ? [.. Directory.EnumerateFiles(Path.Combine(folder, "cases"), "*.json").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)] : ["claude-code-2026.json"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Case_EveryExpectedRow_IsAnswered(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(SharedFolder.Require("cases"), file));
        var run = await CaseRun.StartAsync(JsonNode.Parse(text)!.AsObject());
        await using (run.Host)
        {
            await run.RecordAsync();
            await run.DecideAsync();
            var asked = await run.AssessAsync() + await run.AskAsync();
            Assert.True(asked > 0, "The case asks nothing.");
            Assert.True((await run.Auditor.GetAsync("/v1/audit/verify")).Expect(200)["intact"]!.GetValue<bool>());
        }
    }
}
