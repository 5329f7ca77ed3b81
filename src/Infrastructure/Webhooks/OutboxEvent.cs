using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ToolRegistry.Domain.Events;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>An event that others are told, written in the transaction that made it true, or by the watch when its time came. Public text only.</summary>
public sealed class OutboxEvent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Its place, from 1; no gaps.</summary>
    public long Seq { get; init; }

    /// <summary>Its name for receivers, who know by it what they have already: no other event ever has it, not even in a register that was restored.</summary>
    public Guid Id { get; init; }

    /// <summary>What kind of thing happened.</summary>
    public EventType Type { get; init; }

    /// <summary>The record that it is about, such as <c>TR-42</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The policy revision by then.</summary>
    public long Revision { get; init; }

    /// <summary>What is told, as JSON; as receivers get it.</summary>
    public required string Data { get; init; }

    /// <summary>Puts an event into the outbox.</summary>
    public static OutboxEvent Of(RegisterEvent told, long seq, long revision, DateTimeOffset at) =>
        new() { Seq = seq, Id = Guid.CreateVersion7(at), Type = told.Type, Subject = told.Subject, At = at, Revision = revision, Data = JsonSerializer.Serialize(told.Data, Json) };

    /// <summary>The event as it was put in.</summary>
    public RegisterEvent Told() => new(Type, Subject, JsonSerializer.Deserialize<EventData>(Data, Json)!);
}

/// <summary>Up to when the clock was watched. One row.</summary>
public sealed class EventWatch
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>Up to when phases and exceptions were watched; null: not yet.</summary>
    public DateTimeOffset? PolicyTo { get; set; }

    /// <summary>Up to when reviews and pulls were watched; null: not yet.</summary>
    public DateTimeOffset? ReviewsTo { get; set; }
}
