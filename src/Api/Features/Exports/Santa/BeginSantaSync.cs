using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Santa;

namespace ToolRegistry.Api.Features.Exports.Santa;

/// <summary>Preflight: notes to which rules the sync leads. The register itself is only read.</summary>
internal sealed record BeginSantaSync(string Channel, string Machine, SantaRequest Body) : IQuery<SantaPreflight>
{
    public static Permission Permission => Permission.PullExports;
}

/// <summary>What Santa is told before it syncs (<c>PreflightResponse</c>).</summary>
/// <param name="ClientMode"><c>MONITOR</c>, or <c>LOCKDOWN</c> where the channel denies what is unknown.</param>
/// <param name="SyncType"><c>NORMAL</c>, or <c>CLEAN</c>: it drops the rules that it has.</param>
/// <param name="BatchSize">How many events it sends at once.</param>
/// <param name="FullSyncInterval">After how many seconds it syncs again.</param>
internal sealed record SantaPreflight(string ClientMode, string SyncType, int BatchSize, int FullSyncInterval);

internal sealed class BeginSantaSyncHandler(ChannelExports exports, ExportFiles files, SantaSyncs syncs, TimeProvider clock) : IRequestHandler<BeginSantaSync, SantaPreflight>
{
    public const string Target = "santa-sync";

    private const int MaxRulesHash = SantaMachine.MaxRulesHashLength;
    private const int BatchSize = 50;

    // Santa takes no less than a minute, and ten are its own choice.
    private const int MinInterval = 60, MaxInterval = 600;

    public async Task<SantaPreflight> Handle(BeginSantaSync request, CancellationToken cancellationToken)
    {
        var (target, export, _) = exports.Of(Target, request.Channel, at: null);
        var file = files.Get(target, export);
        var isClean = await syncs.BeginAsync(request.Channel, request.Machine, file, () => files.Open(target, export), request.Body.Flag("requestCleanSync"), request.Body.Text("rulesHash", MaxRulesHash), cancellationToken);
        return new SantaPreflight(export.Terms.DeniesUnknown ? "LOCKDOWN" : "MONITOR", isClean ? "CLEAN" : "NORMAL", BatchSize, IntervalUntil(file.ValidUntil));
    }

    /// <summary>No machine should be late for a date that is known.</summary>
    private int IntervalUntil(DateTimeOffset? change) =>
        change is { } at ? (int)Math.Clamp(Math.Ceiling((at - clock.GetUtcNow()).TotalSeconds), MinInterval, MaxInterval) : MaxInterval;
}
