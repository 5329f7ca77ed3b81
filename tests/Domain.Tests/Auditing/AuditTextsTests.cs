using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ToolRegistry.Domain.Auditing;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tests.Decisions;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Auditing;

/// <summary>Free and personal text stands in the chain as a salted hash, never in the clear.</summary>
public class AuditTextsTests
{
    private const string Canary = "canary";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static AuditLink Seal(JsonObject entry) => AuditChain.Seal(1, AuditChain.Genesis, entry, () => RandomNumberGenerator.GetBytes(16));

    private static void HidesTheCanary(object record)
    {
        var json = JsonSerializer.SerializeToNode(record, Web);
        Assert.Contains(Canary, json!.ToJsonString(), StringComparison.Ordinal);
        var link = Seal(new JsonObject { ["action"] = "record.change", ["changes"] = new JsonArray(new JsonObject { ["subject"] = "EX-7", ["before"] = null, ["after"] = json }) });
        Assert.DoesNotContain(Canary, link.Json, StringComparison.Ordinal);
        Assert.Contains(link.Texts, t => t.Value!.Contains(Canary, StringComparison.Ordinal));
        Assert.True(AuditChain.Verify([link], link.Hash).IsIntact);
    }

    [Fact]
    public void Text_StandsAsItsSaltedHash_WithAPointerToIt()
    {
        var link = Seal(new JsonObject { ["owner"] = "ana", ["a/b"] = new JsonArray(1, new JsonObject { ["c~d"] = "free" }) });
        Assert.Equal(["/a~1b/1/c~0d", "/owner"], link.Texts.Select(t => t.Path).Order(StringComparer.Ordinal));
        foreach (var text in link.Texts)
        {
            var salt = Convert.FromBase64String(text.Salt);
            Assert.Equal(16, salt.Length);
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(text.Value!)])), link.Json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Salts_AreDrawnForEachText_SoThatEqualTextsDoNotShow()
    {
        var drawn = 0;
        var link = AuditChain.Seal(1, AuditChain.Genesis, new JsonObject { ["owner"] = "same", ["reason"] = "same" }, () => [(byte)++drawn, .. new byte[15]]);
        Assert.Equal(2, drawn);
        Assert.Equal(2, link.Texts.Select(t => t.Salt).Distinct().Count());
        var entry = JsonNode.Parse(link.Json)!;
        Assert.NotEqual(entry["owner"]!["sha256"]!.GetValue<string>(), entry["reason"]!["sha256"]!.GetValue<string>());
    }

    [Fact]
    public void Words_OfTheRegister_StandInTheClear()
    {
        const string Json = """{"action":"decision.approve","after":{"environments":["ci"],"number":42,"ranges":["vers:npm/*"],"state":"Approved","yes":true},"at":"2026-07-05T09:00:00Z","outcome":"done","seq":1,"subject":"TR-42"}""";
        var link = Seal(JsonNode.Parse(Json)!.AsObject());
        Assert.Equal(Json, link.Json);
        Assert.Empty(link.Texts);
    }

    [Fact]
    public void Seal_LeavesTheEntryGivenAsItIs()
    {
        var entry = new JsonObject { ["owner"] = "ana", ["seq"] = "mine" };
        Seal(entry);
        Assert.Equal("""{"owner":"ana","seq":"mine"}""", entry.ToJsonString());
    }

    [Fact]
    public void MemberThatIsNotKnown_IsHidden_AtAnyDepth()
    {
        var names = Gen.OneOf("reason", "owner", "statement", "x", "rationale", "Reason", "groups", "note", "comment", "", "title");
        var canaries = Gen.Recursive<JsonNode>((depth, self) => depth > 3
            ? Gen.Const((JsonNode)Canary)
            : Gen.OneOf(
                Gen.Const((JsonNode)Canary),
                self.Array[0, 3].Select(items => (JsonNode)new JsonArray([.. items.Select(i => i.DeepClone())])),
                Gen.Select(names, self).Array[0, 3].Select(members => (JsonNode)new JsonObject(members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, (JsonNode?)m.Item2.DeepClone()))))));
        canaries.Sample(
            canary =>
            {
                var link = Seal(new JsonObject { ["action"] = "a", ["after"] = canary.DeepClone() });
                Assert.DoesNotContain(Canary, link.Json, StringComparison.Ordinal);
                Assert.Equal(canary.ToJsonString().Split(Canary).Length - 1, link.Texts.Count);
                Assert.True(AuditChain.Verify([link], link.Hash).IsIntact);
            },
            iter: 500);
    }

    [Fact]
    public void Decision_HidesItsTexts()
    {
        var content = Content((3, Disposition.HighRisk), (10, Disposition.Banned)) with
        {
            Rationale = Canary,
            PublicStatement = Canary,
            LiftWhen = Canary,
            Constraints = [Canary],
            Alternatives = [new Alternative("qoder", Canary)],
            Scope = Group(Canary),
        };
        var decision = Decision.Draft(42, "claude", DecisionTerms.Create(content), Owner.Parse(Canary), Day(1));
        decision.Propose([], Owner.Parse(Canary), Day(1));
        HidesTheCanary(decision);
        decision.Reject(Canary, Day(2));
        HidesTheCanary(decision);
    }

    [Fact]
    public void ExpeditedDecision_HidesItsReason()
    {
        var decision = Decision.Draft(42, "claude", Terms((3, Disposition.Banned)), Ana, Day(1));
        decision.Expedite(DecisionSteps.Rules(), [], Canary, Ana, Day(1));
        HidesTheCanary(decision);
    }

    [Fact]
    public void Exception_HidesItsTexts()
    {
        var exception = ExceptionRecord.Draft(7, DecisionSteps.In("Approved"), ExceptionTerms.Create(Group(Canary), Day(1), Day(9), Canary, [Canary], Canary), Owner.Parse(Canary), Day(4));
        HidesTheCanary(exception);
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("revoke")]
    public void Exception_ThatIsRejectedOrRevoked_HidesTheReason(string verb)
    {
        var decision = DecisionSteps.In("Approved");
        var exception = ExceptionRecord.Draft(7, decision, ExceptionTerms.Create(Group("devs"), Day(1), Day(9), "needed", ["watched"], "some"), Ana, Day(4));
        exception.Propose(Ana);
        if (verb == "reject")
        {
            exception.Reject(Canary, Day(5));
        }
        else
        {
            exception.Approve(decision, 1, Ben, Day(5));
            exception.Revoke(Canary, Day(6));
        }

        HidesTheCanary(exception);
    }

    [Fact]
    public void Request_HidesItsTexts()
    {
        var request = Request.File(5, RequestKind.Review, "left-pad", null, Canary, Owner.Parse(Canary), Day(1));
        HidesTheCanary(request);
        request.Reject(Canary, Ben, Day(2));
        HidesTheCanary(request);
    }

    [Fact]
    public void ClaimEvidenceAndAssessment_HideTheirTexts()
    {
        var range = VersionRange.Parse("vers:npm/*");
        HidesTheCanary(new Claim(1, "claude", range, ClaimStatus.Disputed, Canary, Ana, Day(1)));
        HidesTheCanary(new RiskAssessment(1, "claude", new AssessmentContent { Range = range, Likelihood = RiskLevel.High, Impact = RiskLevel.High, Factors = [new RiskFactor("data_residency", RiskLevel.High, Canary)], Rationale = Canary }, AssessmentRules.Default, Ana, Day(1)));
        HidesTheCanary(new EvidenceRecord(
            1,
            "claude",
            new EvidenceContent { Kind = EvidenceKind.Article, Title = Canary, Publisher = Canary, Url = $"https://news.example/{Canary}", Reliability = Reliability.B, Credibility = 2 },
            Grounds.None,
            Owner.Parse(Canary),
            Day(1)));
    }

    [Fact]
    public void Tool_HidesItsTexts() => HidesTheCanary(Tool.Register(
        "claude",
        new ToolDetails { Name = Canary, Publisher = Canary, Category = Canary, BusinessPurpose = Canary, Owner = Owner.Parse(Canary) },
        ToolIdentity.Create(VersionScheme.Get("npm"), false, [new ToolIdentifier(Identifier.Create(IdentifierKind.FileName, "claude.exe"), false)], []),
        Day(1)));
}
