using System.Globalization;
using System.Runtime.InteropServices;

namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>From a lowest to a highest file version of Windows, both inside.</summary>
/// <param name="Minimum">Four numbers from 0 to 65535.</param>
/// <param name="Maximum">Four numbers from 0 to 65535.</param>
public sealed record WindowsVersionRange(Version Minimum, Version Maximum);

/// <summary>A set of versions as file versions of Windows, four numbers from 0 to 65535, as App Control and AppLocker bound them.</summary>
/// <remarks>
/// <para>The file version <c>a.b.c.d</c> is read as that version, and as <c>a.b.c</c> in the schemes of three numbers, whatever
/// the fourth: there <c>&lt;2.1.197</c> ends at <c>2.1.196.65535</c>. A file version doesn't tell a prerelease from its release,
/// so <c>&lt;2.0.0</c> doesn't touch the prereleases of <c>2.0.0</c>.</para>
/// <para>A bound that is no file version itself, as it is a prerelease, has words, more than four numbers or too large ones, is
/// moved outwards: the file versions with the same numbers are taken in.</para>
/// </remarks>
public static class WindowsVersions
{
    private const int LargestNumber = 65_535;

    /// <summary>Converts a set of <c>generic</c>, <c>intdot</c>, <c>semver</c>, <c>npm</c> or <c>nuget</c>; those of other schemes are not expressible.</summary>
    public static Conversion<IReadOnlyList<WindowsVersionRange>> Of(VersionSet versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        if (versions.Scheme.Name is not ("generic" or "intdot" or "semver" or "npm" or "nuget"))
            return Conversion<IReadOnlyList<WindowsVersionRange>>.NotExpressible($"A version of the scheme {versions.Scheme.Name} is no file version of Windows.");

        string? moved = null;
        var spans = new List<(ulong First, ulong Last)>();
        foreach (var (from, to) in versions.Intervals)
        {
            Place? low = from is { } lower ? Place.Of(lower.Version) : null;
            Place? high = to is { } upper ? Place.Of(upper.Version) : null;
            moved ??= low is { IsExact: false } ? from!.Value.Version.Text : high is { IsExact: false } ? to!.Value.Version.Text : null;
            if (First(low, from) is { } first && Last(high, to) is { } last && first <= last)
                Append(spans, first, last);
        }

        WindowsVersionRange[] ranges = [.. spans.Select(span => new WindowsVersionRange(Unpack(span.First), Unpack(span.Last)))];
        return moved is null
            ? Conversion<IReadOnlyList<WindowsVersionRange>>.Exact(ranges)
            : Conversion<IReadOnlyList<WindowsVersionRange>>.Broader(
                ranges, $"{moved} is no file version of Windows; those with the same numbers, from 0 to {LargestNumber}, are taken in.");
    }

    private static ulong? First(Place? place, Cut? from) => (place, from) switch
    {
        ({ IsExact: true } at, { IsAfter: true }) => at.Last == ulong.MaxValue ? null : at.Last + 1,
        ({ } at, _) => at.First,
        _ => 0,
    };

    private static ulong? Last(Place? place, Cut? to) => (place, to) switch
    {
        ({ IsExact: true } at, { IsAfter: false }) => at.First == 0 ? null : at.First - 1,
        ({ } at, _) => at.Last,
        _ => ulong.MaxValue,
    };

    private static void Append(List<(ulong First, ulong Last)> spans, ulong first, ulong last)
    {
        if (spans is [.., var before] && (before.Last == ulong.MaxValue || first <= before.Last + 1))
            spans[^1] = (before.First, Math.Max(before.Last, last));
        else
            spans.Add((first, last));
    }

    private static Version Unpack(ulong packed) =>
        new((int)(packed >> 48), (int)(packed >> 32) & LargestNumber, (int)(packed >> 16) & LargestNumber, (int)packed & LargestNumber);

    /// <summary>The file versions that are a version, or that have its numbers where none is that version.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(ulong First, ulong Last, bool IsExact)
    {
        internal static Place Of(ParsedVersion version)
        {
            var scheme = version.Scheme;
            var hasThreeNumbers = CanonicalText.IsSemantic(scheme);
            var numbers = LeadingNumbers(version);
            var first = Pack(numbers);
            var isExact = scheme.TryParse(Unpack(first).ToString(hasThreeNumbers ? 3 : 4), out var itself) && scheme.Compare(itself, version) == 0;

            // A number that is missing may be any in the file version; three of a semantic version leave the fourth open in any case.
            var isWide = isExact ? hasThreeNumbers : numbers.Count < 4 && !numbers.Exists(IsTooLarge);
            return new Place(first, isWide ? first | LargestNumber : first, isExact);
        }

        // From a number that is too large on, the largest stand: no file version lies between.
        private static ulong Pack(List<string> numbers)
        {
            var tooLarge = numbers.FindIndex(IsTooLarge);
            ulong packed = 0;
            for (var i = 0; i < 4; i++)
            {
                var number = i < numbers.Count ? numbers[i] : "0";
                packed = (packed << 16) | (tooLarge >= 0 && i >= tooLarge ? LargestNumber : ulong.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture));
            }

            return packed;
        }

        private static bool IsTooLarge(string number) => Digits.Compare(number, "65535") > 0;

        /// <summary>At most four numbers, up to the first word.</summary>
        private static List<string> LeadingNumbers(ParsedVersion version)
        {
            var isGeneric = version.Scheme.Name == "generic";
            var text = CanonicalText.Of(version).AsSpan();
            if (isGeneric && text is ['v' or 'V', >= '0' and <= '9', ..])
                text = text[1..];

            var numbers = new List<string>();
            for (var i = 0; i < text.Length && numbers.Count < 4;)
            {
                var run = Digits.RunAt(text, i);
                if (run > 0)
                    numbers.Add(text.Slice(i, run).ToString());
                else if (text[i] == '.' || (isGeneric && text[i] is '-' or '_' or '+'))
                    run = 1;
                else
                    break;
                i += run;
            }

            return numbers;
        }
    }
}
