using ToolRegistry.Domain;
using ToolRegistry.Infrastructure;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>Logs a checkpoint of the audit log each hour and at the end, so that it lies wherever logs are gathered: out of reach of who writes the database.</summary>
internal sealed class CheckpointService(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CheckpointService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Logs one now; says so where none can be made.</summary>
    public async Task TellAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var made = await scope.ServiceProvider.GetRequiredService<AuditCheckpoints>().MakeAsync(ct);
            logger.LogInformation("Audit checkpoint of {Entries} entries: {Jws}", made.Entries, made.Jws);
        }
        catch (DomainException refusal)
        {
            logger.LogWarning("No audit checkpoint was made: {Code}", refusal.Code);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogWarning("No audit checkpoint was made: {Failure}", failure.GetType().Name);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TellAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.EachAsync(Interval, () => TellAsync(stoppingToken), stoppingToken);
}
