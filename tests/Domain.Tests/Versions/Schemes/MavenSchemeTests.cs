using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class MavenSchemeTests
{
    private static readonly Gen<string> Small = Gen.OneOf("0", "0", "1", "1", "01", "alpha", "a", "rc", "ga", "sp", "x", "a1", "x1");

    private static readonly Gen<string> Number = Gen.OneOf(
        "2", "00", "10", "000000001", "0000000001", "0000000000", "999999999", "1000000000", "999999999999999999", "1000000000000000000", "18446744073709551616", "99999999999999999999");

    private static readonly Gen<string> Word = Gen.OneOf(
        "Alpha", "b", "m", "beta", "milestone", "m1", "b2", "cr", "CR", "snapshot", "SNAPSHOT", "final", "Final", "release", "RELEASE", "SP", "spx",
        "y", "jre", "rc1", "ga1", "redhat", "v20", "0a", "x0", "", "_", "+", "~", "alpha_1");

    private static readonly Gen<string> Part = Gen.Frequency((6, Small), (1, Number), (1, Word));

    private static readonly Gen<string> Written = Gen.Select(
        Gen.Frequency((8, Gen.Const("1")), (2, Part), (1, Gen.OneOf("0", "v1", "r1", ".1", "-1", "", "1é", "[1"))),
        Gen.Select(Gen.OneOf(".", ".", ".", "-", "-", ""), Part).Array[0, 5],
        (first, parts) => first + string.Concat(parts.Select(part => part.Item1 + part.Item2)));

    /// <summary>Versions with qualifiers, zeros, empty parts and lists in all places, and some that Maven allows but this scheme refuses.</summary>
    internal static readonly Gen<string> Texts = Gen
        .Frequency((4, Written), (1, Gen.OneOf("0012.-aAbmxspcr+~_".ToCharArray()).Array[1, 7].Select(string.Concat)))
        .Where(text => text.Length > 0);

    [Fact]
    public void Compare_FollowsComparableVersion() => SchemeRules.Ascend(
        "maven",
        "1-alpha2snapshot", "1-alpha2", "1-alpha-123", "1-beta-2", "1-beta123", "1-m2", "1-m11", "1-rc", "1-cr2", "1-rc123", "1-SNAPSHOT", "1", "1-sp", "1-sp2", "1-sp123", "1-abc", "1-def",
        "1-pom-1", "1-1-snapshot", "1-1", "1-2", "1-123", "1.1", "1.9", "1.10", "2");

    [Fact]
    public void Compare_PutsADotBeforeAHyphenInWordsAndAfterItInNumbers() =>
        SchemeRules.Ascend("maven", "2.0.1", "2.0.1.klm.1", "2.0.1-klm", "2.0.1-lmn", "2.0.1-123", "2.0.1.1");

    [Theory]
    [InlineData("1", "1.0", "1.0.0", "1-0", "1.0-0", "1-ga", "1.0.0.Final", "1FINAL", "1.RELEASE", "1-release.0", "01", "1.", "1-", "1..", "1--")]
    [InlineData("1a1", "1-a1", "1-alpha-1", "1.0.0-alpha-1", "1alpha1", "1.0ALPHA1", "1.0.0.a1")]
    [InlineData("1b2", "1-beta-2", "1.0-Beta2")]
    [InlineData("1m3", "1Milestone3", "1-milestone-3")]
    [InlineData("1rc", "1cr", "1-CR", "1.0.RC")]
    [InlineData("1x", "1.0.0-x", "1.0.0x", "1-X", "1.x")]
    [InlineData("2.17.1-redhat-1", "2.17.1.Final-redhat-1", "2.17.1.0-redhat-00001")]
    [InlineData("0", "0.0", "ga", "-", ".")]
    public void Compare_OfDifferentSpellings_IsTheSame(params string[] spellings) => SchemeRules.AreEqual("maven", spellings);

    [Fact]
    public void Compare_OfAWordThatIsNotBeforeADigit_TakesItAsItIs() => SchemeRules.Ascend("maven", "11.a2", "11.a11", "11.b2", "11.m2", "11", "11.a", "11b", "11c", "11m");

    [Fact]
    public void Compare_WhereMavenGoesRoundInACircle_KeepsTheSideOfTheRelease()
    {
        SchemeRules.Ascend("maven", "0-alpha", "0", "x");
        SchemeRules.Ascend("maven", "2.0.1-rc", "2.0.1", "2.0.1.redhat-1", "2.0.2-rc", "2.0.2");
        SchemeRules.Ascend("maven", "1.0.alpha.1", "1", "1-sp", "1-1", "1.0.1");
    }

    [Fact]
    public void Order_HasNoLowestVersion() => Assert.False(VersionRange.Parse("vers:maven/>=alpha.alpha.alpha").CoversEverything);

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend(
        "maven", "1.999999999", "1.1000000000", "1.999999999999999999", "1.1000000000000000000", "1.18446744073709551616", "1.99999999999999999999", "1.100000000000000000000");

    [Fact]
    public void Compare_OfLeadingZeros_IsByValue() => SchemeRules.AreEqual("maven", "1.5.1", "1.00000000000000000000005.1", "1.05.01");

    [Fact]
    public void Parse_OfZerosThatMavenComparesByLength_IsRefused() => SchemeRules.AreUnreadable("maven", "1.0000000000.1", "0000000000", "1-00000000000000000000-a");

    [Fact]
    public void Parse_OfNineZeros_IsRead() => SchemeRules.AreEqual("maven", "1.000000000.1", "1.0.1");

    [Fact]
    public void Parse_OfAWordForAVersionToBeLookedUp_IsRefused() => SchemeRules.AreUnreadable("maven", "LATEST", "RELEASE", "latest", "release");

    [Fact]
    public void Parse_OfRangesExpressionsAndForeignCharacters_IsRefused() =>
        SchemeRules.AreUnreadable("maven", "[1.0,2.0)", "(,1.0]", "1.0,2.0", "${revision}", "1.0:2", "1/2", "1.*", "1 0", " 1", "1.é", "١", "1\u0130", "1:0", "1\\0");
}
