using System.Globalization;
using System.Text.Json;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Tests;

namespace ToolRegistry.Domain.Tests.Evidence;

/// <summary>The founding case: many links, few origins.</summary>
public class ProvenanceCaseTests
{
    private static readonly EvidenceFacts Reddit = ProvenanceWorld.Graded(1, "D3", "Reddit user", stance: null) with { Kind = EvidenceKind.Report };
    private static readonly EvidenceFacts VendorPost = ProvenanceWorld.Graded(2, "C2", "Anthropic team member, social media", stance: null) with { Kind = EvidenceKind.VendorStatement };
    private static readonly EvidenceFacts Unnamed = ProvenanceWorld.Graded(3, "F6", "unnamed", stance: null) with { Kind = EvidenceKind.Unpublished };
    private static readonly EvidenceFacts Yicai = ProvenanceWorld.Graded(4, "B3", "Yicai", stance: null);
    private static readonly EvidenceFacts Reuters = ProvenanceWorld.Graded(5, "A3", "Reuters", stance: null, 3);
    private static readonly EvidenceFacts First = ProvenanceWorld.Graded(6, "C3", "aggregator 1", stance: null, 5);
    private static readonly EvidenceFacts Second = ProvenanceWorld.Graded(7, "C3", "aggregator 2", stance: null, 5, 1);
    private static readonly EvidenceFacts Third = ProvenanceWorld.Graded(8, "D3", "aggregator 3", stance: null, 6);

    [Fact]
    public void Mechanism_IsModerate_AsTheVendorOwnsToIt() => Says(
        "2 links, 2 independent origins: EV-1 (Reddit user), EV-2 (Anthropic team member, social media); moderate because EV-2 is graded C2.",
        ClaimStatus.Confirmed,
        supporting: [1, 2]);

    [Fact]
    public void Backdoor_IsLow_ThoughThreeLinksSupportIt() => Says(
        "3 links, 1 independent origin: EV-1 (Reddit user); low because EV-1 stands alone and is graded D3.",
        ClaimStatus.Disputed,
        supporting: [1, 7, 8],
        disputing: [2]);

    [Fact]
    public void Removal_IsModerate_FromTheVendorAlone() => Says(
        "1 link, 1 independent origin: EV-2 (Anthropic team member, social media); moderate because EV-2 is graded C2.",
        ClaimStatus.Unverified,
        supporting: [2]);

    [Fact]
    public void Ban_IsModerate_ByTheOnePaperThatNamesNoOther()
    {
        var found = Says(
            "6 links, 2 independent origins: EV-3 (unnamed), EV-4 (Yicai); moderate because EV-4 is graded B3.",
            ClaimStatus.Unverified,
            supporting: [3, 4, 5, 6, 7, 8]);
        Assert.Contains(new ProvenanceNode(1, ProvenanceRole.NoStance, "It says nothing of the claim."), found.Graph.Nodes);
        Assert.Contains(new ProvenanceEdge(7, 1), found.Graph.Edges);
        Assert.DoesNotContain(found.Graph.Nodes, n => n.Number == 2);
    }

    [Fact]
    public void EachCase_IsGradedAsItExpects()
    {
        var rows = 0;
        foreach (var file in Directory.EnumerateFiles(SharedFolder.Require("cases"), "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            if (!document.RootElement.TryGetProperty("expectEvidence", out var expected))
                continue;
            foreach (var row in expected.EnumerateArray())
            {
                var found = Grade(document.RootElement, Text(row, "claim"));
                Assert.Equal(
                    (Path.GetFileName(file), Text(row, "claim"), row.GetProperty("links").GetInt32(), row.GetProperty("independentOrigins").GetInt32(), Text(row, "confidence")),
                    (Path.GetFileName(file), Text(row, "claim"), found.Links, found.IndependentOrigins.Count, found.Confidence.ToString().ToLowerInvariant()));
                rows++;
            }
        }

        Assert.True(rows >= 4);
    }

    [Fact]
    public void EachCase_HasTheDecisionConfidenceItExpects()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFolder.Require("cases"), "claude-code-2026.json")));
        var expected = document.RootElement.GetProperty("expectDecision");
        var decision = document.RootElement.GetProperty("decisions").EnumerateArray().Single(d => Text(d, "ref") == Text(expected, "decision"));
        var claims = decision.GetProperty("claims").EnumerateArray().Select(c => Grade(document.RootElement, c.GetString()!));
        Assert.Equal(Text(expected, "confidence"), Support.Of(claims).Confidence.ToString().ToLowerInvariant());
    }

    private static Provenance Says(string explanation, ClaimStatus status, int[] supporting, params int[] disputing)
    {
        EvidenceFacts[] all = [Reddit, VendorPost, Unnamed, Yicai, Reuters, First, Second, Third];
        var found = Provenance.Of(status, [.. all.Select(e => e with { Stance = supporting.Contains(e.Number) ? Stance.Supports : disputing.Contains(e.Number) ? Stance.Disputes : null })]);
        Assert.Equal(explanation, found.Explanation);
        return found;
    }

    private static Provenance Grade(JsonElement root, string claim)
    {
        var status = root.GetProperty("claims").EnumerateArray().Where(c => Text(c, "id") == claim).Select(c => Text(c, "status")).Single();
        var evidence = root.GetProperty("evidence").EnumerateArray().ToArray();
        var numbers = evidence.Select((e, i) => (Id: Text(e, "id"), Number: i + 1)).ToDictionary(e => e.Id, e => e.Number, StringComparer.Ordinal);
        return Provenance.Of(Enum.Parse<ClaimStatus>(status, ignoreCase: true), [.. evidence.Select(e => Read(e, claim, numbers))]);
    }

    private static EvidenceFacts Read(JsonElement evidence, string claim, Dictionary<string, int> numbers) => new(
        numbers[Text(evidence, "id")],
        Enum.Parse<EvidenceKind>(Text(evidence, "kind").Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
        Text(evidence, "publisher"),
        Enum.Parse<Reliability>(Text(evidence, "reliability")),
        int.Parse(evidence.GetProperty("credibility").GetRawText(), CultureInfo.InvariantCulture),
        evidence.GetProperty("stances").TryGetProperty(claim, out var stance) ? Enum.Parse<Stance>(stance.GetString()!, ignoreCase: true) : null,
        evidence.TryGetProperty("derivedFrom", out var sources) ? [.. sources.EnumerateArray().Select(s => numbers[s.GetString()!])] : [],
        IsWithdrawn: false);

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
