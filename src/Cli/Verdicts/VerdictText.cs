using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;

namespace ToolRegistry.Cli.Verdicts;

/// <summary>Verdicts for people.</summary>
internal static class VerdictText
{
    /// <summary>Writes one verdict whole; of many those that somebody should look at, the blocked first, and a count of all.</summary>
    public static void Write(CheckResult result, Screen screen)
    {
        if (result.IsSingle)
        {
            WriteOne(result.Findings[0], screen);
            return;
        }

        var shown = result.Findings.Where(f => f.NeedsAttention).OrderBy(f => !f.IsBlocked).ThenBy(f => f.Decision is null).ToArray();
        if (screen.Terminal is not null)
            WriteTable(shown, screen);
        else
            Array.ForEach(shown, f => screen.WriteLine($"{(f.File is null ? "" : $"{PlaceOf(f)}: ")}{f.Verdict.Action}: {f.Message}"));
        var blocked = shown.Count(f => f.IsBlocked);
        screen.WriteLine($"{result.Findings.Count} checked, {blocked} blocked, {shown.Length - blocked} warned about", blocked > 0 ? Tone.Bad : shown.Length > 0 ? Tone.Warning : Tone.Good);
    }

    private static void WriteOne(Finding finding, Screen screen)
    {
        screen.WriteLine($"{TitleOf(finding)}: {finding.Name}", ToneOf(finding));
        var reasons = ReasonsOf(finding.Verdict);
        if (screen.Terminal is not null)
            screen.WriteFields(reasons.Select(r => ($"  {r.Name}", (Cell)r.Text)));
        else
            foreach (var (name, text) in reasons)
                screen.WriteLine($"  {name}: {text}");
    }

    private static void WriteTable(Finding[] findings, Screen screen)
    {
        var haveFiles = Array.Exists(findings, f => f.File is not null);
        screen.WriteTable(
            haveFiles ? ["Verdict", "Subject", "Found in", "Why"] : ["Verdict", "Subject", "Why"],
            findings.Select(f => (IReadOnlyList<Cell>)[new(TitleOf(f), ToneOf(f)), f.Name, .. haveFiles ? new Cell[] { PlaceOf(f) } : [], string.Join('\n', ReasonsOf(f.Verdict).Select(r => $"{r.Name}: {r.Text}"))]));
    }

    private static string TitleOf(Finding finding) => $"{finding.Verdict.Outcome} ({finding.Verdict.Action})";

    private static string? PlaceOf(Finding finding) => finding.Line is { } line ? $"{finding.File}:{line}" : finding.File;

    private static Tone ToneOf(Finding finding) => finding.IsBlocked ? Tone.Bad : finding.NeedsAttention ? Tone.Warning : Tone.Good;

    private static IEnumerable<(string Name, string Text)> ReasonsOf(VerdictView verdict)
    {
        foreach (var decision in verdict.Decisions)
            yield return (decision.Number, $"{decision.PublicStatement}{(decision.Provisional ? " (provisional: the case is weak and will be reviewed)" : "")}{(decision.RatificationOverdue ? " (enforced alone, and not ratified in time)" : "")}");
        if (verdict.Next is { } next)
            yield return ("Next", $"{next.Outcome} from {Instants.Text(next.At)}");
        if (verdict.Exception is { } exception)
            yield return ("Exception", $"{exception.Number ?? "one"}, until {Instants.Text(exception.Until)}");
        foreach (var alternative in verdict.Alternatives)
            yield return ("Use instead", $"{alternative.Name}{(alternative.OwnProduct ? " (our own product)" : "")}{(alternative.Note is { } note ? $": {note}" : "")}");
        foreach (var constraint in verdict.Constraints)
            yield return ("Condition", constraint);
        foreach (var range in verdict.Ranges)
            yield return ("Depends", $"{range.Disposition} in {range.Range} ({range.Decision})");
        foreach (var note in verdict.Notes)
            yield return ("Note", note);
    }
}
