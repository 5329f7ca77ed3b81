using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exports;

/// <summary>Lists who pulled what of a channel when, and who is behind.</summary>
internal sealed record ListPulls(PageQuery Page, string Channel) : IQuery<Page<PullView>>
{
    public static Permission Permission => Permission.ReadChannels;
}

internal sealed class ListPullsHandler(RegisterDbContext db, ChannelExports exports) : IRequestHandler<ListPulls, Page<PullView>>
{
    private const int MaxRows = 5_000;

    private static readonly Sort<PullView> ById = Sort<PullView>.By("id", p => p.Id);
    private static readonly Sort<PullView>[] Sorts = [Sort<PullView>.By("lastAt", p => p.LastAt), Sort<PullView>.By("target", p => p.Target), Sort<PullView>.By("puller", p => p.Puller)];

    public async Task<Page<PullView>> Handle(ListPulls request, CancellationToken cancellationToken)
    {
        exports.Require(request.Channel);
        var rows = await db.ExportPulls.AsNoTracking().Where(p => p.Channel == request.Channel).OrderByDescending(p => p.LastAt).ThenByDescending(p => p.Revision).Take(MaxRows).ToListAsync(cancellationToken);
        var current = rows.Select(p => p.Target).Distinct(StringComparer.Ordinal).ToDictionary(t => t, t => exports.CurrentHash(t, request.Channel), StringComparer.Ordinal);
        return rows.GroupBy(p => (p.Target, p.Puller))
            .SelectMany(of => of.Select((pull, i) => Of(pull, isBehind: i == 0 && current[pull.Target] is { } now && now != pull.Sha256)))
            .ToPage(request.Page with { Sort = request.Page.Sort ?? "-lastAt" }, ById, Sorts, p => p);
    }

    private static PullView Of(ExportPull pull, bool isBehind) =>
        new($"{pull.Target}:{pull.Puller}:{pull.Sha256[..16]}", pull.Target, pull.Puller, pull.Revision, pull.Sha256, pull.FirstAt, pull.LastAt, pull.Count, isBehind);
}
