using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exceptions;

/// <summary>Puts an exception forward for review.</summary>
internal sealed record ProposeException(int Number) : ICommand<Stored<ExceptionView>>
{
    public static Permission Permission => Permission.Draft;

    public static string Action => "exception.propose";

    public string Subject => Numbers.Format(Numbers.Exception, Number);
}

internal sealed class ProposeExceptionValidator : AbstractValidator<ProposeException>
{
    public ProposeExceptionValidator() => RuleFor(c => c.Number).GreaterThan(0);
}

internal sealed class ProposeExceptionHandler(RegisterDbContext db, RequestContext context) : IRequestHandler<ProposeException, Stored<ExceptionView>>
{
    public async Task<Stored<ExceptionView>> Handle(ProposeException request, CancellationToken cancellationToken)
    {
        var exception = await db.ForChangeAsync<ExceptionRecord>(request.Number, context.IfMatch, cancellationToken);
        exception.Propose(context.Principal.Person);
        return new Stored<ExceptionView>(ExceptionViews.Of(exception), db.RowVersionOf(exception));
    }
}
