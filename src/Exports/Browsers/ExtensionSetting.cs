using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Exports.Browsers;

/// <summary>What all rules together say of one extension, which has one place in a policy.</summary>
/// <param name="Restricted">The first decision that restricts it most, or null. Not its rule, which keeps its message once that is made.</param>
/// <param name="IsBanned">Whether no version is let through.</param>
/// <param name="IsPermitted">Whether some version is permitted.</param>
/// <param name="LowestAllowed">The lowest version that is not restricted; null: all, unless it is banned.</param>
/// <param name="LowestPermitted">The lowest version that is permitted; null: all, if any is.</param>
internal sealed record ExtensionSetting(DecisionFact? Restricted, bool IsBanned, bool IsPermitted, string? LowestAllowed, string? LowestPermitted)
{
    /// <summary>Nothing.</summary>
    public static readonly ExtensionSetting None = new(Restricted: null, IsBanned: false, IsPermitted: false, LowestAllowed: null, LowestPermitted: null);

    /// <summary>The lowest version that is let through; null: all that are.</summary>
    public string? Minimum =>
        LowestAllowed is null ? LowestPermitted
        : LowestPermitted is null || ExtensionVersions.Compare(LowestAllowed, LowestPermitted) > 0 ? LowestAllowed
        : LowestPermitted;

    /// <summary>With one thing more that is said: by a decision that restricts it, or by one that permits it.</summary>
    public ExtensionSetting With(DecisionFact? restricting, string? minimum) => restricting is null ? Permit(minimum) : Restrict(restricting, minimum);

    /// <summary>With one restriction more: of all versions, or of those below a minimum.</summary>
    private ExtensionSetting Restrict(DecisionFact decision, string? minimum)
    {
        if (IsBanned)
            return this;
        if (minimum is null)
            return this with { Restricted = decision, IsBanned = true };
        return LowestAllowed is null || ExtensionVersions.Compare(minimum, LowestAllowed) > 0 ? this with { Restricted = decision, LowestAllowed = minimum } : this;
    }

    /// <summary>With one permission more: of all versions, or of those from a minimum on.</summary>
    private ExtensionSetting Permit(string? minimum)
    {
        if (!IsPermitted)
            return this with { IsPermitted = true, LowestPermitted = minimum };
        return LowestPermitted is not null && (minimum is null || ExtensionVersions.Compare(minimum, LowestPermitted) < 0) ? this with { LowestPermitted = minimum } : this;
    }
}
