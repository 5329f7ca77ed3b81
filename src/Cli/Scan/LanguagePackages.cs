using System.Text.Json;
using ToolRegistry.Cli.Lockfiles;

namespace ToolRegistry.Cli.Scan;

/// <summary>Reads what package managers of programming languages list.</summary>
internal static class LanguagePackages
{
    /// <summary>npm's tree as JSON: what was installed globally, and all that came with it.</summary>
    public static void ReadNpm(string output, FoundSoftware found)
    {
        using var document = ListedJson.Parse(output);
        if (document.RootElement.Member("error") is { } error)
            throw new ScanException(error.Text("summary") ?? "npm says that it failed.");
        var open = new Stack<JsonElement>([document.RootElement]);
        while (open.TryPop(out var package))
        {
            foreach (var dependency in package.Member("dependencies")?.Members() ?? [])
            {
                Add(dependency.Name, dependency.Value, found);
                open.Push(dependency.Value);
            }
        }
    }

    /// <summary>pip's list as JSON.</summary>
    public static void ReadPip(string output, FoundSoftware found)
    {
        using var document = ListedJson.Parse(output);
        foreach (var package in document.RootElement.Items())
        {
            if (package.Text("name") is not { } name)
                throw new ScanException("A package has no name.");
            if (package.Text("editable_project_location") is not null)
                found.Note($"{name} was left out: it is installed from a folder of this machine.");
            else
                found.AddPackage("pypi", ns: null, name, package.Text("version"));
        }
    }

    /// <summary>dotnet's table: what stands below its line of hyphens.</summary>
    public static void ReadDotnet(string output, FoundSoftware found)
    {
        var lines = output.Split('\n', StringSplitOptions.TrimEntries);
        var rule = Array.FindLastIndex(lines, line => line.Length > 0 && line.All(c => c == '-'));
        if (rule < 0)
            throw new ScanException("There is no table in what dotnet wrote.");
        foreach (var line in lines[(rule + 1)..].Where(line => line.Length > 0))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var id, var version, ..])
                throw new ScanException($"A line of the table can't be read: {line}");
            found.AddPackage("nuget", ns: null, id, version);
        }
    }

    private static void Add(string name, JsonElement package, FoundSoftware found)
    {
        // What is wanted and not installed has no version; a link leads to a folder of this machine.
        if (package.Text("version") is not { } version)
            return;
        var resolved = package.Text("resolved");
        if (resolved is not null && NpmPackages.IsDirectory(resolved))
        {
            found.Note($"{name} was left out: it is installed from a folder of this machine.");
            return;
        }

        var (_, ns, plain) = PackageName.OfPath("npm", name);
        found.AddPackage("npm", ns, plain, version, NpmPackages.OriginOf(name, version, resolved) is { } origin ? new[] { origin } : []);
    }
}
