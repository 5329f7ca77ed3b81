using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>Watches the clock, and sends what is due each second: every webhook by itself, so that a slow receiver holds up no other.</summary>
public sealed class WebhookService(WebhookSender sender, Replica replica, IServiceScopeFactory scopes, TimeProvider clock, ILogger<WebhookService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Task> sending = new(StringComparer.Ordinal);
    private DateTimeOffset policyDue;
    private DateTimeOffset reviewsDue;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await clock.EachAsync(Interval, () => replica.Standing == Standing.Current ? TryAsync(RoundAsync, stoppingToken) : Task.CompletedTask, stoppingToken);
        await Task.WhenAll(sending.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var watcher = scope.ServiceProvider.GetRequiredService<EventWatcher>();
        if (now >= policyDue || policyDue - now > EventWatcher.PolicyInterval)
        {
            policyDue = now + EventWatcher.PolicyInterval;
            await watcher.WatchPolicyAsync(ct);
        }

        if (now >= reviewsDue || reviewsDue - now > EventWatcher.ReviewsInterval)
        {
            reviewsDue = now + EventWatcher.ReviewsInterval;
            await watcher.WatchReviewsAsync(ct);
        }

        foreach (var webhook in await sender.DueAsync(ct))
        {
            if (!sending.TryGetValue(webhook, out var task) || task.IsCompleted)
                sending[webhook] = TryAsync(stop => sender.SendAsync(webhook, stop), ct);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        try
        {
            await work(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogDebug(failure, "Events could not be told; they are the next time");
        }
    }
}
