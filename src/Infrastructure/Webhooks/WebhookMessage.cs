using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using ToolRegistry.Domain.Webhooks;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>An event in the form that a receiver takes.</summary>
/// <param name="MediaType">The body's media type.</param>
/// <param name="Body">The body.</param>
public sealed record WebhookMessage(MediaTypeHeaderValue MediaType, ReadOnlyMemory<byte> Body)
{
    private const string TypePrefix = "toolregistry.";

    // Slack, "Formatting text for app surfaces": these three, and no others, are escaped.
    private static readonly (string, string)[] SlackEscapes = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")];

    private static readonly CloudEventAttribute Sequence = CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String);
    private static readonly CloudEventAttribute PolicyRevision = CloudEventAttribute.CreateExtension("policyrevision", CloudEventAttributeType.String);

    /// <summary>Puts an event into the form of a webhook.</summary>
    /// <param name="row">The event.</param>
    /// <param name="terms">The webhook's.</param>
    /// <param name="words">The event in words.</param>
    /// <param name="address">Where people reach the register, or null.</param>
    public static WebhookMessage Of(OutboxEvent row, WebhookTerms terms, EventMessage words, Uri? address) => terms.Format switch
    {
        WebhookFormat.CloudEvents => CloudEvent(row, address),
        WebhookFormat.Slack => Slack(words.Text(terms.Template)),
        WebhookFormat.Teams => Teams(words.Text(terms.Template), words.Link),
        _ => throw new ArgumentOutOfRangeException(nameof(terms)),
    };

    /// <summary>The headers of Standard Webhooks (version 1): one signature for each secret that counts.</summary>
    /// <param name="id">The event's id.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="secrets">The secrets, the latest first.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> HeadersOf(Guid id, ReadOnlyMemory<byte> body, IEnumerable<byte[]> secrets, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var prefix = Encoding.ASCII.GetBytes($"{id}.{time}.");
        byte[] signed = [.. prefix, .. body.Span];
        return
        [
            new("webhook-id", id.ToString()),
            new("webhook-timestamp", time),
            new("webhook-signature", string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"))),
        ];
    }

    private static WebhookMessage CloudEvent(OutboxEvent row, Uri? address)
    {
        using var data = JsonDocument.Parse(row.Data);
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.V1_0, [Sequence, PolicyRevision])
        {
            Id = row.Id.ToString(),
            Type = TypePrefix + Domain.Events.EventTypes.Name(row.Type),
            Source = address ?? new Uri("/toolregistry", UriKind.Relative),
            Subject = row.Subject,
            Time = row.At,
            DataContentType = "application/json",
            Data = data.RootElement,
            [Sequence] = row.Seq.ToString("D19", CultureInfo.InvariantCulture),
            [PolicyRevision] = row.Revision.ToString(CultureInfo.InvariantCulture),
        };
        var body = new JsonEventFormatter().EncodeStructuredModeMessage(cloudEvent, out var type);
        return new WebhookMessage(MediaTypeHeaderValue.Parse(type.ToString()), body);
    }

    private static WebhookMessage Slack(string text) =>
        Json(new JsonObject { ["text"] = SlackEscapes.Aggregate(text, (t, escape) => t.Replace(escape.Item1, escape.Item2, StringComparison.Ordinal)) });

    // Text of an Adaptive Card is a subset of Markdown, in which people's text must not become a link or an image.
    private static WebhookMessage Teams(string text, Uri? link) => Json(new JsonObject
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["body"] = new JsonArray(new JsonObject
                {
                    ["type"] = "RichTextBlock",
                    ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = text }),
                }),
                ["actions"] = link is null ? new JsonArray() : new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open", ["url"] = link.AbsoluteUri }),
            },
        }),
    });

    private static WebhookMessage Json(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            json.WriteTo(writer);
        return new WebhookMessage(new MediaTypeHeaderValue("application/json"), buffer.WrittenMemory);
    }
}
