using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Events;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Lists events of the last 90 days, the latest first.</summary>
internal sealed record ListEvents(PageQuery Page, string? Type, string? Subject) : IQuery<Page<EventView>>
{
    public static Permission Permission => Permission.ReadWebhooks;
}

internal sealed class ListEventsHandler(RegisterDbContext db) : IRequestHandler<ListEvents, Page<EventView>>
{
    private static readonly Sort<OutboxEvent> BySeq = Sort<OutboxEvent>.By("seq", e => e.Seq);

    public Task<Page<EventView>> Handle(ListEvents request, CancellationToken cancellationToken)
    {
        EventType? type = request.Type is { } name
            ? EventTypes.Find(name) ?? throw DomainException.Invalid("request.invalid", $"A type is one of {string.Join(", ", WebhookViews.EventNames)}.", "type")
            : null;
        return db.Outbox.AsNoTracking().Where(e => (type == null || e.Type == type) && (request.Subject == null || e.Subject == request.Subject))
            .ToPageAsync(request.Page with { Sort = request.Page.Sort ?? "-seq" }, BySeq, [], WebhookViews.Of, cancellationToken);
    }
}
