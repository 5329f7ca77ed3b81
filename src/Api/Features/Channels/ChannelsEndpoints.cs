using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Channels;

internal static class ChannelsEndpoints
{
    private const string NotFound = "channel.not-found";
    private const string Invalid = "channel.invalid";

    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        var channels = api.MapGroup("/channels").WithTags("exports");

        channels.MapGet("/", (int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) => mediator.Send(new ListChannels(new PageQuery(limit, cursor, sort)), ct))
            .Lists<ListChannels, ChannelView>("List channels; sort by name or createdAt");

        channels.MapPost("/", (NewChannelBody body, IMediator mediator, CancellationToken ct) => mediator.CreatedAsync(new CreateChannel(body), c => $"/v1/channels/{c.Name}", ct))
            .Says<CreateChannel, ChannelView>("Make a channel", StatusCodes.Status201Created, Invalid, "scope.invalid");

        channels.MapGet("/{name}", (string name, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetChannel(name), ct))
            .Says<GetChannel, ChannelView>("Read a channel", StatusCodes.Status200OK, NotFound);

        channels.MapPut("/{name}", (string name, ChannelTermsBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ChangeChannel(name, body), ct))
            .Changes<ChangeChannel, ChannelView>("Change what a channel delivers: at once, or, where that loosens it, when another Administrator approves", StatusCodes.Status200OK, NotFound, Invalid, "scope.invalid");

        channels.MapPost("/{name}/approve", (string name, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ApproveChannel(name), ct))
            .Changes<ApproveChannel, ChannelView>("Approve what loosens a channel, as another Administrator than those who asked", StatusCodes.Status200OK, NotFound, "channel.nothing-pending", "review.four-eyes", "approval.sign-in-required");

        channels.MapPost("/{name}/reject", (string name, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RejectChannel(name), ct))
            .Changes<RejectChannel, ChannelView>("Drop a change of a channel that waits for approval", StatusCodes.Status200OK, NotFound, "channel.nothing-pending");
    }
}
