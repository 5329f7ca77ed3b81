using FluentValidation;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Api.Features.Tools;

internal sealed class ToolDetailsValidator : AbstractValidator<ToolDetailsBody>
{
    public ToolDetailsValidator()
    {
        RuleFor(b => b.Name).Line(300);
        RuleFor(b => b.Publisher).Line(200);
        RuleFor(b => b.Category).Line(100);
        RuleFor(b => b.BusinessPurpose).Paragraphs(2_000);
        RuleFor(b => b.Owner).Owner();
        RuleFor(b => b.SupportStatus).OneOf<ToolDetailsBody, SupportStatus>();
    }
}

internal sealed class ReleaseValidator : AbstractValidator<ReleaseBody>
{
    public ReleaseValidator()
    {
        RuleFor(r => r.Version).Line(200);
        RuleForEach(r => r.Artifacts).ChildRules(artifact =>
        {
            artifact.RuleFor(a => a.Sha256).Matches("^[0-9a-fA-F]{64}$").WithMessage("64 hexadecimal digits.");
            artifact.RuleFor(a => a.Platform).Line(100);
            artifact.RuleFor(a => a.FileName).Line(255);
        });
    }
}
