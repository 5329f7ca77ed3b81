using CsCheck;

namespace ToolRegistry.Domain.Tests.Versions.Native;

/// <summary>Ranges in each notation and versions that lie close to their bounds: few numbers, so that they meet, and every suffix that a bound may miss.</summary>
internal static class NativeRanges
{
    private static readonly Gen<string> Number = Gen.OneOf("0", "0", "1", "1", "2", "3", "10");

    private static readonly Dictionary<string, (Gen<string> Ranges, Gen<string> Versions)> Grammars = new(StringComparer.Ordinal)
    {
        ["gem"] = (List(Operator(GemVersion(), "", "=", "!=", "<", "<=", ">", ">=", "~>", "~>", "~> ", "=="), 3, ", "), GemVersion()),
        ["maven"] = (Gen.Frequency((9, List(Interval(MavenVersion()), 2, ",")), (1, MavenVersion())), MavenVersion()),
        ["npm"] = (NpmRange(), NpmVersion()),
        ["nuget"] = (Gen.OneOf(Interval(NuGetVersion()), Interval(NuGetVersion()), Floating()), NuGetVersion()),
        ["pypi"] = (List(PyPiTerm(), 3, ","), PyPiVersion()),
    };

    /// <summary>Every range with some versions, the same for the same seed.</summary>
    internal static (string Range, string Version)[] Pairs(string notation, int ranges, int versions, string seed)
    {
        var (range, version) = Grammars[notation];
        return [.. Gen.Select(range, version.Array[versions]).Array[ranges].Single(_ => true, seed)
            .SelectMany(drawn => drawn.Item2.Select(text => (drawn.Item1, text)))];
    }

    private static Gen<string> NpmRange()
    {
        var part = Gen.OneOf(Number, Number, Number, Gen.OneOf("x", "X", "*"));
        var partial = Gen.Select(Gen.OneOf("", "", "", "v"), part.Array[1, 3].Select(Dotted), (v, numbers) => v + numbers);
        var version = Gen.OneOf(NpmVersion(), partial);
        var term = Operator(version, "", "=", "<", "<=", ">", ">=", "~", "^", "^", "~>", ">= ", "< ", "^ ", "!=");
        var hyphen = Gen.Select(version, version, (from, to) => $"{from} - {to}");
        return List(Gen.OneOf(List(term, 2, " "), List(term, 2, " "), hyphen), 3, " || ");
    }

    private static Gen<string> NpmVersion() => Gen.Select(
        Number.Array[3].Select(Dotted), Gen.OneOf("", "", "-0", "-alpha", "-alpha.1", "-beta", "-1"), Gen.OneOf("", "", "", "+b"), string.Concat);

    private static Gen<string> NuGetVersion() => Gen.Select(
        Number.Array[1, 4].Select(Dotted), Gen.OneOf("", "", "-0", "-alpha", "-Alpha.1", "-beta"), Gen.OneOf("", "", "", "+b"), string.Concat);

    private static Gen<string> Floating() => Gen.Select(
        Number.Array[0, 3], Gen.OneOf("*", "*", "*-*", "0-*", "1-beta*", "*-beta*", "*-alpha.*", "2", "2", "3-beta"), (numbers, end) => string.Join('.', [.. numbers, end]));

    private static Gen<string> PyPiTerm() => Gen.OneOf(
        Operator(PyPiVersion(), "==", "!=", "<", "<=", ">", ">=", "~=", "===", ""),
        Operator(PyPiVersion(), "<=", "<", ">", "~=", "=="),
        Gen.Select(Gen.OneOf("==", "!="), Gen.OneOf("", "", "0!", "1!"), Number.Array[1, 3].Select(Dotted), (sign, epoch, numbers) => $"{sign}{epoch}{numbers}.*"));

    private static Gen<string> PyPiVersion() => Gen.Select(
        Gen.Select(Gen.OneOf("", "", "", "", "v", "1!"), Number.Array[1, 3].Select(Dotted), string.Concat),
        Gen.OneOf("", "", "a1", "rc0", ".b2"),
        Gen.OneOf("", "", ".post0", "-1", ".post1", "r2"),
        Gen.OneOf("", "", ".dev0", ".dev1", "dev"),
        Gen.OneOf("", "", "", "", "+local", "+1"),
        (release, pre, post, dev, local) => release + pre + post + dev + local);

    private static Gen<string> GemVersion() => Gen.Select(
        Number.Array[1, 3].Select(Dotted), Gen.OneOf("", "", "", ".a", ".a.1", ".rc1", "-1", ".0", ".pre.2"), string.Concat);

    private static Gen<string> MavenVersion() => Gen.Select(
        Number.Array[1, 3].Select(Dotted), Gen.OneOf("", "", "", "-SNAPSHOT", "-alpha-1", "-rc1", "-sp", "-1", ".Final", "-ga"), string.Concat);

    private static Gen<string> Interval(Gen<string> version)
    {
        var bound = Gen.OneOf(version, version, version, Gen.Const(""));
        return Gen.OneOf(
            Gen.Select(Gen.OneOf("[", "("), bound, Gen.OneOf(",", ", "), bound, Gen.OneOf("]", ")"), (open, from, comma, to, close) => open + from + comma + to + close),
            Gen.Select(Gen.OneOf("[", "[", "("), version, Gen.OneOf("]", "]", ")"), string.Concat),
            Gen.Select(version, text => $"[{text},)"));
    }

    private static Gen<string> Operator(Gen<string> version, params string[] operators) => Gen.Select(Gen.OneOf(operators), version, string.Concat);

    private static Gen<string> List(Gen<string> part, int most, string separator) =>
        Gen.OneOf(part, part.Array[1, most].Select(parts => string.Join(separator, parts)));

    private static string Dotted(string[] parts) => string.Join('.', parts);
}
