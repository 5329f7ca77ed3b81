using System.Text.RegularExpressions;

namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>The parts of a version of the scheme <c>pypi</c>, in the spelling to which PEP 440 normalizes them.</summary>
/// <param name="Epoch">The epoch, <c>0</c> where none is given.</param>
/// <param name="Release">The numbers of the release, as many as are given.</param>
/// <param name="Pre"><c>a1</c>, <c>b1</c> or <c>rc1</c>, or empty.</param>
/// <param name="Post">The number of the post-release, or null.</param>
/// <param name="Dev">The number of the development release, or null.</param>
/// <param name="Local">The local version, or null.</param>
internal sealed partial record Pep440Version(string Epoch, string[] Release, string Pre, string? Post, string? Dev, string? Local)
{
    internal bool IsPrerelease => Pre.Length > 0 || Dev is not null;

    /// <summary>The version without its local part.</summary>
    internal Pep440Version Public => this with { Local = null };

    /// <summary>The lowest version above this one and its local versions; of a version without local part.</summary>
    internal Pep440Version Next => (Post, Dev) switch
    {
        (_, { } dev) => this with { Dev = Digits.Increment(dev) },
        ({ } post, null) => this with { Post = Digits.Increment(post), Dev = "0" },
        (null, null) => this with { Post = "0", Dev = "0" },
    };

    internal static Pep440Version Of(ParsedVersion version)
    {
        // The scheme has read it, so the pattern only tells the parts.
        var groups = Parts().Match(version.Text.Trim().ToLowerInvariant()).Groups;
        return new Pep440Version(
            groups["epoch"].Success ? Plain(groups["epoch"].Value) : "0",
            [.. groups["release"].Value.Split('.').Select(Plain)],
            groups["pre"].Success ? Letter(groups["pre"].Value) + Plain(groups["preNumber"].Value) : "",
            groups["post"].Success ? Plain(groups["postNumber"].Value) : null,
            groups["dev"].Success ? Plain(groups["devNumber"].Value) : null,
            groups["local"].Success ? string.Join('.', groups["local"].Value.Split('.', '-', '_').Select(Segment)) : null);
    }

    /// <summary>The normalized text.</summary>
    public override string ToString() => string.Concat(
        Epoch == "0" ? "" : Epoch + "!",
        string.Join('.', Release) + Pre,
        Post is null ? "" : ".post" + Post,
        Dev is null ? "" : ".dev" + Dev)
        + (Local is null ? "" : "+" + Local);

    [GeneratedRegex(
        "^v?((?<epoch>[0-9]+)!)?(?<release>[0-9]+(\\.[0-9]+)*)"
        + "([-_.]?(?<pre>alpha|a|beta|b|preview|pre|rc|c)[-_.]?(?<preNumber>[0-9]*))?"
        + "(?<post>-(?<postNumber>[0-9]+)|[-_.]?(post|rev|r)[-_.]?(?<postNumber>[0-9]*))?"
        + "(?<dev>[-_.]?dev[-_.]?(?<devNumber>[0-9]*))?"
        + "(\\+(?<local>.+))?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Parts();

    private static string Letter(string word) => word switch
    {
        "alpha" or "a" => "a",
        "beta" or "b" => "b",
        _ => "rc",
    };

    private static string Segment(string text) => Digits.Are(text) ? Plain(text) : text;

    private static string Plain(string number) => number.TrimStart('0') is { Length: > 0 } plain ? plain : "0";
}
