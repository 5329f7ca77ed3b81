using System.Globalization;
using ToolRegistry.Client.Signatures;

namespace ToolRegistry.Client;

/// <summary>
/// The API of ToolRegistry over an <see cref="HttpClient"/> whose base address is the service's. All methods throw a
/// <see cref="RegisterException"/> when the service refuses, and an <see cref="HttpRequestException"/> when it can't be reached or
/// something else answers in its place.
/// </summary>
/// <param name="http">The client; its owner sets the address (ending in a slash), the token as bearer authorization, and the timeout.</param>
public sealed class RegisterClient(HttpClient http)
{
    private readonly Calls calls = new(http);

    /// <summary>Tools, their identifiers and releases.</summary>
    public ToolsClient Tools => new(calls);

    /// <summary>Decisions and their review.</summary>
    public DecisionsClient Decisions => new(calls);

    /// <summary>Exceptions (waivers) and their review.</summary>
    public ExceptionsClient Exceptions => new(calls);

    /// <summary>Requests of employees.</summary>
    public RequestsClient Requests => new(calls);

    /// <summary>The audit log.</summary>
    public AuditClient Audit => new(calls);

    /// <summary>Reports for auditors.</summary>
    public ReportsClient Reports => new(calls);

    /// <summary>Asks whether something may be used.</summary>
    /// <param name="check">The question.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Answer<VerdictView>> CheckAsync(CheckBody check, CancellationToken ct = default) =>
        calls.GetAsync<VerdictView>(
            Calls.Address(
                "check",
                [
                    ("subject", check.Subject),
                    ("version", check.Version),
                    ("environment", check.Environment),
                    ("region", check.Region),
                    ("at", check.At?.ToString("O", CultureInfo.InvariantCulture)),
                    .. (check.Groups ?? []).Select(g => ("groups", (string?)g)),
                ]),
            ct);

    /// <summary>Asks many questions at one revision and one now. It needs a token.</summary>
    /// <param name="checks">1 to 10,000 questions.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Answer<CheckBatchView>> CheckAsync(CheckBatchBody checks, CancellationToken ct = default) =>
        calls.PostAsync<CheckBatchView>("check", checks, ifMatch: null, idempotencyKey: null, ct);

    /// <summary>Downloads all that checks of the asker need, as a compact JWS of a <see cref="SnapshotDocument"/>. It needs a token.</summary>
    public Task<ReadOnlyMemory<byte>> SnapshotAsync(CancellationToken ct = default) => calls.GetAsync("snapshot", CompactJws.MediaType, ct);

    /// <summary>Reads the public halves of the keys by which the service signs.</summary>
    public Task<Answer<JsonWebKeySet>> KeysAsync(CancellationToken ct = default) => calls.GetAsync<JsonWebKeySet>("keys", ct);
}
