using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Tools;

/// <summary>Lists a tool's releases.</summary>
internal sealed record ListReleases(string Slug) : IQuery<ReleaseList>
{
    public static Permission Permission => Permission.Browse;
}

internal sealed class ListReleasesHandler(RegisterDbContext db) : IRequestHandler<ListReleases, ReleaseList>
{
    public async Task<ReleaseList> Handle(ListReleases request, CancellationToken cancellationToken) =>
        new(ToolViews.ReleasesOf(await db.FindRecordAsync<Tool>(request.Slug, cancellationToken)));
}
