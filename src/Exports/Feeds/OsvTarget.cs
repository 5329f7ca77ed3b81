using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Feeds;

/// <summary>
/// Records of the Open Source Vulnerability format (ossf.github.io/osv-schema), one for each banned tool that is a package, zipped as
/// OSV's own databases are. A ban that has ended stays as a withdrawn record.
/// </summary>
public sealed class OsvTarget : IExportTarget
{
    private const string SchemaVersion = "1.7.0";
    private const int MaxSummary = 200;

    // Registered prefixes belong to public databases; this one is for all others.
    private const string Prefix = "x_";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("osv", "OSV records", "application/zip", "all.zip")
    {
        Identifiers = [.. OsvPackage.Types.Select(t => $"pkg:{t}")],
        Versions = "ranges of semantic versions and of the ecosystem's own",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => rule.IsAudit ? Sayable.NoWarning : Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var zip = new StoredZip(output);
        var record = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(record, Options);
        foreach (var rule in export.Rules)
        {
            var course = new Course(export, rule);
            if (rule.Disposition != Disposition.Banned && !course.Past.Any(s => s.Says == Disposition.Banned))
                continue;
            var affected = Express(rule).Items;
            if (affected.Count == 0)
                continue;
            Write(json, export, rule, course.Now!, affected);
            json.Flush();
            zip.Add($"{Prefix}{rule.Number}.json", record.WrittenSpan);
            record.ResetWrittenCount();
            json.Reset();
        }

        zip.End();
    }

    private static void Write(Utf8JsonWriter json, Export export, ExportRule rule, Course.Step now, IReadOnlyList<Affected> affected)
    {
        var isBanned = rule.Disposition == Disposition.Banned;
        json.WriteStartObject();
        json.WriteString("schema_version", SchemaVersion);
        json.WriteString("id", $"{Prefix}{rule.Number}");
        json.WriteString("modified", FeedJson.Text(export.AsOf));
        json.WriteString(isBanned ? "published" : "withdrawn", FeedJson.Text(now.From));
        json.WriteString("summary", isBanned ? Texts.Shortened(rule.Message, MaxSummary) : $"{rule.Number} bans it no longer.");
        json.WriteString("details", rule.Message);
        json.WriteStartArray("affected");
        foreach (var package in affected)
            Write(json, package);
        json.WriteEndArray();
        if (rule.Link is { } link)
        {
            json.WriteStartArray("references");
            json.WriteStartObject();
            json.WriteString("type", "ADVISORY");
            json.WriteString("url", link);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartObject("database_specific");
        json.WriteString("number", rule.Number);
        json.WriteString("disposition", rule.Disposition?.ToString());
        json.WriteBoolean("provisional", rule.Decision.Provisional);
        json.WriteString("confidence", FeedJson.Text(rule.Decision.Support.Confidence));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Affected affected)
    {
        json.WriteStartObject();
        json.WriteStartObject("package");
        json.WriteString("ecosystem", affected.Package.Ecosystem);
        json.WriteString("name", affected.Package.Name);
        json.WriteString("purl", affected.Package.Purl.ToString());
        json.WriteEndObject();
        json.WriteStartArray("ranges");
        foreach (var range in affected.Ranges)
        {
            json.WriteStartObject();
            json.WriteString("type", range.Type);
            json.WriteStartArray("events");
            foreach (var step in range.Events)
            {
                json.WriteStartObject();
                json.WriteString(step.Key, step.Version);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("versions", affected.Versions);
        json.WriteEndObject();
    }

    private static Expression<Affected> Express(ExportRule rule)
    {
        var (items, finding, isKnown) = (new List<Affected>(), rule.InChannel, false);
        foreach (var identifier in rule.Of(IdentifierKind.Purl))
        {
            if (OsvPackage.Of(identifier.Identifier) is not { } package)
                continue;
            isKnown = true;
            var (ranges, versions) = (new List<OsvRange>(), new List<string>());
            foreach (var set in Sayable.Sets(rule.RangesOn(identifier), package.Scheme ?? VersionScheme.Get("generic")))
                finding = finding.And(Express(rule, package, set, ranges, versions));
            // What has versions of its own is not governed by ranges of others.
            if (ranges.Count > 0 || versions.Count > 0)
                items.Add(new Affected(package, ranges, [.. versions.Distinct(StringComparer.Ordinal)]));
        }

        return isKnown
            ? new(items, finding)
            : new([], Finding.NotExpressible($"{rule.Tool.Name} has no package URL of an ecosystem that OSV knows.", $"Add the package URL of {rule.Tool.Name}, if it is such a package."));
    }

    private static Finding Express(ExportRule rule, OsvPackage package, VersionSet set, List<OsvRange> ranges, List<string> versions)
    {
        if (set.IsEverything)
        {
            ranges.AddRange(OsvRanges.Of(set).Value!);
            return Finding.Exact;
        }

        if (package.IsOrderedBy(set.Scheme))
        {
            var said = OsvRanges.Of(set);
            ranges.AddRange(said.Value!);
            // Semantic versions are ordered by everyone alike. Others are listed too, for who can't order them, and so are those that nobody can.
            var known = KnownReleases.Of(set, rule.Tool.Releases);
            if (OsvRanges.TypeOf(set.Scheme) != "SEMVER")
                versions.AddRange(known.Inside);
            versions.AddRange(known.Unreadable);
            return said.Fidelity == Fidelity.Exact ? Finding.Exact : Finding.Broader(said.Reason!);
        }

        if (Sayable.Releases(rule, set) is { } releases)
        {
            versions.AddRange(releases);
            return Finding.Exact;
        }

        ranges.AddRange(OsvRanges.Of(VersionSet.Everything(package.Scheme ?? set.Scheme)).Value!);
        return Finding.Broader(
            $"OSV orders the versions of {package.Ecosystem} otherwise than {set.Scheme.Name}: all are reported.",
            package.Scheme is { } own ? $"Write the ranges as vers:{own.Name}, or give them an end and put each release inside on record." : "Give the ranges an end, and put each release inside on record.");
    }

    /// <summary>A package and its banned versions.</summary>
    private sealed record Affected(OsvPackage Package, IReadOnlyList<OsvRange> Ranges, IReadOnlyList<string> Versions);
}
