namespace ToolRegistry.Exports.Feeds;

/// <summary>What those who have a banned tool are to do.</summary>
/// <param name="Alternatives">What to use instead, or null.</param>
/// <param name="Update">From which versions to go away, where others may be used, or null.</param>
internal sealed record Advice(string? Alternatives, string? Update)
{
    /// <summary>What to do where there is nothing else.</summary>
    public const string Remove = "No version may be used: remove it.";

    /// <summary>The advice of a rule.</summary>
    public static Advice Of(ExportRule rule) =>
        new(rule.Alternatives, rule.HasEnd ? $"Use a version outside of {string.Join(" and ", rule.Decision.Ranges)}." : null);

    /// <summary>All of it, on one line.</summary>
    public override string ToString() => (Alternatives, Update) switch
    {
        (null, null) => Remove,
        (null, { } update) => update,
        ({ } instead, null) => instead,
        ({ } instead, { } update) => $"{update} {instead}",
    };
}
