namespace ToolRegistry.Domain.Versions.Native;

/// <summary>A version of npm, of which the last parts may be missing or <c>x</c>, <c>X</c> or <c>*</c>: <c>1.2.x</c>. Numbers are kept as digits, of any length.</summary>
/// <param name="Major">The first number, or null when every version is meant.</param>
/// <param name="Minor">The second number, or null.</param>
/// <param name="Patch">The third number, or null.</param>
/// <param name="Prerelease">What stands behind the hyphen of a version with all three numbers, or null.</param>
internal sealed record PartialVersion(string? Major, string? Minor, string? Patch, string? Prerelease)
{
    internal bool IsComplete => Patch is not null;

    /// <summary>The lowest version of these numbers that is no prerelease, or the version itself.</summary>
    internal string Start => $"{Major}.{Minor ?? "0"}.{Patch ?? "0"}{(Prerelease is null ? "" : $"-{Prerelease}")}";

    /// <summary>The first version behind all that the numbers given start.</summary>
    internal string End => Minor is null ? NextMajor : NextMinor;

    internal string NextMajor => $"{Digits.Increment(Major!)}.0.0";

    internal string NextMinor => $"{Major}.{Digits.Increment(Minor!)}.0";

    internal string NextPatch => $"{Major}.{Minor}.{Digits.Increment(Patch!)}";

    /// <summary>Reads the version, of which build metadata is left out; null when it is none. That a prerelease is well-formed is left to the scheme.</summary>
    internal static PartialVersion? Read(string text)
    {
        var version = text.StartsWith('v') ? text[1..] : text;
        if (version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus)
        {
            if (!VersionScheme.Get("semver").TryParse($"0.0.0{version[plus..]}", out _))
                return null;
            version = version[..plus];
        }

        var hyphen = version.IndexOf('-', StringComparison.Ordinal);
        var numbers = (hyphen < 0 ? version : version[..hyphen]).Split('.');
        if (numbers.Length > 3 || !Array.TrueForAll(numbers, number => IsWildcard(number) || IsNumber(number)))
            return null;

        // npm reads 1.x.3 no longer; it could mean two things.
        var given = numbers.TakeWhile(IsNumber).ToList();
        if (numbers.Skip(given.Count).Any(IsNumber) || (hyphen >= 0 && given.Count < 3))
            return null;
        return new PartialVersion(given.ElementAtOrDefault(0), given.ElementAtOrDefault(1), given.ElementAtOrDefault(2), hyphen < 0 ? null : version[(hyphen + 1)..]);
    }

    private static bool IsWildcard(string text) => text is "x" or "X" or "*";

    private static bool IsNumber(string text) => Digits.Are(text) && (text.Length == 1 || text[0] != '0');
}
