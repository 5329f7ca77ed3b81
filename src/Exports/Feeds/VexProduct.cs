using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Feeds;

/// <summary>A product as VEX documents name one.</summary>
/// <param name="Identifier">By what it is known.</param>
/// <param name="Ranges">Its versions that are held, as <c>vers:</c>.</param>
internal sealed record VexProduct(Identifier Identifier, IReadOnlyList<string> Ranges)
{
    /// <summary>A rule in a format that takes <c>vers:</c> ranges.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="usable">The identifiers that the format can use.</param>
    public static Expression<VexProduct> Express(ExportRule rule, IEnumerable<ToolIdentifier> usable)
    {
        ToolIdentifier[] identifiers = [.. usable];
        if (identifiers.Length == 0)
            return new([], Unknown(rule));
        // What has versions of its own is not governed by ranges of others.
        return new([.. identifiers.Where(i => rule.RangesOn(i).Count > 0).Select(i => new VexProduct(i.Identifier, RangesOf(rule.RangesOn(i))))], rule.InChannel);
    }

    /// <summary>What becomes of a rule on a tool that no VEX document could name.</summary>
    public static Finding Unknown(ExportRule rule) =>
        Finding.NotExpressible($"{rule.Tool.Name} has no package URL and no CPE name that the format takes.", $"Add a package URL or CPE name of {rule.Tool.Name}.");

    private static string[] RangesOf(IReadOnlyList<VersionRange> ranges) =>
        VersionRange.CoverEverything(ranges) ? [$"vers:{ranges[0].Scheme.Name}/*"] : [.. ranges.Select(r => r.Simplify().ToString())];
}
