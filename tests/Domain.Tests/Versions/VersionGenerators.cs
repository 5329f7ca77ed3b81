using CsCheck;
using ToolRegistry.Domain.Tests.Versions.Schemes;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

/// <summary>Versions that are likely to sort badly: equal ones written differently, prefixes of each other, huge numbers, odd characters.</summary>
internal static class VersionGenerators
{
    private static readonly Gen<string> Number = Gen.OneOf("0", "1", "2", "9", "10", "11", "2147483647", "2147483648", "9007199254740993", "99999999999999999999999999");
    private static readonly Gen<string> Identifier = Gen.OneOf("0", "1", "2", "10", "-1", "-0", "-", "--", "a", "A", "alpha", "Alpha", "rc", "0a", "1-", "99999999999", "4294967296");
    private static readonly Gen<string> Prerelease = Identifier.Array[0, 3].Select(parts => parts.Length == 0 ? "" : "-" + string.Join('.', parts));
    private static readonly Gen<string> Build = Gen.OneOf("", "", "+1", "+build.01", "+-");

    private static readonly Gen<string> Semantic = Gen.Select(
        Gen.OneOf("", "v", "=", " "), Number.Array[3], Prerelease, Build, (prefix, numbers, prerelease, build) => prefix + string.Join('.', numbers) + prerelease + build);

    private static readonly Gen<string> NuGet = Gen.Select(
        Gen.OneOf("0", "1", "01", "2", "10", "2147483647").Array[1, 4], Prerelease, Build, (numbers, prerelease, build) => string.Join('.', numbers) + prerelease + build);

    internal static Gen<ParsedVersion> Of(string schemeName)
    {
        var scheme = VersionScheme.Get(schemeName);
        var texts = schemeName switch
        {
            "alpm" => AlpmSchemeTests.Texts,
            "apk" => ApkSchemeTests.Texts,
            "cargo" => CargoSchemeTests.Texts,
            "conan" => ConanSchemeTests.Texts,
            "datetime" => DateTimeSchemeTests.Texts,
            "deb" => Letters("0019.+-~:aZz"),
            "gem" => GemSchemeTests.Texts,
            "generic" => Gen.OneOf(Letters("0019.-_+~abvrcRCé:*"), Words()),
            "gentoo" => GentooSchemeTests.Texts,
            "golang" => GolangSchemeTests.Texts,
            "intdot" or "nginx" => IntDotSchemeTests.Texts,
            "lexicographic" => LexicographicSchemeTests.Texts,
            "maven" => MavenSchemeTests.Texts,
            "npm" or "semver" => Gen.OneOf(Semantic, Letters("012.-+av=")),
            "nuget" => Gen.OneOf(NuGet, Letters("012.-+aA")),
            "openssl" => OpenSslSchemeTests.Texts,
            "pypi" => PyPiSchemeTests.Texts,
            "rpm" => RpmSchemeTests.Texts,
            _ => throw new ArgumentOutOfRangeException(nameof(schemeName), schemeName, "Write a generator for the scheme."),
        };
        return texts.Select(text => scheme.TryParse(text, out var version) ? version : null).Where(version => version is not null)!;
    }

    private static Gen<string> Letters(string alphabet) => Gen.OneOf(alphabet.ToCharArray()).Array[1, 9].Select(letters => new string(letters));

    private static Gen<string> Words() =>
        Gen.OneOf("1", "0", "00", "2", "10", ".", "-", "dev", "alpha", "a", "beta", "b", "pre", "preview", "rc", "RC", "SP", "g", "~", "nightly").Array[1, 7].Select(string.Concat);
}
