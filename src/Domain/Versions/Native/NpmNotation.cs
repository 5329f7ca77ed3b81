namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// npm's ranges as its library semver reads them: comparators, <c>1.2.x</c>, <c>1.2 - 2</c>, <c>~1.2.3</c>, <c>^1.2.3</c>,
/// joined by spaces (all hold) and <c>||</c> (any holds).
/// </summary>
/// <remarks>
/// The meaning is that of the library with its option <c>includePrerelease</c>: <c>1.2.x</c> starts at <c>1.2.0-0</c>, the first
/// prerelease. Where the library ends a range before the first prerelease of a version, <c>&lt;2.0.0-0</c>, the VERS standard
/// writes <c>&lt;2.0.0</c>; so does this, and says that it is broader. Where releases 7.7 and 7.8 of the library differ, the wider
/// reading counts: <c>~1.2</c> starts at <c>1.2.0-0</c> since 7.8, <c>^0.1.2</c> at <c>0.1.2-0</c> until 7.7.
/// </remarks>
internal sealed class NpmNotation(string name) : NativeNotation(name, "npm")
{
    private static readonly string[] Operators = ["<=", ">=", "~>", "<", ">", "=", "~", "^"];

    internal override Meaning Read(string text) => ReadAlternatives(text, "||", ReadAlternative);

    private Meaning ReadAlternative(string text)
    {
        var words = Words(text);
        return words is [var first, "-", var last]
            ? ReadHyphen(first, last)
            : Meaning.All(Scheme, NativeTerm.Split(words, Operators).Select(term => ReadTerm(term.Operator, term.Version)));
    }

    private Meaning ReadHyphen(string first, string last)
    {
        if (PartialVersion.Read(first) is not { } from)
            return Unreadable(first);
        if (PartialVersion.Read(last) is not { } to)
            return Unreadable(last);

        var start = from.Major is null ? Meaning.Everything(Scheme) : From(from.Prerelease is null ? from.Start + "-0" : from.Start);
        var end = to.Major is null ? Meaning.Everything(Scheme) : UpTo(to);
        return Meaning.All(Scheme, [start, end]);
    }

    private Meaning ReadTerm(string @operator, string text)
    {
        if (PartialVersion.Read(text) is not { } version)
            return Unreadable(text);
        if (version.Major is null)
            return @operator is "<" or ">" ? Meaning.Nothing(Scheme) : Meaning.Everything(Scheme);

        return @operator switch
        {
            "^" => Meaning.All(Scheme, [CaretStart(version), Before(CaretEnd(version))]),
            "~" or "~>" => Meaning.All(Scheme, [Start(version), Before(version.End)]),
            "<=" => UpTo(version),
            ">=" => Start(version),
            "<" => version.IsComplete ? Meaning.Of(Scheme, Comparator.Less, version.Start) : Before(version.Start),
            ">" => version.IsComplete ? Meaning.Of(Scheme, Comparator.Greater, version.Start) : From(version.End + "-0"),
            _ => version.IsComplete ? Meaning.Of(Scheme, Comparator.Equal, version.Start) : Meaning.All(Scheme, [Start(version), Before(version.End)]),
        };
    }

    private Meaning CaretStart(PartialVersion version) => version is { Major: "0", Prerelease: null } ? From(version.Start + "-0") : Start(version);

    // Up to the next change of the first number that is not zero; numbers that are missing may be anything.
    private static string CaretEnd(PartialVersion version) => version switch
    {
        { Minor: null } or { Major: not "0" } => version.NextMajor,
        { Patch: null } or { Minor: not "0" } => version.NextMinor,
        _ => version.NextPatch,
    };

    private Meaning Start(PartialVersion version) => From(version.IsComplete ? version.Start : version.Start + "-0");

    private Meaning From(string version) => Meaning.Of(Scheme, Comparator.GreaterOrEqual, version);

    private Meaning UpTo(PartialVersion version) => version.IsComplete ? Meaning.Of(Scheme, Comparator.LessOrEqual, version.Start) : Before(version.End);

    private Meaning Before(string version) => Meaning.Of(Scheme, Comparator.Less, version).Broader(
        "npm ends such a range below the prereleases of its upper bound, as <2.0.0-0; they sort below the bound and are inside here.");

    private Meaning Unreadable(string text) => Refuse(
        text.Length == 0
            ? "A comparator stands without a version. Write the version after it."
            : $"npm has no version or range {text}. Write versions such as 1.2.3, 1.2.x or 1.2.3-beta.1 after one of < <= > >= = ~ ^ or none, joined by spaces and ||.");
}
