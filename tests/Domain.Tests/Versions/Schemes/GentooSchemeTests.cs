using CsCheck;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class GentooSchemeTests
{
    /// <summary>Versions with all that the specification knows, few numbers and many leading zeros.</summary>
    internal static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf("0", "1", "2", "10", "00", "01", "010", "001", "09", "9", "99999999999999999999999").Array[1, 4].Select(numbers => string.Join('.', numbers)),
        Gen.OneOf("", "", "a", "b"),
        Gen.Select(Gen.OneOf("_alpha", "_beta", "_pre", "_rc", "_p"), Gen.OneOf("", "0", "00", "1", "01", "10"), string.Concat).Array[0, 2].Select(string.Concat),
        Gen.OneOf("", "", "-r0", "-r00", "-r1", "-r01", "-r10"),
        (numbers, letter, suffixes, revision) => numbers + letter + suffixes + revision);

    [Fact]
    public void Compare_FollowsThePackageManagerSpecification() => SchemeRules.Ascend(
        "gentoo",
        "1.0_alpha_alpha", "1.0_alpha", "1.0_alpha-r1", "1.0_alpha_p", "1.0_alpha1", "1.0_alpha10", "1.0_beta", "1.0_pre", "1.0_rc", "1.0_rc1", "1.0", "1.0-r1", "1.0-r10",
        "1.0_p_rc", "1.0_p", "1.0_p-r1", "1.0_p_p", "1.0_p1", "1.0a_rc", "1.0a", "1.0b", "1.0.0_alpha", "1.0.0", "1.01", "1.1", "1.9", "1.10", "2");

    [Fact]
    public void Compare_OfMoreComponents_IsHigherThanALetter() => SchemeRules.Ascend("gentoo", "12.2", "12.2b", "12.2.5");

    [Fact]
    public void Compare_OfMissingRevisionAndSuffixNumber_IsZero()
    {
        SchemeRules.AreEqual("gentoo", "1.0", "1.0-r0", "1.0-r00", "01.0");
        SchemeRules.AreEqual("gentoo", "1.0_p", "1.0_p0", "1.0_p00-r0");
        SchemeRules.Ascend("gentoo", "1.0", "1.0_p0");
    }

    [Fact]
    public void Compare_OfALeadingZeroAfterTheFirstDot_IsByTextWithoutTrailingZeros()
    {
        SchemeRules.AreEqual("gentoo", "1.020.3", "1.02.3", "1.0200.3");
        SchemeRules.AreEqual("gentoo", "1.0", "1.00", "1.000");
        SchemeRules.Ascend("gentoo", "1.0", "1.001", "1.0010000000000000001", "1.0011", "1.002", "1.01", "1.1", "1.2", "1.10");
    }

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend("gentoo", "1_p18446744073709551615", "1_p18446744073709551616", "1.18446744073709551615", "1.100000000000000000000");

    [Theory]
    [InlineData("v1.0", "a", "_pre1", "-r1", ".1", "1.", "1..0", "1 0", "1:1.0", "1.0é", "cvs.1.0", "1.0 ")]
    [InlineData("1.0bc", "1.0b1", "1.0b.1", "1.0A", "1.0_", "1.0__p", "1.0_1", "1.0_git", "1.0_P", "1.0_prealpha")]
    [InlineData("1.0-1", "1.0-r", "1.0-r1_p", "1.0-r1-r1", "1.0-r1.1", "1.0-R1", "1.0~1")]
    public void Parse_OfWhatIsNoVersion_IsRefused(params string[] texts) => SchemeRules.AreUnreadable("gentoo", texts);
}
