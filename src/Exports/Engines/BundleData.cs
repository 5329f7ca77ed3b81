using System.Globalization;
using System.Runtime.InteropServices;
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
        var entries = new List<Entry>();
        foreach (var tool in export.Rules.Select(r => r.Tool).DistinctBy(t => t.Slug, StringComparer.Ordinal))
            AddEntries(entries, tool);
        entries.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : a.Ordinal.CompareTo(b.Ordinal));

        json.WriteStartObject("identifiers");
        string? key = null;
        foreach (var entry in entries)
        {
            if (entry.Key != key)
            {
                if (key is not null)
                    json.WriteEndArray();
                json.WriteStartArray(key = entry.Key);
            }

            WriteEntry(json, export, entry);
            json.FlushIfLarge();
        }

        if (key is not null)
            json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void AddEntries(List<Entry> entries, ToolFact tool)
    {
        entries.Add(new Entry($"tool:{tool.Slug}", entries.Count, tool, Identifier: null, Version: null));
        foreach (var identifier in tool.Identity.Identifiers)
            entries.Add(new Entry(KeyOf(identifier.Identifier), entries.Count, tool, identifier, Version: null));
        foreach (var artifact in tool.Identity.Artifacts)
        {
            var hash = new ToolIdentifier(Identifier.Create(IdentifierKind.Sha256, artifact.Sha256), OwnVersionLine: false);
            entries.Add(new Entry(KeyOf(hash.Identifier), entries.Count, tool, hash, artifact.Version));
        }
    }

    // The policy compares package URLs decoded, however they are encoded.
    private static string KeyOf(Identifier identifier) =>
        identifier.Kind == IdentifierKind.Purl ? Uri.UnescapeDataString(identifier.MatchKey) : identifier.MatchKey;

    private static void WriteEntry(Utf8JsonWriter json, Export export, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("tool", entry.Tool.Slug);
        json.WriteString("value", entry.Identifier?.Identifier.Value ?? entry.Tool.Slug);
        json.WriteString("version", entry.Version);
        json.WriteStartArray("decisions");
        foreach (var rule in export.RulesOn(entry.Tool))
        {
            var ranges = entry.Identifier is { } identifier ? rule.RangesOn(identifier) : rule.Decision.Ranges;
            if (ranges.Count == 0)
                continue;
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

    /// <summary>What a key leads to: a tool, by one of its identifiers or by its slug.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(string Key, int Ordinal, ToolFact Tool, ToolIdentifier? Identifier, string? Version);
}
