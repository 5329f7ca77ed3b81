using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Audit;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("record");

        audit.MapGet("/", (string? subject, string? action, string? owner, string? outcome, string? from, string? until, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListAudit(new PageQuery(limit, cursor, sort), subject, action, owner, outcome, Wire.Instant(from, "from"), Wire.Instant(until, "until")), ct))
            .Lists<ListAudit, AuditEntryView>("List the audit log; sort by seq", "owner.invalid");

        audit.MapGet("/checkpoint", (IMediator mediator, CancellationToken ct) => mediator.Send(new GetCheckpoint(), ct))
            .Says<GetCheckpoint, AuditCheckpointView>("Sign what stands in the audit log now, to be kept elsewhere", StatusCodes.Status200OK, "signing.no-key", "signing.wrong-master-key");

        audit.MapGet("/export", (string? format, long? after, IMediator mediator, CancellationToken ct) => mediator.Send(new ExportAudit(format, after), ct))
            .Writes<ExportAudit>("Take the audit log along, or what was added after the entry that you have: as JSON Lines, or for a SIEM as CEF or OCSF", [AuditExport.LinesType, AuditExport.CefType]);

        audit.MapPost("/redactions", (NewRedactionBody body, IMediator mediator, CancellationToken ct) => mediator.Send(new RedactAudit(body), ct))
            .Says<RedactAudit, RedactionView>("Take a person out of the audit log for good; the chain still verifies", StatusCodes.Status200OK, "owner.invalid", "redaction.self", "redaction.active-token", "redaction.open-review");

        audit.MapGet("/verify", (IMediator mediator, CancellationToken ct) => mediator.Send(new VerifyAudit(), ct))
            .Says<VerifyAudit, AuditVerificationView>("Verify the whole audit log", StatusCodes.Status200OK);
    }
}
