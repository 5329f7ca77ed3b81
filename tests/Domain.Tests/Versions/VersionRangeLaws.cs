using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

public class VersionRangeLaws
{
    // Even majors bound ranges; odd majors, and the ends, tell what lies between.
    private static readonly ParsedVersion[] Samples =
        [SchemeRules.Parse("npm", "0.0.0-0"), .. Enumerable.Range(0, 20).Select(major => SchemeRules.Parse("npm", $"{major}.0.0")), SchemeRules.Parse("npm", "4.0.0-rc"), SchemeRules.Parse("npm", "8.0.1")];

    private static readonly Gen<string> Ranges = Gen.Select(
        Gen.OneOf("", "!=", "<", "<=", ">", ">=").Array[1, 6],
        Gen.Int[0, 9].HashSet[6, 6],
        (comparators, majors) => "vers:npm/" + string.Join('|', comparators.Zip(majors.Order(), (comparator, major) => $"{comparator}{major * 2}.0.0")));

    private static readonly Gen<VersionRange> Valid = Ranges
        .Select(text => VersionRange.TryParse(text, out var range, out _) ? range : null)
        .Where(range => range is not null)!;

    [Fact]
    public void Contains_AgreesWithTheStandardsOwnProcedure() =>
        Valid.Sample(range => Array.TrueForAll(Samples, version => range.Contains(version) == IsInside(range.ToString(), version)), iter: 10_000);

    [Fact]
    public void Simplify_KeepsEveryVersionAndIsSimple() =>
        Valid.Sample(
            range =>
            {
                var simple = range.Simplify();
                Assert.All(Samples, version => Assert.Equal(range.Contains(version), simple.Contains(version)));
                Assert.Equal(simple, simple.Simplify());
                Assert.True(simple.ToString().Length <= range.ToString().Length);
            },
            iter: 5_000);

    [Fact]
    public void Contains_AgreesWithSorting()
    {
        foreach (var name in VersionScheme.Names)
        {
            var scheme = VersionScheme.Get(name);
            var versions = VersionGenerators.Of(name);
            Gen.Select(versions, versions, versions).Sample(
                (a, b, version) =>
                {
                    if (scheme.Compare(a, b) >= 0)
                        return;
                    var between = VersionRange.Parse($"vers:{name}/>={Encode(a)}|<{Encode(b)}");
                    Assert.Equal(scheme.Compare(a, version) <= 0 && scheme.Compare(version, b) < 0, between.Contains(version));
                    Assert.Equal(between, VersionRange.Parse(between.ToString()));
                },
                iter: 5_000);
        }
    }

    [Fact]
    public void Parse_OfACanonicalText_IsTheSameRange() =>
        Valid.Sample(range => VersionRange.Parse(range.ToString()).Equals(range) && VersionRange.Parse(range.ToString()).ToString() == range.ToString());

    [Fact]
    public void IsSubset_AgreesWithContainment() =>
        Gen.Select(Valid.Array[0, 3], Valid.Array[0, 3]).Sample(
            (inner, outer) => VersionRange.IsSubset(inner, outer)
                == Samples.Where(version => inner.Any(range => range.Contains(version))).All(version => outer.Any(range => range.Contains(version))),
            iter: 5_000);

    [Fact]
    public void CoverEverything_AgreesWithContainment() =>
        Gen.Select(Valid.Array[0, 4], Gen.OneOf("vers:npm/<8.0.0", "vers:npm/>=2.0.0", "vers:npm/!=6.0.0")).Sample(
            (ranges, more) =>
            {
                VersionRange[] all = [.. ranges, VersionRange.Parse(more)];
                Assert.Equal(Array.TrueForAll(Samples, version => all.Any(range => range.Contains(version))), VersionRange.CoverEverything(all));
            },
            iter: 5_000);

    [Fact]
    public void TryParse_OfAnyText_NeverThrows()
    {
        var pieces = Gen.OneOf("vers:", "npm", "deb", "generic", "/", "|", "*", "<", ">", "=", "!", "1.0.0", "2", "%", "%2", "%31", "%FF", "~", " ", "\ud800", "\0").Array[0, 10].Select(string.Concat);
        Gen.OneOf(Gen.String, pieces, pieces.Select(text => "vers:generic/" + text)).Sample(
            text => VersionRange.TryParse(text, out var range, out var error) ? VersionRange.Parse(range.ToString()).Equals(range) : error.Message.Length > 0,
            iter: 10_000);
    }

    // "How to check if a version is in a range" of the VERS specification after its procedure to simplify, word by word; and nothing but != is everything else.
    private static bool IsInside(string text, ParsedVersion version)
    {
        var constraints = text["vers:npm/".Length..].Split('|')
            .Select(part => (Comparator: part.TrimEnd("0123456789.".ToCharArray()), Order: version.Scheme.Compare(version, SchemeRules.Parse("npm", part.TrimStart('<', '>', '=', '!')))))
            .ToList();
        if (constraints.TrueForAll(c => c.Comparator == "!="))
            return constraints.TrueForAll(c => c.Order != 0);
        if (constraints.Exists(c => c.Comparator == "!=" && c.Order == 0))
            return false;

        var simple = constraints.Where(c => c.Comparator != "!=").ToList();
        while (Redundant(simple) is >= 0 and var index)
            simple.RemoveAt(index);
        if (simple.Exists(c => c.Order == 0))
            return simple.Find(c => c.Order == 0).Comparator is "" or "<=" or ">=";

        var bounds = simple.Where(c => c.Comparator != "").ToList();
        if (bounds.Count == 0)
            return false;
        if (bounds[0].Comparator[0] == '<' && bounds[0].Order < 0)
            return true;
        if (bounds[^1].Comparator[0] == '>' && bounds[^1].Order > 0)
            return true;
        return bounds.Zip(bounds.Skip(1)).Any(pair => pair.First.Comparator[0] == '>' && pair.First.Order > 0 && pair.Second.Order < 0);
    }

    private static int Redundant(List<(string Comparator, int Order)> constraints)
    {
        for (var i = 1; i < constraints.Count; i++)
        {
            var (first, second) = (constraints[i - 1].Comparator, constraints[i].Comparator);
            if (first.StartsWith('>') && (second.Length == 0 || second.StartsWith('>')))
                return i;
            if (!first.StartsWith('>') && second.StartsWith('<'))
                return i - 1;
        }

        return -1;
    }

    private static string Encode(ParsedVersion version) => Uri.EscapeDataString(version.Text).Replace("!", "%21", StringComparison.Ordinal).Replace("*", "%2A", StringComparison.Ordinal);
}
