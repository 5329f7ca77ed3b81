using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Exports;

/// <summary>Chooses what a channel delivers to a target, from memory: exports go on without a database.</summary>
internal sealed class ChannelExports(Replica replica, ExportFiles files, ExportOptions options, TimeProvider clock)
{
    /// <summary>What is known of a channel.</summary>
    /// <exception cref="DomainException"><c>channel.not-found</c></exception>
    public ChannelFact Require(string channel) => replica.Current.Snapshot.FindChannel(channel) ?? throw DomainException.NotFound("channel.not-found", "There is no channel of that name.");

    /// <exception cref="DomainException"><c>export.target-unknown</c>, <c>channel.not-found</c>, <c>request.invalid</c>, <c>export.not-served</c></exception>
    public (IExportTarget Target, Export Export) Of(string target, string? channel, DateTimeOffset? at)
    {
        var found = ExportTargets.Find(target) ?? throw DomainException.NotFound("export.target-unknown", $"There is no target {target}; GET /v1/exports lists those that there are.");
        var state = replica.Current;
        if (channel is null)
            throw DomainException.Invalid("request.invalid", "Say which channel: channel=….", "channel");
        var fact = Require(channel);
        return fact.Terms.Targets.Contains(target)
            ? (found, new Export(state.Snapshot, state.ChangedAt, fact, at ?? clock.GetUtcNow(), options.Address))
            : throw DomainException.Conflict("export.not-served", $"The channel {channel} does not serve {target}: an Administrator adds it to its targets.", "target");
    }

    /// <summary>The SHA-256 of what a channel delivers to a target now; null when it delivers nothing.</summary>
    public string? CurrentHash(string target, string channel)
    {
        try
        {
            var (found, export) = Of(target, channel, at: null);
            return files.Get(found, export).Sha256;
        }
        catch (DomainException)
        {
            return null;
        }
    }
}
