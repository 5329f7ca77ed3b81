namespace ToolRegistry.Cli.Frame;

/// <summary>Why a command ends without an answer.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;

    public static CliException Usage(string message) => new(Cli.ExitCode.Usage, message);
}
