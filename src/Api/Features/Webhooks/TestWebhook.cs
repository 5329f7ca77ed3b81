using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Events;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Sends a webhook an event that says nothing but that it is tried.</summary>
internal sealed record TestWebhook(string Name) : ICommand<DeliveryView>
{
    public static Permission Permission => Permission.ManageWebhooks;

    public static string Action => "webhook.test";

    public string Subject => Webhook.SubjectOf(Name);
}

internal sealed class TestWebhookValidator : AbstractValidator<TestWebhook>
{
    public TestWebhookValidator() => RuleFor(c => c.Name).NotNull();
}

internal sealed class TestWebhookHandler(RegisterDbContext db, TimeProvider clock) : IRequestHandler<TestWebhook, DeliveryView>
{
    public async Task<DeliveryView> Handle(TestWebhook request, CancellationToken cancellationToken)
    {
        var webhook = await db.FindRecordAsync<Webhook>(request.Name, cancellationToken);
        var told = await db.TellAsync(new RegisterEvent(EventType.WebhookTest, Webhook.SubjectOf(webhook.Name), new EventData()), clock.GetUtcNow(), cancellationToken);
        return WebhookViews.Of(db.Deliveries.Local.Single(d => d.Webhook == webhook.Name && d.Event == told.Seq), told);
    }
}
