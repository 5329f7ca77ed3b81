using ToolRegistry.Domain.Versions.Native;

namespace ToolRegistry.Domain.Tests.Versions.Native;

/// <summary>The notations with brackets: those of Maven and NuGet.</summary>
public class IntervalNotationTests
{
    [Theory]
    [InlineData("maven", "[1.0,2.0)", "vers:maven/>=1.0|<2.0")]
    [InlineData("maven", "(,1.0], [1.2,)", "vers:maven/<=1.0|>=1.2")]
    [InlineData("maven", "[1.0]", "vers:maven/1.0")]
    [InlineData("maven", "[1.0],[1.2]", "vers:maven/1.0|1.2")]
    [InlineData("maven", "[1,3],[2,4]", "vers:maven/>=1|<=4")]
    [InlineData("maven", "(,)", "vers:maven/*")]
    [InlineData("gitlab/maven", "(,1.0)", "vers:maven/<1.0")]
    [InlineData("gitlab/nuget", "(,1.0],[2.0,3.0)", "vers:nuget/<=1.0|>=2.0|<3.0")]
    [InlineData("nuget", "[1.0.0, 2.0.0)", "vers:nuget/>=1.0.0|<2.0.0")]
    [InlineData("nuget", "(1.0,)", "vers:nuget/>1.0")]
    [InlineData("nuget", "(,1.0]", "vers:nuget/<=1.0")]
    [InlineData("nuget", "[1.0]", "vers:nuget/1.0")]
    [InlineData("nuget", "[1.0,1.0.0]", "vers:nuget/1.0")]
    [InlineData("nuget", "1.0", "vers:nuget/>=1.0")]
    public void Interval_IsExact(string notation, string native, string expected) => Assert.Equal($"{expected} (Exact)", NativeRange.Parse(notation, native).ToString());

    [Theory]
    [InlineData("1.*", "vers:nuget/>=1.0")]
    [InlineData("1.2.0-*", "vers:nuget/>=1.2.0-0")]
    [InlineData("[1.*,2.0)", "vers:nuget/>=1.0|<2.0")]
    [InlineData("*", "vers:nuget/*")]
    public void FloatingVersion_OfNuGet_IsOpenAbove_AsNuGetTakesAHigherOneWhereThereIsNone(string native, string expected)
    {
        var conversion = NativeRange.Parse("nuget", native);
        Assert.Equal((expected, Fidelity.Broader), (conversion.Value!.ToString(), conversion.Fidelity));
    }

    [Theory]
    [InlineData("maven")]
    [InlineData("gitlab/nuget")]
    public void VersionAlone_IsRefused_AsItIsNoRestriction(string notation)
    {
        Assert.False(NativeRange.TryParse(notation, "1.0", out _, out var error));
        Assert.Equal("A version alone is a recommendation that every version fulfils. Write [1.0] for that version, or [1.0,) for it and all higher ones.", error.Message);
    }

    [Theory]
    [InlineData("maven", "[1.0")]
    [InlineData("maven", "1.0]")]
    [InlineData("maven", "(1.0)")]
    [InlineData("maven", "[1.0)")]
    [InlineData("maven", "[]")]
    [InlineData("maven", "[1,2,3]")]
    [InlineData("maven", "[2,1]")]
    [InlineData("maven", "[1,2],[4,3]")]
    [InlineData("maven", "(1,1)")]
    [InlineData("maven", "[1,2][3,4]")]
    [InlineData("maven", "[1,2],")]
    [InlineData("maven", "[1,2],3")]
    [InlineData("maven", "[[1,2]")]
    [InlineData("nuget", "[1,2],[3,4]")]
    [InlineData("nuget", "[2,1]")]
    [InlineData("nuget", "(1.0)")]
    [InlineData("nuget", ">=1.0")]
    public void Interval_ThatIsMalformedOrEmpty_IsRefused(string notation, string native) => Assert.False(NativeRange.TryParse(notation, native, out _, out _));
}
