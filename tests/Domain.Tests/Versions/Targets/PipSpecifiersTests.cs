using CsCheck;
using ToolRegistry.Domain.Tests.Versions.Differential;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Domain.Tests.Versions.Targets;

public class PipSpecifiersTests
{
    private const string Seed = "0000KCXoAnF2";

    private static readonly RealComparator Packaging = new("python3-pip", "python3", "../../Targets/scripts/satisfies.py");

    // Few numbers, so that versions that differ in one part meet each other.
    private static readonly Gen<string> Releases = Gen.OneOf("0", "1", "1.0", "1.0.0", "1.1", "1.2", "01.2", "1.2.0", "1.3", "2", "2.0", "3");

    private static readonly Gen<string> Parts = Gen.Select(
        Gen.OneOf("", "", "", "", "", "V", "1!"),
        Releases,
        Gen.OneOf("", "", "", "", "", "a0", "rc1", ".RC_1", "-preview"),
        Gen.OneOf("", "", "", "", "", ".post0", "-1", "post"),
        Gen.OneOf("", "", "", "", ".dev0", ".dev0", "_DEV", ".dev1"),
        Gen.OneOf("", "", "", "", "+0", "+a", "+A-01"),
        (epoch, release, pre, post, dev, local) => epoch + release + pre + post + dev + local);

    // Releases bounded by .dev0 and .post0.dev0 are those that specifiers can part.
    private static readonly Gen<string> Texts = Gen.Frequency((2, Parts), (2, Releases.Select(release => release + ".dev0")), (1, Releases.Select(release => release + ".post0.dev0")));

    [Theory]
    [InlineData("*", "")]
    [InlineData(">=0.dev0", "")]
    [InlineData("<2.0", "<=2.0,!=2.0")]
    [InlineData("<2.0rc1", "<2.0rc1")]
    [InlineData(">=v1.0.0", ">=1.0.0")]
    [InlineData(">=1.0|<2.0.dev0", ">=1.0,<2.0.dev0")]
    [InlineData("1.0%2BUbuntu-01", "==1.0+ubuntu.1")]
    [InlineData(">=1.0|<1.0.post0.dev0", "==1.0")]
    [InlineData(">=1.0|!=1.5%2Bx", ">=1.0,!=1.5+x")]
    [InlineData("<1.5|>=1.5.post0.dev0", "!=1.5")]
    [InlineData("<1.2.dev0|>=1.4.dev0", "!=1.2.*,!=1.3.*")]
    [InlineData("<1%212.dev0|>=1%213.dev0", "!=1!2.*")]
    public void Of_WhatSpecifiersCanSay_IsExact(string constraints, string expected) =>
        Is(expected, Fidelity.Exact, PipSpecifiers.Of(DrawnSets.Parse("vers:pypi/" + constraints)));

    [Theory]
    [InlineData("1.0", "==1.0")]
    [InlineData("<=2.0", "<=2.0")]
    [InlineData(">1.0", ">=1.0")]
    [InlineData(">=1.0%2Bx|<2.0%2Bx", ">=1.0,<=2.0")]
    [InlineData(">=1.0|!=1.5", ">=1.0")]
    [InlineData("<1.0|>=2.0|<3.0.dev0", "<3.0.dev0")]
    public void Of_WhatSpecifiersCannotSay_IsBroader(string constraints, string expected) =>
        Is(expected, Fidelity.Broader, PipSpecifiers.Of(DrawnSets.Parse("vers:pypi/" + constraints)));

    [Theory]
    [InlineData("<2.0", ">=2.0")]
    [InlineData(">=2.0", "<=2.0,!=2.0")]
    [InlineData(">=2.0.dev0", "<2.0.dev0")]
    [InlineData(">=1.dev0|<2.dev0", "!=1.*")]
    [InlineData(">=1.2.dev0|<1.4.dev0", "!=1.2.*,!=1.3.*")]
    [InlineData("1.0%2Bx", "!=1.0+x")]
    [InlineData("<1.0|>=1.5|<1.5.post0.dev0|>=3.0", ">=1.0,!=1.5,<=3.0,!=3.0")]
    [InlineData("*", "<0.dev0")]
    public void Excluding_WhatSpecifiersCanLeaveOut_IsExact(string constraints, string expected) =>
        Is(expected, Fidelity.Exact, PipSpecifiers.Excluding(DrawnSets.Parse("vers:pypi/" + constraints)));

