using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exceptions;

/// <summary>Lists exceptions.</summary>
internal sealed record ListExceptions(PageQuery Page, string? Decision, string? State) : IQuery<Page<ExceptionView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class ListExceptionsHandler(RegisterDbContext db) : IRequestHandler<ListExceptions, Page<ExceptionView>>
{
    private static readonly Sort<ExceptionRecord> ByNumber = Sort<ExceptionRecord>.By("number", e => e.Number);
    private static readonly Sort<ExceptionRecord>[] Sorts = [Sort<ExceptionRecord>.By("createdAt", e => e.CreatedAt)];

    public async Task<Page<ExceptionView>> Handle(ListExceptions request, CancellationToken cancellationToken)
    {
        var exceptions = db.Exceptions.AsNoTracking();
        if (request.Decision is { } text)
        {
            var decision = Wire.NumberIn(Numbers.Decision, text, "decision");
            exceptions = exceptions.Where(e => e.Decision == decision);
        }

        if (request.State is { } wanted)
        {
            var state = Wire.Parse<ReviewState>(wanted, "state");
            exceptions = exceptions.Where(e => e.State == state);
        }

        return await exceptions.ToPageAsync(request.Page, ByNumber, Sorts, ExceptionViews.Of, cancellationToken);
    }
}
