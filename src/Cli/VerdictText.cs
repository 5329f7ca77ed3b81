using ToolRegistry.Client;

namespace ToolRegistry.Cli;

/// <summary>A verdict as lines of text.</summary>
internal static class VerdictText
{
    public static async Task WriteAsync(VerdictView verdict, TextWriter output)
    {
        await output.WriteLineAsync($"{verdict.Outcome} ({verdict.Action}): {verdict.Subject}");
        foreach (var decision in verdict.Decisions)
            await output.WriteLineAsync($"  {decision.Number}: {decision.PublicStatement}{(decision.Provisional ? " (provisional: the case is weak and will be reviewed)" : "")}");
        if (verdict.Next is { } next)
            await output.WriteLineAsync($"  {next.Outcome} from {next.At:yyyy-MM-dd HH:mm zzz}");
        foreach (var alternative in verdict.Alternatives)
            await output.WriteLineAsync($"  Use instead: {alternative.Name}{(alternative.OwnProduct ? " (our own product)" : "")}");
        foreach (var constraint in verdict.Constraints)
            await output.WriteLineAsync($"  Condition: {constraint}");
        foreach (var range in verdict.Ranges)
            await output.WriteLineAsync($"  {range.Disposition} in {range.Range} ({range.Decision})");
        foreach (var note in verdict.Notes)
            await output.WriteLineAsync($"  Note: {note}");
    }
}
