using FluentValidation;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Api.Features.Exceptions;

internal static class ExceptionViews
{
    public static ExceptionTerms TermsOf(ExceptionTermsBody body) =>
        ExceptionTerms.Create(Wire.Scope(body.Audience), body.From, body.Until, body.Reason, body.CompensatingControls, body.ResidualRisk, body.ReviewBy);

    public static ExceptionView Of(ExceptionRecord exception) => new()
    {
        Number = Numbers.Format(Numbers.Exception, exception.Number),
        Decision = Numbers.Format(Numbers.Decision, exception.Decision),
        State = Wire.Name(exception.State),
        Audience = Wire.Scope(exception.Terms.Audience),
        From = exception.Terms.From,
        Until = exception.Terms.Until,
        Reason = exception.Terms.Reason,
        CompensatingControls = exception.Terms.CompensatingControls,
        ResidualRisk = exception.Terms.ResidualRisk,
        ReviewBy = exception.Terms.ReviewBy,
        RequestedBy = exception.RequestedBy.Value,
        Authors = [.. exception.Review.Authors.Select(a => a.Value)],
        Approvals = [.. exception.Review.Approvals.Select(Wire.Approval)],
        CreatedAt = exception.CreatedAt,
        DecidedAt = exception.DecidedAt,
        EndedAt = exception.EndedAt,
        Outcome = exception.Outcome,
    };
}

internal sealed class ExceptionTermsValidator : AbstractValidator<ExceptionTermsBody>
{
    public ExceptionTermsValidator()
    {
        RuleFor(b => b.Audience).Scope();
        RuleFor(b => b.Until).GreaterThan(b => b.From).WithMessage("An exception ends after it begins.");
        RuleFor(b => b.Reason).Paragraphs(2_000);
        RuleForEach(b => b.CompensatingControls).Line(500);
        RuleFor(b => b.ResidualRisk).Paragraphs(2_000);
    }
}
