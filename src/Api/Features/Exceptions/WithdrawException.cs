using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exceptions;

/// <summary>Takes an exception back before it is granted.</summary>
internal sealed record WithdrawException(int Number) : ICommand<Stored<ExceptionView>>
{
    public static Permission Permission => Permission.Draft;

    public static string Action => "exception.withdraw";

    public string Subject => Numbers.Format(Numbers.Exception, Number);
}

internal sealed class WithdrawExceptionValidator : AbstractValidator<WithdrawException>
{
    public WithdrawExceptionValidator() => RuleFor(c => c.Number).GreaterThan(0);
}

internal sealed class WithdrawExceptionHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<WithdrawException, Stored<ExceptionView>>
{
    public async Task<Stored<ExceptionView>> Handle(WithdrawException request, CancellationToken cancellationToken)
    {
        var exception = await db.ForChangeAsync<ExceptionRecord>(request.Number, context.IfMatch, cancellationToken);
        exception.Withdraw(clock.GetUtcNow());
        return new Stored<ExceptionView>(ExceptionViews.Of(exception), db.RowVersionOf(exception));
    }
}
