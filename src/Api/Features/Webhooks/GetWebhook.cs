using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Reads one webhook.</summary>
internal sealed record GetWebhook(string Name) : IQuery<Stored<WebhookView>>
{
    public static Permission Permission => Permission.ReadWebhooks;
}

internal sealed class GetWebhookHandler(RegisterDbContext db) : IRequestHandler<GetWebhook, Stored<WebhookView>>
{
    public async Task<Stored<WebhookView>> Handle(GetWebhook request, CancellationToken cancellationToken)
    {
        var webhook = await db.FindRecordAsync<Webhook>(request.Name, cancellationToken);
        return new Stored<WebhookView>(WebhookViews.Of(webhook, await db.CountAsync(webhook.Name, cancellationToken)), db.RowVersionOf(webhook));
    }
}
