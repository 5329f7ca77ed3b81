using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions.Schemes;

namespace ToolRegistry.Domain.Versions;

/// <summary>One version scheme: a total order over the versions that it can read. One file a scheme; none is made outside this assembly.</summary>
public abstract class VersionScheme
{
    /// <summary>The longest version that any scheme reads, in UTF-16 code units.</summary>
    public const int MaxVersionLength = 256;

    private static readonly Dictionary<string, VersionScheme> Known = new VersionScheme[]
    {
        new AlpmScheme(),
        new ApkScheme(),
        new CargoScheme(),
        new ConanScheme(),
        new DateTimeScheme(),
        new DebianScheme(),
        new GemScheme(),
        new GenericScheme(),
        new GentooScheme(),
        new GolangScheme(),
        new IntDotScheme("intdot"),
        new IntDotScheme("nginx"),
        new LexicographicScheme(),
        new MavenScheme(),
        new NuGetScheme(),
        new OpenSslScheme(),
        new PyPiScheme(),
        new RpmScheme(),
        new SemanticScheme("npm"),
        new SemanticScheme("semver"),
    }.ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);

    private protected VersionScheme(string name) => Name = name;

    /// <summary>The names of all schemes, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The name as ranges write it (<c>vers:npm/…</c>), lower case.</summary>
    public string Name { get; }

    /// <summary>The lowest version of the scheme, or null when no version is the lowest.</summary>
    internal virtual ParsedVersion? Lowest => null;

    /// <summary>The scheme of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>, in lower case.</param>
    /// <exception cref="DomainException"><c>version-scheme.unknown</c> (<see cref="Refusal.Invalid"/>).</exception>
    public static VersionScheme Get(string name) => TryGet(name, out var scheme) ? scheme : throw Unknown();

    /// <summary>Finds the scheme of a name; false for a name that is not exactly one of <see cref="Names"/>, or <c>alpine</c>, <c>arch</c> or <c>ebuild</c>.</summary>
    public static bool TryGet(string name, [NotNullWhen(true)] out VersionScheme? scheme)
    {
        scheme = null;
        return name is not null && Known.TryGetValue(Current(name), out scheme);
    }

    /// <summary>The scheme in which the versions of a package URL's type are compared; <c>generic</c> for a type without one of its own here.</summary>
    /// <param name="type">A type as <see cref="PackageUrl.Type"/> gives it, lower case.</param>
    public static VersionScheme ForPurlType(string type) => type switch
    {
        "alpm" or "apk" or "cargo" or "conan" or "deb" or "gem" or "golang" or "maven" or "npm" or "nuget" or "pypi" or "rpm" => Known[type],
        "hex" or "swift" or "vscode-extension" => Known["semver"],
        _ => Known["generic"],
    };

    /// <summary>Reads a version. Never throws, and takes time linear in the text.</summary>
    /// <param name="text">
    /// The version. What the scheme cannot read is refused, and so is every text that is empty, longer than
    /// <see cref="MaxVersionLength"/>, or holds a control character or half a surrogate pair.
    /// </param>
    /// <param name="version">The version read.</param>
    public bool TryParse(string text, [NotNullWhen(true)] out ParsedVersion? version)
    {
        version = string.IsNullOrEmpty(text) || text.Length > MaxVersionLength || !PlainText.IsClean(text) ? null : Read(text);
        return version is not null;
    }

    /// <summary>Compares two versions: negative when <paramref name="a"/> is the lower, zero when they are the same version, positive otherwise. A total order.</summary>
    /// <exception cref="ArgumentException">One of them is of another scheme.</exception>
    // Inlined, because most pairs are told apart by their keys in less time than a call takes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Compare(ParsedVersion a, ParsedVersion b)
    {
        if (a?.Scheme != this)
            throw OtherScheme(a, nameof(a));
        if (b?.Scheme != this)
            throw OtherScheme(b, nameof(b));

        long left = a.Key, right = b.Key;
        if (left == right || (left | right) < 0)
            return Order(a, b);
        return left < right ? -1 : 1;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Whether it is certain that no version lies between the two, of which the first is the lower.</summary>
    internal virtual bool AreNeighbours(ParsedVersion low, ParsedVersion high) => false;

    internal static DomainException Unknown() => DomainException.Invalid(
        "version-scheme.unknown",
        $"There is no version scheme of that name. Use one of: {string.Join(", ", Names)} (lower case).");

    private ArgumentException OtherScheme(ParsedVersion? version, string parameter) => version is null
        ? new ArgumentNullException(parameter)
        : new ArgumentException($"The version is of the scheme {version.Scheme.Name}, not {Name}.", parameter);

    // The names under which VERS knew them before it took those of the package URL types.
    private static string Current(string name) => name switch
    {
        "alpine" => "apk",
        "arch" => "alpm",
        "ebuild" => "gentoo",
        _ => name,
    };

    /// <summary>Reads a text of 1 to 256 characters without control characters and lone surrogates; null when the scheme cannot read it.</summary>
    private protected abstract ParsedVersion? Read(string text);

    /// <summary>Compares two versions that <see cref="Read"/> made.</summary>
    private protected abstract int Order(ParsedVersion a, ParsedVersion b);
}
