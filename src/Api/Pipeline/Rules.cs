using FluentValidation;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Rules that several validators state.</summary>
internal static class Rules
{
    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, int max) =>
        rule.Must(text => text is null || Texts.IsLine(text, max)).WithMessage($"One line of 1 to {max} characters, without control characters, and without white space around it.");

    public static IRuleBuilderOptions<T, string?> Paragraphs<T>(this IRuleBuilder<T, string?> rule, int max) =>
        rule.Must(text => text is null || Texts.IsParagraphs(text, max)).WithMessage($"1 to {max} characters, without control characters other than line breaks.");

    public static IRuleBuilderOptions<T, string?> OneOf<T, TEnum>(this IRuleBuilder<T, string?> rule)
        where TEnum : struct, Enum =>
        rule.Must(text => text is null || Wire.TryParse<TEnum>(text, out _)).WithMessage($"One of {string.Join(", ", Wire.All<TEnum>())}, in this casing.");

    public static IRuleBuilderOptions<T, string?> Numbered<T>(this IRuleBuilder<T, string?> rule, string prefix) =>
        rule.Must(text => text is null || Numbers.TryParse(prefix, text, out _)).WithMessage($"A number as {prefix}-42.");

    public static IRuleBuilderOptions<T, string?> Scheme<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || VersionScheme.TryGet(text, out _)).WithMessage($"One of {string.Join(", ", VersionScheme.Names)}.");

    public static IRuleBuilderOptions<T, string?> Slug<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || Slugs.IsValid(text)).WithMessage($"1 to {Slugs.MaxLength} lower-case letters, digits, hyphens, dots or underscores; the first and the last a letter or digit.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> Groups<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(groups => groups is null or { Count: <= 200 }).WithMessage("At most 200 groups.");

    public static IRuleBuilderOptionsConditions<T, string?> Range<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Custom((text, context) => Try(context, () => VersionRange.Parse(text ?? "")));

    public static IRuleBuilderOptionsConditions<T, string?> Owner<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Custom((text, context) =>
        {
            if (text is not null)
                Try(context, () => Domain.Owner.Parse(text));
        });

    public static IRuleBuilderOptionsConditions<T, ScopeBody?> Scope<T>(this IRuleBuilder<T, ScopeBody?> rule) =>
        rule.Custom((scope, context) => Try(context, () => Wire.Scope(scope)));

    public static IRuleBuilderOptionsConditions<T, IReadOnlyList<PhaseBody>?> Phases<T>(this IRuleBuilder<T, IReadOnlyList<PhaseBody>?> rule) =>
        rule.Custom((phases, context) =>
        {
            if (phases is not null && phases.All(p => Wire.TryParse<Disposition>(p.Disposition, out _)))
                Try(context, () => Schedule.Create(phases.Select(p => new Phase(p.From, Wire.Parse<Disposition>(p.Disposition, "phases")))));
        });

    public static IRuleBuilderOptionsConditions<T, IdentifierBody> Identifier<T>(this IRuleBuilder<T, IdentifierBody> rule) =>
        rule.Custom((body, context) => Try(context, () => Wire.Identifier(body)));

    private static void Try<T>(ValidationContext<T> context, Action parse)
    {
        try
        {
            parse();
        }
        catch (DomainException refusal)
        {
            context.AddFailure(context.PropertyPath, refusal.Message);
        }
    }
}
