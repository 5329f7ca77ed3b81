using System.Text;

namespace ToolRegistry.Client.Sboms;

/// <summary>
/// Reads the components of software bills of materials: CycloneDX 1.4 to 1.7 (ECMA-424) as JSON or XML, and SPDX 2.3
/// (ISO/IEC 5962) as JSON. Documents are streamed: what is held is the components, and one value at a time.
/// </summary>
public static class SbomReader
{
    /// <summary>The largest document that is read, in bytes.</summary>
    public const int MaxBytes = 50 * 1024 * 1024;

    /// <summary>The most components of one document.</summary>
    public const int MaxComponents = 100_000;

    /// <summary>How deep values may stand in one another. A component in a component is two levels.</summary>
    public const int MaxDepth = 128;

    /// <summary>The longest value that is passed over, in bytes: a document may hold whole files as text.</summary>
    internal const int MaxValueBytes = 4 * 1024 * 1024;

    /// <summary>The longest text that is kept, in bytes as JSON writes it.</summary>
    internal const int MaxTextBytes = 8 * 1024;

    private const string Readable = "CycloneDX 1.4 to 1.7 as JSON or XML and SPDX 2.3 as JSON are read.";

    private static ReadOnlySpan<byte> Unseen => [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];

    private static readonly Dictionary<string, (bool? IsXml, string? Format)> Announcements = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/vnd.cyclonedx+json"] = (false, FoundComponents.CycloneDx),
        ["application/vnd.cyclonedx+xml"] = (true, FoundComponents.CycloneDx),
        ["application/spdx+json"] = (false, FoundComponents.Spdx),
        ["application/json"] = (false, null),
        ["application/xml"] = (true, null),
        ["text/xml"] = (true, null),
        ["application/octet-stream"] = (null, null),
    };

    /// <summary>The media types under which documents may be announced.</summary>
    public static IReadOnlyCollection<string> MediaTypes => Announcements.Keys;

    /// <summary>
    /// Reads a document. What it is about as a whole is none of its components: <c>metadata.component</c> of CycloneDX, and the
    /// package that an SPDX document describes if it describes one. Services, tools and what a component was made from are none either.
    /// </summary>
    /// <param name="document">At most <see cref="MaxBytes"/>. JSON is UTF-8, or UTF-16 with a byte order mark. It is not closed.</param>
    /// <param name="mediaType">As what the document was announced, or null. Format and version are told from the content; it must not contradict them.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>The components in the order of the document, those within another right after it. What stands twice is there twice.</returns>
    /// <exception cref="SbomException">The document is of a format that is not read, or broken, or beyond a bound.</exception>
    public static async Task<IReadOnlyList<SbomComponent>> ReadAsync(Stream document, string? mediaType = null, CancellationToken ct = default)
    {
        var name = mediaType?.Split(';')[0].Trim() ?? "application/octet-stream";
        if (!Announcements.TryGetValue(name, out var announced))
            throw Unknown($"A document is announced as one of {string.Join(", ", MediaTypes)}.");
        await using var source = new SbomSource(document, ct);
        try
        {
            var start = await source.PeekAsync().ConfigureAwait(false);
            var isXml = IsXml(start.Span);
            if (announced.IsXml is { } isXmlAnnounced && isXmlAnnounced != isXml)
                throw Unknown($"The document is announced as {name} and is {(isXml ? "XML" : "JSON")}.");
            var found = isXml ? await XmlSbom.ReadAsync(source).ConfigureAwait(false) : await JsonSbom.ReadAsync(Utf8Of(source, start.Span), ct).ConfigureAwait(false);
            if (announced.Format is { } format && format != found.Format)
                throw Unknown($"The document is announced as {name} and is {found.Format}.");
            return found.Components;
        }
        catch (Exception fault) when (fault is DecoderFallbackException or InvalidDataException)
        {
            throw Fault(line: null, "The document is not in the encoding that it begins with, or was compressed by halves.", fault);
        }
    }

    /// <summary>What is told to someone whose document is none of those that are read.</summary>
    internal static SbomException Unknown(string reason) => new(SbomException.FormatUnknown, line: null, $"{reason} {Readable}");

    /// <summary>What is told of a document that is not what its format says.</summary>
    internal static SbomException Fault(int? line, string reason, Exception? cause = null) =>
        new(SbomException.Invalid, line, $"{reason} Have the SBOM's generator write it again.", cause);

    internal static SbomException TooDeep(int? line) => Fault(line, $"Values stand more than {MaxDepth} deep in one another.");

    /// <summary>What is told of a document that would have to be held whole.</summary>
    internal static SbomException ValueTooLong(int? line) =>
        new(SbomException.TooLarge, line, "A value in the document is longer than 4 MB. Leave attached files out of it.");

    /// <summary>Tells XML from JSON by the first character behind byte order marks and white space; in UTF-16 one byte of it is zero.</summary>
    private static bool IsXml(ReadOnlySpan<byte> start) => start.TrimStart(Unseen) switch
    {
        [(byte)'<', ..] => true,
        [(byte)'{', ..] => false,
        _ => throw Unknown("The document is neither XML nor a JSON object."),
    };

    /// <summary>The document without a byte order mark. PowerShell writes UTF-16 where a program's output is redirected.</summary>
    private static Stream Utf8Of(SbomSource source, ReadOnlySpan<byte> start)
    {
        UnicodeEncoding? utf16 = start switch
        {
            [0xff, 0xfe, ..] => new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xfe, 0xff, ..] => new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => null,
        };
        var mark = (utf16 ?? Encoding.UTF8).GetPreamble();
        source.Skip(start.StartsWith(mark) ? mark.Length : 0);
        return utf16 is null ? source : Encoding.CreateTranscodingStream(source, utf16, Encoding.UTF8, leaveOpen: true);
    }
}
