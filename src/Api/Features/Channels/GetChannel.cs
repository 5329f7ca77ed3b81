using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Channels;

/// <summary>Reads one channel.</summary>
internal sealed record GetChannel(string Name) : IQuery<Stored<ChannelView>>
{
    public static Permission Permission => Permission.ReadChannels;
}

internal sealed class GetChannelHandler(RegisterDbContext db) : IRequestHandler<GetChannel, Stored<ChannelView>>
{
    public async Task<Stored<ChannelView>> Handle(GetChannel request, CancellationToken cancellationToken)
    {
        var channel = await db.FindRecordAsync<Channel>(request.Name, cancellationToken);
        return new Stored<ChannelView>(ChannelViews.Of(channel), db.RowVersionOf(channel));
    }
}
