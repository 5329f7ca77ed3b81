using CsCheck;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions.Schemes;

public class OpenSslSchemeTests
{
    /// <summary>Letter releases, prereleases and development versions around few numbers.</summary>
    internal static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf("0.0.0", "0.9.8", "1.0.1", "1.0.2", "1.1.0", "3.0.0", "3.0.10", "99999999999999999999.0.0"),
        Gen.OneOf("", "", "a", "b", "z", "za", "zb"),
        Gen.OneOf("", "", "", "-fips"),
        Gen.OneOf("", "", "-alpha1", "-alpha10", "-beta1", "-beta01", "-beta2", "-pre1", "-pre10"),
        Gen.OneOf("", "", "-dev"),
        Gen.OneOf("", "", "", "+quic"),
        (numbers, letters, fips, prerelease, development, metadata) => numbers + letters + fips + prerelease + development + metadata);

    [Fact]
    public void Compare_FollowsTheReleases() => SchemeRules.Ascend(
        "openssl",
        "0.9.3-dev", "0.9.3-beta1-dev", "0.9.3-beta1", "0.9.3-beta2-dev", "0.9.3-beta2", "0.9.3", "0.9.3a", "0.9.8zh", "1.0.0-beta5", "1.0.0", "1.0.1h", "1.0.2", "1.0.2a-dev", "1.0.2a", "1.0.2z", "1.0.2za", "1.0.2zb",
        "1.1.0-pre1", "1.1.0-pre6", "1.1.0", "1.1.1-pre9", "1.1.1", "1.1.1k", "1.1.1w", "3.0.0-dev", "3.0.0-alpha1", "3.0.0-alpha2", "3.0.0-alpha17", "3.0.0-beta1", "3.0.0", "3.0.1-dev", "3.0.1", "3.0.9", "3.0.10", "4.0.0");

    [Fact]
    public void Compare_OfLetters_IsByText() => SchemeRules.Ascend("openssl", "0.9.8", "0.9.8a", "0.9.8lt", "0.9.8z", "0.9.8za", "0.9.8ztl");

    [Fact]
    public void Compare_OfHowItWasBuilt_IsTheSame()
    {
        SchemeRules.AreEqual("openssl", "1.0.2k", "1.0.2k-fips");
        SchemeRules.AreEqual("openssl", "1.0.2-beta2-dev", "1.0.2-fips-beta2-dev", "1.0.2-beta2-fips-dev", "1.0.2-beta02-dev");
        SchemeRules.AreEqual("openssl", "3.0.7", "3.0.7+quic", "3.0.7+quic.1-a");
    }

    [Fact]
    public void Compare_CountsBeyondMachineNumbers() => SchemeRules.Ascend("openssl", "3.0.18446744073709551615", "3.0.18446744073709551616", "18446744073709551616.0.0");

    [Theory]
    [InlineData("1", "1.0", "1.0.2.1", "1.0.", "01.0.2", "1.00.2", "1.0.02", "v1.0.2", "openssl-1.0.2", " 1.0.2", "1.0.2 ", "1.0.2é")]
    [InlineData("1.0.2A", "1.0.2a1", "0.9.5beta1", "1.0.2-beta", "1.0.2-rc1", "1.0.2-fips-fips", "1.0.2-beta1-fips-fips", "1.0.2-fips-beta1-fips", "1.0.2-dev-beta1", "1.0.2-dev1")]
    [InlineData("1.1.1k-1.el8", "1.0.2g-1ubuntu4", "1.1.1+build", "1.0.2-1", "1.0.2-")]
    [InlineData("3.0.0a", "3.0.0-fips", "3.0.0-beta.1", "3.0.0-x", "3.0.0+", "3.0.0+a+b", "3.0.0+quic-é")]
    public void Parse_OfWhatOpenSslNeverReleased_IsRefused(params string[] texts) => SchemeRules.AreUnreadable("openssl", texts);

    [Fact]
    public void Lowest_IsBelowEveryVersion()
    {
        Assert.True(VersionRange.Parse("vers:openssl/>=0.0.0-dev").CoversEverything);
        Assert.False(VersionRange.Parse("vers:openssl/>=0.0.0").CoversEverything);
        Texts.Where(text => VersionScheme.Get("openssl").TryParse(text, out _))
            .Sample(text => VersionScheme.Get("openssl").Compare(SchemeRules.Parse("openssl", "0.0.0-dev"), SchemeRules.Parse("openssl", text)) <= 0);
    }
}
