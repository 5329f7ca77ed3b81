using System.Globalization;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Exports.Detection;

/// <summary>A query that finds what is restricted, for as long as it is.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Step">What is said of it, from when until when.</param>
/// <param name="Sighting">By what it is found.</param>
/// <param name="Part">Counts the queries of the same step in the same table, from 1.</param>
internal sealed record DetectionQuery(ExportRule Rule, Course.Step Step, Sighting Sighting, int Part)
{
    /// <summary>All of an export.</summary>
    public static IEnumerable<DetectionQuery> Of(Export export)
    {
        foreach (var rule in export.RestrictionsFromNow)
        {
            var sightings = Sightings.Express(rule).Items;
            foreach (var step in new Course(export, rule).RestrictionsFromNow)
            {
                foreach (var inTable in sightings.GroupBy(s => s.Table))
                {
                    foreach (var (at, sighting) in inTable.Index())
                        yield return new DetectionQuery(rule, step, sighting, at + 1);
                }
            }
        }
    }

    /// <summary>What it is called; what is moved to another day stays the same.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Rule.Number}.{Step.Ordinal + 1}.{Sighting.Table.Name}.{Part}");

    /// <summary>Whether it is banned, and not only to be watched.</summary>
    public bool IsBan => Step.Says == Disposition.Banned;

    /// <summary>What is said, from when until when.</summary>
    public string Said => $"{Step.Says} from {Instant(Step.From)}{(Step.Until is { } until ? $" until {Instant(until)}" : "")}";

    /// <summary>What is selected from, and which rows are meant: while it is restricted.</summary>
    public string Found
    {
        get
        {
            var (table, names, versions) = Sighting;
            string?[] conditions =
            [
                Sql.During(Step.From, Step.Until),
                Sql.Is(table.Keys, table.TellsCase ? names : names.Select(Sql.Lower)),
                versions,
                table.Where?.Invoke(names),
            ];
            return $"FROM {table.From} WHERE {string.Join(" AND ", conditions.Where(c => c is not null))}";
        }
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
}
