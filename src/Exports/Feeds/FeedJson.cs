using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Exports.Feeds;

/// <summary>What feeds in JSON have in common: how they are laid out, and how instants are written.</summary>
internal static class FeedJson
{
    /// <summary>Who says it.</summary>
    public const string Register = "ToolRegistry";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // Ranges are full of > and <, and a feed is never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A writer to the file.</summary>
    public static Utf8JsonWriter To(Stream output) => new(output, Options);

    /// <summary>A writer into a buffer.</summary>
    public static Utf8JsonWriter To(IBufferWriter<byte> output) => new(output, Options);

    /// <summary>An instant in UTC by RFC 3339, with three digits of the second at least.</summary>
    public static string Text(DateTimeOffset at)
    {
        // The round-trip format, which has seven digits, is written several times as fast as one of one's own.
        Span<char> text = stackalloc char["2026-07-01T00:00:00.0000000Z".Length];
        at.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        var end = text.Length - 1;
        while (end > "2026-07-01T00:00:00.000".Length && text[end - 1] == '0')
            end--;
        text[end] = 'Z';
        return new string(text[..(end + 1)]);
    }

    /// <summary>An instant, or null.</summary>
    public static string? Text(DateTimeOffset? at) => at is { } known ? Text(known) : null;

    /// <summary>A number.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of a confidence on the wire.</summary>
    public static string Text(Confidence confidence) => confidence switch
    {
        Confidence.High => "high",
        Confidence.Moderate => "moderate",
        _ => "low",
    };
}
