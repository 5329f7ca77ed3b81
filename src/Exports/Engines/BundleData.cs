using System.Globalization;
using System.Text.Json;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Engines;

/// <summary>What the bundle's policy answers from: each decision once, and the keys under which subjects find them.</summary>
internal static class BundleData
{
    public static void Write(Utf8JsonWriter json, Export export)
    {
        json.WriteStartObject();
        json.WriteStartObject("toolregistry");
        json.WriteStartObject("register");
        json.WriteNumber("revision", export.Revision);
        json.WriteString("channel", export.Channel);
        json.WriteString("stance", Wire(export.Stance));
        json.WriteString("highRisk", Wire(export.Terms.IncludesHighRisk ? CheckAction.Warn : CheckAction.Allow));
        json.WriteScope("scope", export.Terms.Scope);
        json.WriteStartObject("decisions");
        foreach (var rule in export.Rules)
        {
            WriteDecision(json, rule);
            json.FlushIfLarge();
        }

        json.WriteEndObject();
        WriteIdentifiers(json, export);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDecision(Utf8JsonWriter json, ExportRule rule)
    {
        json.WriteStartObject(rule.Number);
        json.WriteString("tool", rule.Tool.Slug);
        json.WriteString("name", rule.Tool.Name);
        json.WriteString("message", rule.Message);
        json.WriteString("link", rule.Link);
        json.WriteScope("scope", rule.Decision.Scope);
        json.WriteStartArray("phases");
        foreach (var phase in rule.Decision.Schedule.Phases)
        {
            json.WriteStartObject();
            json.WriteString("from", Instant(phase.From));
            json.WriteString("disposition", phase.Disposition.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("constraints", rule.Decision.Constraints);
        json.WriteStartArray("ranges");
        foreach (var range in rule.Decision.Ranges)
            WriteRange(json, ComparableRange.Of(range, rule.Tool));
        json.WriteEndArray();
        json.WriteStartArray("exceptions");
        foreach (var exception in rule.Exceptions)
        {
            json.WriteStartObject();
            json.WriteString("number", Numbers.Format(Numbers.Exception, exception.Number));
            json.WriteScope("audience", exception.Audience);
            json.WriteString("from", Instant(exception.From));
            json.WriteString("until", Instant(exception.Until));
            json.WriteTexts("controls", exception.CompensatingControls);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, ComparableRange range)
    {
        json.WriteStartObject();
        json.WriteString("range", range.Text);
        json.WriteString("order", range.Order);
        json.WriteStartArray("intervals");
        foreach (var events in range.Intervals.Select(i => i.Events))
        {
            for (var i = 0; i < events.Count; i++)
            {
                json.WriteStartObject();
                if (events[i].Version != "0")
                    json.WriteString("from", events[i].Version);
                if (i + 1 < events.Count)
                    json.WriteString(events[++i].Key == "fixed" ? "below" : "upTo", events[i].Version);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteTexts("inside", range.Inside);
        json.WriteTexts("outside", range.Outside);
        json.WriteEndObject();
    }

    /// <summary>By key, who may be meant: a publisher's identifier leads to several tools.</summary>
    private static void WriteIdentifiers(Utf8JsonWriter json, Export export)
    {
        var byKey = new SortedDictionary<string, List<Entry>>(StringComparer.Ordinal);
        foreach (var tool in export.Rules.GroupBy(r => r.Tool.Slug, StringComparer.Ordinal))
        {
            ExportRule[] rules = [.. tool];
            foreach (var (key, entry) in EntriesOf(rules[0].Tool, rules))
            {
                if (!byKey.TryGetValue(key, out var entries))
                    byKey.Add(key, entries = []);
                entries.Add(entry);
            }
        }

        json.WriteStartObject("identifiers");
        foreach (var (key, entries) in byKey)
        {
            json.WriteStartArray(key);
            foreach (var entry in entries)
                WriteEntry(json, entry);
            json.WriteEndArray();
            json.FlushIfLarge();
        }

        json.WriteEndObject();
    }

    private static IEnumerable<(string Key, Entry Entry)> EntriesOf(ToolFact tool, ExportRule[] rules)
    {
        yield return ($"tool:{tool.Slug}", new Entry(tool.Slug, tool.Slug, Version: null, [.. rules.Select(r => (r, r.Decision.Ranges))]));
        foreach (var identifier in tool.Identity.Identifiers)
            yield return (KeyOf(identifier.Identifier), Of(identifier, version: null));
        foreach (var artifact in tool.Identity.Artifacts)
        {
            var hash = Identifier.Create(IdentifierKind.Sha256, artifact.Sha256);
            yield return (KeyOf(hash), Of(new ToolIdentifier(hash, OwnVersionLine: false), artifact.Version));
        }

        Entry Of(ToolIdentifier identifier, string? version) =>
            new(tool.Slug, identifier.Identifier.Value, version, [.. rules.Select(r => (r, r.RangesOn(identifier))).Where(l => l.Item2.Count > 0)]);
    }

    // The policy compares package URLs decoded, however they are encoded.
    private static string KeyOf(Identifier identifier) =>
        identifier.Kind == IdentifierKind.Purl ? Uri.UnescapeDataString(identifier.MatchKey) : identifier.MatchKey;

    private static void WriteEntry(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("tool", entry.Tool);
        json.WriteString("value", entry.Value);
        json.WriteString("version", entry.Version);
        json.WriteStartArray("decisions");
        foreach (var (rule, ranges) in entry.Decisions)
        {
            json.WriteStartObject();
            json.WriteString("number", rule.Number);
            json.WriteBoolean("all", VersionRange.CoverEverything(ranges));
            json.WriteStartArray("ranges");
            for (var i = 0; i < rule.Decision.Ranges.Count; i++)
            {
                if (ranges.Contains(rule.Decision.Ranges[i]))
                    json.WriteNumberValue(i);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static string Wire(CheckAction action) => action switch
    {
        CheckAction.Allow => "allow",
        CheckAction.Warn => "warn",
        CheckAction.Block => "block",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>What a key leads to.</summary>
    private sealed record Entry(string Tool, string Value, string? Version, IReadOnlyList<(ExportRule Rule, IReadOnlyList<VersionRange> Ranges)> Decisions);
}
