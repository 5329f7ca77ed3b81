namespace ToolRegistry.Exports.Browsers;

/// <summary>What a rule says to a browser: something of an extension, or that a domain is blocked.</summary>
/// <param name="Extension">The extension's id, or null.</param>
/// <param name="Domain">The domain, or null.</param>
/// <param name="Minimum">The lowest version that is let through, of an extension of which some are; else null.</param>
internal sealed record BrowserItem(string? Extension, string? Domain, string? Minimum);
