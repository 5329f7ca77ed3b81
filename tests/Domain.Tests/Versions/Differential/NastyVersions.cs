using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Differential;

/// <summary>Versions that the real programs are asked about: mostly well formed, always odd, and often nearly the same.</summary>
internal static class NastyVersions
{
    private static readonly string[] Numbers = ["0", "0", "1", "1", "2", "9", "10", "11", "99", "2147483647", "2147483648", "4294967296"];
    private static readonly string[] Padded = [.. Numbers, "00", "000", "01", "001", "010", "99999999999999999999", "100000000000000000000", "0099999999999999999999"];
    private static readonly string[] Dirt = ["", " ", "  ", ".", "..", "-", "--", "_", "+", "~", "^", ":", "!", "*", "v", "V", "=", "0", "00", "a", "Z", "é", "\u0661", "\u212a", "\u00a0", "\ud83d\ude00", "\ufeff", "/", "%20", "(", "'", "\"", "\\", "$x", "`"];

    private static readonly Dictionary<string, (Gen<string> Texts, string[] Pieces)> Grammars = new(StringComparer.Ordinal)
    {
        ["npm"] = (Semantic(), [.. Numbers, ".", "-", "-0", "-alpha", ".1", ".beta", "+", "+b", "A", "a", "--"]),
        ["nuget"] = (NuGet(), [.. Numbers, ".", "-", "-0", "-Alpha", ".1", "-beta", "+", "+b", "A", "a", "--", "-3", "01"]),
        ["deb"] = (Debian(), [.. Padded, ".", "+", "~", "~~", "-", "a", "Z", "~rc", "+b", "+really", ":", "0:", "-0", "-1"]),
        ["rpm"] = (Rpm(), [.. Padded, ".", "~", "~~", "^", "^^", "a", "Z", "~rc", "^git", "_", "+", "-", ":", "é"]),
        ["pypi"] = (PyPi(), [.. Padded, ".", "!", "a", "RC", "-", "_", ".post", ".dev", "+", "+L", "-1", ".0"]),
        ["gem"] = (Gem(), [.. Padded, ".", "-", "a", "Z", ".pre", "rc", ".0", ".a.0"]),
        ["maven"] = (Maven(), [.. Padded, ".", "-", "..", "--", "a", "alpha", "SNAPSHOT", "sp", "final", "ga", "_", "x", "-0", ".0"]),
    };

    /// <summary>Pairs of versions, the same for the same seed.</summary>
    internal static (string A, string B)[] Pairs(string scheme, int count, string seed)
    {
        var (texts, pieces) = Grammars[scheme];
        return Near(texts, pieces).Array[count].Single(_ => true, seed);
    }

