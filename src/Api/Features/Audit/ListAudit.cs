using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>Lists the audit log.</summary>
internal sealed record ListAudit(PageQuery Page, string? Subject, string? Action, string? Owner, string? Outcome, DateTimeOffset? From, DateTimeOffset? Until) : IQuery<Page<AuditEntryView>>
{
    public static Permission Permission => Permission.ReadAudit;
}

internal sealed class ListAuditHandler(RegisterDbContext db) : IRequestHandler<ListAudit, Page<AuditEntryView>>
{
    private static readonly Sort<AuditRow> BySeq = Sort<AuditRow>.By("seq", a => a.Seq);

    public async Task<Page<AuditEntryView>> Handle(ListAudit request, CancellationToken cancellationToken)
    {
        var entries = db.Audit.AsNoTracking();
        if (request.Subject is { } subject)
            entries = entries.Where(a => a.Subject == subject);
        if (request.Action is { } action)
            entries = entries.Where(a => a.Action == action);
        if (request.Owner is { } text)
        {
            var owner = Domain.Owner.Parse(text).Value;
            entries = entries.Where(a => a.Owner == owner);
        }

        if (request.Outcome is { } outcome)
            entries = entries.Where(a => a.Outcome == outcome);
        if (request.From is { } from)
            entries = entries.Where(a => a.At >= from);
        if (request.Until is { } until)
            entries = entries.Where(a => a.At < until);
        return await entries.ToPageAsync(request.Page, BySeq, [], AuditViews.Of, cancellationToken);
    }
}
