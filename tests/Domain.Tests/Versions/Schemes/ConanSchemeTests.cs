using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class ConanSchemeTests
{
    private static readonly Gen<string> Items =
        Gen.OneOf("0", "0", "1", "1", "2", "10", "00", "01", "1_0", "9", "99999999999999999999", "", "a", "A", "b", "rc", "*", "_", "1a", "01a", "2a", "9d", "10a", "1_", "a1", "-").Array[1, 3].Select(items => string.Join('.', items));

    /// <summary>Numbers, words and mixtures in all places; zeros, empty items, prereleases and builds that are nothing.</summary>
    internal static readonly Gen<string> Texts = Gen.Select(
        Items, Gen.OneOf(Gen.Const(""), Items.Select(items => "-" + items)), Gen.OneOf(Gen.Const(""), Items.Select(items => "+" + items)), string.Concat).Where(text => text.Length > 0);

    [Fact]
    public void Compare_FollowsConan() => SchemeRules.Ascend(
        "conan",
        "1.0-", "1.0-1", "1.0-alpha", "1.0-alpha+b1", "1.0-alpha.3", "1.0-alpha.22", "1.0-beta", "1.0", "1.0+b.3", "1.0+b.22", "1.0+b1", "1..1", "1.*", "1.1", "1.1.a", "1.1a", "1.2-", "1.2", "1.10", "1.a", "2", "a", "a.b", "b");

    [Fact]
    public void Compare_OfZerosAtTheEndOfAPart_IsTheSame()
    {
        SchemeRules.AreEqual("conan", "1", "1.0", "1.0.0", "01", "1.00");
        SchemeRules.AreEqual("conan", "1-pre1+b1", "1.0-pre1.0+b1.0", "1-pre1+b1.0.0");
        SchemeRules.Ascend("conan", "1.0", "1..0", "1.0.1", "1.0a");
    }

    [Fact]
    public void Compare_OfAnEmptyPrerelease_IsLowerThanEveryOtherThatIsNotZero() => SchemeRules.Ascend("conan", "1.9", "2-0", "2-", "2-*", "2-1", "2-alpha", "2");

    [Fact]
    public void Compare_OfOpenSslsLetters_IsAsReleased() => SchemeRules.Ascend("conan", "1.0.2", "1.0.2a", "1.0.2s", "1.0.2v", "1.0.2zd", "1.1.0", "1.1.1", "1.1.1k", "1.1.1l", "3.0.0");

    [Fact]
    public void Compare_OfDates_IsByNumber() => SchemeRules.Ascend("conan", "2021.02.22.00", "2021.07.22.00", "2021.10.01", "cci.20200203", "cci.20210118");

    [Fact]
    public void Compare_OfAnItemThatStartsWithANumber_LiesRightAboveThatNumber() => SchemeRules.Ascend("conan", "9", "9c", "9d", "10", "10a", "11");

    [Fact]
    public void Compare_OfOtherTextsWithTheSameNumber_IsNotTheSame() => SchemeRules.Ascend("conan", "1", "01a", "1a");

    [Fact]
    public void Compare_OfUnderscoresBetweenDigits_IsANumber()
    {
        SchemeRules.AreEqual("conan", "1_0", "10", "01_0");
        SchemeRules.Ascend("conan", "1_", "1__0", "1_0", "_1");
    }

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend("conan", "1.18446744073709551615", "1.18446744073709551616", "1.18446744073709551616a", "1.100000000000000000000");

    [Fact]
    public void Parse_OfTheFirstHyphenAndTheLastPlus_PartsTheVersion() => SchemeRules.Ascend("conan", "1-a-b+1", "1-a-b+2", "1-a-c", "1-b", "1", "1+a-b", "1+b");

    [Fact]
    public void Parse_OfANumberWithASign_IsRefused() => SchemeRules.AreUnreadable("conan", "1--1", "1-a.-2", "1+-1", "1+2+3.+1+a");

    [Fact]
    public void Parse_OfForeignCharacters_IsRefused() => SchemeRules.AreUnreadable("conan", "1 0", " 1", "1/0", "1:0", "1@0", "1~0", "1.é", "\u0661", "[>=1]", "<1");

    [Fact]
    public void Lowest_IsBelowEveryVersion()
    {
        Assert.True(VersionRange.Parse("vers:conan/>=0-0").CoversEverything);
        Assert.False(VersionRange.Parse("vers:conan/>=0.0.0").CoversEverything);
        Texts.Where(text => VersionScheme.Get("conan").TryParse(text, out _))
            .Sample(text => VersionScheme.Get("conan").Compare(SchemeRules.Parse("conan", "0-0"), SchemeRules.Parse("conan", text)) <= 0);
    }
}
