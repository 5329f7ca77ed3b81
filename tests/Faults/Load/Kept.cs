using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Faults.Load;

/// <summary>Holds a register against what its writers were told.</summary>
internal static class Kept
{
    /// <summary>The services say that their log is whole, and the file holds what the writers were told, and nothing that they did not send.</summary>
    /// <returns>How often each action was done on each tool.</returns>
    public static async Task<Dictionary<(string Action, string Slug), int>> AssertAsync(RegisterFolder folder, IEnumerable<Caller> auditors, IReadOnlyList<Writer> writers)
    {
        var audit = await RegisterFile.AssertWholeAsync(folder);
        foreach (var auditor in auditors)
        {
            var verified = (await auditor.GetAsync("/v1/audit/verify")).Expect(200);
            Assert.True(verified["intact"]!.GetValue<bool>(), verified.ToJsonString());
            Assert.Equal(audit.Count, verified["entries"]!.GetValue<int>());
        }

        Assert.DoesNotContain(audit, a => a.Outcome != "done");
        var (slugs, titles) = await RegisterFile.ReadAsync(folder, SlugsAsync);
        var found = audit.Where(a => slugs.ContainsKey(a.Subject)).CountBy(a => (a.Action, slugs[a.Subject])).ToDictionary();
        foreach (var steps in writers.SelectMany(w => w.Steps).Where(s => s.IsSent).GroupBy(s => (s.Action, s.Slug)))
        {
            var count = found.GetValueOrDefault(steps.Key);
            Assert.InRange(count, steps.Count(s => s.IsAcknowledged), steps.Count());
            foreach (var step in steps.Where(s => s.IsAcknowledged))
                Assert.True(step.Number is { } number && slugs[number] == step.Slug, $"{step.Action} of {step.Slug} was acknowledged as {step.Number} and is not there.");
        }

        var sent = writers.SelectMany(w => w.Steps).Where(s => s.IsSent).ToArray();
        Assert.Empty(found.Keys.Except(sent.Select(s => (s.Action, s.Slug))));
        Assert.Equal(titles.Distinct(StringComparer.Ordinal).Count(), titles.Count);
        Assert.Empty(titles.Except(sent.Where(s => s.Action == "evidence.add").Select(Writer.TitleOf), StringComparer.Ordinal));
        Assert.Empty(sent.Where(s => s is { Action: "evidence.add", IsAcknowledged: true }).Select(Writer.TitleOf).Except(titles, StringComparer.Ordinal));
        return found;
    }

    /// <summary>The tool behind each name that an entry may carry, and the titles of all evidence. Asserts that no tool has two decisions.</summary>
    private static async Task<(Dictionary<string, string> Slugs, List<string> Titles)> SlugsAsync(RegisterDbContext db)
    {
        var slugs = (await db.Tools.Select(t => t.Slug).ToListAsync()).ToDictionary(s => s, s => s, StringComparer.Ordinal);
        var decisions = await db.Decisions.AsNoTracking().ToListAsync();
        Assert.Equal(decisions.Count, decisions.DistinctBy(d => d.Tool).Count());
        var evidence = await db.Evidence.AsNoTracking().ToListAsync();
        foreach (var decision in decisions)
            slugs.Add(Numbers.Format(Numbers.Decision, decision.Number), decision.Tool);
        foreach (var exception in await db.Exceptions.AsNoTracking().ToListAsync())
            slugs.Add(Numbers.Format(Numbers.Exception, exception.Number), decisions.Single(d => d.Number == exception.Decision).Tool);
        foreach (var record in evidence)
            slugs.Add(Numbers.Format(Numbers.Evidence, record.Number), record.Tool);
        return (slugs, [.. evidence.Select(e => e.Content.Title)]);
    }
}
