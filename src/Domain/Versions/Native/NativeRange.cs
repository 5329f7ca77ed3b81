using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// Ranges as package managers and advisories write them, said as VERS. A conversion that cannot be exact holds more versions, and
/// says why; none holds fewer. What a notation does not define is refused.
/// </summary>
/// <remarks>
/// Package managers hide prereleases from somebody who chooses what to install. That is no rule for a ban: a prerelease is inside
/// when it sorts inside.
/// </remarks>
public static class NativeRange
{
    private static readonly Dictionary<string, NativeNotation> Known = new NativeNotation[]
    {
        new ConanNotation("conan"),
        new GemNotation(),
        new MavenNotation("maven", "maven"),
        new NginxNotation(),
        new NpmNotation("npm"),
        new NuGetNotation(),
        new OpenSslNotation(),
        new PyPiNotation(),
        new ConanNotation("gitlab/conan"),
        GitLabNotation.OfGem(),
        GitLabNotation.OfGo(),
        new MavenNotation("gitlab/maven", "maven"),
        new NpmNotation("gitlab/npm"),
        new MavenNotation("gitlab/nuget", "nuget"),
        new PackagistNotation(),
        GitLabNotation.OfPyPi(),
    }.ToDictionary(notation => notation.Name, StringComparer.Ordinal);

    /// <summary>The names of all notations, in ordinal order: those of package types, and <c>gitlab/…</c> for the advisories of GitLab, which write <c>affected_range</c> by package type.</summary>
    public static IReadOnlyList<string> Notations { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a range of another notation.</summary>
    /// <param name="notation">One of <see cref="Notations"/>, in lower case.</param>
    /// <param name="text">The range, printable ASCII, at most <see cref="VersionRange.MaxLength"/> characters.</param>
    /// <returns>A VERS that holds every version that the range holds, and whether it holds more.</returns>
    /// <exception cref="DomainException"><c>range.invalid</c> (<see cref="Refusal.Invalid"/>); the message names the rule and what to do.</exception>
    public static Conversion<VersionRange> Parse(string notation, string text) => TryParse(notation, text, out var conversion, out var error) ? conversion : throw error;

    /// <summary>Reads a range as <see cref="Parse"/> does, and hands out the refusal instead of throwing it.</summary>
    public static bool TryParse(
        string notation,
        string text,
        [NotNullWhen(true)] out Conversion<VersionRange>? conversion,
        [NotNullWhen(false)] out DomainException? error)
    {
        conversion = null;
        var problem = FindProblem(notation, text, out var known);
        if (problem is null)
            conversion = known!.Read(text.Trim(' ')).Convert(out problem);
        error = conversion is null ? DomainException.Invalid("range.invalid", problem!) : null;
        return conversion is not null;
    }

    private static string? FindProblem(string notation, string text, out NativeNotation? known)
    {
        known = null;
        if (notation is null || !Known.TryGetValue(notation, out known))
            return $"There is no notation of ranges of that name. Use one of: {string.Join(", ", Notations)} (lower case).";
        if (string.IsNullOrWhiteSpace(text))
            return "A range is missing. Write the versions that it is to contain.";
        if (text.Length > VersionRange.MaxLength)
            return $"The range is longer than {VersionRange.MaxLength} characters. Use several ranges.";
        return text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? "A range is written in printable ASCII. Remove control characters, line breaks and other characters."
            : null;
    }
}
