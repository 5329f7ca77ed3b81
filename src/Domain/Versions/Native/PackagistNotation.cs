using System.Text.RegularExpressions;

namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// The <c>affected_range</c> of GitLab's advisories for Packagist: comparators as Composer reads them, joined by commas or spaces (all
/// hold) and <c>||</c> (any holds).
/// </summary>
/// <remarks>
/// Composer takes <c>&gt;=1.0</c> and <c>&lt;1.0</c> for <c>&gt;=1.0-dev</c> and <c>&lt;1.0-dev</c> (Composer, Versions and constraints,
/// Stability constraints). The first is written so; the second is not, and holds the prereleases of 1.0 as well. Versions are read in
/// the scheme <c>generic</c>, which orders those that are read here as Composer does; branches and patch suffixes are refused.
/// </remarks>
internal sealed partial class PackagistNotation() : NativeNotation("gitlab/packagist", "generic")
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">", "="];

    internal override Meaning Read(string text) => ReadAlternatives(text, "||", alternative => ReadConditions(alternative, ",", part =>
        Meaning.All(Scheme, NativeTerm.Split(Words(part), Operators).Select(ReadTerm))));

    private Meaning ReadTerm(NativeTerm term)
    {
        var match = Version().Match(term.Version);
        if (!match.Success)
            return Refuse($"{term.Operator}{term.Version} is none of Composer's constraints that are read here. Write < <= > >= = or != with a version such as 1.2.3 or 1.2.3-beta1.");

        var isRelease = match.Groups["stability"].Length == 0;
        return term.Operator switch
        {
            ">=" when isRelease => Meaning.Of(Scheme, Comparator.GreaterOrEqual, $"{term.Version}-dev"),
            "<" when isRelease => Meaning.Of(Scheme, Comparator.Less, term.Version)
                .Broader("Composer takes <1.0 for <1.0-dev; prereleases of the bound sort below it and are inside here."),
            _ => Compare(Scheme, term)!,
        };
    }

    [GeneratedRegex(@"^v?[0-9]+(\.[0-9]+){0,3}(?<stability>-?(dev|alpha|a|beta|b|rc)\.?[0-9]*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
