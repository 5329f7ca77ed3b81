namespace ToolRegistry.Domain.Identity;

/// <summary>
/// How a tool shows up somewhere: a kind, and a value in canonical form. Immutable; equal when kind, <see cref="MatchKey"/> and
/// locations are.
/// </summary>
public sealed class Identifier : IEquatable<Identifier>
{
    /// <summary>The longest value, in UTF-16 code units; the shortest has one.</summary>
    public const int MaxLength = 1_024;

    private Identifier(IdentifierKind kind, IdentifierValue value)
    {
        Kind = kind;
        Value = value.Text;
        MatchKey = value.MatchKey;
        Origin = value.Origin;
    }

    /// <summary>The kind.</summary>
    public IdentifierKind Kind { get; }

    /// <summary>The canonical form, for display and storage; <see cref="Create"/> turns it into an equal identifier.</summary>
    public string Value { get; }

    /// <summary>
    /// The kind's name, a colon, and the value folded, so that equal keys mean the same thing to a ban: without case, width and
    /// unseen characters where the kind, or the type of the package URL, has none or does not tell; and without version, qualifiers
    /// and subpath of a package URL.
    /// </summary>
    public string MatchKey { get; }

    /// <summary>
    /// <see cref="MatchKey"/>, and what it leaves out although it may make another package: the <c>download_url</c>,
    /// <c>repository_url</c>, <c>vcs_url</c> and the type's own such qualifiers, and the exact name where nobody says that case makes
    /// no difference. Unique in the register, but for kinds that may be shared.
    /// </summary>
    public string UniqueKey => MatchKey + Origin;

    /// <summary>The type of the package URL, or null for other kinds.</summary>
    public string? PackageType => Kind == IdentifierKind.Purl ? TypeOfPackage.ToString() : null;

    /// <summary>Whether it is a package URL of a type, given in lower case.</summary>
    public bool IsPackage(string type) =>
        Kind == IdentifierKind.Purl && Value.AsSpan("pkg:".Length) is var rest && rest.Length > type.Length && rest[type.Length] == '/' && rest.StartsWith(type, StringComparison.Ordinal);

    /// <summary>The package URL that <see cref="Value"/> is.</summary>
    /// <exception cref="DomainException"><c>purl.invalid</c>: it is of another kind.</exception>
    public PackageUrl ToPurl() => PackageUrl.Restore(Value);

    /// <summary><see cref="PackageType"/> where it stands; only of a package URL.</summary>
    internal ReadOnlySpan<char> TypeOfPackage => Value.AsSpan("pkg:".Length..Value.IndexOf('/', StringComparison.Ordinal));

    /// <summary>What <see cref="UniqueKey"/> has beyond <see cref="MatchKey"/>.</summary>
    internal string Origin { get; }

    /// <summary>Checks a value and makes it canonical.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="value">1 to <see cref="MaxLength"/> characters without control characters; surrounding white space is dropped.</param>
    /// <exception cref="DomainException">
    /// <c>identifier.invalid</c>; <c>identifier.has-version</c> for a package URL with a version; <c>identifier.purl-qualifiers</c>
    /// for one with a subpath, or with a qualifier that does not say where the package is from: <c>download_url</c>,
    /// <c>repository_url</c>, <c>vcs_url</c>, and a type's own, such as <c>channel</c> of conda and <c>uuid</c> of julia (all <see cref="Refusal.Invalid"/>, field <c>value</c>).
    /// </exception>
    public static Identifier Create(IdentifierKind kind, string value)
    {
        if (!IdentifierValue.TryRead(kind, value, out var read, out var problem))
            throw Invalid("identifier.invalid", problem);
        if (read.Text.Length > MaxLength)
            throw Invalid("identifier.invalid", IdentifierValue.TooLong(MaxLength));
        if (read.Purl is { Version: not null })
            throw Invalid("identifier.has-version", "An identifier names a tool in all its versions. Leave out the @ and the version of the package URL.");
        if (read.Purl is { } purl)
            CheckQualifiers(purl);
        return new Identifier(kind, read);
    }

    /// <summary>Restores a stored identifier, whose value was made canonical when it was created.</summary>
    /// <exception cref="DomainException"><c>identifier.invalid</c>: no such value was ever stored.</exception>
    internal static Identifier Restore(IdentifierKind kind, string value) =>
        kind == IdentifierKind.Purl && PackageIdentity.PlainKeyOf(value) is { } key
            ? new Identifier(kind, new IdentifierValue(value, IdentifierValue.KeyOf(kind, key)))
            : Create(kind, value);

    /// <inheritdoc/>
    public bool Equals(Identifier? other) => other is not null && UniqueKey == other.UniqueKey;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Identifier);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(UniqueKey);

    /// <summary>The kind's name, a colon and the canonical form.</summary>
    public override string ToString() => $"{Kind.Name()}:{Value}";

    private static void CheckQualifiers(PackageUrl purl)
    {
        var known = PurlType.Of(purl.Type).OriginQualifiers;
        if (purl.Subpath is not null || purl.Qualifiers.Any(qualifier => !known.Contains(qualifier.Key)))
            throw Invalid("identifier.purl-qualifiers", $"The package URL of an identifier has no subpath, and no qualifiers but {string.Join(", ", known)}. Leave out the others.");
    }

    private static DomainException Invalid(string code, string message) => DomainException.Invalid(code, message, "value");
}
