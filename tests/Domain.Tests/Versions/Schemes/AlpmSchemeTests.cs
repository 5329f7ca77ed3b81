using CsCheck;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class AlpmSchemeTests
{
    /// <summary>Runs with none, one or more separators between them; epochs and releases, some written differently.</summary>
    internal static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf("", "", "", "0:", "00:", "1:", "2:", "99999999999999999999:"),
        Gen.OneOf("0", "1", "2", "10", "00", "01", "99999999999999999999999", "a", "b", "A", "rc", ".", ".", "..", "_", "+", "~", "@").Array[0, 6].Select(string.Concat),
        Gen.OneOf("0", "1", "10", "01", "a", "b", "B"),
        Gen.OneOf("", "", "-0", "-1", "-01", "-2", "-1.0", "-1.1", "-99999999999999999999"),
        (epoch, version, last, release) => epoch + version + last + release);

    [Fact]
    public void Compare_FollowsVercmp() => SchemeRules.Ascend(
        "alpm",
        "1.0a", "1.0alpha", "1.0b", "1.0beta", "1.0p", "1.0pre", "1.0rc", "1.0", "1.0.a", "1.0.a.1", "1.0.1", "1.0..a", "1.0..1", "1.1", "1.9", "1.10", "2");

    [Fact]
    public void Compare_OfLettersRightAfterDigits_SortsBeforeTheEnd() => SchemeRules.Ascend("alpm", "1a", "1a.1", "1", "1.a");

    [Fact]
    public void Compare_OfDigitsRightAfterLetters_SortsAfterTheEnd() => SchemeRules.Ascend("alpm", "a", "a1", "a.b", "a.1");

    [Fact]
    public void Compare_OfMoreSeparators_IsHigher() => SchemeRules.Ascend("alpm", "1.1", "1..a", "1..1", "1...a");

    [Fact]
    public void Compare_OfOtherSeparatorsAndLeadingZeros_IsTheSame() => SchemeRules.AreEqual("alpm", "1.0.b2", "1_0+b2", "01~00@b02", "0:1.0.b2", "00:1.0.b2");

    [Fact]
    public void Compare_OfTheEpoch_DecidesFirst() => SchemeRules.Ascend("alpm", "9.9-9", "1:1.0-1", "2:0.1-1", "10:0-1");

    [Fact]
    public void Compare_OfThePkgrel_DecidesLast() => SchemeRules.Ascend("alpm", "1.0-0.1", "1.0-1", "1.0-1.1", "1.0-2", "1.0-10", "1.0.1-1");

    [Fact]
    public void Compare_OfAMissingPkgrel_IsTheFirst()
    {
        SchemeRules.AreEqual("alpm", "1.5", "1.5-1", "1.5-01");
        SchemeRules.Ascend("alpm", "1.5-0", "1.5", "1.5-2");
    }

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend("alpm", "1.18446744073709551615", "1.18446744073709551616", "1.100000000000000000000");

    [Fact]
    public void Parse_OfATrailingSeparator_IsRefusedForVercmpHasNoOrderThere() => SchemeRules.AreUnreadable("alpm", "1.", "1..", "1.0+", "1.-1", ".", "1:_");

    [Fact]
    public void Parse_OfOtherPkgrels_IsRefused() => SchemeRules.AreUnreadable("alpm", "1.0-", "1.0-a", "1.0-1.", "1.0-.1", "1.0-1.1.1", "1.0-1a", "1.0-1_1", "1.0-1-1");

    [Fact]
    public void Parse_OfForeignCharacters_IsRefused() => SchemeRules.AreUnreadable("alpm", ":1.0", "a:1.0", "1:", "-1", "1:2:3", "1 0", "1/0", "1<0", "1=0", "1.0é", "1.é0");
}
