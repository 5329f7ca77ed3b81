using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Channels;

/// <summary>Approves what loosens a channel, as another Administrator than those who asked.</summary>
internal sealed record ApproveChannel(string Name) : ICommand<Stored<ChannelView>>
{
    public static Permission Permission => Permission.ManageChannels;

    public static string Action => "channel.approve";

    public string Subject => $"channel:{Name}";
}

internal sealed class ApproveChannelValidator : AbstractValidator<ApproveChannel>
{
    public ApproveChannelValidator() => RuleFor(c => c.Name).NotNull();
}

internal sealed class ApproveChannelHandler(RegisterDbContext db, RequestContext context, ApprovalRuleBook rules, TimeProvider clock) : IRequestHandler<ApproveChannel, Stored<ChannelView>>
{
    public async Task<Stored<ChannelView>> Handle(ApproveChannel request, CancellationToken cancellationToken)
    {
        rules.RequireMayApprove();
        var channel = await db.ForChangeAsync<Channel>(request.Name, context.IfMatch, cancellationToken);
        channel.Approve(context.Principal.Person, clock.GetUtcNow());
        return new Stored<ChannelView>(ChannelViews.Of(channel), db.RowVersionOf(channel));
    }
}
