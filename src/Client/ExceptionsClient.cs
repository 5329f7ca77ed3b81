namespace ToolRegistry.Client;

/// <summary>Exceptions (waivers) and their review: <c>/v1/exceptions</c>. A number is written <c>EX-3</c>.</summary>
/// <remarks>
/// <c>ifMatch</c> is the ETag of the state that was seen, or <c>*</c> for any. An <c>idempotencyKey</c>, 1 to 200 visible ASCII
/// characters, makes it safe to ask again when the answer was lost.
/// </remarks>
public sealed class ExceptionsClient
{
    private readonly Calls calls;

    internal ExceptionsClient(Calls calls) => this.calls = calls;

    /// <summary>Lists exceptions, to one decision or in one state where these are not null; they sort by <c>number</c> or <c>createdAt</c>.</summary>
    public Task<Answer<Page<ExceptionView>>> ListAsync(string? decision, string? state, PageRequest page, CancellationToken ct = default) =>
        calls.GetAsync<Page<ExceptionView>>(Calls.Address("exceptions", [("decision", decision), ("state", state), .. Calls.Of(page)]), ct);

    /// <summary>Reads an exception.</summary>
    public Task<Answer<ExceptionView>> GetAsync(string number, CancellationToken ct = default) => calls.GetAsync<ExceptionView>(Of(number), ct);

    /// <summary>Drafts an exception to a decision.</summary>
    public Task<Answer<ExceptionView>> DraftAsync(NewExceptionBody exception, string? idempotencyKey = null, CancellationToken ct = default) =>
        calls.PostAsync<ExceptionView>("exceptions", exception, ifMatch: null, idempotencyKey, ct);

    /// <summary>Edits an exception that is not granted yet; approvals given are dropped.</summary>
    public Task<Answer<ExceptionView>> EditAsync(string number, ExceptionTermsBody terms, string ifMatch, CancellationToken ct = default) =>
        calls.PutAsync<ExceptionView>(Of(number), terms, ifMatch, ct);

    /// <summary>Puts an exception forward for review.</summary>
    public Task<Answer<ExceptionView>> ProposeAsync(string number, string ifMatch, CancellationToken ct = default) => SayAsync(number, "propose", body: null, ifMatch, ct);

    /// <summary>Approves an exception, as another person than those who asked.</summary>
    public Task<Answer<ExceptionView>> ApproveAsync(string number, string ifMatch, CancellationToken ct = default) => SayAsync(number, "approve", body: null, ifMatch, ct);

    /// <summary>Refuses an exception.</summary>
    public Task<Answer<ExceptionView>> RejectAsync(string number, ReasonBody reason, string ifMatch, CancellationToken ct = default) => SayAsync(number, "reject", reason, ifMatch, ct);

    /// <summary>Takes an exception back before it is granted.</summary>
    public Task<Answer<ExceptionView>> WithdrawAsync(string number, string ifMatch, CancellationToken ct = default) => SayAsync(number, "withdraw", body: null, ifMatch, ct);

    /// <summary>Ends a granted exception before its date.</summary>
    public Task<Answer<ExceptionView>> RevokeAsync(string number, ReasonBody reason, string ifMatch, CancellationToken ct = default) => SayAsync(number, "revoke", reason, ifMatch, ct);

    private static string Of(string number) => $"exceptions/{Uri.EscapeDataString(number)}";

    private Task<Answer<ExceptionView>> SayAsync(string number, string verb, object? body, string ifMatch, CancellationToken ct) =>
        calls.PostAsync<ExceptionView>($"{Of(number)}/{verb}", body, ifMatch, idempotencyKey: null, ct);
}
