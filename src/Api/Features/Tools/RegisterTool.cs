using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Puts a tool on record.</summary>
internal sealed record RegisterTool(NewToolBody Body) : ICommand<Stored<ToolView>>, ICreates
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "tool.register";

    public string Subject => Body.Slug;
}

internal sealed class RegisterToolValidator : AbstractValidator<RegisterTool>
{
    public RegisterToolValidator()
    {
        RuleFor(c => c.Body).SetValidator(new ToolDetailsValidator());
        RuleFor(c => c.Body.Slug).Slug();
        RuleFor(c => c.Body.VersionScheme).Scheme();
        RuleForEach(c => c.Body.Identifiers).Identifier();
        RuleForEach(c => c.Body.Releases).SetValidator(new ReleaseValidator());
    }
}

internal sealed class RegisterToolHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<RegisterTool, Stored<ToolView>>
{
    public async Task<Stored<ToolView>> Handle(RegisterTool request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        if (await db.FindAsync<Tool>([body.Slug], cancellationToken) is not null)
            throw DomainException.Conflict("tool.exists", $"A tool {body.Slug} is on record already.", "slug");
        var identity = ToolViews.IdentityOf(body.VersionScheme, body.OneVersionLine, body.Identifiers, artifacts: []);
        var tool = Tool.Register(body.Slug, ToolViews.DetailsOf(body), identity, clock.GetUtcNow());
        foreach (var release in body.Releases)
            tool.AddRelease(new Release(release.Version, release.ReleasedAt), [.. ToolViews.ArtifactsOf(release)], hasApprovedDecision: false, context.Principal.Person, clock.GetUtcNow());
        await db.RequireFreeAsync(tool.Slug, tool.Identity, cancellationToken);
        db.AddRecord(tool);
        return new Stored<ToolView>(ToolViews.Of(tool, withInternals: true), RowVersion: 1);
    }
}
