using System.Text.Json;
using System.Text.Json.Serialization;

namespace ToolRegistry.Client;

/// <summary>What a webhook tells whom.</summary>
public record WebhookTermsBody
{
    /// <summary>Where events are sent: <c>https://…</c>, or <c>mailto:somebody@example.org</c>. A secret: it is never shown again, so leave it out to keep the one there is.</summary>
    public string? Address { get; init; }

    /// <summary>In what form: <c>cloud_events</c>, <c>slack</c>, <c>teams</c> or <c>mail</c>.</summary>
    public string Format { get; init; } = "cloud_events";

    /// <summary>What is told: types of events.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>What is said to people, with <c>{message}</c>, <c>{event}</c>, <c>{subject}</c>, <c>{tool}</c>, <c>{disposition}</c>, <c>{at}</c>, <c>{days}</c>, <c>{statement}</c>, <c>{alternatives}</c> and <c>{link}</c> in it; left out: the usual text.</summary>
    public string? MessageTemplate { get; init; }

    /// <summary>Whether events are told; those of the time in which they are not are never sent.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>A webhook to make.</summary>
public sealed record NewWebhookBody : WebhookTermsBody
{
    /// <summary>Its name: lower-case letters, digits, hyphens.</summary>
    [JsonPropertyOrder(-1)]
    public required string Name { get; init; }
}

/// <summary>A secret by which what is sent is signed; the secret itself is never shown again.</summary>
/// <param name="From">Since when it signs.</param>
/// <param name="Until">Until when it still signs beside the one that took its place; null: it is the latest.</param>
public sealed record WebhookSecretView(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A webhook on record.</summary>
public sealed record WebhookView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The host, or the mail address, to which events are sent.</summary>
    public required string Receiver { get; init; }

    /// <summary>In what form.</summary>
    public required string Format { get; init; }

    /// <summary>What is told.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>What is said to people; null: the usual text.</summary>
    public required string? MessageTemplate { get; init; }

    /// <summary>Whether events are told.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The secrets that sign, the latest first.</summary>
    public required IReadOnlyList<WebhookSecretView> Secrets { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>How many events wait to be told.</summary>
    public required int Waiting { get; init; }

    /// <summary>How many were put aside after days of attempts.</summary>
    public required int Dead { get; init; }
}

/// <summary>A webhook with its secret, which is shown this once.</summary>
/// <param name="Secret">The secret as Standard Webhooks writes it: <c>whsec_…</c>.</param>
/// <param name="Details">The webhook.</param>
public sealed record IssuedWebhook(string Secret, WebhookView Details);

/// <summary>An event that others are told.</summary>
/// <param name="Seq">Its place among all events.</param>
/// <param name="Id">Its id, by which receivers know what they have already.</param>
/// <param name="Type">Such as <c>decision.in-force</c>.</param>
/// <param name="Subject">The record that it is about.</param>
/// <param name="At">When it was written.</param>
/// <param name="Revision">The policy revision by then.</param>
/// <param name="Data">What is told.</param>
public sealed record EventView(long Seq, Guid Id, string Type, string Subject, DateTimeOffset At, long Revision, JsonElement Data);

/// <summary>That a webhook is told an event.</summary>
/// <param name="Seq">The event's place among all events.</param>
/// <param name="Event">The event's id.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Subject">The record that the event is about.</param>
/// <param name="State"><c>waiting</c>, <c>delivered</c> or <c>dead</c>.</param>
/// <param name="At">When the event was written.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DueAt">When it is tried next; null when it is not.</param>
/// <param name="EndedAt">When it arrived or was put aside, or null.</param>
public sealed record DeliveryView(long Seq, Guid Event, string Type, string Subject, string State, DateTimeOffset At, int Attempts, DateTimeOffset? DueAt, DateTimeOffset? EndedAt);

/// <summary>One attempt to deliver.</summary>
/// <param name="At">When it began.</param>
/// <param name="TookMs">How long it took, in milliseconds.</param>
/// <param name="StatusCode">The status of the response, or null.</param>
/// <param name="Failure">Why it failed: a code; null: it did not.</param>
/// <param name="Request">What was sent, without the signature and without the address's path.</param>
/// <param name="Response">The beginning of what came back, at most 1,000 characters, or null.</param>
public sealed record DeliveryAttemptView(DateTimeOffset At, long TookMs, int? StatusCode, string? Failure, string Request, string? Response);

/// <summary>A delivery with all that was tried.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Attempts">The attempts, the latest first.</param>
public sealed record DeliveryDetailView(DeliveryView Delivery, IReadOnlyList<DeliveryAttemptView> Attempts);

/// <summary>What is sent again.</summary>
/// <param name="Count">How many deliveries.</param>
public sealed record ResentView(int Count);
