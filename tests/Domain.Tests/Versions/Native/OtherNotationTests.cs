using ToolRegistry.Domain.Versions.Native;

namespace ToolRegistry.Domain.Tests.Versions.Native;

/// <summary>The notations of RubyGems, Conan, nginx and OpenSSL, and those of GitLab's advisories that are not the package type's own.</summary>
public class OtherNotationTests
{
    [Theory]
    [InlineData("gem", ">= 1.0, < 2", "vers:gem/>=1.0|<2")]
    [InlineData("gem", "= 1.0", "vers:gem/1.0")]
    [InlineData("gem", "1.0.a", "vers:gem/1.0.a")]
    [InlineData("gem", "!= 1.0", "vers:gem/!=1.0")]
    [InlineData("nginx", "all", "vers:nginx/*")]
    [InlineData("nginx", "1.5.10", "vers:nginx/1.5.10")]
    [InlineData("nginx", "0.7.52-0.8.39", "vers:nginx/>=0.7.52|<=0.8.39")]
    [InlineData("nginx", "1.1.4-1.2.8, 1.3.9-1.4.0", "vers:nginx/>=1.1.4|<=1.2.8|>=1.3.9|<=1.4.0")]
    [InlineData("openssl", "3.0.0, 1.0.1b", "vers:openssl/1.0.1b|3.0.0")]
    [InlineData("gitlab/go", "<1.2.3||>=v1.3.0 <1.3.5", "vers:golang/<1.2.3|>=v1.3.0|<1.3.5")]
    [InlineData("gitlab/gem", ">=1.0 <1.5||>=2.0, <2.1", "vers:gem/>=1.0|<1.5|>=2.0|<2.1")]
    [InlineData("gitlab/npm", "<=1.0.0||>=2.0.0 <=2.1.0", "vers:npm/<=1.0.0|>=2.0.0|<=2.1.0")]
    [InlineData("gitlab/pypi", ">=1.0,<=1.5.dev0||>=2", "vers:pypi/>=1.0|<1.5.dev1|>=2")]
    [InlineData("gitlab/packagist", ">=1.0,<=1.1.5||=2.0-beta1", "vers:generic/>=1.0-dev|<=1.1.5|2.0-beta1")]
    [InlineData("conan", "=1.0.0 || 2.1.3", "vers:conan/1.0.0|2.1.3")]
    public void Range_IsExact(string notation, string native, string expected) => Assert.Equal($"{expected} (Exact)", NativeRange.Parse(notation, native).ToString());

    [Theory]
    [InlineData("~> 2.0.8", "vers:gem/>=2.0.8|<2.1")]
    [InlineData("~> 2", "vers:gem/>=2|<3")]
    [InlineData("~> 1.9.0.rc1", "vers:gem/>=1.9.0.rc1|<1.10")]
    [InlineData("~> 1.a.2", "vers:gem/>=1.a.2|<2")]
    [InlineData("~> 2.0-1", "vers:gem/>=2.0-1|<3")]
    public void PessimisticOperator_OfGem_CountsUpTheNumberBeforeTheLast(string native, string expected) => AssertBroader("gem", native, expected);

    [Theory]
    [InlineData("1.20.1+", "vers:nginx/>=1.20.1|<1.21.0")]
    [InlineData("1.21.0+", "vers:nginx/>=1.21.0")]
    [InlineData("1.5.0+, 1.4.1+", "vers:nginx/>=1.4.1")]
    public void Branch_OfNginx_EndsWhenItIsAStableOne(string native, string expected) => Assert.Equal($"{expected} (Exact)", NativeRange.Parse("nginx", native).ToString());

    [Theory]
    [InlineData(">=1.0 <2.0", "vers:conan/>=1.0|<2.0")]
    [InlineData("~2.5.1", "vers:conan/>=2.5.1|<2.6-")]
    [InlineData("~1", "vers:conan/>=1|<2-")]
    [InlineData("^0.1.2", "vers:conan/>=0.1.2|<0.2-")]
    [InlineData(">1- <2.0", "vers:conan/>1-|<2.0")]
    [InlineData("*", "vers:conan/>=0.0.0")]
    [InlineData("=1.0-pre", "vers:conan/1.0-pre")]
    public void Range_OfConan_HoldsPrereleasesThatSortInside(string native, string expected) => AssertBroader("conan", native, expected);

    [Theory]
    [InlineData(">=1.0 <2.0, include_prerelease", "vers:conan/>=1.0-|<2.0-")]
    [InlineData("~2.5.1, include_prerelease=True", "vers:conan/>=2.5.1-|<2.6-")]
    [InlineData("*, include_prerelease", "vers:conan/>=0.0.0-")]
    [InlineData(">1.0 <=2.0, include_prerelease", "vers:conan/>1.0|<=2.0")]
    public void Range_OfConanWithPrereleases_IsExact(string native, string expected) => Assert.Equal($"{expected} (Exact)", NativeRange.Parse("conan", native).ToString());

    [Theory]
    [InlineData("gitlab/packagist", ">=1.0,<1.1.5", "vers:generic/>=1.0-dev|<1.1.5")]
    [InlineData("gitlab/pypi", "<1.5||>=2", "vers:pypi/<1.5|>=2")]
    [InlineData("gitlab/gem", "~>1.2||<1", "vers:gem/<1|>=1.2|<2")]
    [InlineData("gitlab/conan", "<2.66.6||>=2.67.0 <2.67.3", "vers:conan/<2.66.6|>=2.67.0|<2.67.3")]
    public void Range_OfGitLab_IsBroaderWhereTheNotationOfItsTypeIs(string notation, string native, string expected) => AssertBroader(notation, native, expected);

    [Theory]
    [InlineData("gem", ">= 1.0 < 2")]
    [InlineData("gem", "~> ")]
    [InlineData("gem", "== 1.0")]
    [InlineData("gem", "^1.0")]
    [InlineData("conan", "^0.0")]
    [InlineData("conan", "1")]
    [InlineData("conan", "~a.b")]
    [InlineData("conan", "~=1.0")]
    [InlineData("conan", ">= 1.0")]
    [InlineData("conan", ">=1.0, loose")]
    [InlineData("conan", ">=1.0, include_prerelease=False")]
    [InlineData("conan", "1.*")]
    [InlineData("nginx", "none")]
    [InlineData("nginx", "1.5")]
    [InlineData("nginx", "1.5.x")]
    [InlineData("nginx", "nginx/Windows 0.7.52-1.3.0")]
    [InlineData("nginx", "0.8.39-0.7.52")]
    [InlineData("nginx", "1.1.1-1.2.2+")]
    [InlineData("openssl", "1.0.1,")]
    [InlineData("openssl", "1.0.1 1.0.2")]
    [InlineData("gitlab/go", "^1.0.0")]
    [InlineData("gitlab/go", "<1.0.0, >0.5.0")]
    [InlineData("gitlab/packagist", "dev-master")]
    [InlineData("gitlab/packagist", "=1.0-p1")]
    [InlineData("gitlab/packagist", "^1.0")]
    [InlineData("gitlab/packagist", ">=1.0,,<2")]
    public void Syntax_ThatIsUnknown_IsRefused(string notation, string native) => Assert.False(NativeRange.TryParse(notation, native, out _, out _));

    private static void AssertBroader(string notation, string native, string expected)
    {
        var conversion = NativeRange.Parse(notation, native);
        Assert.Equal((expected, Fidelity.Broader), (conversion.Value!.ToString(), conversion.Fidelity));
        Assert.NotEmpty(conversion.Reason!);
    }
}
