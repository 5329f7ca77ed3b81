using System.Globalization;
using System.Text;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Exports.Detection;

/// <summary>What a rule restricts, for as long as it does, and by what it is found meanwhile.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Step">What is said of it, from when until when.</param>
/// <param name="Sightings">By what it is found. They stand until the next restriction is asked for.</param>
internal sealed record Restriction(ExportRule Rule, Course.Step Step, List<Sighting> Sightings)
{
    /// <summary>How many characters no query's id is longer than.</summary>
    public const int MaxId = 64;

    private readonly string during = $"{Sql.During(Step.From, Step.Until)} AND ";

    /// <summary>All of an export.</summary>
    public static IEnumerable<Restriction> Of(Export export)
    {
        var sightings = new Sightings();
        foreach (var rule in export.RestrictionsFromNow)
        {
            var found = sightings.Find(rule);
            foreach (var step in new Course(export, rule).RestrictionsFromNow)
                yield return new Restriction(rule, step, found);
        }
    }

    /// <summary>Whether it is banned, and not only to be watched.</summary>
    public bool IsBan => Step.Says == Disposition.Banned;

    /// <summary>What is said, from when until when.</summary>
    public string Said => Step.Until is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"{Says} from {Step.From.UtcDateTime:u} until {until.UtcDateTime:u}")
        : string.Create(CultureInfo.InvariantCulture, $"{Says} from {Step.From.UtcDateTime:u}");

    /// <summary>What is said.</summary>
    public string Says { get; } = Step.Says.ToString()!;

    /// <summary>What a query is called; what is moved to another day stays the same.</summary>
    /// <param name="sighting">By what the query finds it.</param>
    /// <param name="id">Where it is written: <see cref="MaxId"/> characters.</param>
    public ReadOnlySpan<char> IdOf(in Sighting sighting, Span<char> id)
    {
        id.TryWrite(CultureInfo.InvariantCulture, $"{Rule.Number}.{Step.Ordinal + 1}.{sighting.Table.Name}.{sighting.Part}", out var length);
        return id[..length];
    }

    /// <summary>Appends what a query selects from, and which rows are meant: while it is restricted.</summary>
    public StringBuilder Append(StringBuilder sql, in Sighting sighting)
    {
        var table = sighting.Table;
        sql.Append(table.Clause).Append(during).AppendIs(table.Keys, sighting.Names, table.TellsCase);
        if (sighting.Versions is { } versions)
            sql.Append(" AND ").Append(versions);
        table.Where?.Invoke(sql.Append(" AND "), sighting.Names);
        return sql;
    }
}
