using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Records;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Exceptions;

/// <summary><c>toolreg exception</c>: permission for some despite a restriction.</summary>
internal static class ExceptionCommand
{
    private static readonly RecordKind<ExceptionView> Exception = new(Named.Exception(), (client, number, ct) => client.Exceptions.GetAsync(number, ct), Write);

    private static readonly Option<string?> Decision = new("--decision") { Description = "The decision (TR-42) to which they are exceptions." };
    private static readonly Option<string?> State = new("--state") { Description = "Draft, Proposed, Approved, Rejected, Withdrawn or Revoked." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; internal text.", Required = true };

    private static readonly BodyMember[] Terms =
    [
        BodyMember.Text("--until", "until", "The instant from which it no longer holds, with an offset; at most a year after it begins."),
        BodyMember.Text("--reason", "reason", "Why; internal text."),
        BodyMember.Text("--residual-risk", "residualRisk", "What risk remains; internal text."),
        BodyMember.Text("--review-by", "reviewBy", "When it is to be reviewed, with an offset."),
    ];

    private static readonly Body New = new([BodyMember.Text("--decision", "decision", "The decision (TR-42) that it is an exception to."), .. Terms]);
    private static readonly Body Edited = new(Terms);

    public static Command Create() => new Command("exception", "Exceptions (waivers) to decisions, and their review.").With(
        ListCommand.Create(
            "List exceptions.",
            "toolreg exception list --decision TR-42",
            (session, page, ct) => session.Client.Exceptions.ListAsync(session.Get(Decision), session.Get(State), page, ct),
            ["Number", "State", "Decision", "Audience", "From", "Until", "Asked by"],
            e => [e.Number, Texts.State(e.State), e.Decision, Texts.Scope(e.Audience), Instants.Text(e.From), Instants.Text(e.Until), e.RequestedBy],
            Decision,
            State),
        Exception.Show("show", "Show an exception.", "toolreg exception show EX-3"),
        Exception.Create(
            "draft",
            "Draft an exception to a decision.",
            "toolreg exception draft --decision TR-42 --from exception.json",
            async (session, key, ct) => await session.Client.Exceptions.DraftAsync(await New.ReadAsync<NewExceptionBody>(session, ct), key, ct),
            New.Symbols),
        Exception.Change(
            "edit",
            "Edit an exception that is not granted yet; approvals given are dropped.",
            "toolreg exception edit EX-3 --until 2026-12-31T00:00:00Z",
            async (session, record, ct) => await session.Client.Exceptions.EditAsync(record.Name, await Edited.ReadAsync<ExceptionTermsBody>(session, record.Now, ct), record.IfMatch, ct),
            Edited.Symbols),
        Exception.Change("propose", "Put an exception forward for review.", "toolreg exception propose EX-3", (session, record, ct) => session.Client.Exceptions.ProposeAsync(record.Name, record.IfMatch, ct)),
        Exception.Change("approve", "Approve an exception, as another person than those who asked.", "toolreg exception approve EX-3", (session, record, ct) => session.Client.Exceptions.ApproveAsync(record.Name, record.IfMatch, ct)),
        Exception.Change("reject", "Refuse an exception.", "toolreg exception reject EX-3 --reason \"The risk is not contained.\"", (session, record, ct) => session.Client.Exceptions.RejectAsync(record.Name, new ReasonBody(session.Get(Reason)!), record.IfMatch, ct), Reason),
        Exception.Change("withdraw", "Take an exception back before it is granted.", "toolreg exception withdraw EX-3", (session, record, ct) => session.Client.Exceptions.WithdrawAsync(record.Name, record.IfMatch, ct)),
        Exception.Change("revoke", "End a granted exception before its date.", "toolreg exception revoke EX-3 --reason \"No longer needed.\"", (session, record, ct) => session.Client.Exceptions.RevokeAsync(record.Name, new ReasonBody(session.Get(Reason)!), record.IfMatch, ct), Reason));

    private static void Write(Screen screen, Answer<ExceptionView> answer)
    {
        var exception = answer.Body;
        screen.WriteFields(
        [
            ("Number", exception.Number),
            ("State", Texts.State(exception.State)),
            ("Decision", exception.Decision),
            ("Audience", Texts.Scope(exception.Audience) is { Length: > 0 } audience ? audience : "everybody"),
            ("From", Instants.Text(exception.From)),
            ("Until", Instants.Text(exception.Until)),
            ("Reason", exception.Reason),
            .. exception.CompensatingControls.Select(c => ("Control", (Cell)c)),
            ("Residual risk", exception.ResidualRisk),
            ("Review by", Instants.Text(exception.ReviewBy)),
            ("Asked by", $"{exception.RequestedBy} ({Instants.Text(exception.CreatedAt)})"),
            ("Authors", Texts.List(exception.Authors)),
            ("Approvals", Texts.Approvals(exception.Approvals)),
            ("Decided", Instants.Text(exception.DecidedAt)),
            ("Ended", Instants.Text(exception.EndedAt)),
            ("Outcome", exception.Outcome),
            ("ETag", answer.ETag),
        ]);
    }
}
