using ToolRegistry.Cli.Frame;
using ToolRegistry.Client.Findings;

namespace ToolRegistry.Cli.Verdicts;

/// <summary>In which form answers are written: for people, for scripts, for code hosts or for build servers.</summary>
internal static class VerdictOutput
{
    public const string Human = "human";
    public const string Json = "json";
    public const string Sarif = "sarif";
    public const string JUnit = "junit";

    public static async Task<int> WriteAsync(this Session session, CheckResult result, CancellationToken ct)
    {
        switch (session.Get(CheckOptions.Output))
        {
            case Json:
                await Session.WriteAsync(result.Json, ct);
                break;
            case Sarif:
                await WriteAsync(output => SarifWriter.Write(result.Findings, result.Revision, output), ct);
                break;
            case JUnit:
                await WriteAsync(output => JUnitWriter.Write(result.Findings, result.Revision, output), ct);
                break;
            default:
                VerdictText.Write(result, session.Answers);
                break;
        }

        return result.ExitCodeOf(session.Get(CheckOptions.Strict));
    }

    private static async Task WriteAsync(Action<Stream> write, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        write(whole);
        await Session.WriteAsync(whole.ToArray(), ct);
    }
}
