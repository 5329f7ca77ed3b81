using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Fuzz;

/// <summary>Real texts of each kind, from which the fuzzer makes its inputs.</summary>
internal static class Corpus
{
    internal static readonly string[] Purls =
    [
        "pkg:npm/left-pad@1.3.0", "pkg:npm/%40anthropic-ai/claude-code@2.1.91", "pkg:npm/@angular/animation@12.3.1", "pkg:pypi/Django_Extensions@1.11.1",
        "pkg:nuget/EnterpriseLibrary.Common@6.0.1304", "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie", "pkg:deb/debian/xz-utils@5.6.1%2Breally5.4.5-1",
        "pkg:rpm/fedora/curl@7.50.3-1.fc25?arch=i386&epoch=1&distro=fedora-25", "pkg:golang/google.golang.org/genproto#googleapis/api/annotations",
        "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?packaging=sources&repository_url=repo.example.org/release", "pkg:gem/ruby-advisory-db-check@0.12.4",
        "pkg:oci/debian@sha256%3A244fd47e07d10?repository_url=docker.io/library/debian&arch=amd64&tag=latest", "pkg:docker/customer/dockerimage@sha256:244fd47e07d1004f0aed9c?repository_url=gcr.io",
        "pkg:github/package-url/purl-spec@244fd47e07d1004f0aed9c#everybody/loves/dogs", "pkg:bitbucket/birkenfeld/pygments-main@244fd47e07d1014f0aed9c", "pkg:cargo/rand@0.7.2",
        "pkg:conan/bincrafters/openssl@3.0.3?user=bincrafters&channel=stable", "pkg:cpan/GDT/URI-PackageURL@2.11", "pkg:cran/A3@0.9.1", "pkg:huggingface/distilbert-base-uncased@043235d6088ecd3dd5fb5ca3592b6913fd516027",
        "pkg:mlflow/creditfraud@3?repository_url=https://adb-5245952564735461.0.azuredatabricks.net/api/2.0/mlflow", "pkg:swift/github.com/Alamofire/Alamofire@5.4.3", "pkg:vscode-extension/ms-python/python@2024.1.1",
        "pkg:chrome-extension/cjpalhdlnbpafiamejdnhcphjbkeiagm@1.55.0", "pkg:brew/gh@2.40.1", "pkg:swid/Acme/example.com/Enterprise+Server@1.0.0?tag_id=75b8c285-fa7b-485b-b199-4745e3004d0d",
        "pkg:generic/openssl@1.1.10g?download_url=https://openssl.org/source/openssl-1.1.0g.tar.gz&checksum=sha256:de4d501267da", "pkg:apk/alpine/apk@2.12.9-r3?arch=x86", "pkg:alpm/arch/pacman@6.0.1-1?arch=x86_64",
        "pkg:hex/phoenix@1.3.3", "pkg:pub/characters@1.2.0", "pkg:julia/Dates?uuid=ade2ca70-3891-5945-98fb-dc099432e06a", "pkg:composer/laravel/laravel@5.5.0", "pkg:git/example.com/a/b@main", "pkg:a/b",
    ];

    internal static readonly string[] Versions =
    [
        "1.2.3", "v1.2.3", "=1.2.3", "1.0.0-alpha.1", "1.0.0-rc.1+build.5", "2.1.197", "18446744073709551616.0.0", "1.0.0-99999999999999999999", "1:2.0~rc1-1+b2", "5.6.1+really5.4.5-1", "0:1.0-0",
        "1!2.0a1.post2.dev3+ubuntu.1", "1.0-1", "1.0.0rc1", "2024.1.post1", "1.0.pre.2", "3.0.0.beta1", "1.0-SNAPSHOT", "1.0.0.RELEASE", "2.0-alpha-1", "1.0.0-jre8", "v0.0.0-20240101000000-abcdefabcdef",
        "v2.0.0+incompatible", "1.2.3^20240101git1234-1.el9", "1.0_alpha1_p2-r3", "2.12.9-r3", "6.0.1-1", "1:6.0.1-1", "1.0.2zd", "3.0.0-beta1", "1.1.1k-fips", "2024-01-01T00:00:00Z", "2024-12-31T23:59:60.123456789+01:00",
        "10.0.19045.3803", "1.0.2-dev", "1.0b2", "4.20.0.1", "1.0.0-BETA", "00.01.02", "~", "latest", "1.x", "2.-3", "120.0.6099.129", "1.0é", "１.２.３",
    ];

