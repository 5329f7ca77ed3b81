using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class GemSchemeTests
{
    private static readonly Gen<string> Small = Gen.OneOf("0", "0", "1", "00", "01", "a", "b", "pre", "rc1");

    private static readonly Gen<string> Part = Gen.Frequency(
        (5, Small),
        (1, Gen.OneOf("2", "10", "A", "aa", "PRE", "rc", "rc01", "rc10", "1b", "b1", "0a0", "", "18446744073709551615", "18446744073709551616", "99999999999999999999")));

    private static readonly Gen<string> Written = Gen.Select(
        Gen.OneOf("0", "1", "1", "1", "01", " 1", "2", "10", "v1", "1a", "18446744073709551616"),
        Gen.Select(Gen.OneOf(".", ".", ".", ".", "-", ""), Part).Array[0, 4],
        Gen.OneOf("", "", "", "", "", " ", ".0", ".0.0", "-", "--"),
        (first, parts, after) => first + string.Concat(parts.Select(part => part.Item1 + part.Item2)) + after);

    /// <summary>Versions with zeros, words and hyphens in all places, and texts that nearly are versions; none is blank.</summary>
    internal static readonly Gen<string> Texts = Gen
        .Frequency((4, Written), (1, Gen.OneOf("0019.-aAbpre é_".ToCharArray()).Array[1, 7].Select(string.Concat)))
        .Where(text => !string.IsNullOrWhiteSpace(text));

    [Fact]
    public void Compare_PutsWordsBeforeNumbersAndTheEnd() => SchemeRules.Ascend(
        "gem",
        "0.A.A", "0.A", "0.a", "0", "0.0.1", "1.0.A", "1.0.a", "1.0.a.1", "1.0.a.2", "1.0.a.10", "1.0.aa", "1.0.b1", "1.0.pre", "1.0.rc1", "1.0.rc2", "1.0.rc10", "1.0", "1.0.1.a", "1.0.1",
        "1.9", "1.10", "2.a", "2");

    [Fact]
    public void Compare_OfAWordAfterAWord_SortsBeforeTheShorter() => SchemeRules.Ascend("gem", "1.a.b", "1.a", "1.a.1.b", "1.a.1", "1.b", "1");

    [Fact]
    public void Compare_OfAHyphen_IsAPrerelease() => SchemeRules.AreEqual("gem", "1-1", "1.pre.1", "1.0-1", "1.pre1", "1-01", "1-1.0");

    [Fact]
    public void Compare_OfHyphens_CountsEach() => SchemeRules.AreEqual("gem", "1--a-1", "1.pre.pre.a.pre.1");

    [Fact]
    public void Compare_IgnoresZerosAtTheEndAndBeforeTheFirstWord() => SchemeRules.AreEqual("gem", "1.a", "1.0.a", "1.0.0.a.0", "01.a.00.0", " 1.0.a ", "1.0.a0");

    [Fact]
    public void Compare_OfZerosBetweenWords_CountsThem() => SchemeRules.Ascend("gem", "1.a.b", "1.a.0.b", "1.a");

    [Fact]
    public void Compare_OfZeros_IsTheSame() => SchemeRules.AreEqual("gem", "0", "0.0", "00");

    [Fact]
    public void Compare_OfDigitsAndLettersTogether_PartsThem() => SchemeRules.AreEqual("gem", "1.2b3", "1.2.b.3", "1.2.b3");

    [Fact]
    public void Compare_MindsCase() => SchemeRules.Ascend("gem", "1.RC", "1.a", "1.rc");

    [Fact]
    public void Order_HasNoLowestVersion() => Assert.False(VersionRange.Parse("vers:gem/>=0.A.A.A").CoversEverything);

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() =>
        SchemeRules.Ascend("gem", "1.18446744073709551615", "1.18446744073709551616", "1.99999999999999999999", "1.100000000000000000000");

    [Fact]
    public void Parse_OfWhatIsNoVersion_IsRefused() => SchemeRules.AreUnreadable(
        "gem", " ", "latest", "v1", "1a", "a.1", "1.", ".1", "1..2", "1-", "1.-a", "1-.a", "1-a.", "1-a..b", "1_0", "1+0", "1~a", "1 0", "1.é", "١", "\u00a01", "1\u00a0", "-1", "1.0-é");
}
