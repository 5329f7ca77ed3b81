using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Records;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Requests;

/// <summary><c>toolreg request</c>: what employees ask for.</summary>
internal static class RequestCommand
{
    private static readonly RecordKind<RequestView> Request = new(Named.Request(), (client, number, ct) => client.Requests.GetAsync(number, ct), Write);

    private static readonly Option<string?> State = new("--state") { Description = "Proposed, Approved, Rejected or Withdrawn." };
    private static readonly Option<string?> Kind = new("--kind") { Description = "review or exception." };

    private static readonly Body New = new(
        BodyMember.Text("--kind", "kind", "review or exception."),
        BodyMember.Text("--subject", "subject", "What it is about: a purl, another identifier as kind:value, or a slug."),
        BodyMember.Text("--reason", "reason", "What it is needed for."),
        BodyMember.Text("--decision", "decision", "The decision (TR-42) from which an exception is asked."));

    private static readonly Option<string?> AnswerText = new("--answer") { Description = "What the asker is told." };
    private static readonly Option<string> Reason = new("--reason") { Description = "What the asker is told.", Required = true };

    public static Command Create() => new Command("request", "Ask for a review of a tool or for an exception, and answer such requests.").With(
        ListCommand.Create(
            "List requests: your own, or as staff all.",
            "toolreg request list --state Proposed",
            (session, page, ct) => session.Client.Requests.ListAsync(session.Get(State), session.Get(Kind), page, ct),
            ["Number", "State", "Kind", "Subject", "Decision", "Asked by", "Asked"],
            r => [r.Number, Texts.State(r.State), r.Kind, r.Subject, r.Decision, r.RequestedBy, Instants.Text(r.CreatedAt)],
            State,
            Kind),
        Request.Show("show", "Show a request.", "toolreg request show RQ-5"),
        Request.Create(
            "file",
            "Ask for a review of a tool, or for an exception.",
            "toolreg request file --kind review --subject pkg:npm/left-pad --reason \"Pads the reports.\"",
            async (session, key, ct) => await session.Client.Requests.FileAsync(await New.ReadAsync<NewRequestBody>(session, ct), key, ct),
            New.Symbols),
        Request.Change(
            "approve",
            "Take a request up.",
            "toolreg request approve RQ-5 --answer \"Reviewed as TR-12.\"",
            (session, request, ct) => session.Client.Requests.ApproveAsync(request.Name, new AnswerBody(session.Get(AnswerText)), request.IfMatch, ct),
            AnswerText),
        Request.Change(
            "reject",
            "Turn a request down.",
            "toolreg request reject RQ-5 --reason \"Use padStart.\"",
            (session, request, ct) => session.Client.Requests.RejectAsync(request.Name, new ReasonBody(session.Get(Reason)!), request.IfMatch, ct),
            Reason),
        Request.Change(
            "withdraw",
            "Take back a request of your own.",
            "toolreg request withdraw RQ-5",
            (session, request, ct) => session.Client.Requests.WithdrawAsync(request.Name, request.IfMatch, ct)));

    private static void Write(Screen screen, Answer<RequestView> answer)
    {
        var request = answer.Body;
        screen.WriteFields(
        [
            ("Number", request.Number),
            ("State", Texts.State(request.State)),
            ("Kind", request.Kind),
            ("Subject", request.Subject),
            ("Decision", request.Decision),
            ("Reason", request.Reason),
            ("Asked by", $"{request.RequestedBy} ({Instants.Text(request.CreatedAt)})"),
            ("Answered", Instants.Text(request.AnsweredAt)),
            ("Answer", request.Answer),
            ("ETag", answer.ETag),
        ]);
    }
}
