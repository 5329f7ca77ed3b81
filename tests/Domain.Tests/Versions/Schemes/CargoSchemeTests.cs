using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class CargoSchemeTests
{
    private static readonly Gen<string> Number = Gen.Frequency(
        (9, Gen.OneOf("0", "1")), (1, Gen.OneOf("2", "9", "10", "01", "4294967296", "18446744073709551615", "18446744073709551616")));

    private static readonly Gen<string> Identifier = Gen.OneOf(
        "0", "0", "1", "1", "a", "a", "2", "10", "01", "-", "--", "-1", "A", "alpha", "rc", "0a", "1-", "", "99999999999999999999", "99999999999999999998");

    private static readonly Gen<string> Written = Gen.Select(
        Gen.OneOf("", "", "", "", "", "v", " ", "="),
        Number.Array[3],
        Identifier.Array[0, 2],
        Gen.OneOf("", "", "", "", "+1.1.0f", "+01.-", "+", " "),
        (before, numbers, prerelease, after) => before + string.Join('.', numbers) + (prerelease.Length == 0 ? "" : "-") + string.Join('.', prerelease) + after);

    /// <summary>Versions with prereleases and build metadata, and texts that nearly are versions.</summary>
    internal static readonly Gen<string> Texts = Gen.Frequency((4, Written), (1, Gen.OneOf("012.-+av= ".ToCharArray()).Array[5, 10].Select(string.Concat)));

    [Fact]
    public void Compare_FollowsSemVer11() => SchemeRules.Ascend(
        "cargo",
        "0.0.0-0", "0.0.0", "1.0.0-1", "1.0.0-10", "1.0.0--", "1.0.0-A", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
        "1.0.0-rc.1", "1.0.0", "1.9.0", "1.10.0");

    [Fact]
    public void Compare_IgnoresBuildMetadata() => SchemeRules.AreEqual("cargo", "110.0.0", "110.0.0+1.1.0f", "110.0.0+1.1.0g", "110.0.0+01.-");

    [Fact]
    public void Order_HasALowestVersion()
    {
        Assert.True(VersionRange.Parse("vers:cargo/>=0.0.0-0").CoversEverything);
        Assert.False(VersionRange.Parse("vers:cargo/>=0.0.0-1").CoversEverything);
        var (scheme, lowest) = (VersionScheme.Get("cargo"), SchemeRules.Parse("cargo", "0.0.0-0"));
        Texts.Sample(text => !scheme.TryParse(text, out var version) || scheme.Compare(lowest, version) <= 0, iter: 5_000);
    }

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() =>
        SchemeRules.Ascend("cargo", "1.0.0-99999999999999999999", "1.0.0-100000000000000000000", "1.0.0", "18446744073709551615.0.0", "18446744073709551616.0.0", "18446744073709551617.0.0");

    [Fact]
    public void Parse_OfWhatCargoCannotRead_IsRefused() => SchemeRules.AreUnreadable(
        "cargo",
        "v1.2.3", "=1.2.3", " 1.2.3", "1.2.3 ", "1.2.3\ufeff", "1.2.3\u00a0", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.03",
        "1.2.3-01", "1.2.3-", "1.2.3-a..b", "1.2.3+", "1.2.3+a+b", "1.2.3-é", "١.2.3", "^1.2.3", "1.2.*", "latest");
}
