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
                [("subject", check.Subject), ("version", check.Version), .. AskerOf(check.Groups, check.Environment, check.Region, check.At)]),
            ct);

    /// <summary>Asks many questions at one revision and one now. It needs a token.</summary>
    /// <param name="checks">1 to 10,000 questions.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Answer<CheckBatchView>> CheckAsync(CheckBatchBody checks, CancellationToken ct = default) =>
        calls.PostAsync<CheckBatchView>("check", checks, ifMatch: null, idempotencyKey: null, ct);

    /// <summary>Asks about every component of an SBOM at one revision and one now: one verdict for each, in the order of the document. It needs a token.</summary>
    /// <param name="document">CycloneDX 1.4 to 1.7 as JSON or XML, or SPDX 2.3 as JSON; at most 50 MB. It is closed.</param>
    /// <param name="groups">Whose groups; null: the asker's own.</param>
    /// <param name="environment"><c>workstation</c>, <c>ci</c> or <c>server</c>; null: unknown.</param>
    /// <param name="region">An ISO 3166 code; null: unknown.</param>
    /// <param name="at">The instant; null: now.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Answer<CheckBatchView>> CheckSbomAsync(Stream document, IReadOnlyList<string>? groups = null, string? environment = null, string? region = null, DateTimeOffset? at = null, CancellationToken ct = default) =>
        calls.PostAsync<CheckBatchView>(Calls.Address("check/sbom", AskerOf(groups, environment, region, at)), document, ct);

    /// <summary>Downloads all that checks of the asker need, as a compact JWS of a <see cref="SnapshotDocument"/>. It needs a token.</summary>
    public Task<ReadOnlyMemory<byte>> SnapshotAsync(CancellationToken ct = default) => calls.GetAsync("snapshot", CompactJws.MediaType, ct);

    /// <summary>Reads the public halves of the keys by which the service signs.</summary>
    public Task<Answer<JsonWebKeySet>> KeysAsync(CancellationToken ct = default) => calls.GetAsync<JsonWebKeySet>("keys", ct);

    private static IEnumerable<(string Name, string? Value)> AskerOf(IReadOnlyList<string>? groups, string? environment, string? region, DateTimeOffset? at) =>
        [("environment", environment), ("region", region), ("at", at?.ToString("O", CultureInfo.InvariantCulture)), .. (groups ?? []).Select(g => ("groups", (string?)g))];
}
