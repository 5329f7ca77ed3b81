using System.Text;
using ToolRegistry.Exports.Apple;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Apple;

public sealed class SantaRuleSetTests
{
    /// <summary>Few identifiers, so that sets meet.</summary>
    private static readonly SantaRule[] Possible =
    [
        .. from identifier in new[] { "A", "B", "C" }
           from type in new[] { "SIGNINGID", "TEAMID" }
           from policy in new[] { "BLOCKLIST", "ALLOWLIST" }
           from message in new[] { "one", "two" }
           select new SantaRule(identifier, type, policy, message, CustomUrl: null),
    ];

    [Fact]
    public void Machine_ThatTakesTheWay_HoldsWhatIsWanted()
    {
        var random = new Random(7);
        for (var i = 0; i < 1_000; i++)
        {
            var (held, wanted) = (Any(random), Any(random));
            var way = held.To(wanted);
            Assert.Equal(Applied([], wanted.Rules), Applied(held.Rules, way));
            Assert.True(way.Count <= held.Rules.Count + wanted.Rules.Count);
        }
    }

    [Fact]
    public void Way_FromASetToItself_IsNothing()
    {
        var random = new Random(8);
        for (var i = 0; i < 100; i++)
        {
            var held = Any(random);
            Assert.Empty(held.To(held));
        }
    }

    [Fact]
    public void Way_ToNothingThatIsKnown_IsNeverEmpty_ForSantaWouldKeepWhatItHas()
    {
        var only = Assert.Single(new SantaRuleSet([]).Afresh());
        Assert.Equal(("BINARY", SantaRuleSet.Remove, 64), (only.RuleType, only.Policy, only.Identifier.Length));
        Assert.Equal(Possible[..1], new SantaRuleSet(Possible[..1]).Afresh());
    }

    [Fact]
    public void File_IsReadAsTheRulesThatItWasWrittenOf()
    {
        var export = RichRegister.Export(RichRegister.After, denyUnknown: true);
        var file = Approved.Bytes(new SantaSyncTarget(), export);
        Assert.Equal(SantaRules.Of(export), SantaRuleSet.Read(new MemoryStream(file)).Rules);
        Assert.Throws<System.Text.Json.JsonException>(() => SantaRuleSet.Read(new MemoryStream(Encoding.UTF8.GetBytes("null"))));
    }

    private static SantaRuleSet Any(Random random) => new([.. Possible.Where(_ => random.Next(3) == 0).DistinctBy(r => (r.RuleType, r.Identifier))]);

    /// <summary>What Santa makes of rules: a later one of the same type and identifier takes the place of the earlier.</summary>
    private static IEnumerable<SantaRule> Applied(IEnumerable<SantaRule> held, IEnumerable<SantaRule> sent)
    {
        var rules = held.ToDictionary(r => (r.RuleType, r.Identifier));
        foreach (var rule in sent)
        {
            if (rule.Policy == SantaRuleSet.Remove)
                rules.Remove((rule.RuleType, rule.Identifier));
            else
                rules[(rule.RuleType, rule.Identifier)] = rule;
        }

        return rules.Values.OrderBy(r => r.Identifier, StringComparer.Ordinal).ThenBy(r => r.RuleType, StringComparer.Ordinal);
    }
}
