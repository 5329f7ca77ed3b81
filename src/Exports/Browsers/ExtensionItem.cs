namespace ToolRegistry.Exports.Browsers;

/// <summary>What a rule says of an extension.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Id">The extension's id.</param>
/// <param name="Minimum">The lowest version that is let through, where some are; null: the rule speaks of all.</param>
internal readonly record struct ExtensionItem(ExportRule Rule, string Id, string? Minimum);
