using System.Text.Json;

namespace ToolRegistry.Exports.Apple;

/// <summary>A file of <see cref="SantaSyncTarget"/> as rules, and what leads from one to another.</summary>
/// <param name="Rules">The rules, each identifier of a type once.</param>
public sealed record SantaRuleSet(IReadOnlyList<SantaRule> Rules)
{
    /// <summary>The policy by which a rule is taken away.</summary>
    public const string Remove = "REMOVE";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Takes away a rule that no machine has: the hash is of no file.</summary>
    private static readonly SantaRule Inert = new(new string('0', 64), "BINARY", Remove, CustomMsg: null, CustomUrl: null);

    /// <summary>Reads what the target wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static SantaRuleSet Read(Stream file) => JsonSerializer.Deserialize<SantaRuleSet>(file, Json) ?? throw new JsonException("There are no rules.");

    /// <summary>
    /// What a machine that holds these rules must be sent to hold others: what is taken away first, then what is new or says
    /// something else.
    /// </summary>
    public IReadOnlyList<SantaRule> To(SantaRuleSet wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var held = Rules.ToDictionary(KeyOf);
        var kept = wanted.Rules.Select(KeyOf).ToHashSet();
        return
        [
            .. Rules.Where(r => !kept.Contains(KeyOf(r))).Select(r => new SantaRule(r.Identifier, r.RuleType, Remove, CustomMsg: null, CustomUrl: null)),
            .. wanted.Rules.Where(r => !held.TryGetValue(KeyOf(r), out var same) || same != r),
        ];
    }

    /// <summary>
    /// What a machine is sent whose rules are not known and that drops them all (a clean sync). Santa keeps them when it is sent
    /// nothing, so that is never the answer.
    /// </summary>
    public IReadOnlyList<SantaRule> Afresh() => Rules.Count > 0 ? Rules : [Inert];

    private static (string, string) KeyOf(SantaRule rule) => (rule.RuleType, rule.Identifier);
}
