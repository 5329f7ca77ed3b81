using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Reads by what a tool is recognised, in the form in which it is replaced.</summary>
internal sealed record GetIdentity(string Slug) : IQuery<Stored<IdentityBody>>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class GetIdentityHandler(RegisterDbContext db) : IRequestHandler<GetIdentity, Stored<IdentityBody>>
{
    public async Task<Stored<IdentityBody>> Handle(GetIdentity request, CancellationToken cancellationToken)
    {
        var tool = await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        var body = new IdentityBody
        {
            VersionScheme = tool.Identity.VersionScheme.Name,
            OneVersionLine = tool.Identity.OneVersionLine,
            Identifiers = ToolViews.Identifiers(tool.Identity),
        };
        return new Stored<IdentityBody>(body, db.RowVersionOf(tool));
    }
}
