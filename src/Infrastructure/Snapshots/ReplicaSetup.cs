using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Santa;
using ToolRegistry.Infrastructure.Signing;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>Registers what answers checks from memory.</summary>
public static class ReplicaSetup
{
    /// <summary>Registers the replica, what keeps it up, by what it signs, and the log of uses.</summary>
    public static IServiceCollection AddReplica(this IServiceCollection services, ReplicaOptions options, SigningOptions signing, DatabaseOptions database) => services
        .AddSingleton(options)
        .AddSingleton(new SnapshotFile(options.SnapshotPathFor(database)))
        .AddSingleton(signing)
        .AddSingleton(_ => MasterKey.Load(signing, database))
        .AddSingleton<SigningKeys>()
        .AddSingleton<Replica>()
        .AddSingleton<ReplicaService>()
        .AddSingleton<PastSnapshots>()
        .AddSingleton<ToolOutcomes>()
        .AddSingleton<PullLog>()
        .AddSingleton<ChannelExports>()
        .AddSingleton<WebhookPost>()
        .AddSingleton<MailPost>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<WebhookService>()
        .AddScoped<EventWatcher>()
        .AddSingleton<SantaDeliveries>()
        .AddScoped<SantaSyncs>()
        .AddSingleton<UseLog>();
}
