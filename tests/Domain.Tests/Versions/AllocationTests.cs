using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

/// <summary>What a check costs: nothing on the heap, and little of an attacker's text.</summary>
public class AllocationTests
{
    private static readonly string[] Texts =
    [
        "1.2.3", "1.2.4", "1.2.3-alpha.1", "1.2.3-alpha.2", "1.2.3-alpha", "1.2.3-rc.1+build", "18446744073709551616.0.0", "18446744073709551617.0.0",
        "1.0.0-99999999999999999999", "1.0.0-99999999999999999998", "0", "1", "1.0", "1.00", "1.10", "2", "2-1", "1:2.0-3", "1.0~rc1", "1.0~rc1-1", "1.0^git1",
        "1.0a1", "1.0b2.dev3", "1!2.0", "1.0.post1", "1.0+local.1", "1.0-SNAPSHOT", "1.0-alpha-1", "1.0.RELEASE", "1.0_alpha1-r1", "1.0_p2", "1.1.1k", "1.1.1l",
        "v1.2.3", "v0.0.0-20240101000000-abcdefabcdef", "v2.0.0+incompatible", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5+01:00", "latest", "5.6.1+really5.4.5-1",
    ];

    public static TheoryData<string> Schemes => [.. VersionScheme.Names];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Compare_OfParsedVersions_AllocatesNothing(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var versions = Readable(scheme);
        Assert.Equal(0, AllocatedBy(() =>
        {
            foreach (var a in versions)
            {
                foreach (var b in versions)
                    scheme.Compare(a, b);
            }
        }));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Contains_OfAParsedVersion_AllocatesNothing(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var versions = Readable(scheme);
        var sorted = versions.Order(Comparer<ParsedVersion>.Create(scheme.Compare)).ToList();
        var (low, high) = (Uri.EscapeDataString(sorted[0].Text), Uri.EscapeDataString(sorted[^1].Text));
        VersionRange[] ranges = [VersionRange.Parse($"vers:{schemeName}/>={low}|<{high}"), VersionRange.Parse($"vers:{schemeName}/!={high}"), VersionRange.Parse($"vers:{schemeName}/*")];
        Assert.Equal(0, AllocatedBy(() =>
        {
            foreach (var range in ranges)
            {
                foreach (var version in versions)
                    range.Contains(version);
            }
        }));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void TryParse_OfTheLongestHostileText_AllocatesLittle(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        string[] pieces = [".", "0", "9", "1.", "a", "~", "-", "+", "_", "^", ":", "!", "1a", "a1.", "-1.", "1-", ".a", "1!", "\u0661"];
        Assert.All(
            from prefix in new[] { "", "1", "1.0.0-", "1.0.0-a", "1.0.0+" }
            from piece in pieces
            select (prefix + string.Concat(Enumerable.Repeat(piece, VersionScheme.MaxVersionLength)))[..VersionScheme.MaxVersionLength],
            text => Assert.InRange(AllocatedBy(() => Reads(scheme, text)), 0, VersionScheme.MaxVersionLength * 256));
    }

    private static List<ParsedVersion> Readable(VersionScheme scheme)
    {
        var versions = Texts.Select(text => scheme.TryParse(text, out var version) ? version : null).OfType<ParsedVersion>().ToList();
        Assert.InRange(versions.Count, 2, Texts.Length);
        return versions;
    }

    private static bool Reads(VersionScheme scheme, string text) => scheme.TryParse(text, out _);

    /// <summary>The bytes that this thread takes for an action that has run before.</summary>
    private static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
