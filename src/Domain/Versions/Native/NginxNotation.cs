namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// The versions in the security advisories of nginx: <c>1.5.10</c>, <c>0.7.52-0.8.39</c> with both ends inside, <c>1.20.1+</c>, lists of
/// them joined by commas, and <c>all</c>.
/// </summary>
/// <remarks>
/// A version with <c>+</c> means it and all later ones of its branch. A branch with an even second number is a stable one and ends
/// with the next number; an odd one is the mainline, from which all that follows comes.
/// </remarks>
internal sealed class NginxNotation() : NativeNotation("nginx", "nginx")
{
    internal override Meaning Read(string text) => text switch
    {
        "all" => Meaning.Everything(Scheme),
        "none" => Refuse(VersionRangeParser.NoVersion),
        _ => ReadAlternatives(text, ",", ReadPart),
    };

    private Meaning ReadPart(string text)
    {
        var isOpen = text.EndsWith('+');
        var ends = (isOpen ? text[..^1] : text).Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length > 2 || (isOpen && ends.Length == 2) || !Array.TrueForAll(ends, IsVersion))
            return Refuse($"nginx writes no range as {text}. Write versions of three numbers: 1.5.10, 0.7.52-0.8.39 or 1.20.1+, joined by commas, or all.");

        if (ends is [var first, var last])
        {
            return Meaning.All(Scheme, [Meaning.Of(Scheme, Comparator.GreaterOrEqual, first), Meaning.Of(Scheme, Comparator.LessOrEqual, last)])
                .NotEmpty($"The range {text} contains no version. Write the lower bound first.");
        }

        return isOpen ? ReadBranch(ends[0]) : Meaning.Of(Scheme, Comparator.Equal, ends[0]);
    }

    private Meaning ReadBranch(string version)
    {
        var start = Meaning.Of(Scheme, Comparator.GreaterOrEqual, version);
        var numbers = version.Split('.');
        var isStable = (numbers[1][^1] - '0') % 2 == 0;
        return isStable
            ? Meaning.All(Scheme, [start, Meaning.Of(Scheme, Comparator.Less, $"{numbers[0]}.{Digits.Increment(numbers[1])}.0")])
            : start;
    }

    private static bool IsVersion(string text)
    {
        var numbers = text.Split('.');
        return numbers.Length == 3 && Array.TrueForAll(numbers, number => Digits.Are(number));
    }
}
