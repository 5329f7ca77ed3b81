using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Events;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Tests.Crash;

/// <summary>Reads the SQLite file beside the service, and knows what must hold in it whenever nobody is writing.</summary>
internal static class RegisterFile
{
    private const string Done = "done";

    public static async Task<T> ReadAsync<T>(RegisterFolder folder, Func<RegisterDbContext, Task<T>> read)
    {
        if (folder.SqlServer is { } server)
        {
            await using var there = new SqlServerRegisterDbContext(new DbContextOptionsBuilder<SqlServerRegisterDbContext>().UseSqlServer(server).Options);
            return await read(there);
        }

        // Without a pool: a connection that stays open would keep the log from being recovered and folded in by the service.
        var options = new DbContextOptionsBuilder<SqliteRegisterDbContext>().UseSqlite($"Data Source={folder.File};Mode=ReadWrite;Pooling=False").Options;
        await using var db = new SqliteRegisterDbContext(options);
        return await read(db);
    }

    /// <summary>Asserts that every change is there with all that belongs to it; returns the audit log.</summary>
    public static Task<IReadOnlyList<AuditRow>> AssertWholeAsync(RegisterFolder folder) => ReadAsync(folder, AssertWholeAsync);

    private static async Task<IReadOnlyList<AuditRow>> AssertWholeAsync(RegisterDbContext db)
    {
        var verification = await db.VerifyAuditAsync(CancellationToken.None);
        Assert.True(verification.IsIntact, $"Entry {verification.BrokenAt}: {verification.Problem}");
        var audit = await db.Audit.AsNoTracking().OrderBy(a => a.Seq).ToListAsync();
        Assert.Equal(Enumerable.Range(1, audit.Count).Select(i => (long)i), audit.Select(a => a.Seq));
        await AssertEventsAsync(db, audit);
        await AssertRecordsAsync(db, audit);
        await AssertFactsAsync(db);
        await AssertCopiesAsync(db, audit);
        return audit;
    }

