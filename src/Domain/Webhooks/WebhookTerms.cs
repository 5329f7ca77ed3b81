using ToolRegistry.Domain.Events;

namespace ToolRegistry.Domain.Webhooks;

/// <summary>In what form events are told.</summary>
public enum WebhookFormat
{
    /// <summary>CloudEvents 1.0, structured JSON.</summary>
    CloudEvents,

    /// <summary>A message of Slack's incoming webhooks.</summary>
    Slack,

    /// <summary>A message with an Adaptive Card, as workflows of Microsoft Teams take it.</summary>
    Teams,

    /// <summary>An e-mail; the address is <c>mailto:</c>.</summary>
    Mail,
}

/// <summary>What is told to whom. Immutable; made only by <see cref="Create"/>.</summary>
public sealed class WebhookTerms
{
    /// <summary>What is said unless the webhook says otherwise.</summary>
    public const string DefaultTemplate = "{message} {statement} {alternatives} {link}";

    /// <summary>The longest message template, in UTF-16 units.</summary>
    public const int MaxTemplate = 1_000;

    /// <summary>The longest address, in UTF-16 units.</summary>
    public const int MaxAddress = 2_000;

    private WebhookTerms(string receiver, WebhookFormat format, IReadOnlyCollection<EventType> events, string? messageTemplate, bool isEnabled) =>
        (Receiver, Format, Events, MessageTemplate, IsEnabled) = (receiver, format, [.. events.Distinct().Order()], messageTemplate, isEnabled);

    /// <summary>What a template may name in braces.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["message", "event", "subject", "tool", "disposition", "at", "days", "statement", "alternatives", "link"];

    /// <summary>Where it goes, as far as anyone may see: who knows the address of a Slack webhook may write there, so its path is left out.</summary>
    public string Receiver { get; }

    /// <summary>In what form.</summary>
    public WebhookFormat Format { get; }

    /// <summary>What is told, in the order of <see cref="EventType"/>.</summary>
    public IReadOnlyList<EventType> Events { get; }

    /// <summary>What is said, with <see cref="Placeholders"/> in braces; null: <see cref="DefaultTemplate"/>.</summary>
    public string? MessageTemplate { get; }

    /// <summary>What is said, whether or not the webhook says otherwise.</summary>
    public string Template => MessageTemplate ?? DefaultTemplate;

    /// <summary>Whether events are told; while they are not, none are kept for later.</summary>
    public bool IsEnabled { get; }

    /// <summary>Makes terms.</summary>
    /// <param name="address">Where it goes.</param>
    /// <param name="format">In what form.</param>
    /// <param name="events">What is told.</param>
    /// <param name="messageTemplate">What is said; null: the usual text.</param>
    /// <param name="isEnabled">Whether events are told.</param>
    /// <exception cref="DomainException"><c>webhook.invalid</c>, with the member at fault.</exception>
    public static WebhookTerms Create(WebhookAddress address, WebhookFormat format, IReadOnlyCollection<EventType> events, string? messageTemplate, bool isEnabled)
    {
        Require(address.IsMail == (format == WebhookFormat.Mail), "format", "An address mailto:… goes with the format Mail, and with no other.");
        return Checked(address.Receiver, format, events, messageTemplate, isEnabled);
    }

    /// <summary>Terms for the same receiver.</summary>
    /// <inheritdoc cref="Create(WebhookAddress, WebhookFormat, IReadOnlyCollection{EventType}, string?, bool)"/>
    public WebhookTerms With(WebhookFormat format, IReadOnlyCollection<EventType> events, string? messageTemplate, bool isEnabled)
    {
        Require((Format == WebhookFormat.Mail) == (format == WebhookFormat.Mail), "format", "An address mailto:… goes with the format Mail, and with no other: give the new address too.");
        return Checked(Receiver, format, events, messageTemplate, isEnabled);
    }

    /// <summary>Restores stored terms, which passed the checks of their day.</summary>
    public static WebhookTerms Restore(string receiver, WebhookFormat format, IReadOnlyCollection<EventType> events, string? messageTemplate, bool isEnabled) =>
        new(receiver, format, events, messageTemplate, isEnabled);

    private static WebhookTerms Checked(string receiver, WebhookFormat format, IReadOnlyCollection<EventType> events, string? messageTemplate, bool isEnabled)
    {
        Require(events.Count > 0 && events.All(EventTypes.Subscribable.Contains), "events", $"Name at least one of {string.Join(", ", EventTypes.Subscribable.Select(EventTypes.Name))}.");
        Require(messageTemplate is null || format != WebhookFormat.CloudEvents, "messageTemplate", "CloudEvents carry data and no message: leave the template off, or choose another format.");
        Require(messageTemplate is null || Texts.IsLine(messageTemplate, MaxTemplate), "messageTemplate", $"A message template is one line of 1 to {MaxTemplate} characters.");
        Require(messageTemplate is null || Domain.MessageTemplate.Unknown(messageTemplate, Placeholders).Count == 0, "messageTemplate", $"A message template names in braces only {string.Join(", ", Placeholders)}.");
        return new WebhookTerms(receiver, format, events, messageTemplate, isEnabled);
    }

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw DomainException.Invalid("webhook.invalid", message, field);
    }
}
