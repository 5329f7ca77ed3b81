namespace ToolRegistry.Domain.Events;

/// <summary>What people, or their systems, act on.</summary>
public enum EventType
{
    /// <summary>A revision of a decision waits for review.</summary>
    DecisionProposed,

    /// <summary>A revision of a decision was approved, or enforced ahead of review.</summary>
    DecisionApproved,

    /// <summary>Other dates of a decision were approved.</summary>
    DecisionRescheduled,

    /// <summary>A phase of a decision begins in 30, 7 or 1 days.</summary>
    DecisionInForceSoon,

    /// <summary>A decision begins to say something, or something else.</summary>
    DecisionInForce,

    /// <summary>A decision no longer says anything: it lapsed or was revoked.</summary>
    DecisionEnded,

    /// <summary>An expedited decision was not ratified in time.</summary>
    DecisionUnratified,

    /// <summary>An exception was granted.</summary>
    ExceptionGranted,

    /// <summary>A granted exception ends in 30, 7 or 1 days.</summary>
    ExceptionExpiring,

    /// <summary>A granted exception ended: its time was over, or it was revoked.</summary>
    ExceptionEnded,

    /// <summary>A review comes due.</summary>
    ReviewDue,

    /// <summary>Who pulls an export of a channel has not pulled what holds there.</summary>
    ChannelBehind,

    /// <summary>Any command changed the register.</summary>
    RecordChanged,

    /// <summary>An Administrator tries a webhook.</summary>
    WebhookTest,
}

/// <summary>The names of event types, as subscribers and receivers know them.</summary>
public static class EventTypes
{
    /// <summary>What can be subscribed to; a test goes to its own webhook alone.</summary>
    public static IReadOnlyList<EventType> Subscribable { get; } = [.. Enum.GetValues<EventType>().Where(t => t != EventType.WebhookTest)];

    /// <summary>The type's name, such as <c>decision.in-force-soon</c>.</summary>
    public static string Name(this EventType type) => type switch
    {
        EventType.DecisionProposed => "decision.proposed",
        EventType.DecisionApproved => "decision.approved",
        EventType.DecisionRescheduled => "decision.rescheduled",
        EventType.DecisionInForceSoon => "decision.in-force-soon",
        EventType.DecisionInForce => "decision.in-force",
        EventType.DecisionEnded => "decision.ended",
        EventType.DecisionUnratified => "decision.unratified",
        EventType.ExceptionGranted => "exception.granted",
        EventType.ExceptionExpiring => "exception.expiring",
        EventType.ExceptionEnded => "exception.ended",
        EventType.ReviewDue => "review.due",
        EventType.ChannelBehind => "channel.behind",
        EventType.RecordChanged => "record.changed",
        EventType.WebhookTest => "webhook.test",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>The type of a name; null: there is none.</summary>
    public static EventType? Find(string name) => Enum.GetValues<EventType>().Where(t => Name(t) == name).Select(t => (EventType?)t).FirstOrDefault();
}
