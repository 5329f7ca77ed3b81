namespace ToolRegistry.Domain.Evidence;

/// <summary>How provenance is said to people. Lists are cut, so that no sentence grows with the evidence.</summary>
internal static class ProvenanceTexts
{
    private const int Named = 5;

    public static string Name(int number) => Numbers.Format(Numbers.Evidence, number);

    public static string Name(EvidenceFacts evidence) => Name(evidence.Number);

    public static string Grade(EvidenceFacts evidence) => $"{evidence.Reliability}{evidence.Credibility}";

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    public static string List(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return string.Join(", ", all.Take(Named)) + (all.Length > Named ? $" and {all.Length - Named} more" : "");
    }

    public static string Explain(int links, IReadOnlyCollection<EvidenceFacts> origins, Confidence confidence, string because)
    {
        var named = origins.Count == 0 ? "" : ": " + List(origins.Select(o => $"{Name(o)} ({o.Publisher})"));
        var level = confidence switch { Confidence.Low => "low", Confidence.Moderate => "moderate", Confidence.High => "high" };
        return $"{Count(links, "link")}, {Count(origins.Count, "independent origin")}{named}; {level} because {because}.";
    }
}
