using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>Gives the policy snapshot of the revision that the database is at, and of earlier ones.</summary>
public sealed class SnapshotStore(PolicySettings settings)
{
    private PolicySnapshot? latest;

    /// <summary>The snapshot as the database stands, inside the caller's transaction if there is one.</summary>
    public async Task<PolicySnapshot> CurrentAsync(RegisterDbContext db, CancellationToken ct)
    {
        var revision = await db.PolicyHead.AsNoTracking().Select(h => h.Revision).SingleAsync(ct);
        if (latest is { } known && known.Revision == revision)
            return known;
        var snapshot = await LoadAsync(db, revision, ct);
        latest = snapshot;
        return snapshot;
    }

    /// <summary>The snapshot of an earlier revision: what was known then.</summary>
    /// <exception cref="DomainException"><c>check.revision-unknown</c></exception>
    public async Task<PolicySnapshot> AtAsync(RegisterDbContext db, long revision, CancellationToken ct)
    {
        var current = await CurrentAsync(db, ct);
        if (revision == current.Revision)
            return current;
        if (revision < 0 || revision > current.Revision)
            throw DomainException.Invalid("check.revision-unknown", $"The register is at revision {current.Revision}; ask for that or an earlier one.", "revision");
        return await LoadAsync(db, revision, ct);
    }

    private async Task<PolicySnapshot> LoadAsync(RegisterDbContext db, long revision, CancellationToken ct)
    {
        var facts = await db.PolicyFacts.AsNoTracking()
            .Where(f => f.FromRevision <= revision && (f.ToRevision == null || f.ToRevision > revision))
            .Select(f => new { f.Kind, f.Json })
            .ToListAsync(ct);
        var byKind = facts.ToLookup(f => f.Kind, f => f.Json, StringComparer.Ordinal);
        return new PolicySnapshot(
            revision,
            settings,
            new PolicyFactSet(
                [.. byKind[PolicyFacts.ToolKind].Select(StoredJson.Read<ToolFact>)],
                [.. byKind[PolicyFacts.DecisionKind].Select(StoredJson.Read<DecisionFact>)],
                [.. byKind[PolicyFacts.ExceptionKind].Select(StoredJson.Read<ExceptionFact>)]));
    }
}
