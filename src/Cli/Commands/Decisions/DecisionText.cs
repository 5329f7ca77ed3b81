using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Records;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Decisions;

/// <summary>Decisions for people.</summary>
internal static class DecisionText
{
    public static void Write(Screen screen, Answer<DecisionView> answer)
    {
        var decision = answer.Body;
        screen.WriteFields(
        [
            ("Number", decision.Number),
            ("Tool", decision.Tool),
            ("State", Texts.State(decision.State)),
            ("Now", Texts.Disposition(decision.Disposition)),
            ("Confidence", $"{decision.Confidence}, {decision.IndependentOrigins} independent origin{(decision.IndependentOrigins == 1 ? "" : "s")}{(decision.Provisional ? ", provisional" : "")}"),
            ("Revalidate", new Cell(decision.Revalidate == true ? "it must be looked at again" : null, Tone.Warning)),
            .. (decision.Changes ?? []).Select(c => ("Changed", (Cell)$"{c.Subject}: {c.What} ({c.By}, {Instants.Text(c.At)})")),
            .. FieldsOf(decision.InForce, "In force"),
            .. FieldsOf(decision.Pending, "Pending"),
            ("ETag", answer.ETag),
        ]);
    }

    public static void Write(Screen screen, Answer<RevisionList> answer) => screen.WriteTable(
        ["Revision", "Kind", "State", "Phases", "Ranges", "Proposed", "Decided", "Ended"],
        answer.Body.Items.Select(r => new Cell[] { r.Revision.ToString(), r.Kind, Texts.State(r.State), Texts.Phases(r.Phases), Texts.List(r.Ranges), Instants.Text(r.ProposedAt), Instants.Text(r.DecidedAt), Instants.Text(r.EndedAt) }));

    /// <summary>What a revision says, as it is edited.</summary>
    public static EditDecisionBody TermsOf(RevisionView revision) => new()
    {
        Ranges = revision.Ranges,
        Scope = revision.Scope,
        Phases = revision.Phases,
        Alternatives = [.. revision.Alternatives.Select(a => new AlternativeBody(a.Tool, a.Note))],
        Constraints = revision.Constraints,
        Identifiers = revision.Identifiers,
        Claims = revision.Claims ?? [],
        Evidence = revision.Evidence ?? [],
        Assessment = revision.Assessment,
        LiftWhen = revision.LiftWhen,
        PublicStatement = revision.PublicStatement,
        Rationale = revision.Rationale,
        ReviewBy = revision.ReviewBy,
        Exceptions = revision.Exceptions,
    };

    private static IEnumerable<(string Name, Cell Value)> FieldsOf(RevisionView? revision, string heading)
    {
        if (revision is null)
            yield break;
        yield return (heading, $"revision {revision.Revision} ({revision.Kind}), {revision.State}");
        foreach (var phase in revision.Phases)
            yield return ($"{heading}: Phase", Texts.Disposition(phase.Disposition) with { Text = $"{phase.Disposition} from {Instants.Text(phase.From)}" });
        foreach (var (name, text) in TextsOf(revision))
            yield return ($"{heading}: {name}", text);
    }

    private static IEnumerable<(string Name, string? Text)> TextsOf(RevisionView revision) =>
    [
        ("Ranges", Texts.List(revision.Ranges)),
        ("Scope", Texts.Scope(revision.Scope)),
        ("Statement", revision.PublicStatement),
        .. revision.Alternatives.Select(a => ("Use instead", (string?)$"{a.Tool}{(a.OwnProduct ? " (our own product)" : "")}{(a.Note is null ? "" : $": {a.Note}")}")),
        .. revision.Constraints.Select(c => ("Condition", (string?)c)),
        ("Enforced by", Texts.List(revision.Identifiers)),
        ("Lift when", revision.LiftWhen),
        ("Review by", Instants.Text(revision.ReviewBy)),
        ("Rationale", revision.Rationale),
        ("Reason", revision.Reason),
        ("Claims", Texts.List(revision.Claims)),
        ("Evidence", Texts.List(revision.Evidence)),
        ("Assessment", revision.Assessment),
        ("Authors", Texts.List(revision.Authors)),
        ("Approvals", Texts.Approvals(revision.Approvals)),
        ("Comments", revision.Comments is { Count: > 0 } comments ? string.Join("; ", comments.Select(c => $"{c.By} ({Instants.Text(c.At)}){(c.AsksForChanges ? " asks for changes" : "")}: {c.Text}")) : null),
        ("Expedited", revision.Expedited is { } alone ? $"by {alone.By} ({Instants.Text(alone.At)}): {alone.Reason}; {(alone.RatifiedBy is { } by ? $"ratified by {by}" : $"to be ratified by {Instants.Text(alone.RatifyBy)}{(alone.Overdue ? ", overdue" : "")}")}" : null),
        .. (revision.Exceptions ?? []).Select(e => ("Exception", (string?)$"{e.Exception} {(e.Keep ? "stays" : "ends")}")),
    ];
}
