using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports;

/// <summary>Says rules by the SHA-256 of files, 64 lower-case hex digits: of the releases on record, and of what the tool is known by.</summary>
internal static class FileHashes
{
    /// <summary>The files that a rule holds, and how faithfully they say it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="runsHere">Whether a file is for the machines that the target is enforced on.</param>
    /// <param name="letsThrough">Whether the files are let through, rather than blocked or watched.</param>
    public static Expression<string> Express(ExportRule rule, Func<Artifact, bool> runsHere, bool letsThrough = false)
    {
        var hashes = Of(rule, runsHere);
        if (hashes.Length == 0)
            return new([], Finding.NotExpressible($"No SHA-256 of a file that {rule.Number} holds is on record.", $"Add the SHA-256 of the files of {rule.Tool.Name}."));
        var finding = rule.InChannel;
        if (!Known(rule).All(rule.HoldsAllOf))
            finding = finding.And(Versionless.AllVersions(rule, letsThrough));
        return new(hashes, rule.HashesSay(runsHere) ? finding : finding.And(OnRecordOnly(rule, letsThrough)));
    }

    /// <summary>The hashes of all files that a rule holds, in order, each once.</summary>
    public static string[] Of(ExportRule rule, Func<Artifact, bool> runsHere)
    {
        var hashes = new List<string>();
        foreach (var identifier in Known(rule))
            hashes.Add(identifier.Identifier.Value);
        if (rule.Tool.Identity.Artifacts.Count > 0)
            hashes.AddRange(rule.HeldArtifacts.Where(runsHere).Select(a => a.Sha256));
        return hashes.Count < 2 ? [.. hashes] : [.. hashes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The hashes by which the tool is known; of which version their files are is not on record.</summary>
    public static RuleIdentifiers Known(ExportRule rule) => rule.Of(IdentifierKind.Sha256);

    private static Finding OnRecordOnly(ExportRule rule, bool letsThrough) =>
        letsThrough
            ? Finding.Broader("Files are known by their hashes: releases that are not on record are not let through.", $"Add the SHA-256 of each release of {rule.Tool.Name} as it comes out.")
            : Finding.Narrower("Files are known by their hashes: releases that are not on record stay unknown.", $"Add the SHA-256 of each release of {rule.Tool.Name} as it comes out.");
}
