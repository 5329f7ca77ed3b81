using System.Text.Json;
using System.Text.Unicode;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Feeds;

/// <summary>
/// A STIX 2.1 bundle (docs.oasis-open.org/cti/stix): an indicator for each file, domain and product that is banned or will be, valid
/// for as long. HighRisk has another label, so that it can be watched without blocking.
/// </summary>
public sealed class StixTarget : IExportTarget
{
    // No version of an object may change when it was created, and nothing on record tells.
    private static readonly JsonEncodedText Created = JsonEncodedText.Encode("2026-01-01T00:00:00.000Z");

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("stix", "STIX 2.1 indicators", "application/stix+json;version=2.1", "stix.json")
    {
        Identifiers = [IdentifierKind.Sha256.Name(), IdentifierKind.Domain.Name(), IdentifierKind.Cpe.Name()],
        Versions = "files by hash, and single ones of CPE names",
        KnowsDates = true,
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule, []);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = FeedJson.To(output);
        using var uuids = new NamedUuids();
        var register = uuids.Of(Info.Name, export.Channel);
        var author = JsonEncodedText.Encode($"identity--{register}");
        json.WriteStartObject();
        json.WriteString("type", "bundle");
        json.WriteString("id", $"bundle--{uuids.Of(Info.Name, export.Channel, FeedJson.Text(export.Revision), FeedJson.Text(export.AsOf))}");
        json.WriteStartArray("objects");
        json.WriteStartObject();
        WriteCommon(json, StixTerms.Identity, register, Created);
        json.WriteString("name", $"{FeedJson.Register}: {export.Channel}");
        json.WriteString("identity_class", "system");
        json.WriteEndObject();
        var asOf = JsonEncodedText.Encode(FeedJson.Text(export.AsOf));
        var patterns = new List<string>();
        foreach (var rule in export.RestrictionsFromNow)
        {
            patterns.Clear();
            Express(rule, patterns);
            var name = $"{rule.Number}: {rule.Tool.Name}";
            foreach (var step in new Course(export, rule).RestrictionsFromNow)
            {
                var (ordinal, from, until) = (FeedJson.Text(step.Ordinal), FeedJson.Text(step.From), FeedJson.Text(step.Until));
                foreach (var pattern in patterns)
                {
                    json.WriteStartObject();
                    // What is moved to another day stays the same indicator.
                    WriteCommon(json, StixTerms.Indicator, uuids.Of("stix", export.Channel, rule.Number, ordinal, pattern), asOf);
                    json.WriteString(StixTerms.Author, author);
                    json.WriteString(StixTerms.Name, name);
                    WriteIndicator(json, rule, step, pattern);
                    json.WriteString(StixTerms.ValidFrom, from);
                    if (until is not null)
                        json.WriteString(StixTerms.ValidUntil, until);
                    WriteReference(json, rule);
                    json.WriteEndObject();
                }
            }

            json.FlushIfLarge();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIndicator(Utf8JsonWriter json, ExportRule rule, Course.Step step, string pattern)
    {
        json.WriteString(StixTerms.Description, rule.Message);
        json.WriteStartArray(StixTerms.Labels);
        json.WriteStringValue(step.Says == Disposition.Banned ? StixTerms.Banned : StixTerms.HighRisk);
        json.WriteEndArray();
        json.WriteNumber(StixTerms.Confidence, ConfidenceOf(rule.Decision.Support.Confidence));
        json.WriteString(StixTerms.Pattern, pattern);
        json.WriteString(StixTerms.PatternType, StixTerms.Stix);
        json.WriteString(StixTerms.PatternVersion, StixTerms.Version);
    }

    private static void WriteReference(Utf8JsonWriter json, ExportRule rule)
    {
        json.WriteStartArray(StixTerms.References);
        json.WriteStartObject();
        json.WriteString(StixTerms.SourceName, StixTerms.Register);
        json.WriteString(StixTerms.ExternalId, rule.Number);
        if (rule.Link is { } link)
            json.WriteString(StixTerms.Url, link);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteCommon(Utf8JsonWriter json, JsonEncodedText type, Guid uuid, JsonEncodedText modified)
    {
        Span<byte> id = stackalloc byte[64];
        Utf8.TryWrite(id, $"{type}--{uuid}", out var length);
        json.WriteString(StixTerms.Type, type);
        json.WriteString(StixTerms.SpecVersion, StixTerms.Version);
        json.WriteString(StixTerms.Id, id[..length]);
        json.WriteString(StixTerms.Created, Created);
        json.WriteString(StixTerms.Modified, modified);
    }

    // STIX 2.1, appendix A: the numbers of low, medium and high.
    private static int ConfidenceOf(Confidence confidence) => confidence switch
    {
        Confidence.High => 85,
        Confidence.Moderate => 50,
        _ => 15,
    };

    /// <summary>Adds the patterns of what is meant, and tells how faithfully they say it.</summary>
    private static Finding Express(ExportRule rule, List<string> patterns)
    {
        var (finding, isKnown, areListed) = (rule.InChannel, false, false);
        foreach (var identifier in rule.Of(IdentifierKind.Sha256, IdentifierKind.Domain, IdentifierKind.Cpe))
        {
            isKnown = true;
            areListed |= identifier.Identifier.Kind == IdentifierKind.Cpe;
            finding = finding.And(Express(rule, identifier, patterns));
        }

        var hasFiles = false;
        foreach (var file in rule.HeldArtifacts)
        {
            hasFiles = true;
            patterns.Add(StixPattern.OfFile(file.Sha256));
        }

        if (!isKnown && !hasFiles)
            return Versionless.Unusable(rule, IdentifierKind.Domain, "a domain, CPE name or SHA-256");
        if (!isKnown && !rule.HashesSayIt)
            finding = finding.And(Finding.Narrower("Only the files of releases on record are known, by their hashes.", $"Add a domain or CPE name of {rule.Tool.Name}."));
        // A release may lie in the ranges of several schemes; all else is on record once.
        if (areListed)
            RemoveRepeated(patterns);
        return finding;
    }

    private static void RemoveRepeated(List<string> patterns)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        patterns.RemoveAll(pattern => !seen.Add(pattern));
    }

    private static Finding Express(ExportRule rule, ToolIdentifier identifier, List<string> patterns)
    {
        var value = identifier.Identifier.Value;
        if (identifier.Identifier.Kind != IdentifierKind.Cpe)
        {
            if (identifier.Identifier.Kind == IdentifierKind.Domain)
                patterns.AddRange(StixPattern.OfDomain(value), StixPattern.OfBelow(value));
            else
                patterns.Add(StixPattern.OfFile(value));
            return rule.HoldsAllOf(identifier) ? Finding.Exact : Sayable.AllVersions;
        }

        var finding = Finding.Exact;
        foreach (var set in Sayable.Sets(rule.RangesOn(identifier), rule.Tool.Identity.VersionScheme))
        {
            var releases = Sayable.Releases(rule, set);
            if (releases is null && !set.IsEverything)
                finding = Sayable.UnlistedVersions;
            patterns.AddRange(releases is null ? [StixPattern.OfCpe(value)] : releases.Select(r => StixPattern.OfCpe(CpeVersion.Of(value, r))));
        }

        return finding;
    }
}
