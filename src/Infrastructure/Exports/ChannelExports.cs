using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Infrastructure.Exports;

/// <summary>
/// Chooses what a channel delivers to a target, from memory: exports go on without a database. What it delivers now is chosen once
/// for as long as it stands, as most pulls find nothing new.
/// </summary>
public sealed class ChannelExports(Replica replica, ExportFiles files, ExportOptions options, TimeProvider clock)
{
    // By channel; forgotten together with the snapshot.
    private readonly ConditionalWeakTable<PolicySnapshot, ConcurrentDictionary<string, Export>> ofNow = [];

    /// <summary>What is known of a channel.</summary>
    /// <exception cref="DomainException"><c>channel.not-found</c></exception>
    public ChannelFact Require(string channel) => Require(replica.Current, channel);

    /// <summary>A target with what a channel delivers to it at an instant, or now; and that instant.</summary>
    /// <exception cref="DomainException"><c>export.target-unknown</c>, <c>channel.not-found</c>, <c>request.invalid</c>, <c>export.not-served</c></exception>
    public (IExportTarget Target, Export Export, DateTimeOffset At) Of(string target, string? channel, DateTimeOffset? at)
    {
        var found = ExportTargets.Find(target) ?? throw DomainException.NotFound("export.target-unknown", $"There is no target {target}; GET /v1/exports lists those that there are.");
        var state = replica.Current;
        if (channel is null)
            throw DomainException.Invalid("request.invalid", "Say which channel: channel=….", "channel");
        var fact = Require(state, channel);
        if (!fact.Terms.Targets.Contains(target))
            throw DomainException.Conflict("export.not-served", $"The channel {channel} does not serve {target}: an Administrator adds it to its targets.", "target");
        return at is { } asked
            ? (found, new Export(state.Snapshot, state.ChangedAt, fact, asked, options.Address), asked)
            : Now(found, state, fact);
    }

    /// <summary>The SHA-256 of what a channel delivers to a target now; null when it delivers nothing.</summary>
    public string? CurrentHash(string target, string channel)
    {
        try
        {
            var (found, export, _) = Of(target, channel, at: null);
            return files.Get(found, export).Sha256;
        }
        catch (DomainException)
        {
            return null;
        }
    }

    private (IExportTarget Target, Export Export, DateTimeOffset At) Now(IExportTarget target, RegisterState state, ChannelFact channel)
    {
        var (now, known) = (clock.GetUtcNow(), ofNow.GetOrCreateValue(state.Snapshot));
        if (!known.TryGetValue(channel.Name, out var export) || !export.StandsAt(now))
            known[channel.Name] = export = new Export(state.Snapshot, state.ChangedAt, channel, now, options.Address);
        return (target, export, now);
    }

    private static ChannelFact Require(RegisterState state, string channel) =>
        state.Snapshot.FindChannel(channel) ?? throw DomainException.NotFound("channel.not-found", "There is no channel of that name.");
}
