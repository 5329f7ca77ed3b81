namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>Whether an event has reached a receiver.</summary>
public enum DeliveryState
{
    /// <summary>Not yet.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>It was tried for days, or the receiver is gone; somebody may send it again.</summary>
    Dead,
}

/// <summary>That a webhook is told an event. Written together with the event.</summary>
public sealed class WebhookDelivery
{
    /// <summary>The webhook's name.</summary>
    public required string Webhook { get; init; }

    /// <summary>The event's <see cref="OutboxEvent.Seq"/>.</summary>
    public long Event { get; init; }

    /// <summary>The event's subject: of those with the same one, the first that waits is sent first.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether it has arrived.</summary>
    public DeliveryState State { get; set; }

    /// <summary>How often it was tried since it was last begun.</summary>
    public int Attempts { get; set; }

    /// <summary>How often it was tried in all.</summary>
    public int AllAttempts { get; set; }

    /// <summary>When it is tried next; for one that is being sent, when another replica may take it that the sender died.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When it arrived or was put aside, or null.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Tells it again, as if it had not been tried.</summary>
    public void BeginAgain(DateTimeOffset now) => (State, Attempts, DueAt, EndedAt) = (DeliveryState.Waiting, 0, now, null);
}

/// <summary>One attempt to deliver.</summary>
public sealed class DeliveryAttempt
{
    /// <summary>The longest response that is kept, in UTF-16 units.</summary>
    public const int MaxResponse = 1_000;

    /// <summary>The webhook's name.</summary>
    public required string Webhook { get; init; }

    /// <summary>The event's <see cref="OutboxEvent.Seq"/>.</summary>
    public long Event { get; init; }

    /// <summary>1 for the first.</summary>
    public int Attempt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long TookMs { get; init; }

    /// <summary>The status of the response, or null.</summary>
    public int? Status { get; init; }

    /// <summary>Why it failed: a code such as <c>timeout</c>; or null.</summary>
    public string? Failure { get; init; }

    /// <summary>What was sent, without the signature and without the address's path.</summary>
    public required string Request { get; init; }

    /// <summary>The beginning of what came back, or null.</summary>
    public string? Response { get; init; }
}
