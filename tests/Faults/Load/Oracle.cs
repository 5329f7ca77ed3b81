using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Crash;
using ToolRegistry.Client;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Views;

namespace ToolRegistry.Faults.Load;

/// <summary>Says what a check must have been answered: by the rows of the database at the answer's revision and instant, read by the serializer and compiled anew.</summary>
internal sealed class Oracle
{
    private readonly Dictionary<(string Slug, long Revision), PolicySnapshot> compiled = [];
    private readonly ILookup<string, (long From, long? To, object Fact)> rows;

    private Oracle(ILookup<string, (long From, long? To, object Fact)> rows) => this.rows = rows;

    /// <summary>Asserts that each answer is the one that the file's rows give.</summary>
    /// <returns>The instants for which they were given.</returns>
    public static async Task<IReadOnlyList<DateTimeOffset>> CompareAsync(RegisterFolder folder, IEnumerable<Asked> answers)
    {
        var oracle = new Oracle(await RegisterFile.ReadAsync(folder, ReadAsync));
        var instants = new List<DateTimeOffset>();
        foreach (var asked in answers)
        {
            var told = JsonSerializer.Deserialize<VerdictView>(asked.Verdict, WireJson.Options)!;
            instants.Add(told.At);
            var query = CheckQuery.Create(Subject.Parse(asked.Subject), version: null, asked.Groups, asked.Environment, region: null, told.At);
            var expected = VerdictViews.Of(oracle.At(asked.Slug, told.Revision).Check(query), asked.IsAnonymous);
            Assert.Equal(JsonSerializer.Serialize(expected, WireJson.Options), JsonSerializer.Serialize(told, WireJson.Options));
        }

        return instants;
    }

    /// <summary>The policy about one tool; none has to do with another.</summary>
    private PolicySnapshot At(string slug, long revision)
    {
        if (compiled.TryGetValue((slug, revision), out var known))
            return known;
        var standing = rows[slug].Where(r => r.From <= revision && (r.To is null || r.To > revision)).Select(r => r.Fact).ToArray();
        return compiled[(slug, revision)] = new PolicySnapshot(revision, PolicySettings.Default, new PolicyFactSet([.. standing.OfType<ToolFact>()], [.. standing.OfType<DecisionFact>()], [.. standing.OfType<ExceptionFact>()]));
    }

    private static async Task<ILookup<string, (long From, long? To, object Fact)>> ReadAsync(RegisterDbContext db)
    {
        var tools = await db.Decisions.ToDictionaryAsync(d => d.Number, d => d.Tool);
        var read = new List<(string Slug, (long, long?, object) Row)>();
        foreach (var row in await db.PolicyFacts.AsNoTracking().Where(f => f.Kind != "channel").ToListAsync())
        {
            var (slug, fact) = row.Kind switch
            {
                "tool" => (row.Key, StoredJson.Read<ToolFact>(row.Json)),
                "decision" when StoredJson.Read<DecisionFact>(row.Json) is var decision => (decision.Tool, decision),
                "exception" when StoredJson.Read<ExceptionFact>(row.Json) is var exception => (tools[exception.Decision], (object)exception),
                _ => throw new InvalidOperationException($"The oracle does not know facts of the kind {row.Kind}."),
            };
            read.Add((slug, (row.FromRevision, row.ToRevision, fact)));
        }

        return read.ToLookup(r => r.Slug, r => r.Row, StringComparer.Ordinal);
    }
}
