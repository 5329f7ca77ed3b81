using FluentValidation;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Exports;

namespace ToolRegistry.Api.Features.Channels;

internal static class ChannelViews
{
    public const string Allow = "allow";
    public const string Deny = "deny";

    /// <summary>What a channel can deliver; Banned always.</summary>
    public static readonly IReadOnlyList<string> Dispositions = [Wire.Name(Disposition.Banned), Wire.Name(Disposition.HighRisk)];

    public static ChannelTerms TermsOf(ChannelTermsBody body)
    {
        var unknown = body.Targets.Where(t => ExportTargets.Find(t) is null).ToArray();
        if (unknown.Length > 0)
            throw DomainException.Invalid("channel.invalid", $"There is no target {unknown[0]}; GET /v1/exports lists those that there are.", "targets");
        return ChannelTerms.Create(new ChannelContent
        {
            Scope = Wire.Scope(body.Scope),
            Targets = body.Targets,
            Contact = body.Contact,
            MessageTemplate = body.MessageTemplate ?? ChannelTerms.DefaultTemplate,
            IncludesHighRisk = body.Dispositions.Contains(Dispositions[1]),
            DeniesUnknown = body.Unknown == Deny,
            AcceptsBroader = body.AcceptsBroader,
            AcceptsNarrower = body.AcceptsNarrower,
        });
    }

    public static ChannelView Of(Channel channel)
    {
        var terms = BodyOf(channel.Terms);
        return new ChannelView
        {
            Name = channel.Name,
            Scope = terms.Scope,
            Targets = terms.Targets,
            Contact = terms.Contact,
            MessageTemplate = terms.MessageTemplate,
            Dispositions = terms.Dispositions,
            Unknown = terms.Unknown,
            AcceptsBroader = terms.AcceptsBroader,
            AcceptsNarrower = terms.AcceptsNarrower,
            CreatedAt = channel.CreatedAt,
            ChangedAt = channel.ChangedAt,
            Pending = channel.Pending is { } change ? new ChannelChangeView(BodyOf(change.Terms), [.. change.Review.Authors.Select(a => a.Value)], change.At) : null,
        };
    }

    private static ChannelTermsBody BodyOf(ChannelTerms terms) => new()
    {
        Scope = Wire.Scope(terms.Scope),
        Targets = terms.Targets,
        Contact = terms.Contact,
        MessageTemplate = terms.MessageTemplate,
        Dispositions = terms.IncludesHighRisk ? Dispositions : [Dispositions[0]],
        Unknown = terms.DeniesUnknown ? Deny : Allow,
        AcceptsBroader = terms.AcceptsBroader,
        AcceptsNarrower = terms.AcceptsNarrower,
    };
}

internal sealed class ChannelTermsValidator : AbstractValidator<ChannelTermsBody>
{
    public ChannelTermsValidator()
    {
        RuleFor(b => b.Scope).Scope();
        RuleForEach(b => b.Targets).Slug();
        RuleFor(b => b.Contact).Line(200);
        RuleFor(b => b.MessageTemplate).Line(ChannelTerms.MaxTemplate);
        RuleFor(b => b.Dispositions).Must(d => d.Count <= 2 && d.Contains(ChannelViews.Dispositions[0]) && d.All(ChannelViews.Dispositions.Contains)).WithMessage("Banned, or Banned and HighRisk.");
        RuleFor(b => b.Unknown).Must(u => u is ChannelViews.Allow or ChannelViews.Deny).WithMessage("allow or deny.");
    }
}
