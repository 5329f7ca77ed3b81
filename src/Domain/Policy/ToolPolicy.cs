using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Policy;

/// <summary>A tool with the decisions in force on it, by number.</summary>
internal sealed record ToolPolicy(ToolFact Tool, DecisionFact[] Decisions)
{
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

    /// <summary>The policy after a change.</summary>
    /// <param name="tool">What is on record of the tool now; null: as before.</param>
    /// <param name="ended">Decisions that are no longer in force.</param>
    /// <param name="opened">Decisions that are in force now, in this form.</param>
    public ToolPolicy With(ToolFact? tool, IEnumerable<DecisionFact> ended, IReadOnlyCollection<DecisionFact> opened)
    {
        var gone = ended.Concat(opened).Select(d => d.Number).ToHashSet();
        return new ToolPolicy(tool ?? Tool, [.. Decisions.Where(d => !gone.Contains(d.Number)).Concat(opened).OrderBy(d => d.Number)]);
    }
}
