using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Identity;

/// <summary>A value of some kind of identifier: its canonical text, and the key under which it matches.</summary>
/// <param name="Text">The canonical text.</param>
/// <param name="MatchKey">The kind's name, a colon, and the folded value.</param>
/// <param name="Purl">The package URL, or null for other kinds.</param>
/// <param name="Origin">Where the package is from, see <see cref="PackageIdentity"/>; empty for other kinds.</param>
internal sealed record IdentifierValue(string Text, string MatchKey, PackageUrl? Purl = null, string Origin = "")
{
    private const string UnnamedStream = "::$data";

    private static readonly SearchValues<char> NotInWinget = SearchValues.Create("\\/:*?\"<>|");

    /// <summary>Reads a value; never throws. A package URL may have version, qualifiers and subpath here.</summary>
    internal static bool TryRead(IdentifierKind kind, string? value, [NotNullWhen(true)] out IdentifierValue? read, [NotNullWhen(false)] out string? problem)
    {
        read = null;
        problem = CheckText(value, kind == IdentifierKind.Purl ? PackageUrl.MaxLength : Identifier.MaxLength);
        if (problem is not null)
            return false;

        // A package URL says itself, by percent-encoding, which characters it holds.
        var text = kind == IdentifierKind.Purl ? value!.Trim() : value!.Trim().Normalize();
        (read, problem) = kind switch
        {
            IdentifierKind.Purl => ReadPurl(text),
            IdentifierKind.Winget => ReadWinget(text),
            IdentifierKind.MacosSigningId => ReadSigningId(text),
            IdentifierKind.MacosTeamId => IsTeamId(text)
                ? Same(kind, text.ToUpperInvariant())
                : Bad("A team id has 10 letters and digits, as in EQHXZ8M8AV."),
            IdentifierKind.MacosBundleId => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
                ? Folded(kind, text, text.ToLowerInvariant())
                : Bad("A bundle id consists of ASCII letters, digits, '.', '-' and '_', as in com.docker.docker."),
            IdentifierKind.WindowsPublisher => WindowsPublisherName.TryRead(text) is { } publisher
                ? Folded(kind, publisher.Text, publisher.Keys[0])
                : Bad("A Windows publisher is one to three parts that are not empty, subject|product|file, as in O=EXAMPLE, C=US|PRODUCT|FILE.EXE."),
            IdentifierKind.FileName => ReadFileName(text),
            IdentifierKind.Sha256 or IdentifierKind.AuthenticodeSha256 => IsSha256(text)
                ? Same(kind, text.ToLowerInvariant())
                : Bad("A SHA-256 has 64 hexadecimal digits."),
            IdentifierKind.Domain => DomainName.TryRead(text) is { } domain
                ? Same(kind, domain)
                : Bad("A domain has two or more labels of letters, digits and hyphens parted by dots, as in example.com. Leave out scheme, port, path and wildcard: a domain covers its subdomains."),
            IdentifierKind.Cpe => CpeName.TryRead(text) is { } cpe
                ? Same(kind, cpe)
                : Bad("A CPE is a formatted string of version 2.3 with 11 parts, as in cpe:2.3:a:vendor:product:*:*:*:*:*:*:*:*."),
            _ => Bad("There is no identifier of that kind."),
        };

        if (read is { Purl: null } && read.Text.Length > Identifier.MaxLength)
            (read, problem) = Bad(TooLong(Identifier.MaxLength));
        return read is not null;
    }

    internal static string KeyOf(IdentifierKind kind, string folded) => $"{kind.Name()}:{folded}";

    internal static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    private static string? CheckText(string? value, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(value))
            return "The value is empty. Write one.";
        if (value.Length > maxLength)
            return TooLong(maxLength);
        return PlainText.IsClean(value) ? null : "The value holds control characters, halves of surrogate pairs, or more than 30 combining marks in a row. Remove them.";
    }

    internal static string TooLong(int maxLength) => $"The value is longer than {maxLength} characters.";

    private static (IdentifierValue? Read, string? Problem) ReadPurl(string text)
    {
        if (!PackageUrl.TryParse(text, out var purl, out var error))
            return Bad(error.Message);
        var (key, origin) = PackageIdentity.Of(purl);
        return (new IdentifierValue(purl.ToString(), KeyOf(IdentifierKind.Purl, key), purl, origin), null);
    }

    private static (IdentifierValue? Read, string? Problem) ReadWinget(string text) =>
        text.Split('.').All(part => part.Length > 0)
        && !text.Any(char.IsWhiteSpace)
        && !text.AsSpan().ContainsAny(NotInWinget)
            ? Folded(IdentifierKind.Winget, text, TextFold.Wide(text))
            : Bad("A winget identifier is one or more parts parted by dots, without white space and \\ / : * ? \" < > |, as in Docker.DockerDesktop.");

    private static (IdentifierValue? Read, string? Problem) ReadSigningId(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var team = colon < 0 ? "" : text[..colon];
        var isPlatform = team.Equals("platform", StringComparison.OrdinalIgnoreCase);
        if (colon == text.Length - 1 || (!isPlatform && !IsTeamId(team)))
            return Bad("A signing id is a team id or the word platform, a colon and the id, as in EQHXZ8M8AV:com.google.Chrome or platform:com.apple.curl.");
        return Same(IdentifierKind.MacosSigningId, (isPlatform ? "platform" : team.ToUpperInvariant()) + text[colon..]);
    }

    // Windows drops dots and spaces at the end, and opens the same file when its unnamed stream is asked for.
    private static (IdentifierValue? Read, string? Problem) ReadFileName(string text)
    {
        if (text is "." or ".." || text.AsSpan().ContainsAny('/', '\\'))
            return Bad("A file name has no path. Leave out what stands before the last / or \\.");
        var folded = TextFold.Wide(text);
        var plain = (folded.EndsWith(UnnamedStream, StringComparison.Ordinal) ? folded[..^UnnamedStream.Length] : folded).TrimEnd('.', ' ');
        return Folded(IdentifierKind.FileName, text, plain.Length == 0 ? folded : plain);
    }

    private static bool IsTeamId(string text) => text.Length == 10 && text.All(char.IsAsciiLetterOrDigit);

    private static (IdentifierValue? Read, string? Problem) Same(IdentifierKind kind, string text) => Folded(kind, text, text);

    private static (IdentifierValue? Read, string? Problem) Folded(IdentifierKind kind, string text, string folded) =>
        (new IdentifierValue(text, KeyOf(kind, folded)), null);

    private static (IdentifierValue? Read, string? Problem) Bad(string problem) => (null, problem);
}
