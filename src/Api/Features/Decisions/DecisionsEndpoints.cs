using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Features.Decisions;

internal static class DecisionsEndpoints
{
    private const string NotFound = "decision.not-found";
    private const string NothingPending = "decision.nothing-pending";
    private const string WrongState = "decision.wrong-state";
    private const string NotInForce = "decision.not-in-force";
    private const string TooManyComments = "review.too-many-comments";
    private const string PendingExists = "decision.pending-exists";
    private static readonly string[] ReviewDateCodes = ["decision.review-required", "decision.review-too-late"];
    private static readonly string[] TermsCodes = ["decision.terms-invalid", "decision.phases-invalid", "decision.alternative-is-itself", "decision.reference-unknown", "scope.invalid", "range.invalid", "version-scheme.unknown", "identifier.invalid", "identifier.has-version", "identifier.purl-qualifiers"];

    public static void MapDecisions(this IEndpointRouteBuilder api)
    {
        var decisions = api.MapGroup("/decisions").WithTags("decisions");

        decisions.MapGet("/", (string? tool, string? state, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListDecisions(new PageQuery(limit, cursor, sort), tool, state), ct))
            .Lists<ListDecisions, DecisionSummary>("List decisions; sort by number or tool");

        decisions.MapPost("/", (NewDecisionBody body, IMediator mediator, CancellationToken ct) => mediator.CreatedAsync(new DraftDecision(body), d => $"/v1/decisions/{d.Number}", ct))
            .Says<DraftDecision, DecisionView>("Draft a decision", StatusCodes.Status201Created, [.. TermsCodes, "tool.not-found"]);

        decisions.MapGet("/{number}", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetDecision(Decision(number)), ct))
            .Says<GetDecision, DecisionView>("Read a decision: the revision in force, and the pending one", StatusCodes.Status200OK, NotFound);

        decisions.MapPut("/{number}", (string number, EditDecisionBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new EditDecision(Decision(number), body), ct))
            .Changes<EditDecision, DecisionView>("Edit the pending revision; approvals given are dropped", StatusCodes.Status200OK, [.. TermsCodes, NotFound, NothingPending, "decision.not-editable"]);

        decisions.MapGet("/{number}/revisions", (string number, IMediator mediator, CancellationToken ct) => mediator.Send(new ListRevisions(Decision(number)), ct))
            .Says<ListRevisions, RevisionList>("List all revisions: every date that ever stood", StatusCodes.Status200OK, NotFound);

        decisions.MapGet("/{number}/report", (string number, string? variant, IMediator mediator, CancellationToken ct) => mediator.Send(new GetDecisionReport(Decision(number), variant), ct))
            .Writes<GetDecisionReport>("Read the report on a decision, one page to be read alone: Markdown, or HTML when Accept names text/html", [MarkdownPage.MarkdownType, MarkdownPage.HtmlType], NotFound);

        MapReview(decisions);
        MapChanges(decisions);
    }

    private static void MapReview(RouteGroupBuilder decisions)
    {
        decisions.MapPost("/{number}/propose", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ProposeDecision(Decision(number)), ct))
            .Changes<ProposeDecision, DecisionView>("Put the draft forward for review", StatusCodes.Status200OK, NotFound, NothingPending, WrongState, "decision.exceptions-open");

        decisions.MapPost("/{number}/approve", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ApproveDecision(Decision(number)), ct))
            .Changes<ApproveDecision, DecisionView>("Approve the pending revision, as another person than its authors", StatusCodes.Status200OK, [NotFound, NothingPending, WrongState, "review.four-eyes", "review.already-approved", "approval.sign-in-required", "decision.alternative-not-approved", "decision.exceptions-open", .. ReviewDateCodes]);

        decisions.MapPost("/{number}/comment", (string number, CommentBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new CommentDecision(Decision(number), body), ct))
            .Changes<CommentDecision, DecisionView>("Say something of the pending revision; approvals given stand", StatusCodes.Status200OK, NotFound, NothingPending, TooManyComments);

        decisions.MapPost("/{number}/return", (string number, ReasonBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ReturnDecision(Decision(number), body), ct))
            .Changes<ReturnDecision, DecisionView>("Send the proposed revision back to its authors, as a draft; approvals given are dropped", StatusCodes.Status200OK, NotFound, NothingPending, WrongState, "decision.not-editable", TooManyComments);

        decisions.MapPost("/{number}/reject", (string number, ReasonBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RejectDecision(Decision(number), body), ct))
            .Changes<RejectDecision, DecisionView>("Refuse the pending revision", StatusCodes.Status200OK, NotFound, NothingPending, WrongState);

        decisions.MapPost("/{number}/withdraw", (string number, OptionalReasonBody? body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new WithdrawDecision(Decision(number), body), ct))
            .Changes<WithdrawDecision, DecisionView>("Take the pending revision back", StatusCodes.Status200OK, NotFound, NothingPending);
    }

    private static void MapChanges(RouteGroupBuilder decisions)
    {
        decisions.MapPost("/{number}/revise", (string number, ReviseBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ReviseDecision(Decision(number), body), ct))
            .Changes<ReviseDecision, DecisionView>("Begin a revision of what is in force; members left out stay", StatusCodes.Status200OK, [.. TermsCodes, NotFound, NotInForce, PendingExists]);

        decisions.MapPost("/{number}/reschedule", (string number, RescheduleBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RescheduleDecision(Decision(number), body), ct))
            .Changes<RescheduleDecision, DecisionView>("Propose other dates for what is in force", StatusCodes.Status200OK, NotFound, NotInForce, PendingExists, "decision.dates-only", "decision.phases-invalid");

        decisions.MapPost("/{number}/expedite", (string number, ReasonBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ExpediteDecision(Decision(number), body), ct))
            .Changes<ExpediteDecision, DecisionView>("Enforce the pending revision at once, where it only restricts further; another person must ratify it within 72 hours", StatusCodes.Status200OK, [NotFound, NothingPending, "decision.protected", "decision.expedite-loosens", "decision.alternative-not-approved", "decision.exceptions-open", "approval.sign-in-required", .. ReviewDateCodes]);

        decisions.MapPost("/{number}/ratify", (string number, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RatifyDecision(Decision(number)), ct))
            .Changes<RatifyDecision, DecisionView>("Confirm an expedited decision, as another person than its authors", StatusCodes.Status200OK, NotFound, "decision.nothing-to-ratify", "review.four-eyes", "approval.sign-in-required");

        decisions.MapPost("/{number}/revoke", (string number, ReasonBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RevokeDecision(Decision(number), body), ct))
            .Changes<RevokeDecision, DecisionView>("End a decision; a restriction waits for another person's approval", StatusCodes.Status200OK, NotFound, NotInForce, PendingExists);
    }

    private static int Decision(string number) => Wire.Number(Numbers.Decision, number);
}
