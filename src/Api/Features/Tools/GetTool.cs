using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Reads one tool.</summary>
internal sealed record GetTool(string Slug) : IQuery<Stored<ToolView>>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class GetToolHandler(RegisterDbContext db, RequestContext context, AccessSettings access) : IRequestHandler<GetTool, Stored<ToolView>>
{
    public async Task<Stored<ToolView>> Handle(GetTool request, CancellationToken cancellationToken)
    {
        var tool = await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        var view = ToolViews.Of(tool, context.Principal.May(Permission.ReadInternal, access));
        return new Stored<ToolView>(view, db.RowVersionOf(tool));
    }
}
