namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// Conan 2's ranges: <c>&lt; &lt;= &gt; &gt;= =</c>, <c>~2.5.1</c>, <c>^1.2</c> and <c>*</c>, joined by spaces (all hold) and <c>||</c> (any holds),
/// and the option <c>include_prerelease</c> behind a comma.
/// </summary>
/// <remarks>
/// <para>To Conan a bound is written <c>1.0-</c> where it takes in or leaves out the prereleases of 1.0 as well: <c>&gt;=1.0</c> and
/// <c>&lt;1.0</c> mean <c>&gt;=1.0-</c> and <c>&lt;1.0-</c>. With the option the range is written so, and is exact.</para>
/// <para>Without the option Conan leaves every prerelease out. The range is then written as the VERS standard's cases are, without
/// the hyphens that say nothing then, and holds the prereleases that sort inside.</para>
/// </remarks>
internal sealed class ConanNotation(string name) : NativeNotation(name, "conan")
{
    private const string PrereleaseOption = "include_prerelease";
    private static readonly string[] Operators = ["<=", ">=", "<", ">", "=", "~", "^"];

    internal override Meaning Read(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Skip(1).Any(option => option is not (PrereleaseOption or PrereleaseOption + "=True")))
            return Refuse($"Behind the comma stands something else than {PrereleaseOption}, the only option of a range. Remove it; conditions are joined by spaces.");

        var hasPrereleases = parts.Length > 1;
        return ReadAlternatives(parts[0], "||", part => Meaning.All(Scheme, Words(part).Select(word => ReadWord(word, hasPrereleases))));
    }

    private Meaning ReadWord(string word, bool hasPrereleases)
    {
        var term = NativeTerm.Of(word, Operators);
        var isRelease = term.Operator is "" or "=" && term.Version != "*" && !HasHyphen(term.Version);
        var meaning = ReadTerm(term, hasPrereleases);
        return isRelease || hasPrereleases
            ? meaning
            : meaning.Broader("Conan leaves prereleases out of a range without include_prerelease; those that sort inside are inside here.");
    }

    private Meaning ReadTerm(NativeTerm term, bool hasPrereleases)
    {
        var (@operator, version) = term;
        if (version == "*" && @operator.Length == 0)
            (@operator, version) = (">=", "0.0.0");
        if (version.Length == 0 || version[0] == '=' || version.Contains('*', StringComparison.Ordinal) || (version.Length == 1 && @operator.Length == 0))
            return Refuse("A condition is none of Conan's. Write < <= > >= = ~ ^ with a version right behind it, a version of two characters at least, or * alone.");

        return @operator switch
        {
            "~" => ReadUpTo(version, HasOneItem(version) ? 0 : 1, hasPrereleases, startsAtPrereleases: true),
            "^" => ReadUpTo(version, FirstNotZero(version), hasPrereleases, startsAtPrereleases: false),
            ">=" => From(version, hasPrereleases),
            "<" when hasPrereleases => Meaning.Of(Scheme, Comparator.Less, WithHyphen(version)),
            _ => Compare(Scheme, new NativeTerm(@operator, version))!,
        };
    }

    /// <summary>From the version up to that in which the item at <paramref name="index"/> is counted up.</summary>
    private Meaning ReadUpTo(string version, int index, bool hasPrereleases, bool startsAtPrereleases)
    {
        var items = Items(version);
        if (index >= items.Length || !Digits.Are(items[index]))
            return Refuse($"Conan cannot count {version} up to a bound. Write the bounds with >= and <.");

        items[index] = Digits.Increment(items[index]);
        var end = string.Join('.', items.Take(index + 1)) + "-";
        var start = startsAtPrereleases && hasPrereleases && !HasHyphen(version) ? version + "-" : version;
        return Meaning.All(Scheme, [From(start, hasPrereleases), Meaning.Of(Scheme, Comparator.Less, end)]);
    }

    private Meaning From(string version, bool hasPrereleases) =>
        Meaning.Of(Scheme, Comparator.GreaterOrEqual, hasPrereleases ? WithHyphen(version) : version.TrimEnd('-'));

    private static string WithHyphen(string version) => HasHyphen(version) || version.Contains('+', StringComparison.Ordinal) ? version : version + "-";

    private static bool HasHyphen(string version) => version.Contains('-', StringComparison.Ordinal);

    private static bool HasOneItem(string version) => Items(version).Length == 1;

    private static int FirstNotZero(string version)
    {
        var items = Items(version);
        var index = Array.FindIndex(items, item => !Digits.Are(item) || Digits.Compare(item, "0") != 0);
        return index < 0 ? items.Length : index;
    }

    private static string[] Items(string version) => version.Split('+')[0].Split('-')[0].Split('.');
}
