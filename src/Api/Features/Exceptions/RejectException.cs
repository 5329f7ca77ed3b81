using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exceptions;

/// <summary>Refuses an exception.</summary>
internal sealed record RejectException(int Number, ReasonBody Body) : ICommand<Stored<ExceptionView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "exception.reject";

    public string Subject => Numbers.Format(Numbers.Exception, Number);
}

internal sealed class RejectExceptionValidator : AbstractValidator<RejectException>
{
    public RejectExceptionValidator() => RuleFor(c => c.Body.Reason).Paragraphs(2_000);
}

internal sealed class RejectExceptionHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<RejectException, Stored<ExceptionView>>
{
    public async Task<Stored<ExceptionView>> Handle(RejectException request, CancellationToken cancellationToken)
    {
        var exception = await db.ForChangeAsync<ExceptionRecord>(request.Number, context.IfMatch, cancellationToken);
        exception.Reject(request.Body.Reason, clock.GetUtcNow());
        return new Stored<ExceptionView>(ExceptionViews.Of(exception), db.RowVersionOf(exception));
    }
}
