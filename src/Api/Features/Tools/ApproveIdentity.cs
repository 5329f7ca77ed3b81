using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Approves the change of identity that waits.</summary>
internal sealed record ApproveIdentity(string Slug) : ICommand<Stored<ToolView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "tool.approve-identity";

    public string Subject => Slug;
}

internal sealed class ApproveIdentityValidator : AbstractValidator<ApproveIdentity>
{
    public ApproveIdentityValidator() => RuleFor(c => c.Slug).NotNull();
}

internal sealed class ApproveIdentityHandler(RegisterDbContext db, RequestContext context, ApprovalRuleBook rules, TimeProvider clock) : IRequestHandler<ApproveIdentity, Stored<ToolView>>
{
    public async Task<Stored<ToolView>> Handle(ApproveIdentity request, CancellationToken cancellationToken)
    {
        var tool = await db.ForChangeAsync<Tool>(request.Slug, context.IfMatch, cancellationToken);
        if (tool.PendingIdentity is { } change)
            await db.RequireFreeAsync(tool.Slug, change.Identity, cancellationToken);
        tool.ApproveIdentity(await rules.ApprovalsNeededAsync(tool, cancellationToken), context.Principal.Person, clock.GetUtcNow());
        return new Stored<ToolView>(ToolViews.Of(tool, withInternals: true), db.RowVersionOf(tool));
    }
}
