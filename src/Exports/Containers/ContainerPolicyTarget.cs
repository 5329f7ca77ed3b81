using System.Text.Json;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Containers;

/// <summary>
/// The policy of Podman, Skopeo, Buildah and CRI-O (containers-policy.json(5)): which images they take from registries. The most
/// specific scope decides, so a repository is refused and its tags that are allowed are let through.
/// </summary>
public sealed class ContainerPolicyTarget : IExportTarget
{
    private const string Accept = "insecureAcceptAnything", Reject = "reject";

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("container-policy", "Container image policy", "application/json", "policy.json")
    {
        Identifiers = ["pkg:docker", "pkg:oci"],
        Versions = "tags of the releases on record",
        CanDenyUnknown = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(export, rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        WriteScope(json, "default", export.Terms.DeniesUnknown ? Reject : Accept);
        json.WriteStartObject("transports");
        json.WriteStartObject("docker");
        foreach (var (scope, verdict) in Scopes(export))
        {
            WriteScope(json, scope, verdict);
            json.FlushIfLarge();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteScope(Utf8JsonWriter json, string scope, string verdict)
    {
        json.WriteStartArray(scope);
        json.WriteStartObject();
        json.WriteString("type", verdict);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Each scope once, for the file is refused as a whole if one stands twice: a repository, then its tags that come out otherwise.</summary>
    private static IEnumerable<(string Scope, string Verdict)> Scopes(Export export)
    {
        var restricted = export.Restrictions.Where(r => !r.IsAudit).SelectMany(r => Express(export, r).Items).ToLookup(i => i.Repository, StringComparer.Ordinal);
        var permitted = export.Permissions.Where(r => !r.Restricts || r.IsAudit).SelectMany(r => Express(export, r).Items).ToLookup(i => i.Repository, StringComparer.Ordinal);
        foreach (var repository in restricted.Select(r => r.Key).Union(permitted.Select(p => p.Key), StringComparer.Ordinal))
        {
            var (bans, lets) = (restricted[repository].ToArray(), permitted[repository].ToArray());
            var isRefused = bans.Length > 0 || !lets.Any(l => l.HoldsAll);
            yield return (repository, isRefused ? Reject : Accept);
            if (!isRefused)
                continue;
            var tags = bans.Concat(lets).SelectMany(i => i.Releases).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            foreach (var tag in tags.Where(t => Array.TrueForAll(bans, b => !b.Holds(t)) && (!export.Terms.DeniesUnknown || Array.Exists(lets, l => l.Holds(t)))))
                yield return ($"{repository}:{tag}", Accept);
        }
    }

    private static Expression<Image> Express(Export export, ExportRule rule)
    {
        if (rule.IsAudit && !(export.Terms.DeniesUnknown && rule.Permits))
            return new([], Finding.NotExpressible("A policy of images can't watch without refusing."));
        Image[] images = [.. rule.Purls("docker").Concat(rule.Purls("oci")).Select(p => new Image(ImageRepository.Of(p.Purl) ?? "", rule, p.Identifier)).Where(i => i.Repository.Length > 0)];
        if (images.Length == 0)
            return new([], Finding.NotExpressible($"{rule.Tool.Name} has no package URL of a repository of images on record.", $"Add it, as pkg:docker/acme/tool, or as pkg:oci/tool?repository_url=registry.example.com/acme/tool."));
        Image[] governed = [.. images.Where(i => rule.RangesOn(i.Identifier).Count > 0)];
        var finding = rule.InChannel;
        if (rule.IsAudit && rule.Restricts)
            finding = finding.And(Finding.Narrower("A policy can't watch one image apart: it is let through without a warning."));
        if (!Array.TrueForAll(governed, i => i.HoldsAll))
            finding = finding.And(Finding.Broader("Only the releases on record that are allowed can be pulled, by their tags; other tags and digests are refused.", $"Add each release of {rule.Tool.Name} as it comes out."));
        if (Array.Exists(governed, i => ImageRepository.MayHaveOthersBelow(i.Repository)))
            finding = finding.And(Below(rule, governed));
        return new(governed, finding);
    }

    /// <summary>The scope of a repository holds for those whose path goes on from it too.</summary>
    private static Finding Below(ExportRule rule, Image[] governed) =>
        rule.Restricts && !rule.IsAudit ? Finding.Broader("Repositories below that of the image are refused too.")
        : Array.Exists(governed, i => i.HoldsAll) ? Finding.Narrower("Repositories below that of the image are let through too.")
        : Finding.Exact;

    /// <summary>A repository of which a rule says something.</summary>
    private sealed record Image(string Repository, ExportRule Rule, ToolIdentifier Identifier)
    {
        public bool HoldsAll => Rule.HoldsAllOf(Identifier);

        /// <summary>The releases on record that are tags.</summary>
        public IEnumerable<string> Releases => Rule.Tool.Releases.Where(ImageRepository.IsTag);

        public bool Holds(string tag) => HoldsAll || Rule.Holds(Rule.RangesOn(Identifier), tag);
    }
}
