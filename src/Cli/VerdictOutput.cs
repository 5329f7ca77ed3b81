using System.CommandLine;
using System.Text.Json;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;

namespace ToolRegistry.Cli;

/// <summary>In which form an answer is written: for people, for scripts, for code hosts or for build servers.</summary>
internal static class VerdictOutput
{
    private const string Human = "human";
    private const string Json = "json";
    private const string Sarif = "sarif";
    private const string JUnit = "junit";

    public static Option<string> CreateOption()
    {
        var option = new Option<string>("--output", "-o") { Description = "human, json, sarif or junit.", DefaultValueFactory = _ => Human };
        option.AcceptOnlyFromAmong(Human, Json, Sarif, JUnit);
        return option;
    }

    /// <summary>Writes the answer about one subject.</summary>
    public static Task WriteAsync(VerdictView verdict, string form) => form switch
    {
        Human => VerdictText.WriteAsync(verdict, Console.Out),
        Json => WriteJsonAsync(verdict),
        _ => WriteAsync([new Finding(verdict)], form),
    };

    /// <summary>Writes the answers about many; for people only those that somebody should look at, and a count of all.</summary>
    public static async Task WriteAsync(IReadOnlyList<Finding> findings, string form)
    {
        var revision = findings.Count == 0 ? 0 : findings[^1].Verdict.Revision;
        switch (form)
        {
            case Human:
                foreach (var finding in findings.Where(f => f.NeedsAttention))
                    await VerdictText.WriteAsync(finding.Verdict, Console.Out);
                await Console.Out.WriteLineAsync($"{findings.Count} checked, {findings.Count(f => f.IsBlocked)} blocked, {findings.Count(f => f is { NeedsAttention: true, IsBlocked: false })} warned about");
                break;
            case Json:
                await WriteJsonAsync(new CheckBatchView(revision, [.. findings.Select(f => f.Verdict)]));
                break;
            case Sarif:
                Write(output => SarifWriter.Write(findings, revision, output));
                break;
            default:
                Write(output => JUnitWriter.Write(findings, revision, output));
                break;
        }
    }

    private static async Task WriteJsonAsync<T>(T answer)
    {
        await using var output = Console.OpenStandardOutput();
        await JsonSerializer.SerializeAsync(output, answer, WireJson.Options);
        output.WriteByte((byte)'\n');
    }

    private static void Write(Action<Stream> write)
    {
        using var output = Console.OpenStandardOutput();
        write(output);
        output.WriteByte((byte)'\n');
    }
}
