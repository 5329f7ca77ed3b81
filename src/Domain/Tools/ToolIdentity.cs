using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tools;

/// <summary>One of a tool's identifiers.</summary>
/// <param name="Identifier">How it shows up.</param>
/// <param name="OwnVersionLine">Whether it has versions of its own, so that only <c>*</c> of the tool's ranges reaches it.</param>
public readonly record struct ToolIdentifier(Identifier Identifier, bool OwnVersionLine);

/// <summary>A file of a release.</summary>
/// <param name="Version">The release's version.</param>
/// <param name="Platform">Such as <c>windows-x64</c>, or null.</param>
/// <param name="FileName">Its name, or null.</param>
/// <param name="Sha256">64 lower-case hex digits; it identifies the tool and the version.</param>
public sealed record Artifact(string Version, string? Platform, string? FileName, string Sha256);

/// <summary>
/// By what a tool is recognised: its identifiers, its artifacts and how its versions compare. Changed as a whole, because
/// while a decision is approved any change of it can loosen what is decided.
/// </summary>
public sealed class ToolIdentity
{
    /// <summary>The most identifiers of one tool.</summary>
    public const int MaxIdentifiers = 200;

    /// <summary>The most artifacts of one tool.</summary>
    public const int MaxArtifacts = 2_000;

    private const int KindBits = 0x0F, MarkBits = 0xF0;

    private readonly ToolIdentifier[] identifiers;

    // A look at these is a look at one place in memory, and not at one for each identifier. The upper half of each is a mark of the
    // type of a package URL, which other types may share.
    private readonly byte[] kinds;

    private ToolIdentity(VersionScheme scheme, bool oneVersionLine, IEnumerable<ToolIdentifier> identifiers, IReadOnlyList<Artifact> artifacts)
    {
        (VersionScheme, OneVersionLine, Artifacts, this.identifiers) = (scheme, oneVersionLine, artifacts, [.. identifiers]);
        kinds = Array.ConvertAll(this.identifiers, i => MarkedKindOf(i.Identifier));
        Kinds = new([.. this.identifiers.Select(i => i.Identifier.Kind)]);
    }

    /// <summary>The scheme in which identifiers without one of their own compare.</summary>
    public VersionScheme VersionScheme { get; }

    /// <summary>Whether all identifiers but those with their own line number their versions alike.</summary>
    public bool OneVersionLine { get; }

    /// <summary>The identifiers.</summary>
    public IReadOnlyList<ToolIdentifier> Identifiers => identifiers;

    /// <summary>The kinds of which it has identifiers.</summary>
    public IdentifierKindSet Kinds { get; }

    /// <summary>The artifacts of all releases.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; }

    /// <summary>Every key that no other tool may have: identifiers of a product, and artifacts' hashes.</summary>
    public IEnumerable<string> ExclusiveKeys =>
        Identifiers.Where(i => !i.Identifier.Kind.MayBeShared()).Select(i => i.Identifier.UniqueKey).Concat(Artifacts.Select(HashKey));

    /// <summary>Makes an identity.</summary>
    /// <exception cref="DomainException"><c>tool.identity-invalid</c>, <c>identifier.duplicate</c></exception>
    public static ToolIdentity Create(VersionScheme scheme, bool oneVersionLine, IReadOnlyList<ToolIdentifier> identifiers, IReadOnlyList<Artifact> artifacts)
    {
        Require(identifiers.Count <= MaxIdentifiers, "identifiers", $"A tool has at most {MaxIdentifiers} identifiers.");
        Require(artifacts.Count <= MaxArtifacts, "artifacts", $"A tool has at most {MaxArtifacts} artifacts.");
        Require(artifacts.All(a => a.Sha256.Length == 64 && a.Sha256.All(char.IsAsciiHexDigitLower)), "sha256", "A sha256 is 64 lower-case hexadecimal digits.");
        Require(artifacts.All(a => (a.Platform is null || Texts.IsLine(a.Platform, 100)) && (a.FileName is null || Texts.IsLine(a.FileName, 255))), "artifacts", "A platform is one line of at most 100 characters, a file name of at most 255.");
        var identity = new ToolIdentity(scheme, oneVersionLine, identifiers, artifacts);
        var keys = identifiers.Select(i => i.Identifier.UniqueKey).Concat(artifacts.Select(HashKey));
        if (keys.GroupBy(k => k, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw DomainException.Conflict("identifier.duplicate", $"{twice.Key} stands twice: leave one off.", "identifiers");
        return identity;
    }

    /// <summary>Restores a stored identity, which passed the checks of its day.</summary>
    internal static ToolIdentity Restore(VersionScheme scheme, bool oneVersionLine, IReadOnlyList<ToolIdentifier> identifiers, IReadOnlyList<Artifact> artifacts) =>
        new(scheme, oneVersionLine, identifiers, artifacts);

    /// <summary>Where the first identifier of some kinds is among <see cref="Identifiers"/>, from a place on; -1 where there is none.</summary>
    public int IndexOf(IdentifierKindSet wanted, int from)
    {
        if (!wanted.Overlaps(Kinds))
            return -1;
        for (var i = from; i < kinds.Length; i++)
        {
            if (wanted.Contains((IdentifierKind)(kinds[i] & KindBits)))
                return i;
        }

        return -1;
    }

    /// <summary>The same for package URLs of a type, given in lower case.</summary>
    public int IndexOfPackage(string type, int from)
    {
        var wanted = MarkedPackage(type);
        for (var i = from; i < kinds.Length; i++)
        {
            if (kinds[i] == wanted && identifiers[i].Identifier.IsPackage(type))
                return i;
        }

        return -1;
    }

    /// <summary>The same with further artifacts.</summary>
    public ToolIdentity With(IEnumerable<Artifact> further) => Create(VersionScheme, OneVersionLine, Identifiers, [.. Artifacts, .. further]);

    /// <summary>The same with a further identifier.</summary>
    public ToolIdentity With(ToolIdentifier further) => Create(VersionScheme, OneVersionLine, [.. Identifiers, further], Artifacts);

    private static byte MarkedKindOf(Identifier identifier) =>
        identifier.Kind == IdentifierKind.Purl ? MarkedPackage(identifier.TypeOfPackage) : (byte)identifier.Kind;

    private static byte MarkedPackage(ReadOnlySpan<char> type) => (byte)((int)IdentifierKind.Purl | ((type.Length ^ type[0]) << 4 & MarkBits));

    private static string HashKey(Artifact artifact) => Identifier.Create(IdentifierKind.Sha256, artifact.Sha256).UniqueKey;

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw DomainException.Invalid("tool.identity-invalid", message, field);
    }
}
