using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Events;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Webhooks;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>How the domain's values stand in JSON columns. Names and forms here are storage: change them only with a migration.</summary>
public static class StoredJson
{
    /// <summary>The options of all JSON columns.</summary>
    public static readonly JsonSerializerOptions Options = Create();

    /// <summary>Writes a value.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads a value.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    /// <summary>Reads a value from UTF-8.</summary>
    public static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter(),
                new Surrogate<Owner, string>(o => o.Value, Owner.Parse),
                new Surrogate<VersionRange, string>(r => r.ToString(), VersionRange.Parse),
                new Surrogate<Schedule, IReadOnlyList<Phase>>(s => s.Phases, Schedule.Create),
                new Surrogate<Scope, StoredScope>(s => new(s.Groups, s.Environments, s.Regions), s => Scope.Create(s.Groups, s.Environments, s.Regions)),
                new Surrogate<Review, StoredReview>(r => new(r.Authors, r.Approvals, r.Comments.Count > 0 ? r.Comments : null), r => new Review(r.Authors, r.Approvals, r.Comments ?? [])),
                new Surrogate<DecisionTerms, DecisionContent>(t => t.Content(), DecisionTerms.Restore),
                new Surrogate<ExceptionTerms, StoredException>(
                    t => new(t.Audience, t.From, t.Until, t.Reason, t.CompensatingControls, t.ResidualRisk, t.ReviewBy),
                    t => ExceptionTerms.Restore(t.Audience, t.From, t.Until, t.Reason, t.CompensatingControls, t.ResidualRisk, t.ReviewBy)),
                new Surrogate<ChannelTerms, ChannelContent>(t => t.Content(), ChannelTerms.Restore),
                new Surrogate<WebhookTerms, StoredWebhook>(t => new(t.Receiver, t.Format, t.Events, t.MessageTemplate, t.IsEnabled), t => WebhookTerms.Restore(t.Receiver, t.Format, t.Events, t.MessageTemplate, t.IsEnabled)),
                new Surrogate<Identifier, StoredIdentifier>(i => new(i.Kind, i.Value), i => Identifier.Restore(i.Kind, i.Value)),
                new Surrogate<ToolIdentity, StoredIdentity>(
                    i => new(i.VersionScheme.Name, i.OneVersionLine, i.Identifiers, i.Artifacts),
                    i => ToolIdentity.Create(VersionScheme.Get(i.VersionScheme), i.OneVersionLine, i.Identifiers, i.Artifacts)),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed record StoredScope(IReadOnlyList<string> Groups, IReadOnlyList<string> Environments, IReadOnlyList<string> Regions);

    private sealed record StoredReview(IReadOnlyList<Owner> Authors, IReadOnlyList<Approval> Approvals, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Comment>? Comments = null);

    private sealed record StoredException(Scope Audience, DateTimeOffset From, DateTimeOffset Until, string Reason, IReadOnlyList<string> CompensatingControls, string ResidualRisk, DateTimeOffset? ReviewBy = null);

    private sealed record StoredWebhook(string Receiver, WebhookFormat Format, IReadOnlyList<EventType> Events, string? MessageTemplate, bool IsEnabled);

    private sealed record StoredIdentifier(IdentifierKind Kind, string Value);

    private sealed record StoredIdentity(string VersionScheme, bool OneVersionLine, IReadOnlyList<ToolIdentifier> Identifiers, IReadOnlyList<Artifact> Artifacts);

    /// <summary>Writes a value as another type that JSON can carry.</summary>
    private sealed class Surrogate<T, TStored>(Func<T, TStored> write, Func<TStored, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(JsonSerializer.Deserialize<TStored>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, write(value), options);
    }
}
