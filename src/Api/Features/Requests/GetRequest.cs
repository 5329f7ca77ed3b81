using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Requests;

/// <summary>Reads one request: one's own, or as staff any.</summary>
internal sealed record GetRequest(int Number) : IQuery<Stored<RequestView>>
{
    public static Permission Permission => Permission.FileRequests;
}

internal sealed class GetRequestHandler(RegisterDbContext db, RequestContext context, AccessSettings access) : IRequestHandler<GetRequest, Stored<RequestView>>
{
    public async Task<Stored<RequestView>> Handle(GetRequest request, CancellationToken cancellationToken)
    {
        var filed = await db.FindRecordAsync<Request>(request.Number, cancellationToken);
        return filed.RequestedBy == context.Principal.Owner || context.Principal.May(Permission.ReadInternal, access)
            ? new Stored<RequestView>(RequestViews.Of(filed), db.RowVersionOf(filed))
            : throw DomainException.NotFound("request.not-found", "There is no request of that name.");
    }
}
