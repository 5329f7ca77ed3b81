using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Channels;

/// <summary>Lists channels.</summary>
internal sealed record ListChannels(PageQuery Page) : IQuery<Page<ChannelView>>
{
    public static Permission Permission => Permission.ReadChannels;
}

internal sealed class ListChannelsHandler(RegisterDbContext db) : IRequestHandler<ListChannels, Page<ChannelView>>
{
    private static readonly Sort<Channel> ByName = Sort<Channel>.By("name", c => c.Name);
    private static readonly Sort<Channel>[] Sorts = [Sort<Channel>.By("createdAt", c => c.CreatedAt)];

    public Task<Page<ChannelView>> Handle(ListChannels request, CancellationToken cancellationToken) =>
        db.Channels.AsNoTracking().ToPageAsync(request.Page, ByName, Sorts, ChannelViews.Of, cancellationToken);
}
