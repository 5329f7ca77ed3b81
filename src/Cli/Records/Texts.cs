using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Records;

/// <summary>Words of the register as people read them.</summary>
internal static class Texts
{
    public static Cell Disposition(string? disposition) => new(disposition, disposition switch
    {
        "Banned" => Tone.Bad,
        "HighRisk" => Tone.Warning,
        "Approved" or "Constrained" => Tone.Good,
        _ => Tone.Plain,
    });

    public static Cell State(string? state) => new(state, state switch
    {
        "Approved" => Tone.Good,
        "Proposed" => Tone.Warning,
        "Draft" => Tone.Plain,
        _ => Tone.Faint,
    });

    public static string List(IEnumerable<string>? texts) => string.Join(", ", texts ?? []);

    public static string Scope(ScopeBody? scope) =>
        string.Join("; ", new[] { ("groups", scope?.Groups), ("environments", scope?.Environments), ("regions", scope?.Regions) }.Where(d => d.Item2 is { Count: > 0 }).Select(d => $"{d.Item1} {List(d.Item2)}"));

    public static string Approvals(IEnumerable<ApprovalView>? approvals) => List(approvals?.Select(a => $"{a.By} ({Instants.Text(a.At)})"));

    public static string Phases(IEnumerable<PhaseBody> phases) => List(phases.Select(p => $"{p.Disposition} from {Instants.Text(p.From)}"));
}
