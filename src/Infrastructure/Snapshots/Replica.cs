using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>How a replica stands to its database.</summary>
public enum Standing
{
    /// <summary>It follows the database.</summary>
    Current,

    /// <summary>The database can't be read; what is known stays.</summary>
    Cut,

    /// <summary>The database is at a lower revision than was answered from already, as after a restore; what is known stays.</summary>
    Ahead,
}

/// <summary>
/// Follows the database in memory, so that a check never waits for it. What is known is swapped as a whole; whoever read
/// <see cref="Current"/> goes on with what stood then.
/// </summary>
public sealed class Replica(PolicySettings settings, TimeProvider clock, ILogger<Replica> logger) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private volatile RegisterState? current;
    private long confirmedAt;
    private volatile bool mustReadAll = true;

    /// <summary>What is known now.</summary>
    /// <exception cref="DomainException"><c>service.starting</c>: nothing yet.</exception>
    public RegisterState Current => current ?? throw new DomainException(Refusal.Unavailable, "service.starting", "The register has not been read yet; try again.");

    /// <summary>Whether anything is known.</summary>
    public bool HasState => current is not null;

    /// <summary>How it stands to its database.</summary>
    public Standing Standing { get; private set; } = Standing.Cut;

    /// <summary>When the database last said that what is known is all there is.</summary>
    public DateTimeOffset ConfirmedAt => new(Interlocked.Read(ref confirmedAt), TimeSpan.Zero);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>Takes on what was known when the register was last written to disk.</summary>
    public void Restore(RegisterState state, DateTimeOffset asOf)
    {
        current = state;
        Interlocked.Exchange(ref confirmedAt, asOf.UtcTicks);
        logger.LogWarning("Answering from the snapshot of revision {Revision} on disk, known to hold at {AsOf}", state.Snapshot.Revision, asOf);
    }

    /// <summary>Takes on what changed in the database since it was last read.</summary>
    /// <exception cref="Exception">The database can't be read; what is known stays.</exception>
    public async Task CatchUpAsync(RegisterDbContext db, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await ReadAsync(db, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever comes back may be another database: what is known of this one says nothing about it.
            mustReadAll = true;
            if (Standing != Standing.Cut && HasState)
                logger.LogWarning(failure, "The database can't be read; checks go on from revision {Revision}", Current.Snapshot.Revision);
            Standing = Standing.Cut;
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The snapshot as the caller's transaction sees the database, changes included that this replica has not seen yet.</summary>
    public async Task<PolicySnapshot> AsSeenByAsync(RegisterDbContext db, CancellationToken ct)
    {
        var head = await db.PolicyHead.AsNoTracking().SingleAsync(ct);
        return await SnapshotOfAsync(db, head, mustReadAll ? null : current, ct);
    }

    private async Task ReadAsync(RegisterDbContext db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var head = await db.PolicyHead.AsNoTracking().SingleAsync(ct);
        if (current is { } known && head.Revision < known.Snapshot.Revision)
        {
            if (Standing != Standing.Ahead)
                logger.LogError("The database is at revision {Lower}, below {Revision}, from which checks were answered: raise its revision above any issued, as the guide to restoring says", head.Revision, known.Snapshot.Revision);
            // Once its revision is raised, it says other things under the numbers that are known here.
            (mustReadAll, Standing) = (true, Standing.Ahead);
            return;
        }

        var before = mustReadAll ? null : current;
        var snapshot = await SnapshotOfAsync(db, head, before, ct);
        var (tokens, keys, ended) = before is not null && before.AccessRevision == head.AccessRevision ? (before.Tokens, before.Keys, before.Ended) : await AccessAsync(db, ct);
        if (before is null || before.Snapshot != snapshot || before.Tokens != tokens)
            current = new RegisterState(snapshot, head.ChangedAt, tokens, keys, ended, head.AccessRevision);
        if (Standing != Standing.Current)
            logger.LogInformation("Following the database from revision {Revision}", snapshot.Revision);
        (mustReadAll, Standing) = (false, Standing.Current);
        Interlocked.Exchange(ref confirmedAt, now.UtcTicks);
    }

    private async Task<PolicySnapshot> SnapshotOfAsync(RegisterDbContext db, PolicyHead head, RegisterState? known, CancellationToken ct)
    {
        if (known is null || head.Revision < known.Snapshot.Revision || head.Revision == known.Snapshot.Revision && head.ChangedAt != known.ChangedAt)
            return new PolicySnapshot(head.Revision, settings, await db.FactsAtAsync(head.Revision, ct));
        if (head.Revision == known.Snapshot.Revision)
            return known.Snapshot;
        var (ended, opened) = await db.ChangesAsync(known.Snapshot.Revision, head.Revision, ct);
        return known.Snapshot.With(head.Revision, ended, opened);
    }

    private async Task<(KnownTokens Tokens, IReadOnlyList<SigningKey> Keys, EndedSessions Ended)> AccessAsync(RegisterDbContext db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tokens = await db.Tokens.AsNoTracking().Where(t => t.RevokedAt == null && t.ExpiresAt > now).ToListAsync(ct);
        var keys = await db.SigningKeys.AsNoTracking().OrderByDescending(k => k.CreatedAt).ThenByDescending(k => k.Id).ToListAsync(ct);
        var ended = await db.EndedSessions.AsNoTracking().Where(e => e.ForgetAt > now).ToListAsync(ct);
        return (new KnownTokens(tokens.Select(t => new KnownToken(t.Id, t.Hash, t.Owner, t.Role, t.Groups, t.ExpiresAt))), keys, new EndedSessions(ended));
    }
}
