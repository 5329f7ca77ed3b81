using CsCheck;
using ToolRegistry.Domain.Tests.Versions.Differential;
using ToolRegistry.Domain.Versions.Targets;

namespace ToolRegistry.Domain.Tests.Versions.Targets;

public class NpmRangeTests
{
    private const string Seed = "0000KCXoAnF2";

    [Theory]
    [InlineData("vers:npm/*", "*")]
    [InlineData("vers:npm/>=0.0.0-0", "*")]
    [InlineData("vers:npm/>=1.0.0|<2.0.0|3.0.0", ">=1.0.0 <2.0.0 || 3.0.0")]
    [InlineData("vers:npm/>1.0.0-rc.1|<=2.0.0", ">1.0.0-rc.1 <=2.0.0")]
    [InlineData("vers:npm/!=1.5.0", "<1.5.0 || >1.5.0")]
    [InlineData("vers:npm/>=1.0.0|!=1.5.0|<2.0.0", ">=1.0.0 <1.5.0 || >1.5.0 <2.0.0")]
    [InlineData("vers:cargo/<1.0.0", "<1.0.0")]
    [InlineData("vers:golang/>=v1.2|<v1.3.0%2Bincompatible", ">=1.2.0 <1.3.0")]
    [InlineData("vers:npm/>=v1.0.0%2Bbuild", ">=1.0.0")]
    [InlineData("vers:npm/<=9007199254740991.0.0", "<=9007199254740991.0.0")]
    public void Of_ASetOfSemanticVersions_IsExact(string range, string expected)
    {
        var conversion = NpmRange.Of(DrawnSets.Parse(range));

        Assert.Equal((expected, Fidelity.Exact, null), (conversion.Value, conversion.Fidelity, conversion.Reason));
    }

    [Fact]
    public void Of_TheEmptySet_HoldsNothing() => Assert.Equal("<0.0.0-0 (Exact)", NpmRange.Of(DrawnSets.Empty("npm")).ToString());

    [Theory]
    [InlineData(">=1.9007199254740992.3", ">=1.9007199254740991.0-0")]
    [InlineData("<=1.9007199254740992.3", "<2.0.0-0")]
    [InlineData("<9007199254740991.9007199254740992.3", "*")]
    [InlineData("<9007199254740992.0.0", "*")]
    [InlineData("1.2.9007199254740992", ">=1.2.9007199254740991-0 <1.3.0-0")]
    [InlineData(">=1.0.0-a.9007199254740992", ">=1.0.0-0")]
    [InlineData("<1.0.0-a.9007199254740992", "<1.0.0")]
    public void Of_ABoundThatNpmCannotRead_IsBroader(string constraint, string expected)
    {
        var conversion = NpmRange.Of(DrawnSets.Parse("vers:npm/" + constraint));

        Assert.Equal((expected, Fidelity.Broader), (conversion.Value, conversion.Fidelity));
        Assert.Contains("9007199254740991", conversion.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnotherScheme_IsNotExpressible()
    {
        var conversion = NpmRange.Of(DrawnSets.Parse("vers:deb/<1.0"));

        Assert.False(conversion.IsExpressible);
        Assert.Contains("deb", conversion.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnySet_HoldsWhatItSaysToNpm()
    {
        var sets = DrawnSets.Of("npm", DrawnSets.SemanticTexts(withHugeNumbers: true)).Array[1_500].Single(_ => true, Seed);
        var cases = sets.SelectMany(drawn => drawn.Versions.Select(version => (Conversion: NpmRange.Of(drawn.Set), drawn.Set, Version: version))).ToList();
        var npm = RealComparator.OfNpm("compare.js");
        var answers = (npm with { Command = ["node", "../../Targets/scripts/satisfies.js", Path.GetDirectoryName(npm.Command[1])!] })
            .Ask([.. cases.Select(asked => (asked.Conversion.Value!, asked.Version.Text.Replace("=", "", StringComparison.Ordinal)))]);

        Claims.Hold(cases, answers);
    }
}
