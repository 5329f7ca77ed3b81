namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// RubyGems' requirements (<c>Gem::Requirement</c>), joined by commas, all of which hold: <c>= != &lt; &lt;= &gt; &gt;=</c>, none for equal,
/// and <c>~&gt;</c>.
/// </summary>
/// <remarks>
/// <c>~&gt; 2.0.8</c> holds from <c>2.0.8</c> to below the prereleases of <c>2.1</c>. The VERS standard writes <c>&lt;2.1</c>, which holds
/// them too; so does this, and says that it is broader.
/// </remarks>
internal sealed class GemNotation() : NativeNotation("gem", "gem")
{
    internal static readonly string[] Operators = ["~>", "!=", "<=", ">=", "<", ">", "="];

    internal override Meaning Read(string text) => ReadConditions(text, ",", part => ReadTerm(NativeTerm.Of(part, Operators)));

    internal Meaning ReadTerm(NativeTerm term)
    {
        if (term.Version.Length == 0 || term.Version.Contains(' ', StringComparison.Ordinal) || !Scheme.TryParse(term.Version, out _))
            return Refuse($"RubyGems cannot read the version {term.Version}. Write requirements such as >= 1.0, < 2.0 or ~> 1.2.3, joined by commas.");
        if (Compare(Scheme, term) is { } meaning)
            return meaning;

        return Meaning.All(Scheme, [Meaning.Of(Scheme, Comparator.GreaterOrEqual, term.Version), Meaning.Of(Scheme, Comparator.Less, Bump(term.Version))])
            .Broader("RubyGems ends a range of ~> below the prereleases of its upper bound; they sort below the bound and are inside here.");
    }

    // As Gem::Version#bump: without the prerelease and the last number, the number before it counted up.
    private static string Bump(string version)
    {
        var numbers = new List<string>();
        for (var at = 0; at < version.Length && !IsPrerelease(version[at]);)
        {
            var run = Digits.RunAt(version, at);
            numbers.Add(version.Substring(at, run));
            at += run;
            if (at < version.Length && version[at] == '.')
                at++;
        }

        // A number that a letter follows at once, as in 1.2a, is a number of its own to RubyGems.
        if (numbers.Count > 1)
            numbers.RemoveAt(numbers.Count - 1);
        numbers[^1] = Digits.Increment(numbers[^1]);
        return string.Join('.', numbers);
    }

    private static bool IsPrerelease(char c) => c == '-' || char.IsAsciiLetter(c);
}
