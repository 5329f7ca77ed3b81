using NuGet.Versioning;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>
/// Versions as their ecosystem writes them, so that its tools read what we hand them: without surrounding spaces and leading
/// <c>v</c> or <c>=</c>, and without the build metadata that is no part of the order.
/// </summary>
internal static class CanonicalText
{
    /// <summary>Whether the scheme orders as Semantic Versioning 2.0.0 does.</summary>
    internal static bool IsSemantic(VersionScheme scheme) => scheme.Name is "npm" or "semver" or "cargo" or "golang";

    internal static string Of(ParsedVersion version) => version.Scheme.Name switch
    {
        _ when IsSemantic(version.Scheme) => Semantic(version.Text),
        "nuget" => NuGetVersion.Parse(version.Text).ToNormalizedString(),
        "pypi" => Pep440Version.Of(version).ToString(),
        "deb" => version.Text.Trim(' '),
        _ => version.Text,
    };

    /// <summary>
    /// The version right above, where the scheme has one: above <c>1.0.0</c> comes <c>1.0.1-0</c>, above <c>1.0.0-rc</c> comes
    /// <c>1.0.0-rc.0</c>.
    /// </summary>
    internal static ParsedVersion? Next(ParsedVersion version)
    {
        if (!IsSemantic(version.Scheme))
            return null;
        var text = Semantic(version.Text);
        var patch = text.LastIndexOf('.') + 1;
        var next = text.Contains('-', StringComparison.Ordinal) ? $"{text}.0" : $"{text[..patch]}{Digits.Increment(text[patch..])}-0";
        return version.Scheme.TryParse(next, out var above) && version.Scheme.AreNeighbours(version, above) ? above : null;
    }

    private static string Semantic(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        var build = text.IndexOf('+', StringComparison.Ordinal);
        var end = build >= 0 ? build : text.AsSpan().LastIndexOfAny(PlainText.AsciiLettersDigitsHyphen) + 1;
        var version = text[start..end];

        // Go lets the last numbers be left out.
        return version.Contains('-', StringComparison.Ordinal) ? version : version + version.AsSpan().Count('.') switch { 0 => ".0.0", 1 => ".0", _ => "" };
    }
}
