using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exceptions;

/// <summary>Changes what an exception asks for; approvals given are dropped.</summary>
internal sealed record EditException(int Number, ExceptionTermsBody Body) : ICommand<Stored<ExceptionView>>
{
    public static Permission Permission => Permission.Draft;

    public static string Action => "exception.edit";

    public string Subject => Numbers.Format(Numbers.Exception, Number);
}

internal sealed class EditExceptionValidator : AbstractValidator<EditException>
{
    public EditExceptionValidator() => RuleFor(c => c.Body).SetValidator(new ExceptionTermsValidator());
}

internal sealed class EditExceptionHandler(RegisterDbContext db, RequestContext context) : IRequestHandler<EditException, Stored<ExceptionView>>
{
    public async Task<Stored<ExceptionView>> Handle(EditException request, CancellationToken cancellationToken)
    {
        var exception = await db.ForChangeAsync<ExceptionRecord>(request.Number, context.IfMatch, cancellationToken);
        exception.Edit(ExceptionViews.TermsOf(request.Body), context.Principal.Person);
        return new Stored<ExceptionView>(ExceptionViews.Of(exception), db.RowVersionOf(exception));
    }
}
