using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Lists webhooks.</summary>
internal sealed record ListWebhooks(PageQuery Page) : IQuery<Page<WebhookView>>
{
    public static Permission Permission => Permission.ReadWebhooks;
}

internal sealed class ListWebhooksHandler(RegisterDbContext db) : IRequestHandler<ListWebhooks, Page<WebhookView>>
{
    private static readonly Sort<Webhook> ByName = Sort<Webhook>.By("name", w => w.Name);
    private static readonly Sort<Webhook>[] Sorts = [Sort<Webhook>.By("createdAt", w => w.CreatedAt)];

    public async Task<Page<WebhookView>> Handle(ListWebhooks request, CancellationToken cancellationToken)
    {
        var counts = await db.Deliveries.CountByWebhookAsync(cancellationToken);
        return await db.Webhooks.AsNoTracking().ToPageAsync(request.Page, ByName, Sorts, w => WebhookViews.Of(w, counts.GetValueOrDefault(w.Name, WebhookCount.None)), cancellationToken);
    }
}
