using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Tells a webhook again of all events that were put aside.</summary>
internal sealed record ResendDead(string Webhook) : ICommand<ResentView>
{
    public static Permission Permission => Permission.ManageWebhooks;

    public static string Action => "webhook.resend-dead";

    public string Subject => Infrastructure.Webhooks.Webhook.SubjectOf(Webhook);
}

internal sealed class ResendDeadValidator : AbstractValidator<ResendDead>
{
    public ResendDeadValidator() => RuleFor(c => c.Webhook).NotNull();
}

internal sealed class ResendDeadHandler(RegisterDbContext db, TimeProvider clock) : IRequestHandler<ResendDead, ResentView>
{
    public async Task<ResentView> Handle(ResendDead request, CancellationToken cancellationToken)
    {
        await db.FindRecordAsync<Webhook>(request.Webhook, cancellationToken);
        var dead = await db.Deliveries.Where(d => d.Webhook == request.Webhook && d.State == DeliveryState.Dead).ToListAsync(cancellationToken);
        foreach (var delivery in dead)
            delivery.BeginAgain(clock.GetUtcNow());
        return new ResentView(dead.Count);
    }
}
