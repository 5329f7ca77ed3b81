using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Webhooks;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>
/// Tells receivers what waits in the outbox: at least once, and the events of one subject in their order. Any number of replicas may
/// send; what one of them took and did not finish is taken by another when its time is over.
/// </summary>
public sealed class WebhookSender(
    IServiceScopeFactory scopes, WebhookPost post, MailPost mail, MasterKey master, WebhookOptions options, ExportOptions exports, TimeZoneInfo zone, TimeProvider clock, ILogger<WebhookSender> logger)
{
    private const int Batch = 50;
    private const int AtOnce = 4;

    /// <summary>After this time, whoever took a delivery has died: longer than any attempt may take.</summary>
    private TimeSpan Lease => options.Timeout * 4;

    /// <summary>The webhooks for which something is due.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<RegisterDbContext>().Deliveries
            .Where(d => d.State == DeliveryState.Waiting && d.DueAt <= now).Select(d => d.Webhook).Distinct().ToListAsync(ct);
    }

    /// <summary>Sends what is due for a webhook, until nothing is.</summary>
    public async Task SendAsync(string webhook, CancellationToken ct)
    {
        while (await SendBatchAsync(webhook, ct))
        {
            // What came after it in its subject's order may be due now.
        }
    }

    private async Task<bool> SendBatchAsync(string name, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegisterDbContext>();
        if (await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Name == name, ct) is not { } webhook)
            return false;
        var now = clock.GetUtcNow();
        var test = Webhook.SubjectOf(name);
        var due = await (from delivery in db.Deliveries.AsNoTracking()
                         where delivery.Webhook == name && delivery.State == DeliveryState.Waiting && delivery.DueAt <= now && (webhook.Terms.IsEnabled || delivery.Subject == test)
                             && !db.Deliveries.Any(d => d.Webhook == name && d.Subject == delivery.Subject && d.State == DeliveryState.Waiting && d.Event < delivery.Event)
                         join told in db.Outbox on delivery.Event equals told.Seq
                         orderby delivery.DueAt, delivery.Event
                         select new { Delivery = delivery, Event = told }).Take(Batch).ToListAsync(ct);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (one, stop) => await DeliverAsync(webhook, one.Delivery, one.Event, stop));
        return due.Count > 0;
    }

    private async Task DeliverAsync(Webhook webhook, WebhookDelivery seen, OutboxEvent told, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegisterDbContext>();
        var (at, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        var until = at + Lease;
        var mine = db.Deliveries.Where(d => d.Webhook == seen.Webhook && d.Event == seen.Event && d.State == DeliveryState.Waiting && d.AllAttempts == seen.AllAttempts);
        if (await mine.ExecuteUpdateAsync(d => d.SetProperty(x => x.AllAttempts, seen.AllAttempts + 1).SetProperty(x => x.Attempts, seen.Attempts + 1).SetProperty(x => x.DueAt, until), ct) == 0)
            return;
        var (request, result) = await AttemptAsync(webhook, told, at, ct);
        var attempt = new DeliveryAttempt
        {
            Webhook = seen.Webhook,
            Event = seen.Event,
            Attempt = seen.AllAttempts + 1,
            At = at,
            TookMs = (long)clock.GetElapsedTime(began).TotalMilliseconds,
            Status = result.Status,
            Failure = result.Failure,
            Request = request,
            Response = result.Response is { } text ? Texts.Shortened(text, DeliveryAttempt.MaxResponse) : null,
        };
        await NoteAsync(db, attempt, After(result, seen.Attempts + 1), ct);
        if (result.Failure is { } failure)
            logger.LogInformation("Webhook {Webhook} was not told event {Event}: {Failure}", seen.Webhook, seen.Event, failure);
    }

    /// <summary>What becomes of the delivery, and when it is tried again.</summary>
    private (DeliveryState State, DateTimeOffset At) After(PostResult result, int attempts)
    {
        var now = clock.GetUtcNow();
        if (result.Failure is null)
            return (DeliveryState.Delivered, now);
        return !result.IsGone && Backoff.After(attempts, Random.Shared.NextDouble(), result.RetryAfter) is { } wait ? (DeliveryState.Waiting, now + wait) : (DeliveryState.Dead, now);
    }

    private static async Task NoteAsync(RegisterDbContext db, DeliveryAttempt attempt, (DeliveryState State, DateTimeOffset At) next, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        DateTimeOffset? ended = next.State == DeliveryState.Waiting ? null : next.At;
        // Whoever took it meanwhile, because this sender was thought dead, has the say.
        await db.Deliveries.Where(d => d.Webhook == attempt.Webhook && d.Event == attempt.Event && d.AllAttempts == attempt.Attempt)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.State, next.State).SetProperty(x => x.DueAt, next.At).SetProperty(x => x.EndedAt, ended), ct);
        db.DeliveryAttempts.Add(attempt);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<(string Request, PostResult Result)> AttemptAsync(Webhook webhook, OutboxEvent told, DateTimeOffset at, CancellationToken ct)
    {
        var terms = webhook.Terms;
        try
        {
            var address = webhook.OpenAddress(master);
            var words = new EventMessage(told.Told(), zone, exports.Address);
            if (address.IsMail)
            {
                var (sentence, text) = (words.Sentence, words.Text(terms.Template));
                return ($"{terms.Receiver}\n\n{sentence}\n\n{text}", await mail.SendAsync(told.Id, address, sentence, text, ct));
            }

            var message = WebhookMessage.Of(told, terms, words, exports.Address);
            var headers = WebhookMessage.HeadersOf(told.Id, message.Body, webhook.OpenSecrets(master, at), at);
            return (RequestText(terms, message, headers), await post.SendAsync(new Uri(address.Value), message.Body, message.MediaType, headers, ct));
        }
        catch (DomainException refusal)
        {
            return ("", new PostResult(refusal.Code));
        }
    }

    // The signature lets nobody in, but it is no one's business either.
    private static string RequestText(WebhookTerms terms, WebhookMessage message, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var text = new StringBuilder().Append("POST ").Append(terms.Receiver).Append("/…\ncontent-type: ").Append(message.MediaType).Append('\n');
        foreach (var (name, value) in headers.Where(h => h.Key != "webhook-signature"))
            text.Append(name).Append(": ").Append(value).Append('\n');
        return text.Append('\n').Append(Encoding.UTF8.GetString(message.Body.Span)).ToString();
    }
}
