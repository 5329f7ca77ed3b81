using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Identity;

/// <summary>What a check asks about: a package URL with or without version, another identifier, a SHA-256, or a tool's slug. Immutable.</summary>
public sealed class Subject
{
    private readonly string origin = "";

    private Subject(string slug)
    {
        Text = slug;
        Slug = slug;
        MatchKeys = [];
    }

    private Subject(IdentifierKind kind, IdentifierValue value)
    {
        Kind = kind;
        Purl = value.Purl;
        origin = value.Origin;
        Text = value.Purl is null ? $"{kind.Name()}:{value.Text}" : value.Text;
        MatchKeys = kind switch
        {
            IdentifierKind.Domain => [.. DomainName.WithParents(value.Text).Select(name => IdentifierValue.KeyOf(kind, name))],
            IdentifierKind.Cpe => [.. CpeName.KeysOf(value.Text).Select(key => IdentifierValue.KeyOf(kind, key))],
            IdentifierKind.WindowsPublisher => [.. WindowsPublisherName.TryRead(value.Text)!.Keys.Select(key => IdentifierValue.KeyOf(kind, key))],
            _ => [value.MatchKey],
        };
    }

    /// <summary>The canonical text: the package URL with its version, <c>kind:value</c>, or the slug. <see cref="Parse"/> reads it back.</summary>
    public string Text { get; }

    /// <summary>The slug when the subject is a tool's slug, else null.</summary>
    public string? Slug { get; }

    /// <summary>The kind of identifier, or null for a slug.</summary>
    public IdentifierKind? Kind { get; }

    /// <summary>The package URL, or null for other kinds.</summary>
    public PackageUrl? Purl { get; }

    /// <summary>The package URL's version, or null.</summary>
    public string? Version => Purl?.Version;

    /// <summary>
    /// The <see cref="Identifier.MatchKey"/>s under which tools are to be looked for: of a domain also those of its parents down to
    /// two labels, of a Windows publisher also those with fewer parts, of a CPE also those of all its editions and all its versions;
    /// none for a slug. The most specific comes first.
    /// </summary>
    public IReadOnlyList<string> MatchKeys { get; }

    /// <summary>Reads a subject.</summary>
    /// <param name="text">
    /// A package URL, a kind's name with a colon and a value, or a slug; 64 hexadecimal digits are a <c>sha256</c>. Surrounding white
    /// space is dropped.
    /// </param>
    /// <exception cref="DomainException"><c>subject.invalid</c> (<see cref="Refusal.Invalid"/>, field <c>subject</c>).</exception>
    public static Subject Parse(string text) => TryParse(text, out var subject, out var error) ? subject : throw error;

    /// <summary>Reads a subject as <see cref="Parse"/> does, and hands out the refusal instead of throwing it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Subject? subject, [NotNullWhen(false)] out DomainException? error)
    {
        string? problem = text?.Length > PackageUrl.MaxLength ? IdentifierValue.TooLong(PackageUrl.MaxLength) : null;
        subject = problem is null ? Read((text ?? "").Trim(), out problem) : null;
        error = subject is null ? DomainException.Invalid("subject.invalid", problem!, "subject") : null;
        return subject is not null;
    }

    /// <summary>
    /// Whether nothing says that the subject is another package than the identifier's: the <c>download_url</c>, the
    /// <c>repository_url</c>, the <c>vcs_url</c> and the type's own such qualifiers of both package URLs are equal (both absent is
    /// equal), and so are the names where nobody says that case makes no difference. True when the subject is no package URL.
    /// </summary>
    public bool LocationsEqual(Identifier identifier) => Purl is null || origin == identifier.Origin;

    /// <summary>Whether the version contradicts none that the subject carries; a type may write it in its own way, as pypi does.</summary>
    public bool MayHaveVersion(string version) =>
        Version is not { } own
        || own == version
        || PackageUrl.TryCreate(Purl!.Type, Purl.Namespace, Purl.Name, version, Purl.Qualifiers, subpath: null, out var same, out _) && same.Version == own;

    /// <summary>The canonical text.</summary>
    public override string ToString() => Text;

    private static Subject? Read(string text, out string? problem)
    {
        problem = null;
        if (IdentifierValue.IsSha256(text))
            return OfKind(IdentifierKind.Sha256, text, out problem);
        if (text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
            return OfKind(IdentifierKind.Purl, text, out problem);
        if (text.StartsWith("cpe:2.3:", StringComparison.OrdinalIgnoreCase))
            return OfKind(IdentifierKind.Cpe, text, out problem);

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && IdentifierKinds.TryParse(text[..colon], out var kind))
            return OfKind(kind, text[(colon + 1)..], out problem);
        if (Slugs.IsValid(text))
            return new Subject(text);

        problem = "A subject is a package URL (pkg:npm/name@1.0.0), a kind of identifier with its value (file-name:claude.exe), a SHA-256, or a tool's slug "
            + $"(1 to {Slugs.MaxLength} lower-case letters, digits, hyphens, dots and underscores). The kinds are: {string.Join(", ", IdentifierKinds.Names)}.";
        return null;
    }

    private static Subject? OfKind(IdentifierKind kind, string value, out string? problem) =>
        IdentifierValue.TryRead(kind, value, out var read, out problem) ? new Subject(kind, read) : null;
}
