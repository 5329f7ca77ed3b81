using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Resources;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>Says what decisions say, piece by piece.</summary>
internal static class Terms
{
    public static string Said(ScopeBody? scope)
    {
        string[] parts = [.. new[] { (UiText.Groups, scope?.Groups), (UiText.Where, scope?.Environments), (UiText.Regions, scope?.Regions) }.Where(p => p.Item2 is { Count: > 0 }).Select(p => $"{p.Item1}: {string.Join(", ", p.Item2!)}")];
        return parts.Length == 0 ? UiText.Everywhere : string.Join("; ", parts);
    }

    public static string Grounds(RevisionView revision) =>
        string.Join(", ", [.. revision.Claims ?? [], .. revision.Evidence ?? [], .. revision.Assessment is { } assessment ? new[] { assessment } : []]);

    /// <summary>What differs between two revisions, or two states of one: each by its name, with what it was and what it becomes.</summary>
    public static IEnumerable<(string What, string Before, string After)> Changes(RevisionView before, RevisionView after, TimeZoneInfo zone)
    {
        foreach (var (one, other) in Pieces(before, zone).Zip(Pieces(after, zone)))
        {
            if (one.Said != other.Said)
                yield return (one.What, one.Said, other.Said);
        }

        if (before.Revision == after.Revision && before.State != after.State)
            yield return (UiText.State, Words.Of(before.State), Words.Of(after.State));
    }

    private static IEnumerable<(string What, string Said)> Pieces(RevisionView revision, TimeZoneInfo zone)
    {
        string Instant(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm zzz");
        yield return (UiText.OverTime, string.Join("\n", revision.Phases.Select(p => $"{Words.Of(p.Disposition)} {UiText.From} {Instant(p.From)}")));
        yield return (UiText.Versions, string.Join("\n", revision.Ranges));
        yield return (UiText.Scope, Said(revision.Scope));
        yield return (UiText.Statement, revision.PublicStatement);
        yield return (UiText.Rationale, revision.Rationale ?? "");
        yield return (UiText.UseInstead, string.Join("\n", revision.Alternatives.Select(a => $"{a.Tool} {a.Note}".TrimEnd())));
        yield return (UiText.Constraints, string.Join("\n", revision.Constraints));
        yield return (UiText.EnforcedBy, string.Join("\n", revision.Identifiers));
        yield return (UiText.LiftWhen, revision.LiftWhen ?? "");
        yield return (UiText.ReviewByShort, revision.ReviewBy is { } review ? Instant(review) : "");
        yield return (UiText.Grounds, Grounds(revision));
    }
}
