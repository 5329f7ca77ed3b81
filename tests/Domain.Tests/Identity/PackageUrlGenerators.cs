using CsCheck;

namespace ToolRegistry.Domain.Tests.Identity;

internal static class PackageUrlGenerators
{
    private static readonly string[] Types =
    [
        "alpm", "apk", "bazel", "bitbucket", "bitnami", "brew", "cargo", "chrome-extension", "cocoapods", "composer", "conan", "conda", "cpan",
        "cran", "deb", "docker", "gem", "generic", "git", "github", "golang", "hackage", "hex", "huggingface", "julia", "luarocks", "maven",
        "mlflow", "npm", "nuget", "oci", "opam", "otp", "pub", "pypi", "qpkg", "rpm", "swid", "swift", "vcpkg", "vscode-extension", "yocto",
        "winget", "unknown",
    ];

    private static readonly Gen<string> Pieces = Gen.OneOf(
        "pkg:", "npm", "/", "//", "@", "?", "&", "=", "#", "%40", "%", "%2F", "%2f", "%25", "a", "B", "..", ".", "_", "-", "\u00e9", "e\u0301", "%C3%A9",
        "\ud800", "\ufffe", " ", "+", ":", "A-._b", "uuid=x", "tag_id=Y", "repository_url=https://x.databricks.com", "library", "docker.io", "homebrew/core",
        "\u0130", "\u03a3", "\u212a", "\uff41", "\u200d", "%E2%80%8D", ".git", "github.com", "localhost:5000").Array[0, 12].Select(string.Concat);

    private static readonly Gen<string> PlainPieces = Gen.OneOf("a", "b1", "-", "--", ".", "_", "library", "homebrew", "core", "docker.io", "homebrew-tap", "z.git", "x.jl").Array[1, 5].Select(string.Concat);

    /// <summary>Package URLs of plain names, of every type.</summary>
    internal static readonly Gen<string> PlainTexts = Gen.Select(Gen.OneOf(Types), PlainPieces, PlainPieces, Gen.Int[0, 2], (type, ns, name, depth) => $"pkg:{type}/{string.Concat(Enumerable.Repeat($"{ns}/", depth))}{name}");

    /// <summary>Texts that are package URLs, or nearly.</summary>
    internal static readonly Gen<string> Texts = Gen.OneOf(
        Pieces,
        Gen.Select(Gen.OneOf(Types), Pieces, (type, rest) => $"pkg:{type}/{rest}"),
        Gen.Select(Gen.OneOf(Types), Pieces, (type, rest) => $"pkg:{type}/a/{rest}"),
        Gen.Select(Gen.OneOf(Types), Pieces, Pieces, Pieces, (type, ns, name, rest) => $"pkg:{type}/{ns}/{name}?uuid=x&tag_id=y&{rest}"));
}
