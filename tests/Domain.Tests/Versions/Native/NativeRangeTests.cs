using CsCheck;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Native;

namespace ToolRegistry.Domain.Tests.Versions.Native;

/// <summary>What holds for every notation.</summary>
public class NativeRangeTests
{
    private const string Alphabet = "0019.-+~^<>=!*|,[]() xXvab:_";

    public static TheoryData<string> Notations => [.. NativeRange.Notations];

    [Fact]
    public void Notations_AreThoseOfPackageTypesAndOfGitLab() => Assert.Equal(
        [
            "conan", "gem", "gitlab/conan", "gitlab/gem", "gitlab/go", "gitlab/maven", "gitlab/npm", "gitlab/nuget", "gitlab/packagist", "gitlab/pypi",
            "maven", "nginx", "npm", "nuget", "openssl", "pypi",
        ],
        NativeRange.Notations);

    [Theory]
    [InlineData("")]
    [InlineData("NPM")]
    [InlineData("gitlab")]
    public void Parse_OfAnUnknownNotation_IsRefusedWithThoseThatThereAre(string notation) => Assert.Contains("gitlab/go", Refusal(notation, "1.0.0"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Notations))]
    public void Parse_OfNothing_IsRefused(string notation)
    {
        Assert.StartsWith("A range is missing", Refusal(notation, ""), StringComparison.Ordinal);
        Assert.StartsWith("A range is missing", Refusal(notation, "   "), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Notations))]
    public void Parse_OfOtherThanPrintableAscii_IsRefused(string notation)
    {
        Assert.Contains("printable ASCII", Refusal(notation, "1.0.0\n"), StringComparison.Ordinal);
        Assert.Contains("printable ASCII", Refusal(notation, "１.0.0"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Notations))]
    public void Parse_OfMoreThanARangeMayHold_IsRefused(string notation)
    {
        Assert.Contains("characters", Refusal(notation, new string('1', 4_001)), StringComparison.Ordinal);
        foreach (var text in new[] { "||", "|", ",", " ", "[", "(", "1||", ">1 ", "1,", "!=1,", "[1],", "^", "~", "-", ".", "1.", "1-2," })
            Assert.False(NativeRange.TryParse(notation, Repeat(text, 4_000), out _, out _), text);
    }

    [Theory]
    [MemberData(nameof(Notations))]
    public void Conversion_OfAnyText_IsRefusedOrIsARangeThatReadsTheSame(string notation) =>
        Gen.OneOf(Alphabet.ToCharArray()).Array[1, 14].Select(letters => new string(letters)).Sample(
            text =>
            {
                if (!NativeRange.TryParse(notation, text, out var conversion, out var error))
                    return error.Code == "range.invalid" && error.Message.EndsWith('.');
                Assert.Equal(conversion.Value!.Versions, VersionRange.Parse(conversion.Value.ToString()).Versions);
                return conversion.Fidelity == Fidelity.Exact ? conversion.Reason is null : conversion is { Fidelity: Fidelity.Broader, Reason: not null };
            },
            iter: 20_000);

    [Theory]
    [InlineData("<5.0.0 || >=3.0.0", "vers:npm/*")]
    [InlineData(">=1.0.0 <4.0.0 || >=2.0.0 <3.0.0", "vers:npm/>=1.0.0|<4.0.0")]
    [InlineData(">=1.0.0 >=2.0.0", "vers:npm/>=2.0.0")]
    [InlineData("1.0.0 || >=1.0.0", "vers:npm/>=1.0.0")]
    [InlineData(">1.0.0 <3.0.0 || 2.0.0", "vers:npm/>1.0.0|<3.0.0")]
    [InlineData("1.0.0 || 1.0.0", "vers:npm/1.0.0")]
    [InlineData(">=3.0.0 || <1.0.0", "vers:npm/<1.0.0|>=3.0.0")]
    [InlineData(">=1.0.0 <2.0.0 || >2.0.0", "vers:npm/>=1.0.0|!=2.0.0")]
    public void Alternatives_AreJoinedAsSets(string native, string expected) => Assert.Equal($"{expected} (Exact)", NativeRange.Parse("npm", native).ToString());

    [Fact]
    public void Alternatives_ThatAreSimplyConcatenated_KeepTheirConstraints() =>
        Assert.Equal("vers:npm/<2.0.18|<3.0.16|>=4.0.0|<4.0.8", NativeRange.Parse("npm", "<2.0.18 || <3.0.16 || >=4.0.0 <4.0.8").Value!.ToString());

    [Fact]
    public void Conditions_ThatContradictEachOther_AreRefused() => Assert.Equal("The range contains no version. Write the versions that it is to contain.", Refusal("npm", ">2.0.0 <1.0.0"));

    [Fact]
    public void Reason_IsGivenOncePerRule() => Assert.Single(NativeRange.Parse("npm", "^1.0.0 || ^3.0.0").Reason!.Split("such a range").Skip(1));

    private static string Refusal(string notation, string text)
    {
        var error = Assert.Throws<DomainException>(() => NativeRange.Parse(notation, text));
        Assert.Equal(("range.invalid", Domain.Refusal.Invalid), (error.Code, error.Refusal));
        return error.Message;
    }

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, length / text.Length));
}
