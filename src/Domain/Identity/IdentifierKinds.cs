namespace ToolRegistry.Domain.Identity;

/// <summary>The kinds of identifiers and their names on the wire.</summary>
public static class IdentifierKinds
{
    /// <summary>The names of all kinds, in the order of <see cref="IdentifierKind"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "purl", "winget", "macos-signing-id", "macos-team-id", "macos-bundle-id", "windows-publisher",
        "file-name", "sha256", "authenticode-sha256", "domain", "cpe",
    ];

    /// <summary>All kinds.</summary>
    public static IdentifierKindSet All { get; } = new(Enum.GetValues<IdentifierKind>());

    /// <summary>The kinds that may be shared.</summary>
    public static IdentifierKindSet Shared { get; } = new([.. Enum.GetValues<IdentifierKind>().Where(MayBeShared)]);

    /// <summary>The name on the wire, lower case with hyphens.</summary>
    public static string Name(this IdentifierKind kind) => Names[(int)kind];

    /// <summary>Finds the kind of a name; false for a text that is not exactly one of <see cref="Names"/>.</summary>
    public static bool TryParse(string name, out IdentifierKind kind)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] != name)
                continue;
            kind = (IdentifierKind)i;
            return true;
        }

        kind = default;
        return false;
    }

    /// <summary>Whether several tools may have the same identifier of this kind: it is a publisher's rather than a product's.</summary>
    public static bool MayBeShared(this IdentifierKind kind) =>
        kind is IdentifierKind.MacosTeamId or IdentifierKind.WindowsPublisher or IdentifierKind.Domain;
}
