using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Exports.Feeds;

/// <summary>What feeds in JSON have in common: how they are laid out, how instants are written, and ids that are the same whenever they are made.</summary>
internal static class FeedJson
{
    /// <summary>Who says it.</summary>
    public const string Register = "ToolRegistry";

    // RFC 9562 makes names of version 5 below a namespace, and this one is the register's.
    private static readonly Guid Namespace = new("6f2c1b1e-6d0f-5c5e-9a0b-6c1b6d1f7e21");

    private const int NamespaceLength = 16;

    private const int MostOnStack = 1_024;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // Ranges are full of > and <, and a feed is never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A writer to the file.</summary>
    public static Utf8JsonWriter To(Stream output) => new(output, Options);

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

    /// <summary>The UUID of what is named: version 5 of RFC 9562.</summary>
    public static Guid Uuid(params ReadOnlySpan<string> names)
    {
        var length = NamespaceLength + names.Length - 1;
        foreach (var name in names)
            length += Encoding.UTF8.GetByteCount(name);
        var named = length <= MostOnStack ? stackalloc byte[length] : new byte[length];
        Namespace.TryWriteBytes(named, bigEndian: true, out var end);
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
                named[end++] = (byte)'/';
            end += Encoding.UTF8.GetBytes(names[i], named[end..]);
        }

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The standard names SHA-1; nothing is proved by it.
        SHA1.HashData(named, hash);
#pragma warning restore CA5350
        var bytes = hash[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x50);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
