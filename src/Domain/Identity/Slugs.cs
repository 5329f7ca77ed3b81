namespace ToolRegistry.Domain.Identity;

/// <summary>The short names under which tools stand in the register: <c>claude-code</c>.</summary>
public static class Slugs
{
    /// <summary>The longest slug, in characters; the shortest has one.</summary>
    public const int MaxLength = 80;

    /// <summary>Whether the text consists of lower-case ASCII letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit.</summary>
    public static bool IsValid(string text) =>
        text is { Length: >= 1 and <= MaxLength }
        && IsLetterOrDigit(text[0])
        && IsLetterOrDigit(text[^1])
        && text.All(c => IsLetterOrDigit(c) || c is '-' or '.' or '_');

    private static bool IsLetterOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
