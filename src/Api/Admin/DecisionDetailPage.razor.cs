using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Decisions;
using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Admin;

/// <summary>One decision: what is in force, what is pending, and what may be done about it.</summary>
public sealed partial class DecisionDetailPage
{
    private Stored<DecisionView>? stored;
    private Stored<DecisionView>? latest;
    private RevisionView? seen;
    private RevisionList? revisions;
    private ProblemDetails? problem;
    private Principal? person;
    private string? done;
    private Ask? asking;
    private int number;

    private enum Ask
    {
        Comment,
        Return,
        Reject,
        Withdraw,
        Expedite,
        Reschedule,
        Revise,
        Revoke,
    }

    /// <summary>Such as <c>TR-42</c>.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        person = await Desk.PrincipalAsync();
        _ = Numbers.TryParse(Numbers.Decision, Number, out number);
        await LoadAsync();
    }

    private bool May(Permission permission) => person!.May(permission, Access);

    private async Task LoadAsync()
    {
        (stored, problem) = await Desk.TryAsync(new GetDecision(number));
        revisions = stored is null ? null : await Desk.SendAsync(new ListRevisions(number));
        (latest, seen) = (null, null);
    }

    private async Task DoAsync(IRequest<Stored<DecisionView>> verb, string told)
    {
        done = null;
        var (after, refusal) = await Desk.TryAsync(verb, stored!.RowVersion);
        problem = refusal;
        if (after is null)
        {
            // Somebody else changed it: what the reader saw stays, and beside it stands what it is now.
            if (refusal!.Status == StatusCodes.Status412PreconditionFailed)
                (seen, latest) = (stored.Body.Pending ?? stored.Body.InForce, await Desk.SendAsync(new GetDecision(number)));
            return;
        }

        (stored, done, asking) = (after, told, null);
        revisions = await Desk.SendAsync(new ListRevisions(number));
    }

    private Task AnswerAsync(ReasonForm.Answer answer) => asking switch
    {
        Ask.Comment => DoAsync(new CommentDecision(number, new CommentBody(answer.Reason)), UiText.CommentAdded),
        Ask.Return => DoAsync(new ReturnDecision(number, new ReasonBody(answer.Reason)), UiText.Returned),
        Ask.Reject => DoAsync(new RejectDecision(number, new ReasonBody(answer.Reason)), UiText.Rejected),
        Ask.Withdraw => DoAsync(new WithdrawDecision(number, new OptionalReasonBody(answer.Reason)), UiText.Withdrawn),
        Ask.Expedite => DoAsync(new ExpediteDecision(number, new ReasonBody(answer.Reason)), UiText.Expedited),
        Ask.Reschedule => DoAsync(new RescheduleDecision(number, new RescheduleBody(answer.Reason, answer.Phases)), UiText.RescheduleBegun),
        Ask.Revise => DoAsync(new ReviseDecision(number, new ReviseBody { Reason = answer.Reason }), UiText.RevisionBegun),
        Ask.Revoke => DoAsync(new RevokeDecision(number, new ReasonBody(answer.Reason)), UiText.Revoked),
        _ => Task.CompletedTask,
    };

    private static string TitleOf(Ask question) => question switch
    {
        Ask.Comment => UiText.CommentOn,
        Ask.Return => UiText.AskForChanges,
        Ask.Reject => UiText.Reject,
        Ask.Withdraw => UiText.Withdraw,
        Ask.Expedite => UiText.Expedite,
        Ask.Reschedule => UiText.Reschedule,
        Ask.Revise => UiText.Revise,
        _ => UiText.Revoke,
    };
}