    // Half of the pairs differ in one place: most mistakes sit where two versions part.
    private static Gen<(string A, string B)> Near(Gen<string> texts, string[] pieces) =>
        Gen.Select(texts, texts, Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 2], Gen.Frequency((15, Gen.OneOf(pieces)), (1, Gen.OneOf(Dirt))), (a, other, way, at, cut, piece) =>
        {
            var place = at % (a.Length + 1);
            return way switch
            {
                < 4 => (a, other),
                < 6 => (a, a[..place] + piece + a[place..]),
                < 8 => (a, a[..place] + piece + a[Math.Min(place + cut, a.Length)..]),
                _ => (a[..place] + other[Math.Min(place, other.Length)..], a),
            };
        }).Where(pair => IsText(pair.Item1) && IsText(pair.Item2));

    // Half a surrogate pair is no text to a program that reads UTF-8.
    private static bool IsText(string text) => text.Length is > 0 and <= VersionScheme.MaxVersionLength && text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);

    private static Gen<string> Semantic()
    {
        var identifier = Gen.OneOf("0", "1", "2", "10", "-1", "-0", "-", "--", "a", "A", "alpha", "Alpha", "alphA1", "rc", "0a", "00a", "1-", "4294967296", "9007199254740990", "z-9", "x9");
        var number = Gen.Frequency((100, Gen.OneOf([.. Numbers, "9007199254740990"])), (1, Gen.Const("9007199254740991")));
        return Join(
            Gen.OneOf("", "", "", "", "v", "=", "= ", " ", "=v"),
            number.Array[3].Select(Dotted),
            Tail("-", identifier, 3),
            Tail("+", Gen.OneOf("1", "01", "build", "-", "b-1", "A"), 2));
    }

    private static Gen<string> NuGet() => Join(
        Gen.OneOf("0", "1", "01", "2", "10", "007", "2147483647").Array[1, 4].Select(Dotted),
        Tail("-", Gen.OneOf("0", "1", "2", "10", "-1", "-0", "-", "--3", "-2147483648", "-2147483649", "a", "A", "alpha", "Alpha", "rc", "0a", "1-", "2147483647", "2147483648", "99999999999"), 3),
        Tail("+", Gen.OneOf("1", "01", "build", "-", "A"), 2));

    private static Gen<string> Debian()
    {
        var upstream = Run(6, [.. Padded, ".", ".", "+", "~", "~~", "-", "a", "A", "Z", "b", "rc", "dfsg", "~rc", "really", "+really", "~beta", "git"]);
        var revision = Run(3, [.. Padded, ".", "+", "~", "a", "ubuntu", "+b", "~bpo", "nmu"]);
        return Join(
            Gen.OneOf("", "", "", "0:", "1:", "00:", "01:", "10:", "2147483647:"),
            Gen.OneOf(Padded),
            upstream,
            Gen.Frequency((1, Gen.Const("")), (1, Join(Gen.OneOf("-", "-0", "-1"), revision))));
    }

    private static Gen<string> Rpm()
    {
        var part = Run(7, [.. Padded, ".", "..", "~", "~~", "^", "^^", "_", "+", "a", "A", "Z", "b", "rc", "git", "el9"]);
        return Join(
            Gen.OneOf("", "", "0:", "1:", "00:", "10:", "2147483648:"),
            Gen.OneOf("0", "1", "a", "01", "2"),
            part,
            Gen.Frequency((1, Gen.Const("")), (1, Join(Gen.OneOf("-0", "-1", "-a", "-~"), part))));
    }

    private static Gen<string> PyPi()
    {
        var separator = Gen.OneOf("", "", ".", "-", "_");
        var number = Gen.OneOf(["", .. Padded]);
        Gen<string> Part(params string[] words) => Gen.Frequency((2, Gen.Const("")), (1, Join(separator, Gen.OneOf(words), separator, number)));
        return Join(
            Join(Gen.OneOf("", "", "", "v", "V", " "), Gen.OneOf("", "", "", "0!", "1!", "01!", "2!")),
            Gen.OneOf(Padded).Array[1, 4].Select(Dotted),
            Part("a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "A", "RC", "Alpha", "PreView"),
            Gen.Frequency((4, Part("post", "rev", "r", "POST")), (1, Gen.OneOf("-0", "-1", "-10", "-01"))),
            Join(
                Part("dev", "DEV", "Dev"),
                Gen.Frequency((3, Gen.Const("")), (1, Join(Gen.Const("+"), Gen.OneOf("1", "01", "a", "A", "ubuntu", "10", "1a", "abc").Array[1, 3].Select(parts => string.Join("-._"[parts.Length - 1], parts))))),
                Gen.OneOf("", "", "", "", " ")));
    }

    private static Gen<string> Gem() => Join(
        Gen.OneOf("", "", "", "", " "),
        Gen.OneOf(Padded),
        Gen.Frequency((4, Gen.OneOf([.. Padded, "a", "A", "b", "rc1", "1a", "a1", "pre", "Z9z", "0a0"]).Array[0, 5].Select(parts => string.Concat(parts.Select(part => "." + part)))), (1, Run(2, "a", "b1", "0", "rc"))),
        Gen.OneOf("", "", "", "-1", "-a", "-rc.1", "-0", "-A.b-1"));

    private static Gen<string> Maven() => Run(
        8,
        [.. Padded, ".", ".", ".", "-", "-", "..", "--", "a", "b", "m", "a1", "b2", "alpha", "beta", "milestone", "rc", "cr", "CR", "snapshot", "SNAPSHOT", "final", "ga", "GA", "release", "sp", "SP", "x", "X", "_", "foo", "jre8"]);

    private static Gen<string> Join(params Gen<string>[] parts) => parts.Aggregate((all, part) => Gen.Select(all, part, string.Concat));

    private static Gen<string> Tail(string sign, Gen<string> part, int most) =>
        part.Array[0, most].Select(parts => parts.Length == 0 ? "" : sign + Dotted(parts));

    private static Gen<string> Run(int most, params string[] pieces) => Gen.OneOf(pieces).Array[0, most].Select(string.Concat);

    private static string Dotted(string[] parts) => string.Join('.', parts);
}
