using System.CommandLine;
using ToolRegistry.Cli.Frame;

namespace ToolRegistry.Cli.Commands;

/// <summary><c>toolreg completion</c>: scripts by which shells complete what is typed. They ask toolreg itself and need nothing else.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = CreateShell();

    public static Command Create() => new CliCommand("completion", "Print the script by which a shell completes toolreg. Its first lines say where to put it.", "toolreg completion bash", RunAsync) { Shell };

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        await using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"toolreg.{session.Get(Shell)}")!;
        await using var output = Console.OpenStandardOutput();
        await script.CopyToAsync(output, ct);
        return ExitCode.Allowed;
    }

    private static Argument<string> CreateShell()
    {
        var argument = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        return argument.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
    }
}
