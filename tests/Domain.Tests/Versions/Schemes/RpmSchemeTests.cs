using CsCheck;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class RpmSchemeTests
{
    /// <summary>Runs of all kinds with tildes, carets and separators between them; epochs and releases, some written differently.</summary>
    internal static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf("", "", "", "0:", "00:", "1:", "2:", "10:", "99999999999999999999:"),
        Gen.OneOf(Parts(1, 6), Letters(1, 8)),
        Gen.OneOf(Gen.Const(""), Parts(1, 4).Select(release => "-" + release)),
        (epoch, version, release) => epoch + version + release);

    [Fact]
    public void Compare_FollowsRpm() => SchemeRules.Ascend(
        "rpm",
        "1.0~~", "1.0~", "1.0~rc1", "1.0~rc1^git1", "1.0~rc2", "1.0", "1.0^", "1.0^20160101~git1", "1.0^20160101", "1.0^20160101^git1", "1.0^20160102", "1.0a", "1.0.1", "1.0.1^git1", "1.0.2", "1.9", "1.10", "2");

    [Fact]
    public void Compare_OfATilde_SortsBeforeTheEnd() => SchemeRules.Ascend("rpm", "5~~1", "5~1", "5", "5.1~1", "5.1");

    [Fact]
    public void Compare_OfACaret_SortsRightAfterTheEnd() => SchemeRules.Ascend("rpm", "5~", "5", "5^1", "5a", "5.0");

    [Fact]
    public void Compare_OfADigitRun_IsHigherThanALetterRun() => SchemeRules.Ascend("rpm", "Z", "a", "z", "zz", "0", "1", "1z", "1.0");

    [Fact]
    public void Compare_OfSeparatorsAndLeadingZeros_IsTheSame() => SchemeRules.AreEqual("rpm", "1.0a", "1_0a", "1..0.a", "+1+0+a+", "01.00a", "0:1.0a", "00:1.0a");

    [Fact]
    public void Compare_OfSeparatorsWithinARun_IsNotTheSame() => SchemeRules.Ascend("rpm", "1.0", "1.0.0", "10");

    [Fact]
    public void Compare_OfTheEpoch_DecidesFirst() => SchemeRules.Ascend("rpm", "9.9-9", "1:1.0-1", "2:0.1", "10:0", "99999999999999999999:0");

    [Fact]
    public void Compare_OfTheRelease_DecidesLast() => SchemeRules.Ascend("rpm", "1.0-1.el8", "1.0-1.el9", "1.0-1.el9_2", "1.0-2~rc1", "1.0-2", "1.0.1-1");

    [Fact]
    public void Compare_OfAMissingRelease_IsLowerThanEveryRelease() => SchemeRules.Ascend("rpm", "1.0", "1.0-~", "1.0-0", "1.0-1", "1.0^");

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend("rpm", "1.18446744073709551615", "1.18446744073709551616", "1.100000000000000000000");

    [Fact]
    public void Parse_OfWhatNoPackageHolds_IsRefused() =>
        SchemeRules.AreUnreadable("rpm", "1.0-", "-1", "1:", ":1.0", "a:1.0", "-1:1.0", "1:2:3", "1.0-1:2", "1-2-3", "1.0 1", "1,0", "1/0", "1.0é", "1%0", "1{0}", "1*", "~1:1");

    private static Gen<string> Parts(int least, int most) => Gen.OneOf(
        "0", "1", "2", "10", "00", "01", "99999999999999999999999", "100000000000000000000000", "a", "b", "A", "rc", "git", ".", ".", "..", "_", "+", "~", "~~", "^").Array[least, most].Select(string.Concat);

    private static Gen<string> Letters(int least, int most) => Gen.OneOf("0019aAzB.._+~^".ToCharArray()).Array[least, most].Select(letters => new string(letters));
}
