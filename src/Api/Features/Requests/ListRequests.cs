using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Requests;

/// <summary>Lists requests: one's own, or as staff all.</summary>
internal sealed record ListRequests(PageQuery Page, string? State, string? Kind) : IQuery<Page<RequestView>>
{
    public static Permission Permission => Permission.FileRequests;
}

internal sealed class ListRequestsHandler(RegisterDbContext db, RequestContext context, AccessSettings access) : IRequestHandler<ListRequests, Page<RequestView>>
{
    private static readonly Sort<Request> ByNumber = Sort<Request>.By("number", r => r.Number);
    private static readonly Sort<Request>[] Sorts = [Sort<Request>.By("createdAt", r => r.CreatedAt)];

    public async Task<Page<RequestView>> Handle(ListRequests request, CancellationToken cancellationToken)
    {
        var requests = db.Requests.AsNoTracking();
        if (!context.Principal.May(Permission.ReadInternal, access))
        {
            var self = context.Principal.Person;
            requests = requests.Where(r => r.RequestedBy == self);
        }

        if (request.State is { } wanted)
        {
            var state = Wire.Parse<ReviewState>(wanted, "state");
            requests = requests.Where(r => r.State == state);
        }

        if (request.Kind is { } sought)
        {
            var kind = Wire.Parse<RequestKind>(sought, "kind");
            requests = requests.Where(r => r.Kind == kind);
        }

        return await requests.ToPageAsync(request.Page, ByNumber, Sorts, RequestViews.Of, cancellationToken);
    }
}
