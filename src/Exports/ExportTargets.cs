using ToolRegistry.Exports.Apple;
using ToolRegistry.Exports.Browsers;
using ToolRegistry.Exports.Containers;
using ToolRegistry.Exports.Detection;
using ToolRegistry.Exports.Dns;
using ToolRegistry.Exports.Editors;
using ToolRegistry.Exports.Engines;
using ToolRegistry.Exports.Feeds;
using ToolRegistry.Exports.Linux;
using ToolRegistry.Exports.Windows;

namespace ToolRegistry.Exports;

/// <summary>The targets that there are.</summary>
public static class ExportTargets
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<IExportTarget> All { get; } = Sorted(
        ChromiumPolicyTarget.Chrome,
        ChromiumPolicyTarget.Chromium,
        ChromiumPolicyTarget.Edge,
        VsCodeTarget.Policy,
        VsCodeTarget.Settings,
        new AppControlTarget(),
        new AppLockerCspTarget(),
        new AppLockerTarget(),
        new AptPreferencesTarget(),
        new CedarTarget(),
        new ClamAvTarget(),
        new ContainerPolicyTarget(),
        new CsafTarget(),
        new CycloneDxVexTarget(),
        new DefenderApiTarget(),
        new DefenderCsvTarget(),
        new FapolicydTarget(),
        new FirefoxPoliciesTarget(),
        new FleetPolicyTarget(),
        new IntuneMacosTarget(),
        new IntuneWindowsTarget(),
        new JamfRestrictedSoftwareTarget(),
        new OpaBundleTarget(),
        new OpenVexTarget(),
        new OsqueryPackTarget(),
        new OsvTarget(),
        new PipConstraintsTarget(),
        new RegisterCsvTarget(),
        new RegisterJsonTarget(),
        new RpzTarget(),
        new SantaProfileTarget(),
        new SantaSyncTarget(),
        new StixTarget(),
        new WindowsRegistryTarget());

    /// <summary>The target of a name, or null.</summary>
    public static IExportTarget? Find(string name) => All.FirstOrDefault(t => t.Info.Name == name);

    private static IExportTarget[] Sorted(params IExportTarget[] targets) => [.. targets.OrderBy(t => t.Info.Name, StringComparer.Ordinal)];
}
