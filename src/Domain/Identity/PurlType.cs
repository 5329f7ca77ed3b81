namespace ToolRegistry.Domain.Identity;

internal enum NamespaceRule
{
    Optional,
    Required,
    Prohibited,
}

/// <summary>The parts that have no case and are written lower in the canonical form.</summary>
[Flags]
internal enum LowerParts
{
    None = 0,
    Namespace = 1,
    Name = 2,
    Package = Namespace | Name,
    Version = 4,
    Subpath = 8,
}

/// <summary>What case means when packages are matched, whatever the canonical form keeps.</summary>
internal enum KeyCase
{
    /// <summary>Two names that differ in case only are one package, or can't both exist: bans and approvals both reach all spellings.</summary>
    Folded,

    /// <summary>
    /// Nobody says, or the server does, or no new twins are let in but old ones are left: a ban reaches all spellings, an approval
    /// only its own.
    /// </summary>
    Guarded,

    /// <summary>Names that differ in case only are two names for good, and clients ask for one as it is written.</summary>
    Told,
}

/// <summary>
/// What a package type asks of its package URLs, and what makes two of them the same package. A type that is not registered has the
/// general rules.
/// </summary>
/// <remarks>
/// Source: the type definitions of the purl specification (package-url/purl-spec). <see cref="Key"/>, <see cref="Suffix"/> and
/// <see cref="OriginQualifiers"/> are facts of the ecosystems, which stand beside each type.
/// </remarks>
/// <param name="Namespace">Whether it has a namespace.</param>
/// <param name="Lower">What is written lower.</param>
/// <param name="Key">What case means to matching.</param>
internal sealed record PurlType(NamespaceRule Namespace = NamespaceRule.Optional, LowerParts Lower = LowerParts.None, KeyCase Key = KeyCase.Folded)
{
    private const NamespaceRule Optional = NamespaceRule.Optional;
    private const NamespaceRule Required = NamespaceRule.Required;
    private const NamespaceRule Prohibited = NamespaceRule.Prohibited;

    private static readonly PurlType General = new(Key: KeyCase.Guarded);

