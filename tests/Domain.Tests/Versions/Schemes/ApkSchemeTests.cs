using CsCheck;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class ApkSchemeTests
{
    /// <summary>Versions with all that apk-tools knows, few numbers and many leading zeros.</summary>
    internal static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf("0", "1", "2", "10", "00", "01", "010", "001", "09", "9", "99999999999999999999999").Array[1, 4].Select(numbers => string.Join('.', numbers)),
        Gen.OneOf("", "", "a", "b"),
        Gen.Select(Gen.OneOf("_alpha", "_beta", "_pre", "_rc", "_cvs", "_svn", "_git", "_hg", "_p"), Gen.OneOf("", "0", "1", "01", "10"), string.Concat).Array[0, 2].Select(string.Concat),
        Gen.OneOf("", "", "~0", "~a", "~ab"),
        Gen.OneOf("", "", "-r0", "-r1", "-r01", "-r10"),
        (numbers, letter, suffixes, hash, revision) => numbers + letter + suffixes + hash + revision);

    [Fact]
    public void Compare_FollowsApkTools() => SchemeRules.Ascend(
        "apk",
        "0.1.0_alpha_pre2", "0.1.0_alpha", "0.1.0_alpha-r1", "0.1.0_alpha2", "0.1.0_beta", "0.1.0_pre", "0.1.0_rc", "0.1.0_rc1", "0.1.0", "0.1.0-r0", "0.1.0-r1", "0.1.0~1234", "0.1.0~1234-r1", "0.1.0~2345",
        "0.1.0_cvs", "0.1.0_svn", "0.1.0_git", "0.1.0_git20240101", "0.1.0_hg", "0.1.0_p", "0.1.0_p-r1", "0.1.0_p1", "0.1.0_p9", "0.1.0_p10", "0.1.0_p_git", "0.1.0a", "0.1.0a_p1", "0.1.0b", "0.1.0.0");

    [Fact]
    public void Compare_OfAPreReleaseSuffix_SortsBeforeTheEnd() => SchemeRules.Ascend("apk", "1.0_p1_alpha", "1.0_p1", "1.0_p1-r1", "1.0_p1_p");

    [Fact]
    public void Compare_OfALeadingZeroAfterTheFirstDot_IsByText() => SchemeRules.Ascend("apk", "8.2.0", "8.2.00", "8.2.001", "8.2.0015", "8.2.002", "8.2.01", "8.2.1", "8.2.9", "8.2.10");

    [Fact]
    public void Compare_OfALeadingZeroElsewhere_IsByValue()
    {
        SchemeRules.AreEqual("apk", "1.2_p1-r1", "01.2_p01-r01");
        SchemeRules.Ascend("apk", "1.06-r6", "006", "013", "014-r1", "087-r1", "103");
    }

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend("apk", "1.18446744073709551615", "1.18446744073709551616", "1.100000000000000000000", "18446744073709551617");

    [Theory]
    [InlineData("v1.0", "a", "_pre1", "-r1", ".1", "1.", "1..0", "1,0", "1 0", "1:1.0", "1.0é", "1.0+1")]
    [InlineData("0.1bc", "0.1bc1", "0.1a1", "0.1a.1", "0.1A", "0.1_", "0.1__alpha", "0.1_1_alpha", "0.1_foobar", "0.1_Alpha", "0.1_alphabeta", "0.1_pa")]
    [InlineData("0.1_pre2~", "0.1_pre2~1234xbcd", "0.1~ABCD", "0.1_pre2~1234abcd_pre1", "0.1_pre2-r1~1234", "0.1~1~2")]
    [InlineData("0.1-pre1", "0.1-r", "0.1-1", "0.1-r2_pre1", "0.1-r2-r3", "0.1-r2.1", "0.1-R1", "0.1_-r0")]
    public void Parse_OfWhatApkToolsCallsInvalid_IsRefused(params string[] texts) => SchemeRules.AreUnreadable("apk", texts);
}
