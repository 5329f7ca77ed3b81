using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Channels;

/// <summary>Changes what a channel delivers: at once, or, where that loosens it, when another Administrator approves.</summary>
internal sealed record ChangeChannel(string Name, ChannelTermsBody Body) : ICommand<Stored<ChannelView>>
{
    public static Permission Permission => Permission.ManageChannels;

    public static string Action => "channel.change";

    public string Subject => $"channel:{Name}";
}

internal sealed class ChangeChannelValidator : AbstractValidator<ChangeChannel>
{
    public ChangeChannelValidator() => RuleFor(c => c.Body).SetValidator(new ChannelTermsValidator());
}

internal sealed class ChangeChannelHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<ChangeChannel, Stored<ChannelView>>
{
    public async Task<Stored<ChannelView>> Handle(ChangeChannel request, CancellationToken cancellationToken)
    {
        var channel = await db.ForChangeAsync<Channel>(request.Name, context.IfMatch, cancellationToken);
        channel.Change(ChannelViews.TermsOf(request.Body), context.Principal.Person, clock.GetUtcNow());
        return new Stored<ChannelView>(ChannelViews.Of(channel), db.RowVersionOf(channel));
    }
}
