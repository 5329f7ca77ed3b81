using System.Text.Json;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Exports.Feeds;

/// <summary>
/// The register of the channel as it is, for software that has no target of its own: every decision in scope, whatever it says
/// now, in the register's own words. Of an exception only its end is told.
/// </summary>
public sealed class RegisterJsonTarget : IExportTarget
{
    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("register-json", "The register as JSON", "application/json", "register.json")
    {
        Identifiers = IdentifierKinds.Names,
        Versions = "vers: ranges",
        KnowsDates = true,
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Finding.Exact;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = FeedJson.To(output);
        json.WriteStartObject();
        json.WriteString("channel", export.Channel);
        json.WriteScope("scope", export.Terms.Scope);
        json.WriteNumber("revision", export.Revision);
        json.WriteString("asOf", FeedJson.Text(export.AsOf));
        json.WriteString("validUntil", FeedJson.Text(export.ValidUntil));
        json.WriteStartArray("decisions");
        foreach (var rule in export.Rules)
        {
            Write(json, export, rule);
            json.FlushIfLarge();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Export export, ExportRule rule)
    {
        var decision = rule.Decision;
        json.WriteStartObject();
        json.WriteString("number", rule.Number);
        json.WriteStartObject("tool");
        json.WriteString("slug", rule.Tool.Slug);
        json.WriteString("name", rule.Tool.Name);
        json.WriteString("publisher", rule.Tool.Publisher);
        json.WriteEndObject();
        WriteDispositions(json, new Course(export, rule), decision.Schedule);
        json.WriteTexts("ranges", decision.Ranges.Select(r => r.ToString()));
        json.WriteScope("scope", decision.Scope);
        json.WriteString("publicStatement", decision.PublicStatement);
        json.WriteTexts("constraints", decision.Constraints);
        WriteAlternatives(json, export, decision);
        json.WriteString("reviewBy", FeedJson.Text(decision.ReviewBy));
        json.WriteBoolean("provisional", decision.Provisional);
        json.WriteString("confidence", FeedJson.Text(decision.Support.Confidence));
        json.WriteNumber("independentOrigins", decision.Support.IndependentOrigins);
        WriteIdentifiers(json, rule);
        json.WriteStartArray("exceptions");
        foreach (var exception in rule.Exceptions.Where(e => e.HoldsAt(export.At)))
        {
            json.WriteStartObject();
            json.WriteString("until", FeedJson.Text(exception.Until));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDispositions(Utf8JsonWriter json, Course course, Schedule schedule)
    {
        json.WriteString("disposition", course.Now?.Says?.ToString());
        json.WriteString("since", FeedJson.Text(course.Now?.From));
        if (course.Next is { } next)
        {
            json.WriteStartObject("next");
            json.WriteString("at", FeedJson.Text(next.From));
            json.WriteString("disposition", next.Says?.ToString());
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("next");
        }

        json.WriteStartArray("phases");
        foreach (var phase in schedule.Phases)
        {
            json.WriteStartObject();
            json.WriteString("from", FeedJson.Text(phase.From));
            json.WriteString("disposition", phase.Disposition.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAlternatives(Utf8JsonWriter json, Export export, DecisionFact decision)
    {
        json.WriteStartArray("alternatives");
        foreach (var tool in export.AlternativesOf(decision))
        {
            json.WriteStartObject();
            json.WriteString("slug", tool.Slug);
            json.WriteString("name", tool.Name);
            json.WriteString("note", decision.Alternatives.First(a => a.Tool == tool.Slug).Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIdentifiers(Utf8JsonWriter json, ExportRule rule)
    {
        json.WriteStartArray("identifiers");
        foreach (var identifier in rule.Identifiers.Where(rule.Governs))
        {
            json.WriteStartObject();
            json.WriteString("kind", identifier.Identifier.Kind.Name());
            json.WriteString("value", identifier.Identifier.Value);
            json.WriteTexts("ranges", rule.RangesOn(identifier).Select(r => r.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("artifacts");
        foreach (var artifact in rule.HeldArtifacts)
        {
            json.WriteStartObject();
            json.WriteString("version", artifact.Version);
            json.WriteString("platform", artifact.Platform);
            json.WriteString("fileName", artifact.FileName);
            json.WriteString("sha256", artifact.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
