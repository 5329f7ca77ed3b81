using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Drops the change of identity that waits.</summary>
internal sealed record RejectIdentity(string Slug) : ICommand<Stored<ToolView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "tool.reject-identity";

    public string Subject => Slug;
}

internal sealed class RejectIdentityValidator : AbstractValidator<RejectIdentity>
{
    public RejectIdentityValidator() => RuleFor(c => c.Slug).NotNull();
}

internal sealed class RejectIdentityHandler(RegisterDbContext db, RequestContext context) : IRequestHandler<RejectIdentity, Stored<ToolView>>
{
    public async Task<Stored<ToolView>> Handle(RejectIdentity request, CancellationToken cancellationToken)
    {
        var tool = await db.ForChangeAsync<Tool>(request.Slug, context.IfMatch, cancellationToken);
        tool.RejectIdentity();
        return new Stored<ToolView>(ToolViews.Of(tool, withInternals: true), db.RowVersionOf(tool));
    }
}
