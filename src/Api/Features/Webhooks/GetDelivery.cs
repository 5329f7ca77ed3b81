using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Reads what was tried to tell a webhook of an event.</summary>
internal sealed record GetDelivery(string Webhook, string Event) : IQuery<DeliveryDetailView>
{
    public static Permission Permission => Permission.ReadWebhooks;
}

internal sealed class GetDeliveryHandler(RegisterDbContext db) : IRequestHandler<GetDelivery, DeliveryDetailView>
{
    public async Task<DeliveryDetailView> Handle(GetDelivery request, CancellationToken cancellationToken)
    {
        var (delivery, told) = await db.FindDeliveryAsync(request.Webhook, request.Event, cancellationToken);
        var attempts = await db.DeliveryAttempts.AsNoTracking().Where(a => a.Webhook == request.Webhook && a.Event == told.Seq).OrderByDescending(a => a.Attempt).ToListAsync(cancellationToken);
        return new DeliveryDetailView(WebhookViews.Of(delivery, told), [.. attempts.Select(a => new DeliveryAttemptView(a.At, a.TookMs, a.Status, a.Failure, a.Request, a.Response))]);
    }
}
