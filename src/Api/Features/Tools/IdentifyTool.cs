using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Replaces a tool's identifiers and version line; while a decision on it is approved, after review.</summary>
internal sealed record IdentifyTool(string Slug, IdentityBody Body) : ICommand<Stored<ToolView>>
{
    public static Permission Permission => Permission.EditTools;

    public static string Action => "tool.identify";

    public string Subject => Slug;
}

internal sealed class IdentifyToolValidator : AbstractValidator<IdentifyTool>
{
    public IdentifyToolValidator()
    {
        RuleFor(c => c.Body.VersionScheme).Scheme();
        RuleForEach(c => c.Body.Identifiers).Identifier();
    }
}

internal sealed class IdentifyToolHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<IdentifyTool, Stored<ToolView>>
{
    public async Task<Stored<ToolView>> Handle(IdentifyTool request, CancellationToken cancellationToken)
    {
        var tool = await db.ForChangeAsync<Tool>(request.Slug, context.IfMatch, cancellationToken);
        var identity = ToolViews.IdentityOf(request.Body.VersionScheme, request.Body.OneVersionLine, request.Body.Identifiers, tool.Identity.Artifacts);
        await db.RequireFreeAsync(tool.Slug, identity, cancellationToken);
        tool.Identify(identity, await db.HasApprovedDecisionAsync(tool.Slug, cancellationToken), context.Principal.Person, clock.GetUtcNow());
        return new Stored<ToolView>(ToolViews.Of(tool, withInternals: true), db.RowVersionOf(tool));
    }
}

internal static class ApprovedDecisions
{
    public static Task<bool> HasApprovedDecisionAsync(this RegisterDbContext db, string slug, CancellationToken ct) =>
        db.Decisions.AnyAsync(d => d.Tool == slug && d.Revisions.Any(r => r.State == ReviewState.Approved), ct);
}
