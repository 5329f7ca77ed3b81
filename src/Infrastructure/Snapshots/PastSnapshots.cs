using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>Gives the policy as it was known at an earlier revision. One is compiled at a time, and the last one is kept: it is as large as the register.</summary>
public sealed class PastSnapshots(Replica replica, PolicySettings settings) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private PolicySnapshot? last;

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>The snapshot of a revision: what was known then.</summary>
    /// <exception cref="DomainException"><c>check.revision-unknown</c></exception>
    public async Task<PolicySnapshot> AtAsync(RegisterDbContext db, long revision, CancellationToken ct)
    {
        var current = replica.Current.Snapshot;
        if (revision == current.Revision)
            return current;
        if (revision < 0 || revision > current.Revision)
            throw DomainException.Invalid("check.revision-unknown", $"The register is at revision {current.Revision}; ask for that or an earlier one.", "revision");
        await turn.WaitAsync(ct);
        try
        {
            return last?.Revision == revision ? last : last = new PolicySnapshot(revision, settings, await db.FactsAtAsync(revision, ct));
        }
        finally
        {
            turn.Release();
        }
    }
}
