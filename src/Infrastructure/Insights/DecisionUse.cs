using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Insights;

/// <summary>What was asked of a tool, and what would be answered without and with a decision.</summary>
/// <param name="Subject">What was asked about.</param>
/// <param name="Version">Its version, or null.</param>
/// <param name="Environment">Where, or null.</param>
/// <param name="Checks">How often.</param>
/// <param name="Last">The hour in which it was asked last.</param>
/// <param name="Without">The answer without the decision.</param>
/// <param name="With">The answer with it.</param>
public sealed record AskedAgain(string Subject, string? Version, string? Environment, long Checks, DateTimeOffset Last, Verdict Without, Verdict With)
{
    /// <summary>Whether who asked would notice.</summary>
    public bool IsAffected => (Without.Outcome, Without.Action) != (With.Outcome, With.Action);
}

/// <summary>Asks again what was asked about a decision's tool.</summary>
public static class DecisionUse
{
    /// <summary>Over what time checks are looked at unless another is asked for.</summary>
    public static readonly TimeSpan DefaultPeriod = TimeSpan.FromDays(30);

    /// <summary>All that was asked about the tool of a decision since an instant, answered for another instant.</summary>
    /// <param name="db">The register.</param>
    /// <param name="current">The policy in force.</param>
    /// <param name="decision">The decision as it is put; the one in force under its number is left out.</param>
    /// <param name="since">From when on checks are looked at.</param>
    /// <param name="at">For when they are answered.</param>
    /// <param name="ct">Ends it early.</param>
    public static async Task<IReadOnlyList<AskedAgain>> AskedAgainAsync(this RegisterDbContext db, PolicySnapshot current, DecisionFact decision, DateTimeOffset since, DateTimeOffset at, CancellationToken ct)
    {
        var asked = await db.CheckCounts.AsNoTracking().Where(c => c.Tool == decision.Tool && c.Hour >= since)
            .GroupBy(c => new { c.Subject, c.Version, c.Environment })
            .Select(g => new { g.Key.Subject, g.Key.Version, g.Key.Environment, Checks = g.Sum(c => c.Count), Last = g.Max(c => c.Hour) })
            .ToListAsync(ct);
        var without = current.Without(decision.Number, decision.Tool);
        var with = without.With(current.Revision, PolicyFactSet.None, PolicyFactSet.None with { Decisions = [decision] });
        var again = new List<AskedAgain>();
        foreach (var a in asked)
        {
            if (!Subject.TryParse(a.Subject, out var subject, out _))
                continue;
            var query = CheckQuery.Create(subject, a.Version, groups: null, a.Environment, region: null, at);
            again.Add(new AskedAgain(a.Subject, a.Version, a.Environment, a.Checks, a.Last, without.Check(query), with.Check(query)));
        }

        return again;
    }
}
