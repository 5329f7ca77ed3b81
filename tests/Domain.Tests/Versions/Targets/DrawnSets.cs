using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Targets;

/// <summary>Sets of up to three intervals, and the versions that bound them, with others.</summary>
internal static class DrawnSets
{
    internal static Gen<(VersionSet Set, ParsedVersion[] Versions)> Of(string schemeName, Gen<string> texts)
    {
        var scheme = VersionScheme.Get(schemeName);
        var versions = texts.Select(text => scheme.TryParse(text, out var version) ? version : null).Where(version => version is not null);
        return Gen.Select(versions.Array[12], Gen.Int[0, 9].Array[6], Gen.Bool.Array[6]).Select((pool, picks, flags) =>
        {
            // The tenth pick leaves a side open; a side that equals the other makes a single version.
            Cut? Pick(int i) => picks[i] < 9 ? new Cut(pool[picks[i]]!, flags[i]) : null;
            Interval Make(int i) => picks[i] == picks[i + 1] && picks[i] < 9 ? Interval.Only(pool[picks[i]]!) : new Interval(Pick(i), Pick(i + 1));
            return (VersionSet.Of(scheme, [Make(0), Make(2), Make(4)]), pool!);
        })!;
    }

    /// <summary>The versions of a set of the notation of ranges.</summary>
    internal static VersionSet Parse(string range) => VersionRange.Parse(range).Versions;

    internal static VersionSet Empty(string scheme) => Parse($"vers:{scheme}/*").Complement();

    /// <summary>Semantic versions that lie close together, some of them with numbers that npm can't read.</summary>
    internal static Gen<string> SemanticTexts(bool withHugeNumbers)
    {
        string[] huge = withHugeNumbers ? ["9007199254740991", "9007199254740992", "99999999999999999999"] : [];
        return Gen.Select(
            Gen.OneOf("", "", "", "v", " = v"),
            Gen.OneOf(["0", "1", "2", "10", .. huge]).Array[3].Select(numbers => string.Join('.', numbers)),
            Gen.OneOf(["0", "1", "x", "X.1", "a", "a.0", "-", "-1", "--x", "1x", "rc.1", .. huge]).Array[0, 1].Select(parts => string.Concat(parts.Select(part => "-" + part))),
            Gen.OneOf("", "", "+b", "+1-2"),
            string.Concat);
    }
}
