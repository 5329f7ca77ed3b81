using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Lists what a webhook was told, or waits to be, the latest first.</summary>
internal sealed record ListDeliveries(PageQuery Page, string Webhook, string? State) : IQuery<Page<DeliveryView>>
{
    public static Permission Permission => Permission.ReadWebhooks;
}

internal sealed class ListDeliveriesHandler(RegisterDbContext db) : IRequestHandler<ListDeliveries, Page<DeliveryView>>
{
    private static readonly Sort<Told> BySeq = Sort<Told>.By("seq", t => t.Delivery.Event);

    public async Task<Page<DeliveryView>> Handle(ListDeliveries request, CancellationToken cancellationToken)
    {
        await db.FindRecordAsync<Webhook>(request.Webhook, cancellationToken);
        DeliveryState? state = request.State is { } name ? Wire.Parse<DeliveryState>(name, "state") : null;
        var deliveries = from delivery in db.Deliveries.AsNoTracking()
                         where delivery.Webhook == request.Webhook && (state == null || delivery.State == state)
                         join told in db.Outbox on delivery.Event equals told.Seq
                         select new Told { Delivery = delivery, Event = told };
        return await deliveries.ToPageAsync(request.Page with { Sort = request.Page.Sort ?? "-seq" }, BySeq, [], t => WebhookViews.Of(t.Delivery, t.Event), cancellationToken);
    }

    private sealed class Told
    {
        public required WebhookDelivery Delivery { get; init; }

        public required OutboxEvent Event { get; init; }
    }
}
