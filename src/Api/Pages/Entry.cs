namespace ToolRegistry.Api.Pages;

/// <summary>Reads what was typed into a field.</summary>
internal static class Entry
{
    private const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>The text without what surrounds it; null when there is none.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>What stands on lines of its own.</summary>
    public static string[] Lines(string text) => text.Split('\n', Tidy);

    /// <summary>What stands between commas.</summary>
    public static string[] Parts(string text) => text.Split(',', Tidy);

    /// <summary>Puts commas between, as they are typed.</summary>
    public static string Joined(IEnumerable<string>? parts) => string.Join(", ", parts ?? []);
}
