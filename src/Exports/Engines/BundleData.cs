using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Engines;

/// <summary>What the bundle's policy answers from: each decision once, and the keys under which subjects find them.</summary>
internal static class BundleData
{
    /// <summary>Writes them, the members of each object in the order of their names' bytes, as they are signed.</summary>
    public static void Write(Utf8JsonWriter json, Export export)
    {
        json.WriteStartObject();
        json.WriteStartObject("toolregistry");
        json.WriteStartObject("register");
        json.WriteString("channel", export.Channel);
        WriteDecisions(json, export);
        json.WriteString("highRisk", Wire(export.Terms.IncludesHighRisk ? CheckAction.Warn : CheckAction.Allow));
        WriteIdentifiers(json, export);
        json.WriteNumber("revision", export.Revision);
        WriteScope(json, "scope", export.Terms.Scope);
        json.WriteString("stance", Wire(export.Stance));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDecisions(Utf8JsonWriter json, Export export)
    {
        using var decisions = new SortedMembers(EngineJson.Options);
        foreach (var rule in export.Rules)
        {
            WriteDecision(decisions.Value, rule);
            decisions.Add(rule.Number);
        }

        json.WriteStartObject("decisions");
        foreach (var (number, decision) in decisions.InOrder())
        {
            json.WritePropertyName(number.Span);
            json.WriteRawValue(decision.Span, skipInputValidation: true);
            json.FlushIfLarge();
        }

        json.WriteEndObject();
    }

    private static void WriteDecision(Utf8JsonWriter json, ExportRule rule)
    {
        json.WriteStartObject();
        json.WriteTexts("constraints", rule.Decision.Constraints);
        json.WriteStartArray("exceptions");
        foreach (var exception in rule.Exceptions)
        {
            json.WriteStartObject();
            WriteScope(json, "audience", exception.Audience);
            json.WriteTexts("controls", exception.CompensatingControls);
            json.WriteString("from", Instant(exception.From));
            json.WriteString("number", Numbers.Format(Numbers.Exception, exception.Number));
            json.WriteString("until", Instant(exception.Until));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("link", rule.Link);
        json.WriteString("message", rule.Message);
        json.WriteString("name", rule.Tool.Name);
        json.WriteStartArray("phases");
        foreach (var phase in rule.Decision.Schedule.Phases)
        {
            json.WriteStartObject();
            json.WriteString("disposition", phase.Disposition.ToString());
            json.WriteString("from", Instant(phase.From));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("ranges");
        foreach (var range in rule.Decision.Ranges)
            WriteRange(json, ComparableRange.Of(range, rule.Tool));
        json.WriteEndArray();
        WriteScope(json, "scope", rule.Decision.Scope);
        json.WriteString("tool", rule.Tool.Slug);
        json.WriteEndObject();
    }

    private static void WriteScope(Utf8JsonWriter json, string name, Scope scope)
    {
        json.WriteStartObject(name);
        json.WriteTexts("environments", scope.Environments);
        json.WriteTexts("groups", scope.Groups);
        json.WriteTexts("regions", scope.Regions);
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, ComparableRange range)
    {
        json.WriteStartObject();
        json.WriteTexts("inside", range.Inside);
        json.WriteStartArray("intervals");
        foreach (var interval in range.Intervals)
            WriteInterval(json, interval.Events);
        json.WriteEndArray();
        json.WriteString("order", range.Order);
        json.WriteTexts("outside", range.Outside);
        json.WriteString("range", range.Text);
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, IReadOnlyList<OsvEvent> events)
    {
        for (var i = 0; i < events.Count; i += 2)
        {
            var from = events[i].Version;
            var to = i + 1 < events.Count ? events[i + 1] : null;
            json.WriteStartObject();
            if (to is { Key: "fixed" })
                json.WriteString("below", to.Version);
            if (from != "0")
                json.WriteString("from", from);
            if (to is { Key: not "fixed" })
                json.WriteString("upTo", to.Version);
            json.WriteEndObject();
        }
    }

    /// <summary>By key, who may be meant: a publisher's identifier leads to several tools.</summary>
    private static void WriteIdentifiers(Utf8JsonWriter json, Export export)
    {
        using var entries = new SortedMembers(EngineJson.Options);
        foreach (var tool in export.Rules.Where(r => IsFirst(export, r)).Select(r => r.Tool))
            AddEntries(entries, export, tool);

        json.WriteStartObject("identifiers");
        var key = new ArrayBufferWriter<byte>();
        foreach (var (name, entry) in entries.InOrder())
        {
            if (!name.Span.SequenceEqual(key.WrittenSpan))
            {
                if (key.WrittenCount > 0)
                    json.WriteEndArray();
                json.WriteStartArray(name.Span);
                key.ResetWrittenCount();
                key.Write(name.Span);
            }

            json.WriteRawValue(entry.Span, skipInputValidation: true);
            json.FlushIfLarge();
        }

        if (key.WrittenCount > 0)
            json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsFirst(Export export, ExportRule rule) =>
        rule.IsAlone || export.RulesOn(rule.Tool).First().Decision.Number == rule.Decision.Number;

    private static void AddEntries(SortedMembers entries, Export export, ToolFact tool)
    {
        ExportRule[] rules = [.. export.RulesOn(tool)];
        Add($"tool:{tool.Slug}", identifier: null, version: null);
        foreach (var identifier in tool.Identity.Identifiers)
            Add(KeyOf(identifier.Identifier), identifier, version: null);
        foreach (var artifact in tool.Identity.Artifacts)
        {
            var hash = new ToolIdentifier(Identifier.Create(IdentifierKind.Sha256, artifact.Sha256), OwnVersionLine: false);
            Add(KeyOf(hash.Identifier), hash, artifact.Version);
        }

        void Add(string key, ToolIdentifier? identifier, string? version)
        {
            WriteEntry(entries.Value, rules, tool, identifier, version);
            entries.Add(key);
        }
    }

    // The policy compares package URLs decoded, however they are encoded.
    private static string KeyOf(Identifier identifier) =>
        identifier.Kind == IdentifierKind.Purl ? Uri.UnescapeDataString(identifier.MatchKey) : identifier.MatchKey;

    private static void WriteEntry(Utf8JsonWriter json, ExportRule[] rules, ToolFact tool, ToolIdentifier? identifier, string? version)
    {
        json.WriteStartObject();
        json.WriteStartArray("decisions");
        foreach (var rule in rules)
        {
            var ranges = identifier is { } known ? rule.RangesOn(known) : rule.Decision.Ranges;
            if (ranges.Count > 0)
                WriteReach(json, rule, ranges);
        }

        json.WriteEndArray();
        json.WriteString("tool", tool.Slug);
        json.WriteString("value", identifier?.Identifier.Value ?? tool.Slug);
        json.WriteString("version", version);
        json.WriteEndObject();
    }

    private static void WriteReach(Utf8JsonWriter json, ExportRule rule, IReadOnlyList<VersionRange> ranges)
    {
        json.WriteStartObject();
        json.WriteBoolean("all", VersionRange.CoverEverything(ranges));
        json.WriteString("number", rule.Number);
        json.WriteStartArray("ranges");
        for (var i = 0; i < rule.Decision.Ranges.Count; i++)
        {
            if (ranges.Contains(rule.Decision.Ranges[i]))
                json.WriteNumberValue(i);
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
}
