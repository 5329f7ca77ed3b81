using System.Globalization;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Exports;

/// <summary>Says what differs between two exports: of two instants or revisions, or with a decision as it is drafted.</summary>
internal sealed record GetDiff(string Target, string? Channel, string? From, string? To, string? Decision) : IQuery<ExportDiffView>
{
    public static Permission Permission => Permission.ReviewExports;
}

internal sealed class GetDiffHandler(RegisterDbContext db, ChannelExports exports, Replica replica, PastSnapshots past, ExportOptions options, TimeProvider clock) : IRequestHandler<GetDiff, ExportDiffView>
{
    public async Task<ExportDiffView> Handle(GetDiff request, CancellationToken cancellationToken)
    {
        var (target, export, _) = exports.Of(request.Target, request.Channel, at: null);
        var (before, after) = request.Decision is { } number
            ? await WithDraftAsync(export.Channel, number, request.To, cancellationToken)
            : (await AtAsync(export.Channel, request.From, "from", cancellationToken), await AtAsync(export.Channel, request.To, "to", cancellationToken));
        return new ExportDiffView(target.Info.Name, export.Channel, [.. ExportDiff.Between(target, before, after).Select(Of)]);
    }

    /// <summary>The export of an instant, as the record stands, or of a revision, as it stood; without one, of now.</summary>
    private async Task<Export> AtAsync(string channel, string? point, string field, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (long.TryParse(point, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            return Of(await past.AtAsync(db, revision, ct), channel, now);
        return Of(replica.Current.Snapshot, channel, Wire.Instant(point, field) ?? now);
    }

    /// <summary>The exports without and with the pending revision of a decision, at the instant from which it restricts.</summary>
    private async Task<(Export Before, Export After)> WithDraftAsync(string channel, string number, string? to, CancellationToken ct)
    {
        var decision = await db.FindRecordAsync<Decision>(Wire.NumberIn(Numbers.Decision, number, "decision"), ct);
        var terms = decision.Foremost.Terms;
        var at = Wire.Instant(to, "to") ?? terms.Schedule.FirstRestrictionFrom(clock.GetUtcNow());
        var current = replica.Current.Snapshot;
        var fact = DecisionFact.Of(decision.Number, decision.Tool, terms, await db.SupportOfAsync(decision.Tool, terms.Claims, ct));
        var with = current.With(current.Revision, PolicyFactSet.None, PolicyFactSet.None with { Decisions = [fact] });
        return (Of(current, channel, at), Of(with, channel, at));
    }

    private Export Of(PolicySnapshot snapshot, string channel, DateTimeOffset at) =>
        new(snapshot, replica.Current.ChangedAt, snapshot.FindChannel(channel) ?? throw DomainException.NotFound("channel.not-found", "There was no channel of that name at that revision."), at, options.Address);

    private static RuleChangeView Of(RuleChange change)
    {
        var rule = (change.After ?? change.Before)!.Rule;
        return new RuleChangeView(rule.Number, rule.Tool.Slug, change.Before is null ? "added" : change.After is null ? "removed" : "changed", Of(change.Before), Of(change.After));
    }

    private static RuleSayingView? Of(RuleSaying? saying) => saying is null ? null : new RuleSayingView
    {
        Disposition = saying.Rule.Disposition is { } now ? Wire.Name(now) : null,
        Ranges = [.. saying.Rule.Decision.Ranges.Select(r => r.ToString())],
        Phases = [.. saying.Rule.Decision.Schedule.Phases.Select(p => new PhaseBody(p.From, Wire.Name(p.Disposition)))],
        Identifiers = saying.Identifiers,
        Fidelity = Wire.Name(saying.Finding.Fidelity),
        Reason = saying.Finding.Reason,
        Message = saying.Rule.Message,
    };
}
