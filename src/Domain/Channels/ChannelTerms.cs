using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Domain.Channels;

/// <summary>What a channel delivers, to whom. Immutable; made only by <see cref="Create"/>, so it is always well-formed.</summary>
public sealed class ChannelTerms
{
    /// <summary>The longest message template, in UTF-16 units.</summary>
    public const int MaxTemplate = 1_000;

    /// <summary>What users are told unless the channel says otherwise.</summary>
    public const string DefaultTemplate = "{tool} ({number}): {statement} {alternatives} {link}";

    /// <summary>What a template may name in braces.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["number", "tool", "statement", "alternatives", "link", "contact"];

    private ChannelTerms(ChannelContent content)
    {
        Scope = content.Scope;
        Targets = [.. content.Targets.Order(StringComparer.Ordinal)];
        Contact = content.Contact;
        MessageTemplate = content.MessageTemplate;
        IncludesHighRisk = content.IncludesHighRisk;
        DeniesUnknown = content.DeniesUnknown;
        AcceptsBroader = content.AcceptsBroader;
        AcceptsNarrower = content.AcceptsNarrower;
    }

    /// <summary>Where what it delivers is enforced: the machines and people that it stands for.</summary>
    public Scope Scope { get; }

    /// <summary>The names of the targets that it serves, sorted.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>Whom users turn to, one line, or null.</summary>
    public string? Contact { get; }

    /// <summary>What users are told, with <see cref="Placeholders"/> in braces.</summary>
    public string MessageTemplate { get; }

    /// <summary>Whether HighRisk is delivered too, to targets that can watch without blocking; else Banned alone.</summary>
    public bool IncludesHighRisk { get; }

    /// <summary>Whether software that no decision permits is denied there, by targets that can.</summary>
    public bool DeniesUnknown { get; }

    /// <summary>Whether a target may restrict more than was decided, where it can't say it exactly.</summary>
    public bool AcceptsBroader { get; }

    /// <summary>Whether a target may restrict less than was decided, where it can't say it exactly.</summary>
    public bool AcceptsNarrower { get; }

    /// <summary>Makes terms.</summary>
    /// <exception cref="DomainException"><c>channel.invalid</c>, with the member at fault.</exception>
    public static ChannelTerms Create(ChannelContent content)
    {
        Require(content.Targets.Count is >= 1 and <= 100 && content.Targets.Distinct(StringComparer.Ordinal).Count() == content.Targets.Count, "targets", "A channel serves 1 to 100 targets, each once.");
        Require(content.Targets.All(Identity.Slugs.IsValid), "targets", "A target is named in lower-case letters, digits and hyphens.");
        Require(content.Contact is null || Texts.IsLine(content.Contact, 200), "contact", "A contact is one line of at most 200 characters.");
        Require(Texts.IsLine(content.MessageTemplate, MaxTemplate), "messageTemplate", $"A message template is one line of 1 to {MaxTemplate} characters.");
        Require(ToolRegistry.Domain.MessageTemplate.Unknown(content.MessageTemplate, Placeholders).Count == 0, "messageTemplate", $"A message template names in braces only {string.Join(", ", Placeholders)}.");
        return new ChannelTerms(content);
    }

    /// <summary>Restores stored terms, which passed the checks of their day.</summary>
    internal static ChannelTerms Restore(ChannelContent content) => new(content);

    /// <summary>The content, to make changed terms from.</summary>
    public ChannelContent Content() => new()
    {
        Scope = Scope,
        Targets = Targets,
        Contact = Contact,
        MessageTemplate = MessageTemplate,
        IncludesHighRisk = IncludesHighRisk,
        DeniesUnknown = DeniesUnknown,
        AcceptsBroader = AcceptsBroader,
        AcceptsNarrower = AcceptsNarrower,
    };

    /// <summary>Whether what a decision says is delivered as a restriction.</summary>
    public bool Delivers(Disposition disposition) => disposition == Disposition.Banned || disposition == Disposition.HighRisk && IncludesHighRisk;

    /// <summary>Whether less may be enforced under these terms than under the others.</summary>
    public bool Loosens(ChannelTerms other) =>
        AcceptsNarrower && !other.AcceptsNarrower
        || !DeniesUnknown && other.DeniesUnknown
        || !IncludesHighRisk && other.IncludesHighRisk
        || other.Targets.Except(Targets, StringComparer.Ordinal).Any()
        || !Scope.Contains(other.Scope);

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw DomainException.Invalid("channel.invalid", message, field);
    }
}

/// <summary>What an Administrator asks for as a channel's terms, before it is checked as a whole.</summary>
public sealed record ChannelContent
{
    /// <inheritdoc cref="ChannelTerms.Scope"/>
    public Scope Scope { get; init; } = Scope.Everywhere;

    /// <inheritdoc cref="ChannelTerms.Targets"/>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <inheritdoc cref="ChannelTerms.Contact"/>
    public string? Contact { get; init; }

    /// <inheritdoc cref="ChannelTerms.MessageTemplate"/>
    public string MessageTemplate { get; init; } = ChannelTerms.DefaultTemplate;

    /// <inheritdoc cref="ChannelTerms.IncludesHighRisk"/>
    public bool IncludesHighRisk { get; init; }

    /// <inheritdoc cref="ChannelTerms.DeniesUnknown"/>
    public bool DeniesUnknown { get; init; }

    /// <inheritdoc cref="ChannelTerms.AcceptsBroader"/>
    public bool AcceptsBroader { get; init; } = true;

    /// <inheritdoc cref="ChannelTerms.AcceptsNarrower"/>
    public bool AcceptsNarrower { get; init; }
}
