namespace ToolRegistry.Cli.Scan;

/// <summary>A program that lists what is installed.</summary>
/// <param name="Name">By what people pick it.</param>
/// <param name="Programs">The program, under the names that it has.</param>
/// <param name="Arguments">How it is asked; <see cref="OutputFile"/> stands for a file that it writes.</param>
/// <param name="Read">Reads what it wrote. It throws a <see cref="ScanException"/> when that is not what was asked for.</param>
internal sealed record ScanSource(string Name, string[] Programs, string[] Arguments, Action<string, FoundSoftware> Read)
{
    /// <summary>In the place of an argument: the path of a file that the program writes instead of its standard output.</summary>
    public const string OutputFile = "{file}";

    /// <summary>All sources, in the order in which findings are shown.</summary>
    public static readonly IReadOnlyList<ScanSource> All =
    [
        new("dpkg", ["dpkg-query"], ["--show", "--showformat", @"${db:Status-Abbrev}\t${Package}\t${Version}\t${Architecture}\n"], SystemPackages.ReadDpkg),
        new("rpm", ["rpm"], ["--query", "--all", "--queryformat", @"%{NAME}\t%{EPOCH}\t%{VERSION}-%{RELEASE}\t%{ARCH}\n"], SystemPackages.ReadRpm),
        new("npm", ["npm"], ["ls", "--global", "--all", "--json"], LanguagePackages.ReadNpm) { MayFail = true },
        new("pip", ["pip3", "pip"], ["list", "--format=json", "--disable-pip-version-check", "--no-input"], LanguagePackages.ReadPip),
        new("dotnet", ["dotnet"], ["tool", "list", "--global"], LanguagePackages.ReadDotnet),
        new("vscode", ["code"], ["--list-extensions", "--show-versions"], DesktopSoftware.ReadCode),
        new("brew", ["brew"], ["info", "--json=v2", "--installed"], DesktopSoftware.ReadBrew),
        new("winget", ["winget"], ["export", "--output", OutputFile, "--include-versions", "--accept-source-agreements", "--disable-interactivity"], DesktopSoftware.ReadWinget),
    ];

    /// <summary>Whether it lists all the same when its exit code says that something is wrong with what is installed.</summary>
    public bool MayFail { get; private init; }

    /// <summary>Lists what is installed; null when the program is not here.</summary>
    /// <exception cref="ScanException">It can't be read.</exception>
    public async Task<FoundSoftware?> ListAsync(string? vendor, CancellationToken ct)
    {
        if (Programs.Select(InstalledProgram.Find).FirstOrDefault(p => p is not null) is not { } program)
            return null;
        var found = new FoundSoftware(Name, vendor);
        var folder = Arguments.Contains(OutputFile) ? Directory.CreateTempSubdirectory("toolreg-") : null;
        try
        {
            var file = folder is null ? null : Path.Combine(folder.FullName, "list");
            var text = await InstalledProgram.RunAsync(program, [.. Arguments.Select(a => a == OutputFile ? file! : a)], MayFail, ct);
            Read(file is null ? text : await InstalledProgram.ReadAsync(file, ct), found);
            return found;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ScanException(fault.Message);
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }
}
