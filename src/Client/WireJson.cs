using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ToolRegistry.Client;

/// <summary>How the API writes and reads JSON; the same on both sides.</summary>
public static class WireJson
{
    /// <summary>The options of a client. Older than the service, it must be able to read what it does not know.</summary>
    public static readonly JsonSerializerOptions Options = CreateReadOnly(JsonUnmappedMemberHandling.Skip);

    /// <summary>The options of a client that reads what a person wrote: a misspelt member is refused, as the service refuses it.</summary>
    public static readonly JsonSerializerOptions Strict = CreateReadOnly(JsonUnmappedMemberHandling.Disallow);

    /// <summary>Sets options up: camel case, unknown members refused, null refused where it makes no sense, instants with offset.</summary>
    /// <param name="options">The options.</param>
    /// <param name="zone">The time zone in which instants are written; null: as they are.</param>
    public static void Configure(JsonSerializerOptions options, TimeZoneInfo? zone = null)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 32;
        // What is written is JSON and no part of a page: people read it, and it need not be safe there.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { PutBaseMembersFirst, RefuseNullElements } };
        options.Converters.Add(new InstantConverter(zone));
        options.Converters.Add(new DateConverter());
    }

    /// <summary>People read JSON too: what a record is comes before what this view adds to it.</summary>
    private static void PutBaseMembersFirst(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(p => p.Order == 0 && p.AttributeProvider is MemberInfo { DeclaringType: { } declaring } && declaring == type.Type))
            member.Order = 1;
    }

    /// <summary>What holds for members holds for elements: the serializer itself lets null pass in a list of what is never null.</summary>
    private static void RefuseNullElements(JsonTypeInfo type)
    {
        if (type.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
            type.OnDeserialized = RefuseNulls;
    }

    private static void RefuseNulls(object elements)
    {
        if (elements is IDictionary { Values: var values } ? values.Cast<object?>().Contains(value: null) : ((IEnumerable)elements).Cast<object?>().Contains(value: null))
            throw new JsonException("A list has no element that is null.");
    }

    private static JsonSerializerOptions CreateReadOnly(JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.UnmappedMemberHandling = unmapped;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Says of JSON that could not be read which member is at fault (<c>$</c> for the whole) and what is wrong with it, for whoever wrote it.</summary>
    public static (string Member, string Message) Explain(JsonException fault) => (fault.Path is { Length: > 2 } path ? path[2..] : "$", MessageOf(fault));

    private static string MessageOf(JsonException fault)
    {
        var message = fault.Message.Split(" Path: ")[0];
        // The serializer names our types in these; the asker knows members.
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return "The value is of the wrong type.";
        if (message.StartsWith("The JSON property '", StringComparison.Ordinal) && message.Contains("could not be mapped", StringComparison.Ordinal))
            return $"There is no member {message.Split('\'')[1]} here.";
        if (message.StartsWith("JSON deserialization for type", StringComparison.Ordinal))
            return $"A required member is missing: {string.Join(", ", message.Split('\'').Skip(3).Where((_, i) => i % 2 == 0))}.";
        return message;
    }

    /// <summary>Reads an instant that decides: RFC 3339 with an offset, in the years 1970 to 9998.</summary>
    public static bool TryReadInstant(string? text, out DateTimeOffset instant)
    {
        instant = default;
        // An instant without offset would be read in the server's own time zone.
        var hasOffset = text is { Length: >= 17 and <= 40 } && text[10] is 'T' && (text[^1] == 'Z' || text[^6] is '+' or '-' && text[^3] == ':');
        return hasOffset
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant)
            && instant.UtcDateTime.Year is >= 1970 and <= 9998;
    }

    private sealed class InstantConverter(TimeZoneInfo? zone) : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryReadInstant(reader.GetString(), out var instant)
                ? instant
                : throw new JsonException("An instant is written as 2026-07-10T00:00:00+08:00: with an offset, or Z.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(zone is null ? value : TimeZoneInfo.ConvertTime(value, zone));
    }

    private sealed class DateConverter : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
            return TryReadInstant(text, out var instant)
                ? DateOnly.FromDateTime(instant.Date)
                : throw new JsonException("A date is written as 2026-07-10; of an instant with offset the date is kept.");
        }

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
