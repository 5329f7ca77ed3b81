using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Signing;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Makes a new secret, shown this once; the one before it signs too for a while.</summary>
internal sealed record RotateWebhookSecret(string Name) : ICommand<Stored<IssuedWebhook>>, IAnswersSecret
{
    public static Permission Permission => Permission.ManageWebhooks;

    public static string Action => "webhook.rotate";

    public string Subject => Webhook.SubjectOf(Name);
}

internal sealed class RotateWebhookSecretValidator : AbstractValidator<RotateWebhookSecret>
{
    public RotateWebhookSecretValidator() => RuleFor(c => c.Name).NotNull();
}

internal sealed class RotateWebhookSecretHandler(RegisterDbContext db, RequestContext context, MasterKey master, WebhookOptions options, TimeProvider clock) : IRequestHandler<RotateWebhookSecret, Stored<IssuedWebhook>>
{
    public async Task<Stored<IssuedWebhook>> Handle(RotateWebhookSecret request, CancellationToken cancellationToken)
    {
        var webhook = await db.ForChangeAsync<Webhook>(request.Name, context.IfMatch, cancellationToken);
        var secret = webhook.Rotate(master, options.SecretOverlap, clock.GetUtcNow());
        return new Stored<IssuedWebhook>(new IssuedWebhook(secret, WebhookViews.Of(webhook, await db.CountAsync(webhook.Name, cancellationToken))), db.RowVersionOf(webhook));
    }
}
