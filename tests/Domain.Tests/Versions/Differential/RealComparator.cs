using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ToolRegistry.Tests;

namespace ToolRegistry.Domain.Tests.Versions.Differential;

/// <summary>
/// A program that orders versions as their ecosystem does, driven by a script beside this file: pairs go in, a line each and the
/// texts in hexadecimal UTF-8; a line with one character comes out for each.
/// </summary>
/// <param name="Needs">What to install where the program is missing.</param>
/// <param name="Command">The program and its arguments, as run in the folder of the scripts.</param>
internal sealed record RealComparator(string Needs, params string[] Command)
{
    // A script ends with this code when it lacks its library.
    private const int MissingLibrary = 3;

    private static readonly string Scripts = ProjectFolder.Of("tests", "Domain.Tests", "Versions", "Differential", "scripts");

    /// <summary>npm's package, installed beside the tests at the version that the lock file pins.</summary>
    internal static RealComparator OfNpm(string script) =>
        new("nodejs and npm", "node", Path.Combine(NpmPackages.Install(Path.Combine(Scripts, "npm"), "npm"), script));

    /// <summary>
    /// One answer a pair: <c>&lt; = &gt;</c>, <c>!</c> when a text is no version to the program, <c>?</c> where the script knows a
    /// reason why the two need not agree.
    /// </summary>
    internal string[] Ask(IReadOnlyCollection<(string A, string B)> pairs)
    {
        var (code, output) = Run(Command, Scripts, string.Concat(pairs.Select(pair => $"{Encode(pair.A)} {Encode(pair.B)}\n")));
        if (code == MissingLibrary)
            SkipOrFail();
        Assert.Equal(0, code);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(pairs.Count, answers.Length);
        return answers;
    }

    private (int Code, string Output) Run(string[] command, string folder, string input)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            Send(process, input);
            var text = output.GetAwaiter().GetResult();
            process.WaitForExit();
            return (process.ExitCode, text);
        }
        catch (Win32Exception)
        {
            SkipOrFail();
            throw;
        }
    }

    // A script that lacks its library ends without reading; its exit code says so.
    private static void Send(Process process, string input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            return;
        }
    }

    [DoesNotReturn]
    private void SkipOrFail()
    {
        var reason = $"{Command[0]} or its library is not installed here. Install {Needs} to compare with the real program.";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }

    private static string Encode(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
}
