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

    public static async Task WriteAsync(VerdictView verdict, string form)
    {
        if (form == Human)
        {
            await VerdictText.WriteAsync(verdict, Console.Out);
            return;
        }

        await using var output = Console.OpenStandardOutput();
        switch (form)
        {
            case Sarif:
                SarifWriter.Write([new Finding(verdict)], verdict.Revision, output);
                break;
            case JUnit:
                JUnitWriter.Write([new Finding(verdict)], verdict.Revision, output);
                break;
            default:
                await JsonSerializer.SerializeAsync(output, verdict, WireJson.Options);
                break;
        }

        output.WriteByte((byte)'\n');
    }
}
