using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Insights;

/// <summary>
/// Counts checks, and notes when tokens were used, behind the answers: who asks never waits for it. What can't be kept is
/// dropped, and how much is counted (<c>toolregistry.checks.uncounted</c>).
/// </summary>
public sealed class UseLog(TimeProvider clock, IMeterFactory meters) : IDisposable
{
    /// <summary>The name of the meter of all that the register measures.</summary>
    public const string Meter = "ToolRegistry";

    /// <summary>How many checks may wait to be counted.</summary>
    public const int Capacity = 65_536;

    /// <summary>How many different things are counted within an hour: strangers may ask about anything.</summary>
    public const int MaxPerHour = 50_000;

    /// <summary>How many checks are added up, and how many counts are written, before others get their turn.</summary>
    private const int PartSize = 100;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    private readonly Channel<CheckUse> waiting = Channel.CreateBounded<CheckUse>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Counter<long> checks = meters.Create(Meter).CreateCounter<long>("toolregistry.checks", unit: "{check}", description: "Checks that were answered, by outcome.");
    private readonly Counter<long> uncounted = meters.Create(Meter).CreateCounter<long>("toolregistry.checks.uncounted", unit: "{check}", description: "Checks that were answered and not counted.");
    private readonly ConcurrentDictionary<string, DateTimeOffset> tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> notedTokens = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim turn = new(1);
    private readonly string replica = Guid.CreateVersion7().ToString("n");

    // What was counted in an hour: the number, and how much of it stands in the database.
    private readonly Dictionary<CheckUse, Tally> tallies = [];
    private DateTimeOffset hour;

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>Counts a check.</summary>
    public void Count(CheckUse use)
    {
        checks.Add(1, new KeyValuePair<string, object?>("outcome", use.Outcome));
        if (!use.IsCountable || !waiting.Writer.TryWrite(use))
            uncounted.Add(1);
    }

    /// <summary>Counts all that one check is counted as.</summary>
    public void CountAll(IEnumerable<CheckUse> all)
    {
        foreach (var use in all)
            Count(use);
    }

    /// <summary>Notes that a token was used.</summary>
    public void NoteToken(string id) => tokens[id] = clock.GetUtcNow();

    /// <summary>Adds up what waits. Called often enough, nothing is dropped.</summary>
    public async Task AddUpAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await DrainAsync();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Writes what was counted and noted. What fails is written the next time.</summary>
    /// <param name="db">Where to.</param>
    /// <param name="rest">What is waited for after each part, so that checks go before it.</param>
    /// <param name="ct">Leaves the rest for the next time.</param>
    /// <exception cref="Exception">The database can't be written.</exception>
    public async Task WriteAsync(RegisterDbContext db, Func<CancellationToken, Task> rest, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await DrainAsync();
            await WriteCountsAsync(
                db,
                async () =>
                {
                    await rest(ct);
                    await DrainAsync();
                },
                ct);
            await WriteTokensAsync(db, ct);
            var now = clock.GetUtcNow();
            if (HourOf(now) == hour)
                return;
            // What came in meanwhile is of the hour that ends, too.
            await WriteCountsAsync(db, () => Task.CompletedTask, ct);
            tallies.Clear();
            hour = HourOf(now);
            await db.CheckCounts.Where(c => c.Hour < now - KeptFor).ExecuteDeleteAsync(ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task DrainAsync()
    {
        if (hour == default)
            hour = HourOf(clock.GetUtcNow());
        for (var i = 1; waiting.Reader.TryRead(out var use); i++)
        {
            if (i % PartSize == 0)
                await Task.Yield();
            if (tallies.TryGetValue(use, out var tally))
                tally.Count++;
            else if (tallies.Count < MaxPerHour)
                tallies.Add(use, new Tally { Count = 1 });
            else
                uncounted.Add(1);
        }
    }

    private async Task WriteCountsAsync(RegisterDbContext db, Func<Task> rest, CancellationToken ct)
    {
        // Each part is a transaction of its own, so that commands need not wait for all.
        foreach (var changed in tallies.Where(t => t.Value.Count > t.Value.Written).ToArray().Chunk(PartSize))
        {
            var part = Array.ConvertAll(changed, t => (Tally: t.Value, Row: RowOf(t.Key, t.Value)));
            // A commit whose answer was lost may have been one.
            var known = await KnownAsync(db, [.. part.Where(p => p.Tally.Written == 0).Select(p => p.Row.Key)], ct);
            foreach (var (tally, row) in part)
            {
                if (tally.Written > 0 || known.Contains(row.Key))
                    db.CheckCounts.Attach(row).Property(r => r.Count).IsModified = true;
                else
                    db.CheckCounts.Add(row);
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            foreach (var (tally, row) in part)
                tally.Written = row.Count;
            await rest();
        }
    }

    private async Task<HashSet<string>> KnownAsync(RegisterDbContext db, string[] keys, CancellationToken ct) => keys.Length == 0 ? [] :
        [.. await db.CheckCounts.Where(c => c.Hour == hour && keys.Contains(c.Key)).Select(c => c.Key).ToListAsync(ct)];

    private async Task WriteTokensAsync(RegisterDbContext db, CancellationToken ct)
    {
        foreach (var (id, at) in tokens)
        {
            if (notedTokens.TryGetValue(id, out var noted) && at - noted < UsePrecision)
                continue;
            await db.Tokens.Where(t => t.Id == id && (t.LastUsedAt == null || t.LastUsedAt < at)).ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedAt, at), ct);
            notedTokens[id] = at;
        }
    }

    private CheckCount RowOf(CheckUse use, Tally tally) => new()
    {
        Hour = hour,
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', replica, use.Tool, use.Subject, use.Version, use.Environment, use.Outcome)))),
        Tool = use.Tool,
        Subject = use.Subject,
        Version = use.Version,
        Environment = use.Environment,
        Outcome = use.Outcome,
        Count = tally.Count,
    };

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);

    private sealed class Tally
    {
        public long Count { get; set; }

        public long Written { get; set; }
    }
}
