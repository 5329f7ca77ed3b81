using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>Registers what answers checks from memory.</summary>
public static class ReplicaSetup
{
    /// <summary>Registers the replica, what keeps it up, and the log of uses.</summary>
    public static IServiceCollection AddReplica(this IServiceCollection services, ReplicaOptions options, DatabaseOptions database) => services
        .AddSingleton(options)
        .AddSingleton(new SnapshotFile(options.SnapshotPathFor(database)))
        .AddSingleton<Replica>()
        .AddSingleton<ReplicaService>()
        .AddSingleton<PastSnapshots>()
        .AddSingleton<UseLog>();
}
