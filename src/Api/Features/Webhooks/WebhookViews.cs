using System.Text.Json;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Events;
using ToolRegistry.Domain.Webhooks;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Api.Features.Webhooks;

/// <summary>Reads and shows webhooks, events and deliveries.</summary>
internal static class WebhookViews
{
    public static IReadOnlyList<string> EventNames { get; } = [.. EventTypes.Subscribable.Select(EventTypes.Name)];

    /// <exception cref="DomainException"><c>webhook.invalid</c></exception>
    public static WebhookAddress? AddressOf(WebhookTermsBody body, WebhookOptions options, MailOptions mail)
    {
        if (body.Address is not { } text)
            return null;
        var address = WebhookAddress.Parse(text, options.AllowHttp);
        return !address.IsMail || mail.IsConfigured
            ? address
            : throw DomainException.Invalid("webhook.invalid", "No mail can be sent: an operator must set Mail:Host and Mail:From.", "address");
    }

    public static IReadOnlyList<EventType> EventsOf(WebhookTermsBody body) => [.. body.Events.Select(name => EventTypes.Find(name)!.Value)];

    public static WebhookFormat FormatOf(WebhookTermsBody body) => Wire.Parse<WebhookFormat>(body.Format, "format");

    public static WebhookView Of(Webhook webhook, WebhookCount count) => new()
    {
        Name = webhook.Name,
        Receiver = webhook.Terms.Receiver,
        Format = Wire.Name(webhook.Terms.Format),
        Events = [.. webhook.Terms.Events.Select(EventTypes.Name)],
        MessageTemplate = webhook.Terms.MessageTemplate,
        Enabled = webhook.Terms.IsEnabled,
        Secrets = [.. webhook.Secrets.Select(s => new WebhookSecretView(s.From, s.Until))],
        CreatedAt = webhook.CreatedAt,
        ChangedAt = webhook.ChangedAt,
        Waiting = count.Waiting,
        Dead = count.Dead,
    };

    public static EventView Of(OutboxEvent told) => new(told.Seq, told.Id, told.Type.Name(), told.Subject, told.At, told.Revision, JsonElement.Parse(told.Data));

    public static DeliveryView Of(WebhookDelivery delivery, OutboxEvent told) => new(
        told.Seq, told.Id, told.Type.Name(), told.Subject, Wire.Name(delivery.State), told.At, delivery.AllAttempts, delivery.State == DeliveryState.Waiting ? delivery.DueAt : null, delivery.EndedAt);

    /// <summary>How many deliveries of a webhook wait, and how many were put aside.</summary>
    public static async Task<WebhookCount> CountAsync(this RegisterDbContext db, string webhook, CancellationToken ct) =>
        (await db.Deliveries.Where(d => d.Webhook == webhook).CountByWebhookAsync(ct)).GetValueOrDefault(webhook, WebhookCount.None);

    /// <summary>How many of these deliveries wait, and how many were put aside, by webhook; of one that is not there, none.</summary>
    public static async Task<IReadOnlyDictionary<string, WebhookCount>> CountByWebhookAsync(this IQueryable<WebhookDelivery> deliveries, CancellationToken ct)
    {
        var counted = await deliveries.Where(d => d.State != DeliveryState.Delivered).GroupBy(d => new { d.Webhook, d.State }).Select(g => new { g.Key.Webhook, g.Key.State, Count = g.Count() }).ToListAsync(ct);
        return counted.GroupBy(c => c.Webhook, StringComparer.Ordinal).ToDictionary(
            of => of.Key,
            of => new WebhookCount(of.Where(c => c.State == DeliveryState.Waiting).Sum(c => c.Count), of.Where(c => c.State == DeliveryState.Dead).Sum(c => c.Count)),
            StringComparer.Ordinal);
    }

    /// <summary>Finds the delivery of an event.</summary>
    /// <exception cref="DomainException"><c>webhook.not-found</c>, <c>delivery.not-found</c></exception>
    public static async Task<(WebhookDelivery Delivery, OutboxEvent Event)> FindDeliveryAsync(this RegisterDbContext db, string webhook, string id, CancellationToken ct)
    {
        await db.FindRecordAsync<Webhook>(webhook, ct);
        var key = Guid.TryParse(id, out var guid) ? guid : Guid.Empty;
        if (await db.Outbox.AsNoTracking().SingleOrDefaultAsync(e => e.Id == key, ct) is { } told && await db.Deliveries.SingleOrDefaultAsync(d => d.Webhook == webhook && d.Event == told.Seq, ct) is { } delivery)
            return (delivery, told);
        throw DomainException.NotFound("delivery.not-found", "This webhook was not told of such an event, or it was so long ago that it is forgotten.");
    }
}

/// <summary>How many deliveries wait, and how many were put aside.</summary>
internal sealed record WebhookCount(int Waiting, int Dead)
{
    public static readonly WebhookCount None = new(0, 0);
}

internal sealed class WebhookTermsValidator : AbstractValidator<WebhookTermsBody>
{
    public WebhookTermsValidator()
    {
        RuleFor(b => b.Address).Line(WebhookTerms.MaxAddress);
        RuleFor(b => b.Format).OneOf<WebhookTermsBody, WebhookFormat>();
        RuleFor(b => b.Events).Must(e => e.Count is > 0 and <= 50 && e.All(WebhookViews.EventNames.Contains)).WithMessage($"At least one of {string.Join(", ", WebhookViews.EventNames)}.");
        RuleFor(b => b.MessageTemplate).Line(WebhookTerms.MaxTemplate);
    }
}
