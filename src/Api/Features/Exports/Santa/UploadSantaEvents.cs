using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Exports.Santa;

/// <summary>
/// Event upload: what was stopped, or would have been where unknown software is denied, is counted as a check of what it is.
/// Who ran it and where is not kept.
/// </summary>
internal sealed record UploadSantaEvents(string Channel, string Machine, SantaRequest Body) : IQuery<SantaEventsTaken>
{
    public static Permission Permission => Permission.PullExports;
}

/// <summary>That events were taken (<c>EventUploadResponse</c>): no bundle's files are asked for.</summary>
internal sealed record SantaEventsTaken;

internal sealed class UploadSantaEventsHandler(ChannelExports exports, Replica replica, UseLog uses, TimeProvider clock) : IRequestHandler<UploadSantaEvents, SantaEventsTaken>
{
    private const int MaxText = 1_000;

    public Task<SantaEventsTaken> Handle(UploadSantaEvents request, CancellationToken cancellationToken)
    {
        var asker = exports.Require(request.Channel).Asker;
        var (snapshot, now) = (replica.Current.Snapshot, clock.GetUtcNow());
        // All are read before one is counted: a body that is refused counts nothing.
        (string? SigningId, string? Sha256, string? Version)[] events = [.. request.Body.List("events").Select(e => (e.Text("signingId", MaxText), e.Text("fileSha256", MaxText), e.Text("fileBundleVersionString", MaxText)))];
        foreach (var stopped in events)
        {
            if (SubjectOf(stopped.SigningId, stopped.Sha256) is { } subject)
                uses.CountAll(CheckUses.Of(snapshot.Check(CheckQuery.Create(subject, stopped.Version, asker, now))));
        }

        return Task.FromResult(new SantaEventsTaken());
    }

    private static Subject? SubjectOf(string? signingId, string? sha256) =>
        signingId is not null && Subject.TryParse($"macos-signing-id:{signingId}", out var bySigningId, out _) ? bySigningId
        : sha256 is not null && Subject.TryParse($"sha256:{sha256}", out var byHash, out _) ? byHash
        : null;
}