    /// <summary>Each entry of what was done has its event, in the same order.</summary>
    private static async Task AssertEventsAsync(RegisterDbContext db, IEnumerable<AuditRow> audit)
    {
        var events = await db.Outbox.AsNoTracking().OrderBy(o => o.Seq).ToListAsync();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Seq));
        Assert.Equal(audit.Where(a => a.Outcome == Done).Select(a => (a.Action, a.Subject)), events.Where(e => e.Type == EventType.RecordChanged).Select(e => (e.Told().Data.Action!, e.Subject)));
        var revision = 0L;
        foreach (var told in events)
        {
            Assert.InRange(told.Revision, revision, revision + 1);
            revision = told.Revision;
        }

        Assert.Equal(await db.PolicyHead.Select(h => h.Revision).SingleAsync(), revision);
    }

    /// <summary>Each record is what its entries say was done to it: no entry without its change, no change without its entry.</summary>
    private static async Task AssertRecordsAsync(RegisterDbContext db, IEnumerable<AuditRow> audit)
    {
        var deeds = audit.Where(a => a.Outcome == Done).SelectMany(a => Subjects(a).Select(s => (Subject: s, a.Action))).ToLookup(d => d.Subject, d => d.Action, StringComparer.Ordinal);
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var tool in await db.Tools.ToListAsync())
            versions.Add(tool.Slug, db.RowVersionOf(tool));
        foreach (var evidence in await db.Evidence.ToListAsync())
            versions.Add(Numbers.Format(Numbers.Evidence, evidence.Number), db.RowVersionOf(evidence));
        foreach (var key in await db.SigningKeys.ToListAsync())
            versions.Add($"key:{key.Id}", 1);
        foreach (var channel in await db.Channels.ToListAsync())
            versions.Add($"channel:{channel.Name}", db.RowVersionOf(channel));
        foreach (var token in await db.Tokens.ToListAsync())
            versions.Add($"token:{token.Id}", db.RowVersionOf(token));
        foreach (var exception in await db.Exceptions.ToListAsync())
        {
            var number = Numbers.Format(Numbers.Exception, exception.Number);
            versions.Add(number, db.RowVersionOf(exception));
            Assert.Equal(deeds[number].Last(), exception.State switch { ReviewState.Draft => "exception.draft", ReviewState.Proposed => "exception.propose", ReviewState.Approved => "exception.approve", _ => "" });
        }

        foreach (var decision in await db.Decisions.ToListAsync())
        {
            var number = Numbers.Format(Numbers.Decision, decision.Number);
            versions.Add(number, db.RowVersionOf(decision));
            Assert.Equal(StatesAfter(deeds[number]), decision.Revisions.Select(r => r.State));
            Assert.Equal(Enumerable.Range(1, decision.Revisions.Count), decision.Revisions.Select(r => r.Number));
            Assert.True(decision.Revisions.Count(r => r.State == ReviewState.Approved) <= 1, $"{number} has two revisions in force.");
            Assert.True(decision.Revisions.Count(r => r.IsPending) <= 1, $"{number} has two pending revisions.");
        }

        Assert.Equal(deeds.ToDictionary(d => d.Key, d => d.Count(), StringComparer.Ordinal).OrderBy(d => d.Key, StringComparer.Ordinal), versions.OrderBy(v => v.Key, StringComparer.Ordinal));
    }

    /// <summary>Each copy is whole and is that of the evidence that an entry names, and no other is there.</summary>
    private static async Task AssertCopiesAsync(RegisterDbContext db, IEnumerable<AuditRow> audit)
    {
        var evidence = (await db.Evidence.AsNoTracking().ToListAsync()).ToDictionary(e => Numbers.Format(Numbers.Evidence, e.Number), e => e.Content.Sha256, StringComparer.Ordinal);
        var told = audit.Where(a => a is { Outcome: Done, Action: "evidence.store-copy" }).Select(a => evidence[a.Subject]);
        var copies = await db.Copies.AsNoTracking().ToListAsync();
        Assert.Equal(told.Order(StringComparer.Ordinal), copies.Select(c => c.Sha256).Order(StringComparer.Ordinal));
        Assert.All(copies, c => Assert.Equal((c.Sha256, c.Size), (Convert.ToHexStringLower(SHA256.HashData(c.Bytes)), c.Bytes.Length)));
    }

    /// <summary>The facts that stand are those of the records, and every policy revision changed one.</summary>
    private static async Task AssertFactsAsync(RegisterDbContext db)
    {
        var facts = await db.PolicyFacts.AsNoTracking().ToListAsync();
        var open = facts.Where(f => f.ToRevision is null).ToDictionary(f => $"{f.Kind} {f.Key}", f => f.Json, StringComparer.Ordinal);
        var expected = (await db.Tools.ToListAsync()).ToDictionary(t => $"tool {t.Slug}", t => StoredJson.Write(ToolFact.Of(t)), StringComparer.Ordinal);
        foreach (var channel in await db.Channels.ToListAsync())
            expected.Add($"channel {channel.Name}", StoredJson.Write(ChannelFact.Of(channel)));
        foreach (var exception in await db.Exceptions.Where(e => e.State == ReviewState.Approved).ToListAsync())
            expected.Add($"exception {Numbers.Format(Numbers.Exception, exception.Number)}", StoredJson.Write(ExceptionFact.Of(exception)));
        foreach (var decision in await db.Decisions.ToListAsync())
        {
            var support = await db.SupportOfAsync(decision.Tool, decision.InForce?.Terms.Claims ?? [], CancellationToken.None);
            if (DecisionFact.Of(decision, support) is { } fact)
                expected.Add($"decision {Numbers.Format(Numbers.Decision, decision.Number)}", StoredJson.Write(fact));
        }

        Assert.Equal(expected.OrderBy(f => f.Key, StringComparer.Ordinal), open.OrderBy(f => f.Key, StringComparer.Ordinal));
        var reached = facts.Select(f => f.FromRevision).Concat(facts.Select(f => f.ToRevision).OfType<long>()).Distinct().Order();
        var head = await db.PolicyHead.Select(h => h.Revision).SingleAsync();
        Assert.Equal(Enumerable.Range(1, (int)head).Select(i => (long)i), reached);
    }

    /// <summary>The obvious oracle: what the states of a decision's revisions are after what was done to it, in order.</summary>
    private static List<ReviewState> StatesAfter(IEnumerable<string> actions)
    {
        var states = new List<ReviewState>();
        foreach (var action in actions)
        {
            switch (action)
            {
                case "decision.draft" or "decision.revise":
                    states.Add(ReviewState.Draft);
                    break;
                case "decision.reschedule":
                    states.Add(ReviewState.Proposed);
                    break;
                case "decision.propose":
                    states[^1] = ReviewState.Proposed;
                    break;
                case "decision.reject":
                    states[^1] = ReviewState.Rejected;
                    break;
                case "decision.approve":
                    states = [.. states.Select(s => s == ReviewState.Approved ? ReviewState.Superseded : s)];
                    states[^1] = ReviewState.Approved;
                    break;
                default:
                    throw new InvalidOperationException($"The oracle does not know {action}.");
            }
        }

        return states;
    }

    private static IEnumerable<string> Subjects(AuditRow row) =>
        JsonNode.Parse(row.Json)!["changes"]!.AsArray().Select(c => c!["subject"]!.GetValue<string>());
}