    [Theory]
    [InlineData("1.0", "!=1.0")]
    [InlineData("<=2.0", ">=2.0,!=2.0")]
    [InlineData(">2.0", "<=2.0,!=2.0")]
    [InlineData(">=1.2|<1.5", ">=1.5")]
    [InlineData("0.5|>=1.2|<=1.5|1.7", ">=1.5,!=1.5,!=1.7")]
    [InlineData(">=1.0.dev0|<1.1.dev0", ">=1.1.dev0")]
    [InlineData("!=1.0", ">=1.0,<=1.0,!=1.0")]
    public void Excluding_WhatSpecifiersCannotLeaveOutAlone_IsBroader(string constraints, string expected) =>
        Is(expected, Fidelity.Broader, PipSpecifiers.Excluding(DrawnSets.Parse("vers:pypi/" + constraints)));

    [Fact]
    public void TheEmptySet_HasNoVersionsAndExcludesNone()
    {
        Is("<0.dev0", Fidelity.Exact, PipSpecifiers.Of(DrawnSets.Empty("pypi")));
        Is("", Fidelity.Exact, PipSpecifiers.Excluding(DrawnSets.Empty("pypi")));
    }

    [Fact]
    public void AnotherScheme_IsNotExpressible()
    {
        Assert.False(PipSpecifiers.Of(DrawnSets.Parse("vers:npm/<1.0.0")).IsExpressible);
        Assert.False(PipSpecifiers.Excluding(DrawnSets.Parse("vers:npm/<1.0.0")).IsExpressible);
    }

    [Fact]
    public void AVersionOfTheGreatestLength_IsStillConverted()
    {
        var longest = DrawnSets.Parse($"vers:pypi/<=1.{new string('1', 254)}");

        Is($"<=1.{new string('1', 254)}", Fidelity.Broader, PipSpecifiers.Of(longest));
        Is($">=1.{new string('1', 254)},!=1.{new string('1', 254)}", Fidelity.Broader, PipSpecifiers.Excluding(longest));
    }

    [Fact]
    public void Of_AnySet_HoldsWhatItSaysToPackaging()
    {
        var cases = Cases(PipSpecifiers.Of);

        Claims.Hold(cases, Packaging.Ask([.. cases.Select(asked => (asked.Conversion.Value!, asked.Version.Text))]));
    }

    [Fact]
    public void Excluding_AnySet_LetsNothingBannedThroughPackaging()
    {
        var cases = Cases(PipSpecifiers.Excluding);

        // Who is excluded is inside, as a ban says it.
        Claims.Hold(cases, [.. Packaging.Ask([.. cases.Select(asked => (asked.Conversion.Value!, asked.Version.Text))]).Select(answer => answer switch { "+" => "-", "-" => "+", _ => answer })]);
    }

    private static List<(Conversion<string> Conversion, VersionSet Set, ParsedVersion Version)> Cases(Func<VersionSet, Conversion<string>> convert) =>
        [.. DrawnSets.Of("pypi", Texts).Array[3_000].Single(_ => true, Seed)
            .Select(drawn => (Conversion: convert(drawn.Set), drawn.Set, drawn.Versions))
            .Where(drawn => drawn.Conversion.Value!.Length > 0)
            .SelectMany(drawn => drawn.Versions.Select(version => (drawn.Conversion, drawn.Set, version)))];

    private static void Is(string expected, Fidelity fidelity, Conversion<string> conversion) =>
        Assert.Equal((expected, fidelity), (conversion.Value, conversion.Fidelity));
}
