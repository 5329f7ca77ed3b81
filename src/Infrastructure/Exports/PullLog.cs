using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Exports;

/// <summary>Notes who pulled what, and writes it behind the answers: a pull must not wait for the database, nor fail with it.</summary>
public sealed class PullLog(TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    private readonly ConcurrentDictionary<Key, ExportPull> noted = new();

    /// <summary>Notes a pull.</summary>
    public void Note(string channel, string target, string puller, ExportFile file)
    {
        var now = clock.GetUtcNow();
        noted.AddOrUpdate(
            new Key(channel, target, puller, file.Sha256),
            key => new ExportPull { Channel = key.Channel, Target = key.Target, Puller = key.Puller, Sha256 = key.Sha256, Revision = file.Revision, FirstAt = now, LastAt = now, Count = 1 },
            (key, pull) => new ExportPull { Channel = key.Channel, Target = key.Target, Puller = key.Puller, Sha256 = key.Sha256, Revision = file.Revision, FirstAt = pull.FirstAt, LastAt = now, Count = pull.Count + 1 });
    }

    /// <summary>Writes what was noted. What fails is written the next time.</summary>
    /// <exception cref="Exception">The database can't be written.</exception>
    public async Task WriteAsync(RegisterDbContext db, CancellationToken ct)
    {
        foreach (var (key, pull) in noted)
        {
            var written = await db.ExportPulls.FindAsync([key.Channel, key.Target, key.Puller, key.Sha256], ct);
            if (written is null)
                db.ExportPulls.Add(pull);
            else
                (written.Revision, written.LastAt, written.Count, written.BehindSince, written.IsBehindTold) = (pull.Revision, pull.LastAt, written.Count + pull.Count, null, false);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            // What was noted meanwhile is another one, and stays.
            noted.TryRemove(KeyValuePair.Create(key, pull));
        }

        var old = clock.GetUtcNow() - KeptFor;
        await db.ExportPulls.Where(p => p.LastAt < old).ExecuteDeleteAsync(ct);
    }

    private sealed record Key(string Channel, string Target, string Puller, string Sha256);
}
