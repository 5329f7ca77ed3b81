using System.Globalization;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Events;

namespace ToolRegistry.Domain.Webhooks;

/// <summary>An event in words, for people.</summary>
/// <param name="told">What happened.</param>
/// <param name="zone">The organization's time zone, in which instants are written.</param>
/// <param name="address">Where people reach the register, or null: then messages hold no link.</param>
public sealed class EventMessage(RegisterEvent told, TimeZoneInfo zone, Uri? address)
{
    private readonly EventData data = told.Data;

    /// <summary>What happened, as one sentence.</summary>
    public string Sentence => told.Type switch
    {
        EventType.DecisionProposed when data.Revocation == true => $"{told.Subject} is proposed for revocation: {Tool} would no longer be governed by it.",
        EventType.DecisionProposed => $"{told.Subject} waits for review: {Tool} would be {Course}.",
        EventType.DecisionApproved when data.Expedited == true => $"{told.Subject} was enforced ahead of review and waits to be ratified: {Tool} is {Course}.",
        EventType.DecisionApproved => $"{told.Subject} was approved: {Tool} is {Course}.",
        EventType.DecisionRescheduled => $"{told.Subject} has new dates: {Tool} is {Course}.",
        EventType.DecisionInForceSoon => $"{Tool} will be {data.Disposition} in {InDays}, from {When} ({told.Subject}).",
        EventType.DecisionInForce => $"{Tool} is {data.Disposition} from {When} ({told.Subject}).",
        EventType.DecisionEnded => $"{told.Subject} on {Tool} ended on {When}.",
        EventType.DecisionUnratified => $"{told.Subject} on {Tool} was enforced ahead of review and nobody has ratified it by {When}.",
        EventType.ExceptionGranted => $"{told.Subject}, an exception to {data.Decision} on {Tool}, was granted until {When}.",
        EventType.ExceptionExpiring => $"{told.Subject}, an exception to {data.Decision} on {Tool}, ends in {InDays}, on {When}.",
        EventType.ExceptionEnded => $"{told.Subject}, an exception to {data.Decision} on {Tool}, ended on {When}.",
        EventType.ReviewDue => $"A review of {told.Subject} on {Tool} is due ({data.Review}) since {When}.",
        EventType.ChannelBehind => $"{data.Puller} has not pulled what {told.Subject} delivers to {data.Target} since {When}.",
        EventType.RecordChanged => $"{told.Subject}: {data.Action}.",
        EventType.WebhookTest => $"{told.Subject} is tried: events arrive here.",
        _ => throw new ArgumentOutOfRangeException(nameof(told)),
    };

    /// <summary>Where people read about it, or null.</summary>
    public Uri? Link => address is null || Path is not { } path ? null : new Uri($"{address.AbsoluteUri.TrimEnd('/')}{path}");

    private string Tool => data.Name ?? data.Tool ?? "the tool";

    private string InDays => data.Days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{data.Days} days");

    private string? When => data.At is { } at ? Written(at) : null;

    private string Course => string.Join(", then ", (data.Phases ?? []).Select(p => p.Disposition == Disposition.Lapsed ? $"no longer governed from {Written(p.From)}" : $"{p.Disposition} from {Written(p.From)}"));

    private string? Path => told.Type switch
    {
        EventType.ChannelBehind or EventType.RecordChanged or EventType.WebhookTest => null,
        EventType.DecisionProposed or EventType.DecisionUnratified => $"/admin/decisions/{told.Subject}",
        EventType.ReviewDue => "/admin/reviews",
        _ => $"/d/{data.Decision ?? told.Subject}",
    };

    /// <summary>The text of a template, on one line.</summary>
    public string Text(string template) => new MessageTemplate(template).Fill(ValueOf);

    private string? ValueOf(string name) => name switch
    {
        "message" => Sentence,
        "event" => told.Type.Name(),
        "subject" => told.Subject,
        "tool" => data.Name ?? data.Tool,
        "disposition" => data.Disposition?.ToString(),
        "at" => When,
        "days" => data.Days?.ToString(CultureInfo.InvariantCulture),
        "statement" => data.Statement,
        "alternatives" => data.Alternatives is { Count: > 0 } instead ? $"Use instead: {string.Join(", ", instead)}." : null,
        "link" => Link?.AbsoluteUri,
        _ => throw new InvalidOperationException($"A message template names {name}."),
    };

    private string Written(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMMM yyyy HH:mm zzz", CultureInfo.InvariantCulture);
}
