using ToolRegistry.Domain.Versions.Native;

namespace ToolRegistry.Domain.Tests.Versions.Native;

public class PyPiNotationTests
{
    [Theory]
    [InlineData("==1.0", ">=1.0|<1.0.post0.dev0")]
    [InlineData("==1.0rc1", ">=1.0rc1|<1.0rc1.post0.dev0")]
    [InlineData("==1.0.post1", ">=1.0.post1|<1.0.post2.dev0")]
    [InlineData("==1.0-1", ">=1.0-1|<1.0.post2.dev0")]
    [InlineData("==1.0.dev", ">=1.0.dev|<1.0.dev1")]
    [InlineData("<=2.0", "<2.0.post0.dev0")]
    public void LocalVersions_OfAVersionWithoutLocalPart_AreInside(string native, string expected) => AssertConversion(native, expected, Fidelity.Exact);

    [Theory]
    [InlineData("==1.0+cpu", "1.0+cpu")]
    [InlineData("!=1.0+cpu", "!=1.0+cpu")]
    public void LocalVersion_IsItselfAlone(string native, string expected) => AssertConversion(native, expected, Fidelity.Exact);

    [Theory]
    [InlineData("==1.2.*", ">=1.2.dev0|<1.3.dev0")]
    [InlineData("==1!9.*", ">=1%219.dev0|<1%2110.dev0")]
    [InlineData("!=1.2.*", "<1.2.dev0|>=1.3.dev0")]
    [InlineData("~=1.4.5", ">=1.4.5|<1.5.dev0")]
    [InlineData("~=2.2.post3", ">=2.2.post3|<3.dev0")]
    [InlineData(">=1.0", ">=1.0")]
    public void Prefixes_ReachFromTheFirstDevelopmentReleaseToTheNext(string native, string expected) => AssertConversion(native, expected, Fidelity.Exact);

    [Theory]
    [InlineData("<1.0", "<1.0")]
    [InlineData(">1.0", ">1.0")]
    [InlineData("!=5", "!=5")]
    [InlineData("===1.0", "1.0")]
    [InlineData(">=1.0, !=1.5, <2", ">=1.0|!=1.5|<2")]
    public void Versions_ThatSortInside_AreInsideEvenWhereInstallersPassThemOver(string native, string expected) => AssertConversion(native, expected, Fidelity.Broader);

    [Theory]
    [InlineData("1.0")]
    [InlineData("=1.0")]
    [InlineData("~=1")]
    [InlineData(">=1.*")]
    [InlineData("==1.0a1.*")]
    [InlineData("==*")]
    [InlineData("<=1.0+cpu")]
    [InlineData(">=1.0,")]
    [InlineData(">=1.0 <2.0")]
    [InlineData("===foobar")]
    [InlineData(">=1.0; python_version < '3'")]
    public void Syntax_ThatPep440DoesNotDefine_IsRefused(string native) => Assert.False(NativeRange.TryParse("pypi", native, out _, out _));

    private static void AssertConversion(string native, string expected, Fidelity fidelity)
    {
        var conversion = NativeRange.Parse("pypi", native);
        Assert.Equal(($"vers:pypi/{expected}", fidelity), (conversion.Value!.ToString(), conversion.Fidelity));
    }
}
