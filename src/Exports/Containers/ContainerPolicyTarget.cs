using System.Text.Json;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Containers;

/// <summary>
/// A policy of skopeo, Podman, Buildah and CRI-O (containers-policy.json(5)): images of repositories that are banned are not pulled.
/// </summary>
/// <remarks>
/// A tag that is rejected can still be pulled by its digest, so a repository is rejected as a whole, and the tags that may be used are
/// let through. Unknown or repeated members make the whole file be refused.
/// </remarks>
public sealed class ContainerPolicyTarget : IExportTarget
{
    private static readonly string[] Types = ["docker", "oci"];
    private static readonly Func<string, bool> IsVersion = ImageName.IsVersion;
    private static readonly JsonEncodedText RequirementType = JsonEncodedText.Encode("type"), Accept = JsonEncodedText.Encode("insecureAcceptAnything"), Reject = JsonEncodedText.Encode("reject");

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("container-policy", "Container image policy", "application/json", "policy.json")
    {
        Identifiers = [.. Types.Select(t => $"pkg:{t}")],
        Versions = "the releases on record that are let through, as tags or digests",
        CanDenyUnknown = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule)
    {
        var unwatched = rule.IsAudit && rule.Restricts ? Finding.NotExpressible("A policy can't watch without rejecting.") : Finding.Exact;
        if (unwatched != Finding.Exact && !(export.Terms.DeniesUnknown && rule.Permits))
            return unwatched;
        (string? Repository, ToolIdentifier Identifier)[] images = [.. Images(rule)];
        if (!Array.Exists(images, i => i.Repository is not null))
            return Unusable(rule, images.Length > 0).And(unwatched);

        var finding = rule.InChannel.And(unwatched);
        if (!export.Terms.DeniesUnknown)
            finding = finding.And(Finding.Narrower("A registry that is asked for by another spelling of its name, or by its address, is another one to a policy.", "Let the channel deny what is unknown."));
        foreach (var (repository, identifier) in images)
        {
            if (repository is null)
            {
                finding = finding.And(Finding.Narrower($"{identifier.Identifier.Value} names no repository in a registry.", "Add repository_url to it."));
                continue;
            }

            var (allowed, ofVersions) = AllowedReleases.Of(rule, identifier, IsVersion);
            finding = finding.And(ofVersions).And(Below(rule, repository, allowed));
        }

        return finding;
    }

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var json = JsonFile.To(output);
        json.WriteStartObject();
        WriteRequirement(json, "default", isAccepted: !export.Terms.DeniesUnknown);
        json.WriteStartObject("transports");
        json.WriteStartObject("docker");
        foreach (var (repository, allowed) in AllowedReleases.ByName(export, Images, IsVersion))
        {
            WriteRequirement(json, repository, allowed.IsAll);
            foreach (var release in allowed.Releases)
                WriteRequirement(json, ImageName.Scope(repository, release)!, isAccepted: true);
            json.FlushIfLarge();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRequirement(Utf8JsonWriter json, string scope, bool isAccepted)
    {
        json.WriteStartArray(scope);
        json.WriteStartObject();
        json.WriteString(RequirementType, isAccepted ? Accept : Reject);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>The images of a rule's tool, by repository; null where one has none.</summary>
    private static IEnumerable<(string? Repository, ToolIdentifier Identifier)> Images(ExportRule rule)
    {
        foreach (var type in Types)
        {
            foreach (var identifier in rule.Packages(type))
                yield return (ImageName.Of(identifier.Identifier), identifier);
        }
    }

    private static Finding Below(ExportRule rule, string repository, AllowedReleases allowed) =>
        !ImageName.MayHaveOthersBelow(repository) ? Finding.Exact
        : allowed.IsAll ? Finding.Narrower($"Repositories below {repository} are let through with it.", $"Register those that are not to be used, or let through single releases of {rule.Tool.Name}.")
        : rule.Restricts && !rule.IsAudit ? Finding.Broader($"Repositories below {repository} are rejected with it.")
        : Finding.Exact;

    private static Finding Unusable(ExportRule rule, bool hasImage) =>
        hasImage
            ? Finding.NotExpressible($"The package URLs of {rule.Tool.Name} name no repository in a registry.", "Add repository_url to them.")
            : Finding.NotExpressible($"{rule.Tool.Name} has no image on record.", $"Add pkg:docker/name or pkg:oci/name?repository_url=… of {rule.Tool.Name}.");
}
