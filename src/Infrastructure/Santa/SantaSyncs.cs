using System.Globalization;
using ToolRegistry.Domain;
using ToolRegistry.Exports.Apple;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Santa;

/// <summary>
/// The syncs of machines, stage by stage. What a machine holds is known only from what it was sent and said to have taken;
/// whatever is unclear makes it begin afresh. Without a database there is no sync, and machines keep the rules that they have.
/// </summary>
public sealed class SantaSyncs(RegisterDbContext db, SantaDeliveries deliveries, TimeProvider clock)
{
    /// <summary>How many rules are sent at once.</summary>
    public const int PageSize = 500;

    private const int CursorHash = 16;
    private static readonly TimeSpan Precision = TimeSpan.FromHours(1);

    /// <summary>Begins a sync that leads to the rules of a file, and tells whether the machine is to drop what it has.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="machine">The machine's id.</param>
    /// <param name="file">The rules.</param>
    /// <param name="open">Opens the file.</param>
    /// <param name="wantsClean">Whether the machine asked to begin afresh.</param>
    /// <param name="rulesHash">What it calls the hash of its rules, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> BeginAsync(string channel, string machine, ExportFile file, Func<Stream> open, bool wantsClean, string? rulesHash, CancellationToken ct)
    {
        await deliveries.KeepAsync(db, file.Sha256, open, ct);
        var now = clock.GetUtcNow();
        var known = await db.SantaMachines.FindAsync([channel, machine], ct);
        if (known is null)
        {
            known = new SantaMachine { Channel = channel, Machine = machine, Wanted = file.Sha256 };
            db.SantaMachines.Add(known);
        }

        // Rules that are not those that it ended with came or went without us.
        var isTrusted = !wantsClean && (rulesHash is null || known.RulesHash is null || rulesHash == known.RulesHash);
        var from = isTrusted && known.Held is { } held && (held == file.Sha256 || await SantaDeliveries.IsKeptAsync(db, held, ct)) ? held : null;
        // Most syncs find nothing new, and need not be written.
        if (known.From != from || known.Wanted != file.Sha256 || now - known.LastAt >= Precision)
        {
            (known.From, known.Wanted, known.WantedRevision, known.LastAt) = (from, file.Sha256, file.Revision, now);
            await db.SaveChangesAsync(ct);
        }

        return from is null;
    }

    /// <summary>The rules of a sync from a cursor on, and the cursor for more; null: these are the last.</summary>
    /// <exception cref="DomainException"><c>santa.no-sync</c>, <c>santa.cursor-stale</c></exception>
    public async Task<(IEnumerable<SantaRule> Rules, string? Cursor)> RulesAsync(string channel, string machine, string? cursor, CancellationToken ct)
    {
        var known = await RequireAsync(channel, machine, ct);
        var rules = await deliveries.WayAsync(db, known.From, known.Wanted, ct);
        var start = 0;
        if (cursor is not null && (!TryRead(cursor, known.Wanted, out start) || start > rules.Count))
            throw DomainException.Conflict("santa.cursor-stale", "The cursor is of another sync: begin again with preflight.");
        var end = Math.Min(start + PageSize, rules.Count);
        return (rules.Skip(start).Take(PageSize), end < rules.Count ? string.Create(CultureInfo.InvariantCulture, $"{known.Wanted[..CursorHash]}.{end}") : null);
    }

    /// <summary>Ends a sync: the machine holds the rules, if it took as many as it was sent.</summary>
    /// <exception cref="DomainException"><c>santa.no-sync</c></exception>
    public async Task EndAsync(string channel, string machine, int received, int processed, string? rulesHash, CancellationToken ct)
    {
        var known = await RequireAsync(channel, machine, ct);
        var isWhole = received == (await deliveries.WayAsync(db, known.From, known.Wanted, ct)).Count;
        known.Held = isWhole ? known.Wanted : null;
        known.HeldRevision = isWhole ? known.WantedRevision : null;
        known.Refused = Math.Max(received - processed, 0);
        known.RulesHash = rulesHash;
        await db.SaveChangesAsync(ct);
    }

    private async Task<SantaMachine> RequireAsync(string channel, string machine, CancellationToken ct) =>
        await db.SantaMachines.FindAsync([channel, machine], ct) ?? throw SantaDeliveries.NoSync();

    private static bool TryRead(string cursor, string wanted, out int start)
    {
        start = 0;
        return cursor.Length > CursorHash + 1
            && cursor.StartsWith($"{wanted[..CursorHash]}.", StringComparison.Ordinal)
            && int.TryParse(cursor.AsSpan(CursorHash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out start);
    }
}