    internal static readonly string[] Ranges =
    [
        "vers:npm/>=2.1.91|<2.1.197", "vers:npm/*", "vers:deb/>=5.5.1alpha-0.1|<5.6.1%2Breally5.4.5-1", "vers:deb/>=1:2.4.47-2|!=1:2.4.48|<=1:3~rc1", "vers:nuget/<1.0|>=2.0|!=2.5|<3.0|4.0|>5",
        "vers:generic/a%3Db|c%25d|%C3%A9|1%2A2", "vers:npm/1.0.0|2.0.0|>=3.0.0-0", "vers:semver/!=1.0.0", "vers:npm/<=1.0.0|>2.0.0", "vers:npm/>1.0.0|!=1.5.0|<=2.0.0|3.0.0|>=4.0.0",
        .. VersionScheme.Names.Select(VersionScheme.Get).SelectMany(RangesOf),
    ];

    internal static readonly string[] NativeRanges =
    [
        "^1.1.7 || >=2.0.1", "1.2 - 2.3.4", "~1.2.3-beta.2 <1.3", ">=1.x <=2.1", "[1.0.0, 2.0.0)", "(,1.0],[1.2,)", "1.*", "(1.0,)", ">=1.0,!=1.5.*,~=1.4.2", "==1.0", "===1.0", "~> 2.0.8", ">= 1.0, < 3",
        "~2.5.1", "*, include_prerelease=True", ">1- <2.0", "0.8.40+", "0.7.52-0.8.39, 0.9.10", "3.0.0, 1.0.1b", "<2.66.6||>=2.67.0 <2.67.3", ">=1.0.0 <1.4.6 || 2.0.0", "<v2.0.0", "[1.0]", "!=5", "none", "all", "*",
    ];

    internal static readonly string[] Subjects =
    [
        .. Purls, "winget:Docker.DockerDesktop", "macos-signing-id:EQHXZ8M8AV:com.google.Chrome", "macos-signing-id:platform:com.apple.curl", "macos-team-id:EQHXZ8M8AV", "macos-bundle-id:com.docker.docker",
        "windows-publisher:O=EXAMPLE, L=\"A, B\", C=US|PRODUCT|FILE.EXE", "windows-publisher:CN=Example\\, Inc.|*", "file-name:Claude.exe", "file-name:ｃｕｒｌ.exe", "domain:chat.example.com", "domain:bücher.example", "domain:XN--BCHER-KVA.example.",
        "cpe:2.3:a:vendor:product\\:x:1.0:*:*:*:*:*:*:*", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "claude-code", "a.b_c-1",
    ];

    private static IEnumerable<string> RangesOf(VersionScheme scheme)
    {
        var versions = Versions.Select(text => scheme.TryParse(text, out var version) ? version : null).OfType<ParsedVersion>()
            .Order(Comparer<ParsedVersion>.Create(scheme.Compare)).Select(version => Uri.EscapeDataString(version.Text)).ToList();
        for (var i = 0; i + 3 < versions.Count; i += 2)
        {
            yield return $"vers:{scheme.Name}/>={versions[i]}|<{versions[i + 3]}";
            yield return $"vers:{scheme.Name}/<={versions[i]}|!={versions[i + 1]}|>{versions[i + 2]}|{versions[i + 3]}";
        }
    }
}
