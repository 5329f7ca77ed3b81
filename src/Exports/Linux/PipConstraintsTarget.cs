using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Linux;

/// <summary>Constraints of pip (https://pip.pypa.io/en/stable/user_guide/#constraints-files): what it installs is none of the banned versions. uv reads them too.</summary>
public sealed class PipConstraintsTarget : IExportTarget
{
    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("pip-constraints", "pip constraints", "text/plain; charset=utf-8", "constraints.txt")
    {
        Identifiers = ["pkg:pypi"],
        Versions = "ranges of pypi; where pip's specifiers can't leave out these alone, more",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var constraints = TextFile.To(output);
        // pip takes the encoding from a comment in the first two lines, whoever wrote it; else from the machine.
        constraints.WriteLine("# coding: utf-8");
        constraints.WriteLine($"# What is decided for {export.Channel}.");
        foreach (var rule in export.Restrictions)
        {
            foreach (var constraint in Express(rule).Items)
            {
                constraints.WriteLine($"# {rule.Message}");
                constraints.WriteLine(constraint);
            }
        }
    }

    private static Expression<string> Express(ExportRule rule)
    {
        if (rule.IsAudit)
            return new([], Finding.NotExpressible("A constraint can't watch without refusing."));
        var packages = rule.Purls("pypi").ToArray();
        if (packages.Length == 0)
            return new([], Finding.NotExpressible($"{rule.Tool.Name} has no package URL of the type pypi on record.", $"Add the package URL of {rule.Tool.Name}, as pkg:pypi/name."));

        var finding = rule.InChannel;
        var items = new List<string>();
        foreach (var (purl, identifier) in packages.Where(p => rule.Governs(p.Identifier)))
        {
            var (specifiers, said) = Excluding(rule, identifier);
            items.Add($"{purl.Name}{specifiers}");
            finding = finding.And(said);
        }

        return new([.. items.Distinct(StringComparer.Ordinal)], finding);
    }

    private static (string Specifiers, Finding Finding) Excluding(ExportRule rule, ToolIdentifier identifier)
    {
        var scheme = VersionScheme.ForPurlType("pypi");
        var ranges = rule.RangesOn(identifier);
        var holdsAll = rule.HoldsAllOf(identifier);
        var isComparable = holdsAll || ranges.All(r => r.Scheme == scheme);
        var banned = holdsAll || !isComparable ? VersionSet.Everything(scheme) : VersionSet.UnionOf(scheme, ranges);
        var said = PipSpecifiers.Excluding(banned);
        return (said.Value!, !isComparable ? Versionless.AllVersions(rule) with { Mend = "Say the decision's ranges in versions of pypi." }
            : said.Reason is { } reason ? Finding.Broader(reason)
            : Finding.Exact);
    }
}
