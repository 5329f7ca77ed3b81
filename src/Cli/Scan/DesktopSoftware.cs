using System.Text.Json;

namespace ToolRegistry.Cli.Scan;

/// <summary>Reads what desktops list: extensions of the editor, Homebrew, winget.</summary>
internal static class DesktopSoftware
{
    /// <summary>Visual Studio Code's extensions: <c>publisher.name@version</c> on each line, and perhaps a heading that ends in a colon.</summary>
    public static void ReadCode(string output, FoundSoftware found)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.EndsWith(':')))
        {
            if (line.Split('@') is not [var id, { Length: > 0 } version] || id.Split('.', 2) is not [{ Length: > 0 } publisher, { Length: > 0 } name])
                throw new ScanException($"A line names no extension: {line}");
            found.AddPackage("vscode-extension", publisher, name, version);
        }
    }

    /// <summary>Homebrew's formulae and casks as JSON. The namespace of a package URL is the tap; that of a formula without one is homebrew/core.</summary>
    public static void ReadBrew(string output, FoundSoftware found)
    {
        const string Core = "homebrew/core";
        using var document = ListedJson.Parse(output);
        foreach (var formula in document.RootElement.Member("formulae")?.Items() ?? [])
        {
            foreach (var installed in formula.Member("installed")?.Items() ?? [])
                found.AddPackage("brew", formula.Text("tap") is { } tap and not Core ? tap : null, Required(formula, "name"), installed.Text("version"));
        }

        foreach (var cask in document.RootElement.Member("casks")?.Items() ?? [])
            found.AddPackage("brew", cask.Text("tap") ?? "homebrew/cask", Required(cask, "token"), cask.Text("installed"));
    }

    /// <summary>What winget exports as JSON: the packages that it knows by an identifier.</summary>
    public static void ReadWinget(string output, FoundSoftware found)
    {
        using var document = ListedJson.Parse(output);
        foreach (var package in document.RootElement.Member("Sources")?.Items().SelectMany(s => s.Member("Packages")?.Items() ?? []) ?? [])
            found.Add($"winget:{Required(package, "PackageIdentifier")}", package.Text("Version"));
    }

    private static string Required(JsonElement element, string name) => element.Text(name) ?? throw new ScanException($"A package has no {name}.");
}
