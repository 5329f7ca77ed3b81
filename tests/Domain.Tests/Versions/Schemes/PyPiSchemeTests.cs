using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class PyPiSchemeTests
{
    private static readonly Gen<string> Number = Gen.Frequency(
        (6, Gen.OneOf("0", "0", "1", "1", "01")),
        (1, Gen.OneOf("2", "00", "9", "10", "4294967296", "18446744073709551615", "18446744073709551616", "018446744073709551616", "99999999999999999999")));

    private static readonly Gen<string> Separator = Gen.OneOf("", "", ".", "-", "_");

    private static readonly Gen<string> Optional = Gen.Frequency((4, Gen.OneOf("", "0", "1")), (1, Gen.OneOf("01", "2", "10", "99999999999999999999")));

    private static readonly Gen<string> Release = Gen.Select(
        Gen.OneOf("", "", "", "", "", "v", "V", " ", "\u00a0", "\u3000v"),
        Gen.OneOf("", "", "", "", "", "0!", "00!", "1!", "01!", "99999999999999999999!"),
        Number.Array[1, 3],
        (before, epoch, numbers) => before + epoch + string.Join('.', numbers));

    private static readonly Gen<string> Pre = Suffix("a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "RC", "Alpha", "PREview", "prev");

    private static readonly Gen<string> Post = Gen.OneOf(Suffix("post", "rev", "r", "POST", "Rev"), Number.Select(number => "-" + number));

    private static readonly Gen<string> Dev = Suffix("dev", "DEV");

    private static readonly Gen<string> Local = Gen.Select(
        Gen.OneOf(".", "-", "_"),
        Gen.OneOf("0", "0", "00", "a", "1", "01", "10", "a", "A", "abc", "1a", "a1", "z", "", "99999999999999999999", "99999999999999999998").Array[1, 3],
        (separator, segments) => "+" + string.Join(separator, segments));

    private static readonly Gen<string> Written = Gen.Select(
        Release,
        Sometimes(Pre),
        Sometimes(Post),
        Sometimes(Dev),
        Sometimes(Local),
        Gen.OneOf("", "", "", "", "", "", "", " ", "\u2003", "-", "."),
        (release, pre, post, dev, local, after) => release + pre + post + dev + local + after);

    /// <summary>Versions in every spelling, and texts that nearly are versions.</summary>
    internal static readonly Gen<string> Texts =
        Gen.Frequency((4, Written), (1, Gen.OneOf("0019.-_+!aAbcCrvpostdevl é١".ToCharArray()).Array[1, 7].Select(string.Concat)));

    [Fact]
    public void Compare_FollowsPep440() => SchemeRules.Ascend(
        "pypi",
        "0.dev0", "0.dev1", "0a0.dev0", "0a0", "0", "1.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456",
        "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "1.10", "1!0.1");

    [Fact]
    public void Compare_OfLocalVersions_PutsNumbersAboveWordsAndLongerOnesAbove() =>
        SchemeRules.Ascend("pypi", "1.0", "1.0+1a", "1.0+a", "1.0+a.a", "1.0+a.0", "1.0+ab", "1.0+0", "1.0+0.a", "1.0+0.0", "1.0+9", "1.0+10", "1.0.post0");

    [Fact]
    public void Compare_OfEqualReleases_IgnoresTrailingZeros() => SchemeRules.AreEqual("pypi", "1", "1.0", "1.0.0", "0!1", "00!01.00", "v1.0", " V1\u00a0");

    [Fact]
    public void Compare_OfZeroReleases_IsTheSame() => SchemeRules.AreEqual("pypi", "0", "0.0", "0!0.0.0");

    [Theory]
    [InlineData("1a1", "1alpha1", "1.A.1", "1-alpha_1", "1_a-01", "1.0a1", "1ALPHA1")]
    [InlineData("1b0", "1b", "1beta", "1.beta.", "1-b-")]
    [InlineData("1rc1", "1c1", "1pre1", "1preview1", "1-PreView-1", "1.rc.1")]
    [InlineData("1.post2", "1-2", "1rev2", "1r2", "1.r_2", "1-POST02", "1_post-2")]
    [InlineData("1.post0", "1-0", "1post", "1.rev")]
    [InlineData("1.dev0", "1dev", "1_DEV-", "1-dev.0")]
    [InlineData("1a0.post1", "1a-post1", "1a--1", "1a.r1")]
    [InlineData("1+ubuntu.1", "1+ubuntu-1", "1+Ubuntu_01")]
    public void Compare_OfAlternateSpellings_IsTheSame(params string[] spellings) => SchemeRules.AreEqual("pypi", spellings);

    [Fact]
    public void Order_HasALowestVersion()
    {
        Assert.True(VersionRange.Parse("vers:pypi/>=0.dev0").CoversEverything);
        Assert.False(VersionRange.Parse("vers:pypi/>=0.dev1").CoversEverything);
        var (scheme, lowest) = (VersionScheme.Get("pypi"), SchemeRules.Parse("pypi", "0.dev0"));
        Texts.Sample(text => !scheme.TryParse(text, out var version) || scheme.Compare(lowest, version) <= 0, iter: 5_000);
    }

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend(
        "pypi", "1.18446744073709551615", "1.18446744073709551616", "1.99999999999999999999", "1.100000000000000000000", "1!0", "18446744073709551616!0", "18446744073709551617!0");

    [Fact]
    public void Parse_OfWhatIsNoVersion_IsRefused() => SchemeRules.AreUnreadable(
        "pypi",
        "latest", "v", "vv1", "1.", ".1", "1..2", "1!", "!1", "1!!2", "1!2!3", "1-", "1--1", "1.0.x", "1.0prev", "1.0a1b1",
        "1.0.dev1.post1", "1.0.post1a1", "1-1-1", "1+", "1+a+b", "1+a..b", "1+.a", "1+a.", "1 .0", "1.0 a1", "=1.0", "1.0*", "1,0");

    [Fact]
    public void Parse_OfLettersAndDigitsBeyondAscii_IsRefused() =>
        SchemeRules.AreUnreadable("pypi", "١.0", "1.٢", "1.0+é", "1.0+\u212a", "1.0po\u017ft1", "1.0+\u0131", "1.0+\u0130", "\u200b1.0");

    private static Gen<string> Suffix(params string[] words) =>
        Gen.Select(Separator, Gen.OneOf(words), Separator, Optional, (before, word, after, number) => before + word + after + number);

    private static Gen<string> Sometimes(Gen<string> texts) => Gen.OneOf(Gen.Const(""), Gen.Const(""), texts);
}
