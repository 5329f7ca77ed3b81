using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Webhooks;

internal static class WebhooksEndpoints
{
    private const string NotFound = "webhook.not-found";
    private const string Invalid = "webhook.invalid";
    private const string NoDelivery = "delivery.not-found";
    private const string NoKey = "signing.no-key";

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("record");

        webhooks.MapGet("/", (int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) => mediator.Send(new ListWebhooks(new PageQuery(limit, cursor, sort)), ct))
            .Lists<ListWebhooks, WebhookView>("List webhooks; sort by name or createdAt");

        webhooks.MapPost("/", (NewWebhookBody body, IMediator mediator, CancellationToken ct) => mediator.CreatedAsync(new CreateWebhook(body), w => $"/v1/webhooks/{w.Details.Name}", ct))
            .Says<CreateWebhook, IssuedWebhook>("Make a webhook; its secret is shown this once", StatusCodes.Status201Created, Invalid, "webhook.exists", "idempotency.secret", NoKey);

        webhooks.MapGet("/{name}", (string name, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetWebhook(name), ct))
            .Says<GetWebhook, WebhookView>("Read a webhook", StatusCodes.Status200OK, NotFound);

        webhooks.MapPut("/{name}", (string name, WebhookTermsBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ChangeWebhook(name, body), ct))
            .Changes<ChangeWebhook, WebhookView>("Change what a webhook tells, and whom; without an address, the one there is stays", StatusCodes.Status200OK, NotFound, Invalid, NoKey);

        webhooks.MapPost("/{name}/rotate", (string name, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RotateWebhookSecret(name), ct))
            .Changes<RotateWebhookSecret, IssuedWebhook>("Make a new secret, shown this once; the one before it signs too for a day", StatusCodes.Status200OK, NotFound, NoKey);

        webhooks.MapPost("/{name}/test", async (string name, IMediator mediator, CancellationToken ct) => TypedResults.Accepted((string?)null, await mediator.Send(new TestWebhook(name), ct)))
            .Says<TestWebhook, DeliveryView>("Send a webhook an event that says nothing but that it is tried", StatusCodes.Status202Accepted, NotFound);

        webhooks.MapPost("/{name}/resend", async (string name, IMediator mediator, CancellationToken ct) => TypedResults.Accepted((string?)null, await mediator.Send(new ResendDead(name), ct)))
            .Says<ResendDead, ResentView>("Tell a webhook again of all events that were put aside", StatusCodes.Status202Accepted, NotFound);

        webhooks.MapGet("/{name}/deliveries", (string name, string? state, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) => mediator.Send(new ListDeliveries(new PageQuery(limit, cursor, sort), name, state), ct))
            .Lists<ListDeliveries, DeliveryView>("List what a webhook was told, or waits to be, the latest first; sort by seq", NotFound);

        webhooks.MapGet("/{name}/deliveries/{id}", (string name, string id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetDelivery(name, id), ct))
            .Says<GetDelivery, DeliveryDetailView>("Read what was tried to tell a webhook of an event, with requests and responses", StatusCodes.Status200OK, NotFound, NoDelivery);

        webhooks.MapPost("/{name}/deliveries/{id}/resend", async (string name, string id, IMediator mediator, CancellationToken ct) => TypedResults.Accepted((string?)null, await mediator.Send(new ResendDelivery(name, id), ct)))
            .Says<ResendDelivery, DeliveryView>("Tell a webhook of an event again, whether it arrived or not", StatusCodes.Status202Accepted, NotFound, NoDelivery);

        api.MapGet("/events", (string? type, string? subject, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) => mediator.Send(new ListEvents(new PageQuery(limit, cursor, sort), type, subject), ct))
            .WithTags("record")
            .Lists<ListEvents, EventView>("List events of the last 90 days, the latest first; sort by seq");
    }
}
