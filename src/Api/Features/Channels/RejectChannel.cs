using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Channels;

/// <summary>Drops a change of a channel that waits for approval.</summary>
internal sealed record RejectChannel(string Name) : ICommand<Stored<ChannelView>>
{
    public static Permission Permission => Permission.ManageChannels;

    public static string Action => "channel.reject";

    public string Subject => $"channel:{Name}";
}

internal sealed class RejectChannelValidator : AbstractValidator<RejectChannel>
{
    public RejectChannelValidator() => RuleFor(c => c.Name).NotNull();
}

internal sealed class RejectChannelHandler(RegisterDbContext db, RequestContext context) : IRequestHandler<RejectChannel, Stored<ChannelView>>
{
    public async Task<Stored<ChannelView>> Handle(RejectChannel request, CancellationToken cancellationToken)
    {
        var channel = await db.ForChangeAsync<Channel>(request.Name, context.IfMatch, cancellationToken);
        channel.Reject();
        return new Stored<ChannelView>(ChannelViews.Of(channel), db.RowVersionOf(channel));
    }
}
