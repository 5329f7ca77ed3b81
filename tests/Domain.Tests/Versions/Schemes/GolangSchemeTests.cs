using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class GolangSchemeTests
{
    private static readonly Gen<string> Number = Gen.Frequency(
        (9, Gen.OneOf("0", "1")), (1, Gen.OneOf("2", "9", "10", "01", "4294967296", "18446744073709551615", "18446744073709551616")));

    private static readonly Gen<string> Identifier = Gen.OneOf(
        "0", "0", "1", "1", "a", "a", "2", "10", "01", "-", "--", "A", "alpha", "rc", "0a", "1-", "", "pre", "99999999999999999999",
        "20191109021931-daa7c04131f5", "20191109021932-0aa7c04131f5", "0.20191109021931-daa7c04131f5");

    private static readonly Gen<string> Written = Gen.Select(
        Gen.OneOf("", "v", "v"),
        Number.Array[1, 3],
        Identifier.Array[0, 2],
        Gen.OneOf("", "", "", "+incompatible", "+01.-", "+"),
        (before, numbers, prerelease, build) => before + string.Join('.', numbers) + (prerelease.Length == 0 ? "" : "-") + string.Join('.', prerelease) + build);

    /// <summary>Versions, pseudo-versions, versions with numbers left out, and texts that nearly are versions.</summary>
    internal static readonly Gen<string> Texts = Gen.Frequency((4, Written), (1, Gen.OneOf("012.-+av= ".ToCharArray()).Array[1, 9].Select(string.Concat)));

    [Fact]
    public void Compare_FollowsSemVer11() => SchemeRules.Ascend(
        "golang",
        "v0.0.0-0", "v0.0.0", "v1.0.0-1", "v1.0.0-10", "v1.0.0-alpha", "v1.0.0-alpha.1", "v1.0.0-beta", "v1.0.0-beta.2",
        "v1.0.0-beta.11", "v1.0.0-rc.1", "v1.0.0", "v1.9.0", "v1.10.0", "v2.0.0+incompatible");

    [Fact]
    public void Compare_OfPseudoVersions_IsByTheirTime() => SchemeRules.Ascend(
        "golang",
        "v0.0.0-20190101000000-ffffffffffff", "v0.0.0-20191109021931-daa7c04131f5", "v0.0.0", "v1.2.3-rc.1",
        "v1.2.3-rc.1.0.20191109021931-daa7c04131f5", "v1.2.3", "v1.2.4-0.20191109021931-daa7c04131f5", "v1.2.4");

    [Theory]
    [InlineData("v1.2.3", "1.2.3", "v1.2.3+incompatible", "1.2.3+dirty")]
    [InlineData("v1.2.0", "v1.2", "1.2")]
    [InlineData("v1.0.0", "v1", "1", "v1.0")]
    public void Compare_OfDifferentSpellings_IsTheSame(params string[] spellings) => SchemeRules.AreEqual("golang", spellings);

    [Fact]
    public void Order_HasALowestVersion()
    {
        Assert.True(VersionRange.Parse("vers:golang/>=v0.0.0-0").CoversEverything);
        Assert.False(VersionRange.Parse("vers:golang/>=v0.0.0-1").CoversEverything);
        var (scheme, lowest) = (VersionScheme.Get("golang"), SchemeRules.Parse("golang", "v0.0.0-0"));
        Texts.Sample(text => !scheme.TryParse(text, out var version) || scheme.Compare(lowest, version) <= 0, iter: 5_000);
    }

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() =>
        SchemeRules.Ascend("golang", "v1.0.0", "v18446744073709551615.0.0", "v18446744073709551616", "v18446744073709551617.0.0", "v100000000000000000000.0.0");

    [Fact]
    public void Parse_OfWhatIsNoVersion_IsRefused() => SchemeRules.AreUnreadable(
        "golang",
        "v", "V1.2.3", "vv1.2.3", "=1.2.3", "v=1.2.3", "v 1.2.3", " v1.2.3", "v1.2.3 ", "v1.2.3\ufeff", "v1.2.3\u00a0",
        "v1-pre", "v1.2-pre", "v1.2+build", "v1.2.3.4", "v01.2.3", "v1.02", "v1.2.3-01", "v1.2.3-", "v1.2.3-a..b", "v1.2.3+",
        "v1.", "v.1", "go1.21", "1.21rc2", "master", "latest", "v1.2.3-é", "v١.0.0");

    [Fact]
    public void Parse_OfAVersionWithNumbersLeftOut_KeepsItsText() => Assert.Equal("v1.2", SchemeRules.Parse("golang", "v1.2").Text);
}
