using ToolRegistry.Domain;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Windows;

/// <summary>The versions that a rule holds as file versions of Windows.</summary>
internal static class FileVersions
{
    /// <summary>Every file version.</summary>
    public static readonly WindowsVersionRange All = new(new Version(0, 0, 0, 0), new Version(65_535, 65_535, 65_535, 65_535));

    private static readonly (string Lowest, string Highest) Ends = (All.Minimum.ToString(4), All.Maximum.ToString(4));

    private static readonly Expression<WindowsVersionRange> Exactly = new([All], Finding.Exact);

    /// <summary>A file version, as four numbers with dots.</summary>
    public static string Text(Version version) =>
        ReferenceEquals(version, All.Minimum) ? Ends.Lowest : ReferenceEquals(version, All.Maximum) ? Ends.Highest : version.ToString(4);

    /// <summary>The file versions of one of the tool's identifiers, never fewer than the rule holds.</summary>
    public static Expression<WindowsVersionRange> Of(ExportRule rule, ToolIdentifier identifier)
    {
        if (rule.HoldsAllOf(identifier))
            return Exactly;
        var (ranges, finding) = (new List<WindowsVersionRange>(), Finding.Exact);
        foreach (var ofScheme in rule.RangesOn(identifier).GroupBy(r => r.Scheme))
        {
            var said = WindowsVersions.Of(VersionSet.UnionOf(ofScheme.Key, ofScheme));
            if (!said.IsExpressible)
                return new([All], Finding.Broader($"{said.Reason} All versions are blocked.", "Give the ranges in the scheme generic or semver."));
            ranges.AddRange(said.Value);
            if (said.Fidelity == Fidelity.Broader)
                finding = finding.And(Finding.Broader(said.Reason!));
        }

        return new(ranges, finding);
    }
}
