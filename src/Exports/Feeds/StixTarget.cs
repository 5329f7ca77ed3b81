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
    private const string Created = "2026-01-01T00:00:00.000Z";

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("stix", "STIX 2.1 indicators", "application/stix+json;version=2.1", "stix.json")
    {
        Identifiers = [IdentifierKind.Sha256.Name(), IdentifierKind.Domain.Name(), IdentifierKind.Cpe.Name()],
        Versions = "files by hash, and single ones of CPE names",
        KnowsDates = true,
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = FeedJson.To(output);
        var register = FeedJson.Uuid(Info.Name, export.Channel);
        var author = $"identity--{register}";
        json.WriteStartObject();
        json.WriteString("type", "bundle");
        json.WriteString("id", $"bundle--{FeedJson.Uuid(Info.Name, export.Channel, FeedJson.Text(export.Revision), FeedJson.Text(export.AsOf))}");
        json.WriteStartArray("objects");
        json.WriteStartObject();
        WriteCommon(json, "identity", register, Created);
        json.WriteString("name", $"{FeedJson.Register}: {export.Channel}");
        json.WriteString("identity_class", "system");
        json.WriteEndObject();
        var asOf = FeedJson.Text(export.AsOf);
        foreach (var rule in export.RestrictionsFromNow)
        {
            var patterns = Express(rule).Items;
            var name = $"{rule.Number}: {rule.Tool.Name}";
            foreach (var step in new Course(export, rule).RestrictionsFromNow)
            {
                var (ordinal, from, until) = (FeedJson.Text(step.Ordinal), FeedJson.Text(step.From), FeedJson.Text(step.Until));
                foreach (var pattern in patterns)
                {
                    json.WriteStartObject();
                    // What is moved to another day stays the same indicator.
                    WriteCommon(json, "indicator", FeedJson.Uuid("stix", export.Channel, rule.Number, ordinal, pattern), asOf);
                    json.WriteString("created_by_ref"u8, author);
                    json.WriteString("name"u8, name);
                    WriteIndicator(json, rule, step, pattern);
                    json.WriteString("valid_from"u8, from);
                    if (until is not null)
                        json.WriteString("valid_until"u8, until);
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
        json.WriteString("description"u8, rule.Message);
        json.WriteStartArray("labels"u8);
        json.WriteStringValue(step.Says == Disposition.Banned ? "banned"u8 : "high-risk"u8);
        json.WriteEndArray();
        json.WriteNumber("confidence"u8, ConfidenceOf(rule.Decision.Support.Confidence));
        json.WriteString("pattern"u8, pattern);
        json.WriteString("pattern_type"u8, "stix"u8);
        json.WriteString("pattern_version"u8, "2.1"u8);
    }

    private static void WriteReference(Utf8JsonWriter json, ExportRule rule)
    {
        json.WriteStartArray("external_references"u8);
        json.WriteStartObject();
        json.WriteString("source_name"u8, FeedJson.Register);
        json.WriteString("external_id"u8, rule.Number);
        if (rule.Link is { } link)
            json.WriteString("url"u8, link);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteCommon(Utf8JsonWriter json, string type, Guid uuid, string modified)
    {
        Span<byte> id = stackalloc byte[64];
        Utf8.TryWrite(id, $"{type}--{uuid}", out var length);
        json.WriteString("type"u8, type);
        json.WriteString("spec_version"u8, "2.1"u8);
        json.WriteString("id"u8, id[..length]);
        json.WriteString("created"u8, Created);
        json.WriteString("modified"u8, modified);
    }

    // STIX 2.1, appendix A: the numbers of low, medium and high.
    private static int ConfidenceOf(Confidence confidence) => confidence switch
    {
        Confidence.High => 85,
        Confidence.Moderate => 50,
        _ => 15,
    };

    private static Expression<string> Express(ExportRule rule)
    {
        var (patterns, finding, isKnown, areListed) = (new List<string>(), rule.InChannel, false, false);
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
            return new([], Versionless.Unusable(rule, IdentifierKind.Domain, "a domain, CPE name or SHA-256"));
        if (!isKnown && !rule.HashesSayIt)
            finding = finding.And(Finding.Narrower("Only the files of releases on record are known, by their hashes.", $"Add a domain or CPE name of {rule.Tool.Name}."));
        // A release may lie in the ranges of several schemes; all else is on record once.
        return new(areListed ? [.. patterns.Distinct(StringComparer.Ordinal)] : patterns, finding);
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
