using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Webhooks;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Signing;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Changes what a webhook tells, and whom.</summary>
internal sealed record ChangeWebhook(string Name, WebhookTermsBody Body) : ICommand<Stored<WebhookView>>
{
    public static Permission Permission => Permission.ManageWebhooks;

    public static string Action => "webhook.change";

    public string Subject => Webhook.SubjectOf(Name);
}

internal sealed class ChangeWebhookValidator : AbstractValidator<ChangeWebhook>
{
    public ChangeWebhookValidator() => RuleFor(c => c.Body).SetValidator(new WebhookTermsValidator());
}

internal sealed class ChangeWebhookHandler(RegisterDbContext db, RequestContext context, MasterKey master, WebhookOptions options, MailOptions mail, TimeProvider clock) : IRequestHandler<ChangeWebhook, Stored<WebhookView>>
{
    public async Task<Stored<WebhookView>> Handle(ChangeWebhook request, CancellationToken cancellationToken)
    {
        var webhook = await db.ForChangeAsync<Webhook>(request.Name, context.IfMatch, cancellationToken);
        var (body, address) = (request.Body, WebhookViews.AddressOf(request.Body, options, mail));
        var (format, events) = (WebhookViews.FormatOf(body), WebhookViews.EventsOf(body));
        var terms = address is null
            ? webhook.Terms.With(format, events, body.MessageTemplate, body.Enabled)
            : WebhookTerms.Create(address, format, events, body.MessageTemplate, body.Enabled);
        webhook.Change(terms, address, master, clock.GetUtcNow());
        return new Stored<WebhookView>(WebhookViews.Of(webhook, await db.CountAsync(webhook.Name, cancellationToken)), db.RowVersionOf(webhook));
    }
}
