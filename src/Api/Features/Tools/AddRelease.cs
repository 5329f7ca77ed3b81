using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Puts a release on record; its artifacts wait for review while a decision on the tool is approved.</summary>
internal sealed record AddRelease(string Slug, ReleaseBody Body) : ICommand<Stored<ToolView>>, ICreates
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "tool.add-release";

    public string Subject => Slug;
}

internal sealed class AddReleaseValidator : AbstractValidator<AddRelease>
{
    public AddReleaseValidator() => RuleFor(c => c.Body).SetValidator(new ReleaseValidator());
}

internal sealed class AddReleaseHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<AddRelease, Stored<ToolView>>
{
    public async Task<Stored<ToolView>> Handle(AddRelease request, CancellationToken cancellationToken)
    {
        var tool = await db.ForChangeAsync<Tool>(request.Slug, context.IfMatch ?? Precondition.Any, cancellationToken);
        var artifacts = ToolViews.ArtifactsOf(request.Body).ToArray();
        await db.RequireFreeAsync(tool.Slug, tool.Identity.With(artifacts), cancellationToken);
        var hasApprovedDecision = await db.HasApprovedDecisionAsync(tool.Slug, cancellationToken);
        tool.AddRelease(new Release(request.Body.Version, request.Body.ReleasedAt), artifacts, hasApprovedDecision, context.Principal.Person, clock.GetUtcNow());
        return new Stored<ToolView>(ToolViews.Of(tool, withInternals: true), db.RowVersionOf(tool));
    }
}
