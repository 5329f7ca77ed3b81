using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Policy;

/// <summary>A tool with the decisions in force on it, by number.</summary>
internal sealed class ToolPolicy(ToolFact tool, DecisionFact[] decisions)
{
    public ToolFact Tool { get; } = tool;

    public DecisionFact[] Decisions { get; private set; } = decisions;

    /// <summary>Every key under which a subject finds the tool, with how it does.</summary>
    public IEnumerable<KeyValuePair<string, ToolMatch>> Matches
    {
        get
        {
            foreach (var identifier in Tool.Identity.Identifiers)
                yield return KeyValuePair.Create(identifier.Identifier.MatchKey, ToolMatch.ByIdentifier(this, identifier));
            foreach (var artifact in Tool.Identity.Artifacts)
                yield return KeyValuePair.Create(Identifier.Create(IdentifierKind.Sha256, artifact.Sha256).MatchKey, ToolMatch.ByArtifact(this, artifact));
        }
    }

    /// <summary>Takes a decision in, while the snapshot is compiled and nobody has it yet: afterwards nothing of it changes.</summary>
    public void Add(DecisionFact decision)
    {
        var at = Decisions.Length;
        while (at > 0 && Decisions[at - 1].Number > decision.Number)
            at--;
        Decisions = Decisions.Length == 0 ? [decision] : [.. Decisions[..at], decision, .. Decisions[at..]];
    }

    /// <summary>The policy after a change.</summary>
    /// <param name="changed">What is on record of the tool now; null: as before.</param>
    /// <param name="ended">Decisions that are no longer in force.</param>
    /// <param name="opened">Decisions that are in force now, in this form.</param>
    public ToolPolicy With(ToolFact? changed, IEnumerable<DecisionFact> ended, IReadOnlyCollection<DecisionFact> opened)
    {
        var gone = ended.Concat(opened).Select(d => d.Number).ToHashSet();
        return new ToolPolicy(changed ?? Tool, [.. Decisions.Where(d => !gone.Contains(d.Number)).Concat(opened).OrderBy(d => d.Number)]);
    }
}
