using ToolRegistry.Client.Sboms;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Every code with which the API refuses, and its HTTP status; the OpenAPI document is written from it.</summary>
internal static class ProblemCatalogue
{
    /// <summary>Codes that any route may answer.</summary>
    public static readonly IReadOnlyList<string> Anywhere = ["request.malformed", "request.invalid", "request.unknown-parameter", "request.repeated-parameter", "access.unauthenticated", "access.token-invalid", "access.forbidden", "request.rate-limited", "service.busy", "service.no-database", "service.no-room", "service.no-provider"];

    /// <summary>Codes of routes that change the register.</summary>
    public static readonly IReadOnlyList<string> OfCommands = ["service.behind"];

    /// <summary>Codes of routes that take a body.</summary>
    public static readonly IReadOnlyList<string> WithBody = ["request.too-large"];

    /// <summary>Codes of routes that take a body of one media type.</summary>
    public static readonly IReadOnlyList<string> WithTypedBody = ["request.media-type"];

    /// <summary>Codes of routes that change a record.</summary>
    public static readonly IReadOnlyList<string> WithPrecondition = ["precondition.malformed", "precondition.stale", "precondition.required"];

    /// <summary>Codes of routes that create.</summary>
    public static readonly IReadOnlyList<string> WithIdempotencyKey = ["idempotency.malformed", "idempotency.other-request", "record.exists"];

    /// <summary>Codes of lists.</summary>
    public static readonly IReadOnlyList<string> OfLists = ["page.limit", "page.sort", "page.cursor"];

    private static readonly Dictionary<string, int> Statuses = new(StringComparer.Ordinal)
    {
        ["request.too-large"] = 413,
        [SbomException.TooLarge] = 413,
        [SbomException.Invalid] = 400,
        [SbomException.FormatUnknown] = 400,
        ["request.media-type"] = 415,
        ["request.rate-limited"] = 429,
        ["record.exists"] = 409,
    };

    /// <summary>The status of a code, for codes that the framework or a reader rather than the domain raises or that documents name.</summary>
    public static int StatusOf(string code) => Statuses.TryGetValue(code, out var status) ? status : Problems.StatusOf(RefusalOf(code));

    private static Refusal RefusalOf(string code) => code switch
    {
        "access.unauthenticated" or "access.token-invalid" or "access.session-ended" => Refusal.Unauthenticated,
        "access.forbidden" or "request.other-origin" or "review.four-eyes" or "approval.sign-in-required" or "request.not-yours" or "setup.code-invalid" => Refusal.Forbidden,
        _ when code.StartsWith("service.", StringComparison.Ordinal) => Refusal.Unavailable,
        "signing.no-key" or "signing.wrong-master-key" => Refusal.Unavailable,
        "precondition.stale" => Refusal.Stale,
        "precondition.required" => Refusal.PreconditionRequired,
        "idempotency.other-request" => Refusal.Contradiction,
        "setup.closed" or "logout.no-provider" or "evidence.no-copy" or "export.target-unknown" => Refusal.NotFound,
        "decision.phases-invalid" or "decision.terms-invalid" or "decision.alternative-is-itself" or "exception.terms-invalid" or "claim.invalid" or "evidence.invalid"
            or "evidence.cycle" or "assessment.invalid" or "tool.invalid" or "tool.slug-invalid" or "tool.identity-invalid" or "release.invalid" or "request.malformed" or "request.invalid"
            or "request.unknown-parameter" or "request.repeated-parameter" or "precondition.malformed" or "idempotency.malformed" or "owner.invalid" or "scope.invalid"
            or "range.invalid" or "version-scheme.unknown" or "identifier.invalid" or "identifier.has-version" or "identifier.purl-qualifiers" or "subject.invalid"
            or "purl.invalid" or "check.version-conflict" or "check.version-invalid" or "check.revision-unknown" or "reason.required" or "channel.invalid" or "webhook.invalid" or "logout.token-invalid"
            or "santa.machine-invalid" or "santa.malformed" or "santa.encoding" => Refusal.Invalid,
        _ when code.StartsWith("page.", StringComparison.Ordinal) => Refusal.Invalid,
        _ when code.EndsWith(".not-found", StringComparison.Ordinal) => Refusal.NotFound,
        _ => Refusal.Conflict,
    };
}
