using System.Diagnostics;

namespace ToolRegistry.Cli.Tests.Running;

/// <summary>How a run of the program ended.</summary>
internal sealed record Run(int ExitCode, string Output, string Errors)
{
    /// <summary>The output, if the exit code is the one expected.</summary>
    public string Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Expected exit code {exitCode}, got {ExitCode}: {Output}{Errors}");
        return Output;
    }
}

/// <summary>The real program in a process of its own, with a configuration folder of its own.</summary>
internal sealed class Toolreg : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("toolreg-");

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "ToolRegistry.Cli.dll");

    /// <summary>What the environment says of the service, and whatever else a test wants there.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>The working folder, empty at first.</summary>
    public string Folder => home.FullName;

    public string ConfigFolder => Path.Combine(home.FullName, "config");

    public static Toolreg At(Uri? server, string? token = null)
    {
        var program = new Toolreg();
        if (server is not null)
            program.Variables["TOOLREG_SERVER"] = server.ToString();
        if (token is not null)
            program.Variables["TOOLREG_TOKEN"] = token;
        return program;
    }

    public Task<Run> RunAsync(params string[] arguments) => RunAsync(input: null, arguments);

    public async Task<Run> RunAsync(string? input, string[] arguments)
    {
        using var process = Start(["dotnet", Program, .. arguments]);
        return await EndAsync(process, input);
    }

    /// <summary>Runs it as on a terminal of 80 columns, whose output comes back with all that it does to the terminal.</summary>
    public async Task<Run> RunOnTerminalAsync(params string[] arguments)
    {
        const string Script = "/usr/bin/script";
        Assert.SkipUnless(File.Exists(Script), $"{Script} (util-linux) is not installed here; it gives a terminal.");
        using var process = Start([Script, "-qec", string.Join(' ', new[] { "stty cols 80 rows 40;", "dotnet", Program }.Concat(arguments.Select(a => $"'{a}'"))), "/dev/null"]);
        return await EndAsync(process, input: "");
    }

    /// <summary>Starts any command where the program would run.</summary>
    public Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        // Whoever runs the tests may have a login, or no wish for colour.
        foreach (var own in new[] { "TOOLREG_SERVER", "TOOLREG_TOKEN", "NO_COLOR" })
            start.Environment.Remove(own);
        start.Environment["XDG_CONFIG_HOME"] = ConfigFolder;
        start.Environment["TERM"] = "xterm-256color";
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<Run> EndAsync(Process process, string? input = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all; its exit code says why.
        }

        await process.WaitForExitAsync(ct);
        return new Run(process.ExitCode, await output, await errors);
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => home.Delete(recursive: true);
}
