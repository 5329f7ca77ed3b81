using FluentValidation;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Api.Features.Decisions;

internal sealed class DecisionTermsValidator : AbstractValidator<DecisionTermsBody>
{
    public DecisionTermsValidator()
    {
        RuleForEach(b => b.Ranges).Range();
        RuleFor(b => b.Scope).Scope();
        RuleForEach(b => b.Phases).SetValidator(new PhaseValidator());
        RuleFor(b => b.Phases).Phases();
        RuleForEach(b => b.Alternatives).SetValidator(new AlternativeValidator());
        RuleForEach(b => b.Claims).Numbered(Numbers.Claim);
        RuleForEach(b => b.Evidence).Numbered(Numbers.Evidence);
        RuleFor(b => b.Assessment).Numbered(Numbers.Assessment);
        RuleFor(b => b.PublicStatement).Paragraphs(DecisionTerms.MaxText);
        RuleFor(b => b.Rationale).Paragraphs(DecisionTerms.MaxText);
        RuleFor(b => b.LiftWhen).Line(500);
        RuleForEach(b => b.Constraints).Line(500);
        RuleForEach(b => b.Identifiers).Line(Identifier.MaxLength + 30);
    }
}

internal sealed class PhaseValidator : AbstractValidator<PhaseBody>
{
    public PhaseValidator() => RuleFor(p => p.Disposition).OneOf<PhaseBody, Disposition>();
}

internal sealed class AlternativeValidator : AbstractValidator<AlternativeBody>
{
    public AlternativeValidator()
    {
        RuleFor(a => a.Tool).Slug();
        RuleFor(a => a.Note).Line(500);
    }
}

internal static class ExceptionChoices
{
    private const int Max = 200;

    /// <summary>Each exception once: of two choices for one, nobody could tell which holds.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<ExceptionChoiceBody>?> Choices<T>(this IRuleBuilder<T, IReadOnlyList<ExceptionChoiceBody>?> rule) =>
        rule.Must(choices => choices is null || choices.Count <= Max && choices.DistinctBy(c => c.Exception, StringComparer.Ordinal).Count() == choices.Count)
            .WithMessage($"At most {Max} choices, each exception once.");
}

internal sealed class ExceptionChoiceValidator : AbstractValidator<ExceptionChoiceBody>
{
    public ExceptionChoiceValidator() => RuleFor(c => c.Exception).Numbered(Numbers.Exception);
}

internal sealed class ReasonValidator : AbstractValidator<ReasonBody>
{
    public ReasonValidator() => RuleFor(b => b.Reason).Paragraphs(2_000);
}
