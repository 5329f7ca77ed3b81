using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Insights;

/// <summary>Adds up what the log of uses holds, and writes it and who pulled exports twice a minute and at the end.</summary>
public sealed class UseService(UseLog uses, PullLog pulls, IServiceScopeFactory scopes, TimeProvider clock, ILogger<UseService> logger) : BackgroundService
{
    private const int WriteEvery = 300;
    private static readonly TimeSpan AddUpInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RestInterval = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(rest: _ => Task.CompletedTask, cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var round = 0;
        return clock.EachAsync(
            AddUpInterval,
            () => ++round % WriteEvery == 0 ? WriteAsync(rest: ct => Task.Delay(RestInterval, clock, ct), stoppingToken) : uses.AddUpAsync(stoppingToken),
            stoppingToken);
    }

    private async Task WriteAsync(Func<CancellationToken, Task> rest, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RegisterDbContext>();
            await pulls.WriteAsync(db, ct);
            await uses.WriteAsync(db, rest, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogDebug(failure, "Checks and pulls could not be written down; they are the next time");
        }
    }
}
