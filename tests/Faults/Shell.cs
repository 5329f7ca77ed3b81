using System.Diagnostics;

namespace ToolRegistry.Faults;

/// <summary>Runs what only programs of the system can do, and knows where they may not.</summary>
internal static class Shell
{
    /// <summary>Runs a program; says whether it succeeded, and what it wrote.</summary>
    public static async Task<(bool Succeeded, string Output)> TryAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode == 0, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (false, missing.Message);
        }
    }

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        var (succeeded, output) = await TryAsync(program, arguments);
        Assert.True(succeeded, $"{program} {string.Join(' ', arguments)}: {output}");
    }

    /// <summary>Runs a program without which the test can't be; where it may not run, the test is skipped and says so.</summary>
    public static async Task RunOrSkipAsync(string without, string program, params string[] arguments)
    {
        var (succeeded, output) = await TryAsync(program, arguments);
        Assert.SkipUnless(succeeded, $"{without}: {program} {string.Join(' ', arguments)}: {output.Trim()}");
    }
}
