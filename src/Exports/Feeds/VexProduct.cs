using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Feeds;

/// <summary>A product as VEX documents name one.</summary>
/// <param name="Identifier">By what it is known.</param>
/// <param name="Ranges">Its versions that are held, as <c>vers:</c>.</param>
internal readonly record struct VexProduct(Identifier Identifier, IReadOnlyList<string> Ranges)
{
    /// <summary>A rule in a format that takes <c>vers:</c> ranges.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="usable">Those of its identifiers that the format can use.</param>
    public static Expression<VexProduct> Express(ExportRule rule, IEnumerable<ToolIdentifier> usable)
    {
        var (products, isKnown) = (new List<VexProduct>(), false);
        // Most identifiers of a tool have the same versions, and what is said of these is said once.
        (IReadOnlyList<VersionRange> Ranges, string[] Said) last = ([], []);
        foreach (var identifier in usable)
        {
            isKnown = true;
            var ranges = rule.RangesOn(identifier);
            // What has versions of its own is not governed by ranges of others.
            if (ranges.Count == 0)
                continue;
            if (!ReferenceEquals(ranges, last.Ranges))
                last = (ranges, RangesOf(ranges));
            products.Add(new VexProduct(identifier.Identifier, last.Said));
        }

        return isKnown ? new(products, rule.InChannel) : new([], Unknown(rule));
    }

    /// <summary>What becomes of a rule on a tool that no VEX document could name.</summary>
    public static Finding Unknown(ExportRule rule) =>
        Finding.NotExpressible($"{rule.Tool.Name} has no package URL and no CPE name that the format takes.", $"Add a package URL or CPE name of {rule.Tool.Name}.");

    private static string[] RangesOf(IReadOnlyList<VersionRange> ranges) =>
        VersionRange.CoverEverything(ranges) ? [$"vers:{ranges[0].Scheme.Name}/*"] : [.. ranges.Select(r => r.Simplify().ToString())];
}
