using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Exceptions;

/// <summary>Begins an exception to a decision.</summary>
internal sealed record DraftException(NewExceptionBody Body) : ICommand<Stored<ExceptionView>>, ICreates
{
    public static Permission Permission => Permission.Draft;

    public static string Action => "exception.draft";

    public string Subject => Body.Decision;
}

internal sealed class DraftExceptionValidator : AbstractValidator<DraftException>
{
    public DraftExceptionValidator()
    {
        RuleFor(c => c.Body.Decision).Numbered(Numbers.Decision);
        RuleFor(c => c.Body).SetValidator(new ExceptionTermsValidator());
    }
}

internal sealed class DraftExceptionHandler(RegisterDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<DraftException, Stored<ExceptionView>>
{
    public async Task<Stored<ExceptionView>> Handle(DraftException request, CancellationToken cancellationToken)
    {
        var decision = await db.FindRecordAsync<Decision>(Wire.NumberIn(Numbers.Decision, request.Body.Decision, "decision"), cancellationToken);
        var number = 1 + (await db.Exceptions.MaxAsync(e => (int?)e.Number, cancellationToken) ?? 0);
        var exception = ExceptionRecord.Draft(number, decision, ExceptionViews.TermsOf(request.Body), context.Principal.Person, clock.GetUtcNow());
        db.AddRecord(exception);
        return new Stored<ExceptionView>(ExceptionViews.Of(exception), RowVersion: 1);
    }
}
