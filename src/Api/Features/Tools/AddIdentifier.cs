using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Adds one identifier to a tool; while a decision on it is approved, after review.</summary>
internal sealed record AddIdentifier(string Slug, IdentifierBody Body) : ICommand<Stored<ToolView>>, ICreates
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "tool.add-identifier";

    public string Subject => Slug;
}

internal sealed class AddIdentifierValidator : AbstractValidator<AddIdentifier>
{
    public AddIdentifierValidator() => RuleFor(c => c.Body).Identifier();
}

internal sealed class AddIdentifierHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<AddIdentifier, Stored<ToolView>>
{
    public async Task<Stored<ToolView>> Handle(AddIdentifier request, CancellationToken cancellationToken)
    {
        var tool = await db.ForChangeAsync<Tool>(request.Slug, context.IfMatch ?? Precondition.Any, cancellationToken);
        var identity = tool.Identity.With(ToolViews.IdentifierOf(request.Body));
        await db.RequireFreeAsync(tool.Slug, identity, cancellationToken);
        tool.Identify(identity, await db.HasApprovedDecisionAsync(tool.Slug, cancellationToken), context.Principal.Person, clock.GetUtcNow());
        return new Stored<ToolView>(ToolViews.Of(tool, withInternals: true), db.RowVersionOf(tool));
    }
}
