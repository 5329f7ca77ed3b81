using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Webhooks;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Signing;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Makes a webhook; its secret is shown this once.</summary>
internal sealed record CreateWebhook(NewWebhookBody Body) : ICommand<Stored<IssuedWebhook>>, ICreates, IAnswersSecret
{
    public static Permission Permission => Permission.ManageWebhooks;

    public static string Action => "webhook.create";

    public string Subject => Webhook.SubjectOf(Body.Name);
}

internal sealed class CreateWebhookValidator : AbstractValidator<CreateWebhook>
{
    public CreateWebhookValidator()
    {
        RuleFor(c => c.Body.Name).Slug();
        RuleFor(c => c.Body.Address).NotNull().WithMessage("Say where events are sent.");
        RuleFor(c => c.Body).SetValidator(new WebhookTermsValidator());
    }
}

internal sealed class CreateWebhookHandler(RegisterDbContext db, MasterKey master, WebhookOptions options, MailOptions mail, TimeProvider clock) : IRequestHandler<CreateWebhook, Stored<IssuedWebhook>>
{
    public async Task<Stored<IssuedWebhook>> Handle(CreateWebhook request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        if (await db.FindAsync<Webhook>([body.Name], cancellationToken) is not null)
            throw DomainException.Conflict("webhook.exists", "There is a webhook of that name already: change it, or choose another name.", "name");
        var address = WebhookViews.AddressOf(body, options, mail)!;
        var terms = WebhookTerms.Create(address, WebhookViews.FormatOf(body), WebhookViews.EventsOf(body), body.MessageTemplate, body.Enabled);
        var (webhook, secret) = Webhook.Create(body.Name, terms, address, master, clock.GetUtcNow());
        db.AddRecord(webhook);
        return new Stored<IssuedWebhook>(new IssuedWebhook(secret, WebhookViews.Of(webhook, WebhookCount.None)), RowVersion: 1);
    }
}
