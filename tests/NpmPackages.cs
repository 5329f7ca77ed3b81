using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Tests;

/// <summary>Packages of npm that tests use, at the versions that a lock file pins.</summary>
internal static class NpmPackages
{
    // Tests of several classes run at once and need the same folder.
    private static readonly Lock Installing = new();

    /// <summary>Installs the packages of a folder beside the tests, with the folder's other files; the test is skipped where that can't be done, which in CI is a failure.</summary>
    /// <param name="source">The folder with <c>package.json</c> and <c>package-lock.json</c>.</param>
    /// <param name="name">The name of the folder beside the tests.</param>
    /// <returns>The folder beside the tests.</returns>
    public static string Install(string source, string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, name);
        var installed = Path.Combine(folder, "installed");
        var wanted = string.Concat(Directory.EnumerateFiles(source).Order(StringComparer.Ordinal).Select(File.ReadAllText));
        lock (Installing)
        {
            if (File.Exists(installed) && File.ReadAllText(installed) == wanted)
                return folder;
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(source))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            if (!RunCi(folder))
                SkipOrFail();
            File.WriteAllText(installed, wanted);
            return folder;
        }
    }

    private static bool RunCi(string folder)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
            npm.StandardOutput.ReadToEnd();
            npm.WaitForExit();
            return npm.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    [DoesNotReturn]
    private static void SkipOrFail()
    {
        const string reason = "npm is not installed here, or can't reach its registry. Install nodejs and npm, and let npm reach its registry, to run this test.";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }
}
