using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Exports.Apple;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Santa;

/// <summary>Keeps rules as they were delivered, for all replicas, and what leads from one delivery to another.</summary>
public sealed class SantaDeliveries(TimeProvider clock)
{
    /// <summary>How many ways from one delivery to another are kept in memory; a fleet is on few.</summary>
    private const int MaxWays = 8;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan MachineKeptFor = TimeSpan.FromDays(400);

    private readonly ConcurrentDictionary<Way, IReadOnlyList<SantaRule>> ways = new();

    /// <summary>Keeps a file, unless it is kept already.</summary>
    /// <param name="db">Where.</param>
    /// <param name="sha256">The file's SHA-256, 64 lower-case hex digits.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task KeepAsync(RegisterDbContext db, string sha256, Func<Stream> open, CancellationToken ct)
    {
        if (await IsKeptAsync(db, sha256, ct))
            return;
        await ForgetAsync(db, ct);
        var delivery = new SantaDelivery { Sha256 = sha256, Compressed = await CompressAsync(open, ct), CreatedAt = clock.GetUtcNow() };
        db.SantaDeliveries.Add(delivery);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException taken) when (DatabaseFailures.IsUniqueViolation(taken))
        {
            // Another machine's sync, or another replica, was there first with the same bytes.
            db.Entry(delivery).State = EntityState.Detached;
        }
    }

    /// <summary>Whether a delivery is kept.</summary>
    public static Task<bool> IsKeptAsync(RegisterDbContext db, string sha256, CancellationToken ct) => db.SantaDeliveries.AnyAsync(d => d.Sha256 == sha256, ct);

    /// <summary>What a machine must be sent to get from one delivery, or from nothing that is known, to another.</summary>
    /// <exception cref="DomainException"><c>santa.no-sync</c></exception>
    public async Task<IReadOnlyList<SantaRule>> WayAsync(RegisterDbContext db, string? from, string to, CancellationToken ct)
    {
        var way = new Way(from, to);
        if (ways.TryGetValue(way, out var rules))
            return rules;
        var wanted = await ReadAsync(db, to, ct);
        rules = from is null ? wanted.Afresh() : (await ReadAsync(db, from, ct)).To(wanted);
        if (ways.Count >= MaxWays)
            ways.Clear();
        ways[way] = rules;
        return rules;
    }

    /// <summary>The refusal of a stage that nothing came before.</summary>
    public static DomainException NoSync() => DomainException.Conflict("santa.no-sync", "This machine has not begun a sync: begin with preflight.");

    private static async Task<SantaRuleSet> ReadAsync(RegisterDbContext db, string sha256, CancellationToken ct)
    {
        var compressed = await db.SantaDeliveries.Where(d => d.Sha256 == sha256).Select(d => d.Compressed).SingleOrDefaultAsync(ct) ?? throw NoSync();
        await using var file = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        return SantaRuleSet.Read(file);
    }

    private static async Task<byte[]> CompressAsync(Func<Stream> open, CancellationToken ct)
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        await using (var bytes = open())
            await bytes.CopyToAsync(gzip, ct);
        return compressed.ToArray();
    }

    /// <summary>Lets go of machines that are gone, and of what no machine holds any more.</summary>
    private async Task ForgetAsync(RegisterDbContext db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (gone, old) = (now - MachineKeptFor, now - KeptFor);
        await db.SantaMachines.Where(m => m.LastAt < gone).ExecuteDeleteAsync(ct);
        await db.SantaDeliveries.Where(d => d.CreatedAt < old && !db.SantaMachines.Any(m => m.Held == d.Sha256 || m.Wanted == d.Sha256 || m.From == d.Sha256)).ExecuteDeleteAsync(ct);
    }

    private sealed record Way(string? From, string To);
}
