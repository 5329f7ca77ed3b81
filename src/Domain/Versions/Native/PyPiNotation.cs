using System.Text.RegularExpressions;

namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// Python's version specifiers (PEP 440, now the Version Specifiers specification of the Python Packaging Authority), joined by
/// commas, all of which hold: <c>== != &lt; &lt;= &gt; &gt;= ~= ===</c>, and <c>.*</c> behind <c>==</c> and <c>!=</c>.
/// </summary>
/// <remarks>
/// <para>A version without a local part (<c>1.0</c>) means every local build of it (<c>1.0+cpu</c>) in <c>==</c> and <c>&lt;=</c>. Those sort
/// right above it and below <c>1.0.post0.dev0</c>, so this is the bound. In <c>!=</c> the VERS standard's cases leave out the version
/// alone, which is broader.</para>
/// <para><c>&lt;1.0</c> leaves out the prereleases of 1.0 and <c>&gt;1.0</c> its post-releases and local builds. That is a rule for choosing
/// what to install; here they are inside when they sort inside.</para>
/// </remarks>
internal sealed partial class PyPiNotation() : NativeNotation("pypi", "pypi")
{
    private static readonly string[] Operators = ["===", "==", "!=", "~=", "<=", ">=", "<", ">"];

    internal override Meaning Read(string text) => ReadConditions(text, ",", part => ReadTerm(NativeTerm.Of(part, Operators)));

    private Meaning ReadTerm(NativeTerm term)
    {
        var (@operator, version) = term;
        if (@operator is "==" or "!=" && version.EndsWith(".*", StringComparison.Ordinal))
            return IsRelease().IsMatch(version[..^2]) ? ReadPrefix(@operator, version[..^2]) : Refuse($"Only numbers stand before .*, and {version} has more. Write it as ==1.2.* or !=1.2.*.");

        var isLocal = version.Contains('+', StringComparison.Ordinal);
        if (@operator.Length == 0 || version.Length == 0 || version.Contains(' ', StringComparison.Ordinal) || !Scheme.TryParse(version, out _))
            return Refuse($"{@operator}{version} is no specifier of PEP 440. Write specifiers such as >=1.0, <2.0, ~=1.4 or ==1.2.*, joined by commas.");
        if (isLocal && @operator is not ("==" or "!=" or "==="))
            return Refuse($"The version {version} has a local part, which only == and != allow. Leave it out.");

        return @operator switch
        {
            "===" => Meaning.Of(Scheme, Comparator.Equal, version).Broader("=== means one text alone; every way to write the same version is inside here."),
            "~=" => ReadCompatible(version),
            "==" when !isLocal => Between(version, EndOf(version)),
            "!=" when !isLocal => Meaning.Of(Scheme, Comparator.NotEqual, version).Broader("!= leaves out local versions such as 1.0+local, too; they are inside here."),
            "<=" => Meaning.Of(Scheme, Comparator.Less, EndOf(version)),
            "<" => Meaning.Of(Scheme, Comparator.Less, version).Broader("< leaves out prereleases of the version that it names; they sort below it and are inside here."),
            ">" => Meaning.Of(Scheme, Comparator.Greater, version).Broader("> leaves out post-releases and local versions of the version that it names; they sort above it and are inside here."),
            _ => Compare(Scheme, term)!,
        };
    }

    private Meaning ReadPrefix(string @operator, string release) => @operator == "=="
        ? Between($"{release}.dev0", $"{CountUp(release)}.dev0")
        : Meaning.Any(Scheme, [Meaning.Of(Scheme, Comparator.Less, $"{release}.dev0"), Meaning.Of(Scheme, Comparator.GreaterOrEqual, $"{CountUp(release)}.dev0")]);

    // ~=1.4.5 is >=1.4.5, ==1.4.*; a suffix such as rc1 does not count.
    private Meaning ReadCompatible(string version)
    {
        var release = StartsWithRelease().Match(version).Value;
        var dot = release.LastIndexOf('.');
        return dot < 0
            ? Refuse($"~= needs two numbers at least, as in ~=1.4, and {version} has one. Write >= and < instead.")
            : Between(version, $"{CountUp(release[..dot])}.dev0");
    }

    private Meaning Between(string from, string to) =>
        Meaning.All(Scheme, [Meaning.Of(Scheme, Comparator.GreaterOrEqual, from), Meaning.Of(Scheme, Comparator.Less, to)]);

    /// <summary>The lowest version above all local versions of this one, which has no local part.</summary>
    private static string EndOf(string version)
    {
        if (EndsWithDevelopment().Match(version) is { Success: true } development)
            return $"{version[..development.Index]}.dev{Digits.Increment(development.Groups["number"].Value)}";
        return EndsWithPost().Match(version) is { Success: true } post
            ? $"{version[..post.Index]}.post{Digits.Increment(post.Groups["number"].Value)}.dev0"
            : $"{version}.post0.dev0";
    }

    private static string CountUp(string release)
    {
        var start = release.LastIndexOfAny(['.', '!', 'v', 'V']) + 1;
        return release[..start] + Digits.Increment(release[start..]);
    }

    [GeneratedRegex(@"^v?([0-9]+!)?[0-9]+(\.[0-9]+)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex IsRelease();

    [GeneratedRegex(@"^v?([0-9]+!)?[0-9]+(\.[0-9]+)*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex StartsWithRelease();

    [GeneratedRegex(@"[-_.]?dev[-_.]?(?<number>[0-9]*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EndsWithDevelopment();

    [GeneratedRegex(@"(?:[-_.]?(?:post|rev|r)[-_.]?|-)(?<number>[0-9]*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EndsWithPost();
}
