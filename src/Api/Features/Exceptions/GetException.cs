using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exceptions;

/// <summary>Reads one exception.</summary>
internal sealed record GetException(int Number) : IQuery<Stored<ExceptionView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetExceptionHandler(RegisterDbContext db) : IRequestHandler<GetException, Stored<ExceptionView>>
{
    public async Task<Stored<ExceptionView>> Handle(GetException request, CancellationToken cancellationToken)
    {
        var exception = await db.FindRecordAsync<ExceptionRecord>(request.Number, cancellationToken);
        return new Stored<ExceptionView>(ExceptionViews.Of(exception), db.RowVersionOf(exception));
    }
}
