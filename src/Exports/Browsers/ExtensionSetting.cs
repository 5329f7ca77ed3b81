using System.Runtime.InteropServices;

namespace ToolRegistry.Exports.Browsers;

/// <summary>What all rules together say of one extension, which has one place in a policy.</summary>
/// <param name="Restricted">The first rule that restricts it most, or null.</param>
/// <param name="IsBanned">Whether no version is let through.</param>
/// <param name="IsPermitted">Whether some version is permitted.</param>
/// <param name="LowestAllowed">The lowest version that is not restricted; null: all, unless it is banned.</param>
/// <param name="LowestPermitted">The lowest version that is permitted; null: all, if any is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExtensionSetting(ExportRule? Restricted, bool IsBanned, bool IsPermitted, string? LowestAllowed, string? LowestPermitted)
{
    /// <summary>The lowest version that is let through; null: all that are.</summary>
    public string? Minimum =>
        LowestAllowed is null ? LowestPermitted
        : LowestPermitted is null || ExtensionVersions.Compare(LowestAllowed, LowestPermitted) > 0 ? LowestAllowed
        : LowestPermitted;

    /// <summary>With one thing more that is said. To say it again changes nothing.</summary>
    public ExtensionSetting With(ExtensionItem item) => BrowserRules.IsRestriction(item.Rule) ? Restrict(item.Rule, item.Minimum) : Permit(item.Minimum);

    /// <summary>With one restriction more: of all versions, or of those below a minimum.</summary>
    private ExtensionSetting Restrict(ExportRule rule, string? minimum)
    {
        if (IsBanned)
            return this;
        if (minimum is null)
            return this with { Restricted = rule, IsBanned = true };
        return LowestAllowed is null || ExtensionVersions.Compare(minimum, LowestAllowed) > 0 ? this with { Restricted = rule, LowestAllowed = minimum } : this;
    }

    /// <summary>With one permission more: of all versions, or of those from a minimum on.</summary>
    private ExtensionSetting Permit(string? minimum)
    {
        if (!IsPermitted)
            return this with { IsPermitted = true, LowestPermitted = minimum };
        return LowestPermitted is not null && (minimum is null || ExtensionVersions.Compare(minimum, LowestPermitted) < 0) ? this with { LowestPermitted = minimum } : this;
    }
}
