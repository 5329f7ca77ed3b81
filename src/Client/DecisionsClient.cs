namespace ToolRegistry.Client;

/// <summary>Decisions and their review: <c>/v1/decisions</c>. A number is written <c>TR-42</c>.</summary>
/// <remarks>
/// <c>ifMatch</c> is the ETag of the state that was seen, or <c>*</c> for any. An <c>idempotencyKey</c>, 1 to 200 visible ASCII
/// characters, makes it safe to ask again when the answer was lost.
/// </remarks>
public sealed class DecisionsClient
{
    private readonly Calls calls;

    internal DecisionsClient(Calls calls) => this.calls = calls;

    /// <summary>Lists decisions, of one tool or in one state where these are not null; they sort by <c>number</c> or <c>tool</c>.</summary>
    public Task<Answer<Page<DecisionSummary>>> ListAsync(string? tool, string? state, PageRequest page, CancellationToken ct = default) =>
        calls.GetAsync<Page<DecisionSummary>>(Calls.Address("decisions", [("tool", tool), ("state", state), .. Calls.Of(page)]), ct);

    /// <summary>Reads a decision: the revision in force, and the pending one.</summary>
    public Task<Answer<DecisionView>> GetAsync(string number, CancellationToken ct = default) => calls.GetAsync<DecisionView>(Of(number), ct);

    /// <summary>Lists all revisions of a decision, the oldest first.</summary>
    public Task<Answer<RevisionList>> RevisionsAsync(string number, CancellationToken ct = default) => calls.GetAsync<RevisionList>($"{Of(number)}/revisions", ct);

    /// <summary>Reads the report on a decision as UTF-8: Markdown, or a page of HTML.</summary>
    /// <param name="number">The decision.</param>
    /// <param name="variant"><c>public</c> or <c>internal</c>; null: the fullest that the asker may read.</param>
    /// <param name="html">Whether as HTML.</param>
    /// <param name="ct">Cancels.</param>
    public Task<ReadOnlyMemory<byte>> ReportAsync(string number, string? variant, bool html, CancellationToken ct = default) =>
        calls.GetAsync(Calls.Address($"{Of(number)}/report", ("variant", variant)), html ? "text/html" : "text/markdown", ct);

    /// <summary>Drafts a decision.</summary>
    public Task<Answer<DecisionView>> DraftAsync(NewDecisionBody decision, string? idempotencyKey = null, CancellationToken ct = default) =>
        calls.PostAsync<DecisionView>("decisions", decision, ifMatch: null, idempotencyKey, ct);

    /// <summary>Edits the pending revision; approvals given are dropped.</summary>
    public Task<Answer<DecisionView>> EditAsync(string number, EditDecisionBody terms, string ifMatch, CancellationToken ct = default) =>
        calls.PutAsync<DecisionView>(Of(number), terms, ifMatch, ct);

    /// <summary>Puts the draft forward for review.</summary>
    public Task<Answer<DecisionView>> ProposeAsync(string number, string ifMatch, CancellationToken ct = default) => SayAsync(number, "propose", body: null, ifMatch, ct);

    /// <summary>Approves the pending revision, as another person than its authors.</summary>
    public Task<Answer<DecisionView>> ApproveAsync(string number, string ifMatch, CancellationToken ct = default) => SayAsync(number, "approve", body: null, ifMatch, ct);

    /// <summary>Says something of the pending revision.</summary>
    public Task<Answer<DecisionView>> CommentAsync(string number, CommentBody comment, string ifMatch, CancellationToken ct = default) => SayAsync(number, "comment", comment, ifMatch, ct);

    /// <summary>Sends the proposed revision back to its authors; approvals given are dropped.</summary>
    public Task<Answer<DecisionView>> ReturnAsync(string number, ReasonBody reason, string ifMatch, CancellationToken ct = default) => SayAsync(number, "return", reason, ifMatch, ct);

    /// <summary>Refuses the pending revision.</summary>
    public Task<Answer<DecisionView>> RejectAsync(string number, ReasonBody reason, string ifMatch, CancellationToken ct = default) => SayAsync(number, "reject", reason, ifMatch, ct);

    /// <summary>Takes the pending revision back.</summary>
    public Task<Answer<DecisionView>> WithdrawAsync(string number, OptionalReasonBody reason, string ifMatch, CancellationToken ct = default) => SayAsync(number, "withdraw", reason, ifMatch, ct);

    /// <summary>Begins a revision of what is in force.</summary>
    public Task<Answer<DecisionView>> ReviseAsync(string number, ReviseBody revision, string ifMatch, CancellationToken ct = default) => SayAsync(number, "revise", revision, ifMatch, ct);

    /// <summary>Proposes other dates for what is in force.</summary>
    public Task<Answer<DecisionView>> RescheduleAsync(string number, RescheduleBody schedule, string ifMatch, CancellationToken ct = default) => SayAsync(number, "reschedule", schedule, ifMatch, ct);

    /// <summary>Enforces the pending revision at once, where it only restricts further; another person must ratify it within 72 hours.</summary>
    public Task<Answer<DecisionView>> ExpediteAsync(string number, ReasonBody reason, string ifMatch, CancellationToken ct = default) => SayAsync(number, "expedite", reason, ifMatch, ct);

    /// <summary>Confirms an expedited decision, as another person than its authors.</summary>
    public Task<Answer<DecisionView>> RatifyAsync(string number, string ifMatch, CancellationToken ct = default) => SayAsync(number, "ratify", body: null, ifMatch, ct);

    /// <summary>Ends a decision; a restriction waits for another person's approval.</summary>
    public Task<Answer<DecisionView>> RevokeAsync(string number, ReasonBody reason, string ifMatch, CancellationToken ct = default) => SayAsync(number, "revoke", reason, ifMatch, ct);

    private static string Of(string number) => $"decisions/{Uri.EscapeDataString(number)}";

    private Task<Answer<DecisionView>> SayAsync(string number, string verb, object? body, string ifMatch, CancellationToken ct) =>
        calls.PostAsync<DecisionView>($"{Of(number)}/{verb}", body, ifMatch, idempotencyKey: null, ct);
}
