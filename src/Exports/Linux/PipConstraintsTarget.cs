using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Exports.Linux;

/// <summary>Constraints of pip (https://pip.pypa.io/en/stable/user_guide/#constraints-files): what it installs is none of the banned versions. uv reads them too.</summary>
public sealed class PipConstraintsTarget : IExportTarget
{
    private const string Type = "pypi";

    private static readonly VersionScheme Scheme = VersionScheme.ForPurlType(Type);

    private static readonly Conversion<string> ExcludingAll = PipSpecifiers.Excluding(VersionSet.Everything(Scheme));

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("pip-constraints", "pip constraints", "text/plain; charset=utf-8", "constraints.txt")
    {
        Identifiers = [$"pkg:{Type}"],
        Versions = "ranges of pypi; where pip's specifiers can't leave out these alone, more",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule)
    {
        if (rule.IsAudit)
            return Finding.NotExpressible("A constraint can't watch without refusing.");
        if (!rule.Packages(Type).Any())
            return Finding.NotExpressible($"{rule.Tool.Name} has no package URL of the type pypi on record.", $"Add the package URL of {rule.Tool.Name}, as pkg:pypi/name.");
        var finding = rule.InChannel;
        foreach (var identifier in rule.Packages(Type))
        {
            if (!IsComparable(rule, identifier))
                finding = finding.And(Versionless.AllVersions(rule) with { Mend = "Say the decision's ranges in versions of pypi." });
            else if (SpecifiersOf(rule, identifier).Reason is { } reason)
                finding = finding.And(Finding.Broader(reason));
        }

        return finding;
    }

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var constraints = TextFile.To(output);
        // pip takes the encoding from a comment in the first two lines, whoever wrote it; else from the machine.
        constraints.WriteLine("# coding: utf-8");
        constraints.WriteLine($"# What is decided for {export.Channel}.");
        var written = new HashSet<(string, string)>();
        foreach (var rule in export.Restrictions)
        {
            if (rule.IsAudit)
                continue;
            // The same package may be from several places.
            written.Clear();
            foreach (var identifier in rule.Packages(Type))
            {
                var (package, specifiers) = (new PurlText(identifier.Identifier.Value).Name, SpecifiersOf(rule, identifier).Value!);
                if (written.Add((package, specifiers)))
                    Write(constraints, rule, package, specifiers);
            }
        }
    }

    private static void Write(StreamWriter constraints, ExportRule rule, string package, string specifiers)
    {
        constraints.Write("# ");
        constraints.WriteLine(rule.Message);
        constraints.Write(package);
        constraints.WriteLine(specifiers);
    }

    private static bool IsComparable(ExportRule rule, ToolIdentifier identifier) =>
        rule.HoldsAllOf(identifier) || rule.RangesOn(identifier).All(r => r.Scheme == Scheme);

    private static Conversion<string> SpecifiersOf(ExportRule rule, ToolIdentifier identifier) =>
        rule.HoldsAllOf(identifier) || !IsComparable(rule, identifier)
            ? ExcludingAll
            : PipSpecifiers.Excluding(VersionSet.UnionOf(Scheme, rule.RangesOn(identifier)));
}
