using System.Data.Common;
using System.Text;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>A fact as it is stored.</summary>
/// <param name="Kind">Of what it is.</param>
/// <param name="Json">The fact, in UTF-8.</param>
internal readonly record struct StoredFact(string Kind, byte[] Json);

/// <summary>Loads facts by revision. They are only ever added and closed, so what stood at a revision can be read without a transaction.</summary>
internal static class FactLoading
{
    private const int BatchSize = 512;

    /// <summary>All facts that stand at a revision.</summary>
    public static async Task<PolicyFactSet> FactsAtAsync(this RegisterDbContext db, long revision, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.PolicyFacts
                .Where(f => f.FromRevision <= revision && (f.ToRevision == null || f.ToRevision > revision))
                .Select(f => new { f.Kind, f.Json })
                .CreateDbCommand();
            await using var rows = await command.ExecuteReaderAsync(ct);
            return await ReadAsync(async add =>
            {
                while (await rows.ReadAsync(ct))
                    await add(new StoredFact(rows.GetString(0), Utf8In(rows, 1)));
            });
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>What ended and what began after one revision and up to a later one.</summary>
    public static async Task<(PolicyFactSet Ended, PolicyFactSet Opened)> ChangesAsync(this RegisterDbContext db, long known, long revision, CancellationToken ct)
    {
        var opened = await db.PolicyFacts.AsNoTracking()
            .Where(f => f.FromRevision > known && f.FromRevision <= revision && (f.ToRevision == null || f.ToRevision > revision))
            .Select(f => new { f.Kind, f.Json })
            .ToListAsync(ct);
        var ended = await db.PolicyFacts.AsNoTracking()
            .Where(f => f.ToRevision > known && f.ToRevision <= revision)
            .Select(f => new { f.Kind, f.Json })
            .ToListAsync(ct);
        var reader = new FactBuilder();
        foreach (var row in opened)
            reader.Add(new StoredFact(row.Kind, Encoding.UTF8.GetBytes(row.Json)));
        var gone = new FactBuilder();
        // Tools and channels never end: a closed fact of theirs only made room for another.
        foreach (var row in ended.Where(r => r.Kind is not (PolicyFacts.ToolKind or PolicyFacts.ChannelKind)))
            gone.Add(new StoredFact(row.Kind, Encoding.UTF8.GetBytes(row.Json)));
        return (gone.Facts, reader.Facts);
    }

    /// <summary>Reads many facts on all processors while they come in.</summary>
    public static async Task<PolicyFactSet> ReadAsync(Func<Func<StoredFact, ValueTask>, Task> source)
    {
        var batches = Channel.CreateBounded<List<StoredFact>>(new BoundedChannelOptions(16) { SingleWriter = true });
        var builders = Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, 8)).Select(_ => new FactBuilder()).ToArray();
        var reading = Array.ConvertAll(builders, builder => Task.Run(() => BuildAsync(builder, batches)));
        var next = new List<StoredFact>(BatchSize);
        try
        {
            await source(fact =>
            {
                next.Add(fact);
                return next.Count < BatchSize ? ValueTask.CompletedTask : HandOnAsync();
            });
            await HandOnAsync();
        }
        catch (ChannelClosedException)
        {
            // A fact could not be read; whoever tried says which one.
        }
        finally
        {
            batches.Writer.TryComplete();
        }

        await Task.WhenAll(reading);
        var parts = Array.ConvertAll(builders, b => b.Facts);
        return new PolicyFactSet([.. parts.SelectMany(p => p.Tools)], [.. parts.SelectMany(p => p.Decisions)], [.. parts.SelectMany(p => p.Exceptions)]) { Channels = [.. parts.SelectMany(p => p.Channels)] };

        ValueTask HandOnAsync()
        {
            var full = next;
            next = new List<StoredFact>(BatchSize);
            return batches.Writer.WriteAsync(full);
        }
    }

    /// <summary>SQLite keeps text in UTF-8, which is what is read here: there and back again would be half the work.</summary>
    private static byte[] Utf8In(DbDataReader row, int column) => row is SqliteDataReader ? row.GetFieldValue<byte[]>(column) : Encoding.UTF8.GetBytes(row.GetString(column));

    private static async Task BuildAsync(FactBuilder builder, Channel<List<StoredFact>> batches)
    {
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync())
                batch.ForEach(builder.Add);
        }
        catch
        {
            // Or whoever reads the facts would wait for ever for room.
            batches.Writer.TryComplete();
            throw;
        }
    }

    private sealed class FactBuilder
    {
        private readonly FactReader reader = new();
        private readonly List<ToolFact> tools = [];
        private readonly List<DecisionFact> decisions = [];
        private readonly List<ExceptionFact> exceptions = [];
        private readonly List<ChannelFact> channels = [];

        public PolicyFactSet Facts => new(tools, decisions, exceptions) { Channels = channels };

        public void Add(StoredFact fact)
        {
            switch (fact.Kind)
            {
                case PolicyFacts.ToolKind:
                    tools.Add(reader.Tool(fact.Json));
                    break;
                case PolicyFacts.DecisionKind:
                    decisions.Add(reader.Decision(fact.Json));
                    break;
                case PolicyFacts.ExceptionKind:
                    exceptions.Add(reader.Exception(fact.Json));
                    break;
                case PolicyFacts.ChannelKind:
                    channels.Add(StoredJson.Read<ChannelFact>(fact.Json));
                    break;
                default:
                    throw new InvalidOperationException($"There is no kind of fact {fact.Kind}.");
            }
        }
    }
}
