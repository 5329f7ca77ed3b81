using System.Globalization;

namespace ToolRegistry.Client;

/// <summary>The audit log: <c>/v1/audit</c>, for Auditors.</summary>
public sealed class AuditClient
{
    private readonly Calls calls;

    internal AuditClient(Calls calls) => this.calls = calls;

    /// <summary>Lists entries, the oldest first unless the page sorts by <c>-seq</c>.</summary>
    public Task<Answer<Page<AuditEntryView>>> ListAsync(PageRequest page, CancellationToken ct = default) =>
        calls.GetAsync<Page<AuditEntryView>>(Calls.Address("audit", Calls.Of(page)), ct);

    /// <summary>Takes entries along as they are written, a line each: the whole log, or what was added to it since.</summary>
    /// <param name="format"><c>jsonl</c>, <c>cef</c> or <c>ocsf</c>; null: <c>jsonl</c>.</param>
    /// <param name="after">The number of the last entry that is had already; null: none.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Stream> ExportAsync(string? format = null, long? after = null, CancellationToken ct = default) =>
        calls.OpenAsync(Calls.Address("audit/export", ("format", format), ("after", after?.ToString(CultureInfo.InvariantCulture))), format == "cef" ? "text/plain" : "application/jsonl", ct);

    /// <summary>Takes a person out of the log for good. It needs an Administrator.</summary>
    public Task<Answer<RedactionView>> RedactAsync(NewRedactionBody body, CancellationToken ct = default) =>
        calls.PostAsync<RedactionView>("audit/redactions", body, ifMatch: null, idempotencyKey: null, ct);

    /// <summary>Has the service sign what stands in the log now.</summary>
    public Task<Answer<AuditCheckpointView>> CheckpointAsync(CancellationToken ct = default) => calls.GetAsync<AuditCheckpointView>("audit/checkpoint", ct);

    /// <summary>Has the service verify the whole log.</summary>
    public Task<Answer<AuditVerificationView>> VerifyAsync(CancellationToken ct = default) => calls.GetAsync<AuditVerificationView>("audit/verify", ct);
}
