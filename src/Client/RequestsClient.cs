namespace ToolRegistry.Client;

/// <summary>Requests of employees: <c>/v1/requests</c>. A number is written <c>RQ-5</c>.</summary>
/// <remarks>
/// <c>ifMatch</c> is the ETag of the state that was seen, or <c>*</c> for any. An <c>idempotencyKey</c>, 1 to 200 visible ASCII
/// characters, makes it safe to ask again when the answer was lost.
/// </remarks>
public sealed class RequestsClient
{
    private readonly Calls calls;

    internal RequestsClient(Calls calls) => this.calls = calls;

    /// <summary>Lists requests, one's own or as staff all, in one state or of one kind where these are not null; they sort by <c>number</c> or <c>createdAt</c>.</summary>
    public Task<Answer<Page<RequestView>>> ListAsync(string? state, string? kind, PageRequest page, CancellationToken ct = default) =>
        calls.GetAsync<Page<RequestView>>(Calls.Address("requests", [("state", state), ("kind", kind), .. Calls.Of(page)]), ct);

    /// <summary>Reads a request.</summary>
    public Task<Answer<RequestView>> GetAsync(string number, CancellationToken ct = default) => calls.GetAsync<RequestView>(Of(number), ct);

    /// <summary>Asks for a review of a tool, or for an exception.</summary>
    public Task<Answer<RequestView>> FileAsync(NewRequestBody request, string? idempotencyKey = null, CancellationToken ct = default) =>
        calls.PostAsync<RequestView>("requests", request, ifMatch: null, idempotencyKey, ct);

    /// <summary>Takes a request up.</summary>
    public Task<Answer<RequestView>> ApproveAsync(string number, AnswerBody answer, string ifMatch, CancellationToken ct = default) => SayAsync(number, "approve", answer, ifMatch, ct);

    /// <summary>Turns a request down.</summary>
    public Task<Answer<RequestView>> RejectAsync(string number, ReasonBody reason, string ifMatch, CancellationToken ct = default) => SayAsync(number, "reject", reason, ifMatch, ct);

    /// <summary>Takes back a request of one's own.</summary>
    public Task<Answer<RequestView>> WithdrawAsync(string number, string ifMatch, CancellationToken ct = default) => SayAsync(number, "withdraw", body: null, ifMatch, ct);

    private static string Of(string number) => $"requests/{Uri.EscapeDataString(number)}";

    private Task<Answer<RequestView>> SayAsync(string number, string verb, object? body, string ifMatch, CancellationToken ct) =>
        calls.PostAsync<RequestView>($"{Of(number)}/{verb}", body, ifMatch, idempotencyKey: null, ct);
}
