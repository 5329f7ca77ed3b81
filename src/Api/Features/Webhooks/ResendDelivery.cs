using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Tells a webhook of an event again, whether it arrived or not.</summary>
internal sealed record ResendDelivery(string Webhook, string Event) : ICommand<DeliveryView>
{
    public static Permission Permission => Permission.ManageWebhooks;

    public static string Action => "webhook.resend";

    public string Subject => Infrastructure.Webhooks.Webhook.SubjectOf(Webhook);
}

internal sealed class ResendDeliveryValidator : AbstractValidator<ResendDelivery>
{
    public ResendDeliveryValidator() => RuleFor(c => c.Webhook).NotNull();
}

internal sealed class ResendDeliveryHandler(RegisterDbContext db, TimeProvider clock) : IRequestHandler<ResendDelivery, DeliveryView>
{
    public async Task<DeliveryView> Handle(ResendDelivery request, CancellationToken cancellationToken)
    {
        var (delivery, told) = await db.FindDeliveryAsync(request.Webhook, request.Event, cancellationToken);
        delivery.BeginAgain(clock.GetUtcNow());
        return WebhookViews.Of(delivery, told);
    }
}
