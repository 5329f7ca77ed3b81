using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>Keeps the replica up with the database, and the snapshot on disk up with the replica.</summary>
public sealed class ReplicaService(
    Replica replica, SigningKeys keys, SnapshotFile file, ReplicaOptions options, DatabaseOptions database, PolicySettings settings, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReplicaService> logger) : BackgroundService
{
    /// <summary>Of the time, to write the snapshot may take this part at most: one of a large register is written less often.</summary>
    private const int OneInParts = 20;
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(1);

    /// <summary>What is on disk says when it was known to hold, so it is written again though nothing changed.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    private bool isPrepared;
    private RegisterState? written;
    private DateTimeOffset writtenAt;

    /// <summary>Prepares the database and reads the register; without a database, what was last known of it.</summary>
    /// <exception cref="Exception">There is no database that can be used, and nothing is known.</exception>
    public async Task BeginAsync(CancellationToken ct)
    {
        try
        {
            await FollowAsync(ct);
            // A database that was restored while the service stood still is behind what was answered before.
            if (await file.RevisionAsync(ct) > replica.Current.Snapshot.Revision)
                await RestoreAsync(ct);
        }
        catch (Exception failure) when (file.Exists && failure is not OperationCanceledException)
        {
            logger.LogError(failure, "The database can't be used; checks are answered from {Path}, and nothing can be written", file.Path);
            await RestoreAsync(ct);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var writing = Task.CompletedTask;
        await clock.EachAsync(
            options.PollInterval,
            async () =>
            {
                await TryFollowAsync(stoppingToken);
                if (writing.IsCompleted)
                    writing = WriteAndPauseAsync(stoppingToken);
            },
            stoppingToken);
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RestoreAsync(CancellationToken ct)
    {
        var (state, asOf) = await file.ReadAsync(settings, ct);
        replica.Restore(state, asOf);
        (written, writtenAt) = (state, asOf);
    }

    /// <summary>Takes on what is new in the database, after it is prepared if it was not there at the start.</summary>
    /// <exception cref="Exception">The database can't be used; what is known stays.</exception>
    public async Task FollowAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!isPrepared)
        {
            // A new file in place of a lost one would let every ban lapse without a word.
            if (database.Provider == DatabaseProvider.Sqlite && file.Exists && !File.Exists(Storage.SqlitePath(database)))
                throw new FileNotFoundException($"The database {Storage.SqlitePath(database)} is gone, though {file.Path} holds a snapshot of it. Bring it back; or, to begin a new register, delete the snapshot too.");
            await Storage.PrepareAsync(scope.ServiceProvider, database, ct);
            await keys.EnsureAsync(scope.ServiceProvider.GetRequiredService<RegisterDbContext>(), scope.ServiceProvider.GetRequiredService<CommandTransaction>(), ct);
            isPrepared = true;
        }

        await replica.CatchUpAsync(scope.ServiceProvider.GetRequiredService<RegisterDbContext>(), ct);
    }

    private async Task TryFollowAsync(CancellationToken ct)
    {
        try
        {
            await FollowAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogDebug(failure, "The database could not be followed");
        }
    }

    private async Task WriteAndPauseAsync(CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        if (!await WriteAsync(ct))
            return;
        var took = clock.GetElapsedTime(began);
        await Task.Delay(took * OneInParts > MinPause ? took * OneInParts : MinPause, clock, ct);
    }

    /// <summary>Writes what is known, unless it is on disk already; says whether it wrote.</summary>
    private async Task<bool> WriteAsync(CancellationToken ct)
    {
        if (!replica.HasState || replica.Current is var state && ReferenceEquals(state, written) && replica.ConfirmedAt - writtenAt < MaxAge)
            return false;
        var asOf = replica.ConfirmedAt;
        try
        {
            await file.WriteAsync(state, asOf, ct);
            (written, writtenAt) = (state, asOf);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.LogError(failure, "The snapshot can't be written to {Path}: a start without a database would have nothing to answer from", file.Path);
        }

        return true;
    }
}
