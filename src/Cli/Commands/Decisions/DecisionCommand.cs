using System.CommandLine;
using System.Text.Json.Nodes;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Records;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Decisions;

/// <summary><c>toolreg decision</c>: what governs, and its review.</summary>
internal static class DecisionCommand
{
    private static readonly RecordKind<DecisionView> Decision = new(Named.Decision(), (client, number, ct) => client.Decisions.GetAsync(number, ct), DecisionText.Write);
    private static readonly RecordKind<RevisionList> Revisions = new(Named.Decision(), (client, number, ct) => client.Decisions.RevisionsAsync(number, ct), DecisionText.Write);

    private static readonly Option<string?> Tool = new("--tool") { Description = "The slug of the tool that they govern." };
    private static readonly Option<string?> State = new("--state") { Description = "Draft, Proposed, Approved, Rejected, Withdrawn, Superseded or Revoked." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; internal text.", Required = true };
    private static readonly Option<string> Said = new("--text") { Description = "What you think of it; internal text.", Required = true };
    private static readonly Option<string?> PerhapsReason = new("--reason") { Description = "Why, if there is a reason to give; internal text." };

    private static readonly BodyMember Phases = BodyMember.Many("--phase", "phases", "From when it says what, as 2026-07-10T00:00:00+08:00=Banned.", Phase);

    private static readonly BodyMember[] Terms =
    [
        BodyMember.Many("--range", "ranges", "Versions governed, as vers:npm/>=2.1.91|<2.1.197.", text => text),
        Phases,
        BodyMember.Text("--statement", "publicStatement", "What everyone may read."),
        BodyMember.Text("--rationale", "rationale", "Why the decision is as it is; internal text."),
        BodyMember.Text("--lift-when", "liftWhen", "What would let the restriction be lifted; public text."),
        BodyMember.Text("--review-by", "reviewBy", "When it is to be reviewed, with an offset."),
    ];

    private static readonly Body New = new([BodyMember.Text("--tool", "tool", "The slug of the tool that it governs."), .. Terms]);
    private static readonly Body Edited = new(Terms);
    private static readonly Body Revised = new([BodyMember.Text("--reason", "reason", "Why it is revised; internal text."), .. Terms]);
    private static readonly Body Rescheduled = new(BodyMember.Text("--reason", "reason", "Why the dates move; internal text."), Phases);

    public static Command Create() => new Command("decision", "Decisions on tools, and their review.").With(
        ListCommand.Create(
            "List decisions.",
            "toolreg decision list --tool claude-code",
            (session, page, ct) => session.Client.Decisions.ListAsync(session.Get(Tool), session.Get(State), page, ct),
            ["Number", "Tool", "State", "Now", "Pending", "Statement", "Review by"],
            d => [d.Number, d.Tool, Texts.State(d.State), Texts.Disposition(d.Disposition), Texts.State(d.PendingState), d.PublicStatement, Instants.Text(d.ReviewBy)],
            Tool,
            State),
        Decision.Show("show", "Show a decision: the revision in force, and the pending one.", "toolreg decision show TR-42"),
        Revisions.Show("revisions", "List all revisions of a decision: every date that ever stood.", "toolreg decision revisions TR-42"),
        ReportCommand.Create())
        .With(Writing())
        .With(Review())
        .With(Changing());

    private static IEnumerable<Command> Writing() =>
    [
        Decision.Create(
            "draft",
            "Draft a decision.",
            "toolreg decision draft --tool left-pad --range 'vers:npm/*' --phase 2026-07-10T00:00:00Z=Banned --statement \"Use padStart.\"",
            async (session, key, ct) => await session.Client.Decisions.DraftAsync(await New.ReadAsync<NewDecisionBody>(session, ct), key, ct),
            New.Symbols),
        Decision.Change(
            "edit",
            "Edit the pending revision; approvals given are dropped. What is not said stays.",
            "toolreg decision edit TR-42 --review-by 2026-09-01T00:00:00Z",
            async (session, decision, ct) => await session.Client.Decisions.EditAsync(decision.Name, await Edited.ReadAsync(session, DecisionText.TermsOf(PendingOf(decision)), ct), decision.IfMatch, ct),
            Edited.Symbols),
    ];

    private static IEnumerable<Command> Review() =>
    [
        Decision.Change("propose", "Put the draft forward for review.", "toolreg decision propose TR-42", (session, decision, ct) => session.Client.Decisions.ProposeAsync(decision.Name, decision.IfMatch, ct)),
        Decision.Change("approve", "Approve the pending revision, as another person than its authors.", "toolreg decision approve TR-42 --if-match 7", (session, decision, ct) => session.Client.Decisions.ApproveAsync(decision.Name, decision.IfMatch, ct)),
        Decision.Change("comment", "Say something of the pending revision; approvals given stand.", "toolreg decision comment TR-42 --text \"Which releases did you test?\"", (session, decision, ct) => session.Client.Decisions.CommentAsync(decision.Name, new CommentBody(session.Get(Said)!), decision.IfMatch, ct), Said),
        Decision.Change("return", "Send the proposed revision back to its authors, as a draft; approvals given are dropped.", "toolreg decision return TR-42 --reason \"Name the fixed release.\"", (session, decision, ct) => session.Client.Decisions.ReturnAsync(decision.Name, new ReasonBody(session.Get(Reason)!), decision.IfMatch, ct), Reason),
        Decision.Change("reject", "Refuse the pending revision.", "toolreg decision reject TR-42 --reason \"The range is too wide.\"", (session, decision, ct) => session.Client.Decisions.RejectAsync(decision.Name, new ReasonBody(session.Get(Reason)!), decision.IfMatch, ct), Reason),
        Decision.Change("withdraw", "Take the pending revision back.", "toolreg decision withdraw TR-42", (session, decision, ct) => session.Client.Decisions.WithdrawAsync(decision.Name, new OptionalReasonBody(session.Get(PerhapsReason)), decision.IfMatch, ct), PerhapsReason),
    ];

    private static IEnumerable<Command> Changing() =>
    [
        Decision.Change(
            "revise",
            "Begin a revision of what is in force; what is not said stays.",
            "toolreg decision revise TR-42 --reason \"2.1.198 is fixed.\" --range 'vers:npm/<2.1.198'",
            async (session, decision, ct) => await session.Client.Decisions.ReviseAsync(decision.Name, await Revised.ReadAsync<ReviseBody>(session, ct), decision.IfMatch, ct),
            Revised.Symbols),
        Decision.Change(
            "reschedule",
            "Propose other dates for what is in force: all phases, with the dispositions and the order that they have.",
            "toolreg decision reschedule TR-42 --reason \"The date shifts.\" --phase 2026-07-03T00:00:00Z=HighRisk --phase 2026-07-17T00:00:00Z=Banned",
            async (session, decision, ct) => await session.Client.Decisions.RescheduleAsync(decision.Name, await Rescheduled.ReadAsync<RescheduleBody>(session, ct), decision.IfMatch, ct),
            Rescheduled.Symbols),
        Decision.Change("expedite", "Enforce the pending revision at once, where it only restricts further; another person must ratify it within 72 hours.", "toolreg decision expedite TR-42 --reason \"It is exploited now.\"", (session, decision, ct) => session.Client.Decisions.ExpediteAsync(decision.Name, new ReasonBody(session.Get(Reason)!), decision.IfMatch, ct), Reason),
        Decision.Change("ratify", "Confirm an expedited decision, as another person than its authors.", "toolreg decision ratify TR-42", (session, decision, ct) => session.Client.Decisions.RatifyAsync(decision.Name, decision.IfMatch, ct)),
        Decision.Change("revoke", "End a decision; a restriction waits for another person's approval.", "toolreg decision revoke TR-42 --reason \"The audit found nothing.\"", (session, decision, ct) => session.Client.Decisions.RevokeAsync(decision.Name, new ReasonBody(session.Get(Reason)!), decision.IfMatch, ct), Reason),
    ];

    private static RevisionView PendingOf(Chosen<DecisionView> decision) =>
        decision.Now.Pending ?? throw CliException.Usage($"{decision.Name} has no pending revision: revise begins one.");

    private static JsonNode Phase(string text) =>
        text.Split('=', 2) is [var from, var disposition]
            ? new JsonObject { ["from"] = from, ["disposition"] = disposition }
            : throw CliException.Usage("--phase is an instant and a disposition, as 2026-07-10T00:00:00+08:00=Banned.");
}
