using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exceptions;

/// <summary>Approves an exception, as another person than those who asked; with as many approvals as its decision needs it is granted.</summary>
internal sealed record ApproveException(int Number) : ICommand<Stored<ExceptionView>>
{
    public static Permission Permission => Permission.Approve;

    public static string Action => "exception.approve";

    public string Subject => Numbers.Format(Numbers.Exception, Number);
}

internal sealed class ApproveExceptionValidator : AbstractValidator<ApproveException>
{
    public ApproveExceptionValidator() => RuleFor(c => c.Number).GreaterThan(0);
}

internal sealed class ApproveExceptionHandler(RegisterDbContext db, RequestContext context, ApprovalRuleBook rules, TimeProvider clock) : IRequestHandler<ApproveException, Stored<ExceptionView>>
{
    public async Task<Stored<ExceptionView>> Handle(ApproveException request, CancellationToken cancellationToken)
    {
        var exception = await db.ForChangeAsync<ExceptionRecord>(request.Number, context.IfMatch, cancellationToken);
        var decision = await db.FindRecordAsync<Decision>(exception.Decision, cancellationToken);
        exception.Approve(decision, await rules.ApprovalsNeededAsync(decision, cancellationToken), context.Principal.Person, clock.GetUtcNow());
        return new Stored<ExceptionView>(ExceptionViews.Of(exception), db.RowVersionOf(exception));
    }
}
