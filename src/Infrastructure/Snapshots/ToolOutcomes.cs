using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>
/// What is decided of every tool, in any version and anywhere, for whoever wants to count or sort them. Found once for all who have
/// the same groups, for as long as the policy is the same and no answer changes by itself.
/// </summary>
public sealed class ToolOutcomes(Replica replica, TimeProvider clock)
{
    // Forgotten together with the snapshot.
    private readonly ConditionalWeakTable<PolicySnapshot, ConcurrentDictionary<string, Known>> known = [];

    /// <summary>The outcome of each tool now, by slug.</summary>
    /// <param name="groups">The groups of whoever asks; null: unknown.</param>
    public IReadOnlyDictionary<string, Outcome> Of(IReadOnlyList<string>? groups)
    {
        var (snapshot, now) = (replica.Current.Snapshot, clock.GetUtcNow());
        var ofGroups = known.GetOrCreateValue(snapshot);
        var key = groups is null ? "" : $"of {string.Join('\n', groups)}";
        if (ofGroups.TryGetValue(key, out var found) && now >= found.At && !(now >= found.Until))
            return found.Outcomes;
        found = Find(snapshot, Asker.Create(groups, environment: null, region: null), now);
        // Those who come later with other groups push the others out.
        if (ofGroups.Count >= MaxGroups)
            ofGroups.Clear();
        ofGroups[key] = found;
        return found.Outcomes;
    }

    private const int MaxGroups = 8;

    private static Known Find(PolicySnapshot snapshot, Asker asker, DateTimeOffset now)
    {
        var outcomes = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        DateTimeOffset? until = null;
        foreach (var tool in snapshot.Tools)
        {
            var verdict = snapshot.Check(CheckQuery.Create(Subject.Parse(tool.Slug), version: null, asker, now));
            outcomes[tool.Slug] = verdict.Outcome;
            if (verdict.Next is { } next && !(next.At >= until))
                until = next.At;
        }

        return new Known(now, until, outcomes);
    }

    private sealed record Known(DateTimeOffset At, DateTimeOffset? Until, IReadOnlyDictionary<string, Outcome> Outcomes);
}
