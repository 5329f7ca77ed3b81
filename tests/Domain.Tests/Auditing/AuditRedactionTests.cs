using System.Text.Json.Nodes;
using CsCheck;
using ToolRegistry.Domain.Auditing;

namespace ToolRegistry.Domain.Tests.Auditing;

/// <summary>People can be taken out of the audit log, and it still verifies.</summary>
public class AuditRedactionTests
{
    private static readonly Owner Dana = Owner.Parse("dana");

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Const("dana"), Gen.Const("omar"), Gen.Const("DANA"), Gen.Const("Ask dana, or omar."), Gen.Const("(dana's)"), Gen.Const("dana@example.com"), Gen.String[0, 5]);

    private static readonly Gen<JsonObject> Entries = Gen.Select(Texts, Texts.Array[0, 3], Texts).Select((owner, groups, reason) => new JsonObject
    {
        ["action"] = "decision.approve",
        ["subject"] = "TR-1",
        ["owner"] = owner,
        ["changes"] = new JsonArray(new JsonObject { ["after"] = new JsonObject { ["groups"] = new JsonArray([.. groups.Select(g => JsonValue.Create(g))]), ["reason"] = reason } }),
    });

    [Fact]
    public void Log_WithoutAPerson_VerifiesAndNamesThemNowhere() =>
        Entries.Array[1, 8].Sample(entries =>
        {
            var (links, salt) = (new List<AuditLink>(), (byte)0);
            foreach (var entry in entries)
                links.Add(AuditChain.Seal(links.Count + 1, links.Count > 0 ? links[^1].Hash : AuditChain.Genesis, entry, () => [.. Enumerable.Repeat(++salt, 16)]));
            AuditLink[] left = [.. links.Select(l => l with { Texts = AuditRedaction.Without(l.Texts, Dana) })];
            Assert.Equal(new AuditVerification(links.Count, null, null, links[^1].Hash), AuditChain.Verify(left, links[^1].Hash));
            foreach (var (before, after) in links.SelectMany(l => l.Texts).Zip(left.SelectMany(l => l.Texts)))
                Assert.Equal(AuditRedaction.Names(before.Value, Dana) ? new AuditText(before.Path, "", null) : before, after);
            Assert.DoesNotContain(left.SelectMany(l => l.Texts), t => AuditRedaction.Names(t.Value, Dana));
        });

    [Theory]
    [InlineData("dana")]
    [InlineData("Dana")]
    [InlineData("Ask dana.")]
    [InlineData("dana's")]
    [InlineData("<dana>")]
    [InlineData("by:dana,omar")]
    [InlineData("dana@example.com and dana")]
    public void Text_ThatNamesThePerson_IsTakenOut(string text)
    {
        Assert.True(AuditRedaction.Names(text, Dana));
        Assert.True(AuditRedaction.Names(text.Replace("ana", "ana@a.b", StringComparison.Ordinal), Owner.Parse("dana@a.b")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("omar")]
    [InlineData("danae")]
    [InlineData("jordana")]
    [InlineData("dana@example.com")]
    [InlineData("maria-dana")]
    [InlineData("dana.b")]
    [InlineData("dänadana1")]
    public void Text_OfAnother_Stays(string? text) => Assert.False(AuditRedaction.Names(text, Dana));
}