    private static readonly Dictionary<string, PurlType> Known = new(StringComparer.Ordinal)
    {
        ["alpm"] = new(Required, LowerParts.Package),
        ["apk"] = new(Required, LowerParts.Package),
        // Module names have lower-case letters only.
        ["bazel"] = new(Prohibited),
        ["bitbucket"] = new(Required, LowerParts.Package) { Suffix = ".git" },
        ["bitnami"] = new(Prohibited, LowerParts.Name),
        ["brew"] = new(Optional, LowerParts.Package),
        // The index is kept by names in lower case with hyphens and underscores as one, and no second crate may differ only so.
        ["cargo"] = new(Prohibited),
        ["chrome-extension"] = new(Prohibited, LowerParts.Name),
        // A name is taken in all its cases by now; some older pods have a twin.
        ["cocoapods"] = new(Prohibited, Key: KeyCase.Guarded),
        ["composer"] = new(Required, LowerParts.Package),
        // Conan 2 has lower case only, Conan 1 did not. A user and a channel make another package of the same name.
        ["conan"] = new(Optional, Key: KeyCase.Guarded) { OriginQualifiers = ["channel", "user"] },
        // A match specification is lower-cased before it is looked up. The channel is the place a package is from.
        ["conda"] = new(Prohibited) { OriginQualifiers = ["channel"] },
        // The index gives a module's other spellings to nobody else, but older distributions stay. The namespace is the author.
        ["cpan"] = new(Optional, Key: KeyCase.Guarded) { OriginQualifiers = ["author"] },
        // The definition: no two packages with the same name ignoring case.
        ["cran"] = new(Prohibited),
        ["deb"] = new(Required, LowerParts.Package),
        // The reference grammar knows lower-case repositories only; hosts have no case.
        ["docker"] = new(Optional),
        // A new name may not differ from another in case only; some older gems have a twin.
        ["gem"] = new(Prohibited, Key: KeyCase.Guarded),
        ["generic"] = General,
        ["git"] = new(Required, Key: KeyCase.Guarded) { Suffix = ".git", NameHasSlashes = true },
        ["github"] = new(Required, LowerParts.Package) { Suffix = ".git" },
        // Module paths have case, but the definition asks for lower case, so that many who write package URLs have dropped it.
        ["golang"] = new(Required),
        // No second package may differ in case only, and the client finds one by any case.
        ["hackage"] = new(Prohibited),
        ["hex"] = new(Optional, LowerParts.Package),
        // The hub answers for any case of a repository's id.
        ["huggingface"] = new(Required, LowerParts.Version),
        ["julia"] = new(Prohibited, Key: KeyCase.Told) { Suffix = ".jl", RequiredQualifier = "uuid", OriginQualifiers = ["uuid"] },
        ["luarocks"] = new(Optional, LowerParts.Package),
        ["maven"] = new(Required, Key: KeyCase.Told),
        // The definition: it depends on the server.
        ["mlflow"] = new(Prohibited, Key: KeyCase.Guarded),
        // New names are lower case; some older ones are not, and may have a twin that is.
        ["npm"] = new(Optional, Key: KeyCase.Guarded),
        // The definition: case-preserving, but case-insensitive.
        ["nuget"] = new(Prohibited),
        ["oci"] = new(Prohibited, LowerParts.Name | LowerParts.Version),
        ["opam"] = new(Prohibited, Key: KeyCase.Guarded),
        ["otp"] = new(Prohibited, LowerParts.Name | LowerParts.Subpath),
        ["pub"] = new(Prohibited, LowerParts.Name),
        ["pypi"] = new(Prohibited, LowerParts.Name | LowerParts.Version),
        ["qpkg"] = new(Required, LowerParts.Namespace, KeyCase.Guarded),
        ["rpm"] = new(Required, LowerParts.Namespace, KeyCase.Told),
        // The tag is the identity, and has no case; names are free text.
        ["swid"] = new(Optional, Key: KeyCase.Guarded) { RequiredQualifier = "tag_id", OriginQualifiers = ["tag_id"] },
        // The package manager's own identity of a package is its location in lower case.
        ["swift"] = new(Required) { Suffix = ".git" },
        // Port names have lower-case letters only.
        ["vcpkg"] = new(Prohibited),
        ["vscode-extension"] = new(Required, LowerParts.Package | LowerParts.Version),
        ["yocto"] = new(Optional, LowerParts.Namespace, KeyCase.Told),

        // Not registered, but in use, and without case at the registry.
        ["chocolatey"] = new(),
        ["gitlab"] = new() { Suffix = ".git" },
        ["powershell"] = new(),
        ["winget"] = new(),
    };

    /// <summary>An end of the name that says nothing to matching: git itself tries it where a repository is not found without.</summary>
    internal string? Suffix { get; private init; }

    /// <summary>The name is a path, written with bare slashes; the namespace is the one segment before it.</summary>
    internal bool NameHasSlashes { get; private init; }

    /// <summary>The qualifier without which there is no package URL of this type.</summary>
    internal string? RequiredQualifier { get; private init; }

    /// <summary>The qualifiers that say where a package is from, those of every type among them. Sorted.</summary>
    internal IReadOnlyList<string> OriginQualifiers
    {
        get;
        private init => field = [.. value.Concat(field).Order(StringComparer.Ordinal)];
    } = ["download_url", "repository_url", "vcs_url"];

    internal static PurlType Of(string type) => Known.GetValueOrDefault(type, General);

    /// <summary>The part as it is written: in lower case if the type has none there.</summary>
    internal string? Write(LowerParts part, string? text) => text is null || (Lower & part) == LowerParts.None ? text : TextFold.Lower(text);
}
