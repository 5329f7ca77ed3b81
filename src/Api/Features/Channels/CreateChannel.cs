using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Channels;

/// <summary>Makes a channel.</summary>
internal sealed record CreateChannel(NewChannelBody Body) : ICommand<Stored<ChannelView>>, ICreates
{
    public static Permission Permission => Permission.ManageChannels;

    public static string Action => "channel.create";

    public string Subject => $"channel:{Body.Name}";
}

internal sealed class CreateChannelValidator : AbstractValidator<CreateChannel>
{
    public CreateChannelValidator()
    {
        RuleFor(c => c.Body.Name).Slug();
        RuleFor(c => c.Body).SetValidator(new ChannelTermsValidator());
    }
}

internal sealed class CreateChannelHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<CreateChannel, Stored<ChannelView>>
{
    public Task<Stored<ChannelView>> Handle(CreateChannel request, CancellationToken cancellationToken)
    {
        var channel = Channel.Create(request.Body.Name, ChannelViews.TermsOf(request.Body), context.Principal.Person, clock.GetUtcNow());
        db.AddRecord(channel);
        return Task.FromResult(new Stored<ChannelView>(ChannelViews.Of(channel), RowVersion: 1));
    }
}
