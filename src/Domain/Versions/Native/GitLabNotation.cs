namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// The <c>affected_range</c> of GitLab's advisories for package types whose own notation has no alternatives: each alternative is
/// written as the package manager writes a range, and <c>||</c> parts them.
/// </summary>
internal sealed class GitLabNotation : NativeNotation
{
    private static readonly string[] Comparators = ["==", "!=", "<=", ">=", "<", ">", "="];

    private readonly Func<string, Meaning> readAlternative;

    private GitLabNotation(string type, string scheme, Func<string, Meaning> readAlternative)
        : base($"gitlab/{type}", scheme) => this.readAlternative = readAlternative;

    /// <summary>Python's specifiers, joined by commas.</summary>
    internal static GitLabNotation OfPyPi() => new("pypi", "pypi", new PyPiNotation().Read);

    /// <summary>RubyGems' requirements, joined by spaces or commas.</summary>
    internal static GitLabNotation OfGem()
    {
        var gem = new GemNotation();
        return new("gem", "gem", text => gem.ReadConditions(text, ",", part => Meaning.All(gem.Scheme, NativeTerm.Split(Words(part), GemNotation.Operators).Select(gem.ReadTerm))));
    }

    /// <summary>Comparators with versions of Go modules, joined by spaces.</summary>
    internal static GitLabNotation OfGo()
    {
        var scheme = VersionScheme.Get("golang");
        return new("go", scheme.Name, text => Meaning.All(scheme, NativeTerm.Split(Words(text), Comparators).Select(term => Compare(scheme, term)!)));
    }

    internal override Meaning Read(string text) => ReadAlternatives(text, "||", readAlternative);
}
