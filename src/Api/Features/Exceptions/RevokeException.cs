using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exceptions;

/// <summary>Ends a granted exception before its date.</summary>
internal sealed record RevokeException(int Number, ReasonBody Body) : ICommand<Stored<ExceptionView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "exception.revoke";

    public string Subject => Numbers.Format(Numbers.Exception, Number);
}

internal sealed class RevokeExceptionValidator : AbstractValidator<RevokeException>
{
    public RevokeExceptionValidator() => RuleFor(c => c.Body.Reason).Paragraphs(2_000);
}

internal sealed class RevokeExceptionHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<RevokeException, Stored<ExceptionView>>
{
    public async Task<Stored<ExceptionView>> Handle(RevokeException request, CancellationToken cancellationToken)
    {
        var exception = await db.ForChangeAsync<ExceptionRecord>(request.Number, context.IfMatch, cancellationToken);
        exception.Revoke(request.Body.Reason, clock.GetUtcNow());
        return new Stored<ExceptionView>(ExceptionViews.Of(exception), db.RowVersionOf(exception));
    }
}
