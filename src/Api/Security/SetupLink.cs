using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Security;

/// <summary>
/// While there is no Administrator, prints a link by which the first one is made: to standard output, not to the log,
/// because the log may be read by more people. An older link no longer works.
/// </summary>
internal sealed class SetupLink(IServiceScopeFactory scopes, IServer server, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<SetupLink> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => TryPrintAsync(lifetime.ApplicationStopping).GetAwaiter().GetResult());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task TryPrintAsync(CancellationToken ct)
    {
        try
        {
            await PrintAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogWarning(failure, "Whether there is an Administrator can't be told without the database; if there is none, start again once it is back");
        }
    }

    private async Task PrintAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegisterDbContext>();
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(ct);
        // Inside the transaction, or a link could come out while another process makes the first Administrator.
        if (await db.Tokens.AnyAsync(t => t.Role == Role.Administrator && t.RevokedAt == null && t.ExpiresAt > now, ct))
            return;
        var secret = Secret.New("");
        await db.SetupCodes.ExecuteDeleteAsync(ct);
        db.SetupCodes.Add(new SetupCode { Hash = secret.Hash, ExpiresAt = now + SetupCode.Lifetime });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080";
        Console.Out.WriteLine($"Setup: {address.Replace("//[::]", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)}/setup?code={secret.Text}");
    }
}
